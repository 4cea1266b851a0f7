"""Readers of attachments in this process: for tests that need no jail."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.core.document import Document
from bot.core.mail import Attachment
from bot.intake.documents.archive import member_bytes
from bot.intake.documents.pages.lighter import lighter
from bot.intake.documents.read import read_file
from bot.intake.documents.words import load_document_words


@dataclass(frozen=True, slots=True)
class DoneReading:
    """Files that were read at once."""

    documents: tuple[Document, ...]

    def result(self) -> tuple[Document, ...]:
        """A document for each file, in order, with those inside it."""
        return self.documents


class InlineReaders:
    """The in-memory twin of :class:`bot.adapters.readers_process.ProcessReaders`.

    Args:
        words_path: The file of words, ``documents.es.yaml``.
    """

    def __init__(self, words_path: Path) -> None:
        self._words = load_document_words(words_path)

    def start(self, files: Sequence[Attachment]) -> DoneReading:
        """Read the files of one mail."""
        return DoneReading(tuple(found for each in files for found in read_file(each, self._words)))

    def lighter(self, content: bytes, media_type: str) -> bytes | None:
        """A much smaller copy."""
        return lighter(content, media_type)

    def member(self, content: bytes, member: str) -> bytes | None:
        """The bytes of a file inside an archive."""
        return member_bytes(content, member)
