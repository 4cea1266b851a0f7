"""Attachments are opened only in warm processes of their own, with limits: whatever a file does, the service goes on.

A reader that dies of a file or takes too long makes it a :attr:`Damage.TOO_COMPLEX`; it is replaced before the next.
When the service dies, its readers meet the end of their line and end too.
"""

import hashlib
import pickle
import queue
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.adapters.readers_limits import ReaderLimits
from bot.adapters.readers_reader import Answer_co, Reader, Request
from bot.adapters.readers_wire import LIGHTER, MEMBER, load_documents
from bot.core.document import Damage, Document
from bot.core.mail import Attachment
from bot.errors import TransientError
from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.documents.signing.seals import Roots
from bot.intake.documents.sniff import sniff_outside
from bot.intake.documents.words import load_document_words

_TRIES = 3  # readers that must die of a file that may be innocent
_KILLERS = 5  # files of one mail that no reader survived; the rest of such a mail is not tried

MOST_TOLD = 8 << 20
"""Bytes that a reader may tell of one file; of a mail of which as much was told, the rest is not tried."""

MOST_SECONDS = 120.0
"""For one mail, whose rest is not tried after it: each of its files may stay just within the limits."""


class PendingReading:
    """The files of one mail on their way through a reader."""

    def __init__(self, future: Future[tuple[Document, ...]]) -> None:
        self._future = future

    def result(self) -> tuple[Document, ...]:
        """One document for each file, in order, each followed by those inside it; waits for them.

        Raises:
            TransientError: No process could be started. No file can make it raise.
        """
        return self._future.result()


class ProcessReaders:
    """A pool of readers, usable from any thread; one mail occupies one reader.

    Args:
        words_path: The file of words, ``documents.es.yaml``.
        workers: How many processes.
        limits: What each may use.
        ocr: Where they read pictures of pages, the engines with which.
        roots: Whose digital signatures are trusted.

    Raises:
        SettingsError: The file of words is unusable.
        TransientError: No process could be started.
    """

    def __init__(
        self,
        words_path: Path,
        workers: int = 2,
        limits: ReaderLimits = ReaderLimits(),  # noqa: B008 - frozen
        ocr: OcrSetup | None = None,
        roots: Roots = (),
    ) -> None:
        self._limits = limits
        self._setup = pickle.dumps((load_document_words(words_path), limits, ocr, roots))
        self._idle: queue.LifoQueue[Reader] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(self._fresh())
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="readers")

    def _fresh(self) -> Reader:
        return Reader(self._setup, self._limits)

    def start(self, files: Sequence[Attachment]) -> PendingReading:
        """Hand the files of one mail to the next free reader, without waiting."""
        return PendingReading(self._threads.submit(self._read_mail, tuple(files)))

    def lighter(self, content: bytes, media_type: str) -> bytes | None:
        """A much smaller copy of a picture or of a scanned PDF; ``None`` also where no reader survives the file."""
        return self._bytes({LIGHTER: media_type}, content)

    def member(self, content: bytes, member: str) -> bytes | None:
        """The bytes of a document that lies in an archive; ``None`` also where no reader survives the archive."""
        return self._bytes({MEMBER: member}, content)

    def _bytes(self, head: Mapping[str, object], content: bytes) -> bytes | None:
        try:
            (found,) = self._threads.submit(self._ask_one_reader, [Request(head, content, bytes)]).result()
        except TransientError:
            return None
        return found or None

    def _read_mail(self, files: tuple[Attachment, ...]) -> tuple[Document, ...]:
        read = self._ask_one_reader(tuple(map(_reading, files)))
        return tuple(
            one for file, documents in zip(files, read, strict=True) for one in documents or (too_complex(file),)
        )

    def _ask_one_reader(self, requests: Sequence[Request[Answer_co]]) -> tuple[Answer_co | None, ...]:
        reader = self._idle.get()
        try:
            answers: list[Answer_co | None] = []
            told, ends_at = 0, time.monotonic() + MOST_SECONDS
            for request in requests:
                answer = None
                if answers.count(None) < _KILLERS and told < MOST_TOLD and time.monotonic() < ends_at:
                    answer, reader = self._ask(request, reader)
                    told += reader.told
                answers.append(answer)
            return tuple(answers)
        finally:
            reader.mails += 1
            self._idle.put(reader)

    def _ask(self, request: Request[Answer_co], reader: Reader) -> tuple[Answer_co | None, Reader]:
        """The answer and the reader for the next file.

        It is no fault of a file that its reader was killed, and may be none that a reader of other files died.
        """
        for _ in range(_TRIES):
            if reader.spent:
                reader.end()
                reader = self._fresh()
            was_used = reader.files > 0
            answer = reader.ask(request)
            if answer is not None:
                return answer, reader
            may_be_innocent = was_used or reader.was_killed
            reader = self._fresh()
            if not may_be_innocent:
                break
        return None, reader

    @property
    def pids(self) -> tuple[int, ...]:
        """Of the idle processes."""
        return tuple(reader.pid for reader in tuple(self._idle.queue))

    def close(self) -> None:
        """Finish what was started, then end the processes."""
        self._threads.shutdown()
        while not self._idle.empty():
            self._idle.get().end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _reading(attachment: Attachment) -> Request[tuple[Document, ...]]:
    head = {
        "part": attachment.part,
        "filename": attachment.filename,
        "declared_type": attachment.declared_type,
        "sha256": attachment.sha256,
        "content_id": attachment.content_id,
        "inline": attachment.inline,
        "member": attachment.member,
    }
    return Request(head, attachment.content, load_documents, MOST_TOLD)


def too_complex(attachment: Attachment) -> Document:
    """What is left to say of a file that no reader survived; its type is taken from its bytes without opening it."""
    return Document(
        filename=attachment.filename,
        media_type=sniff_outside(attachment.content),
        size=len(attachment.content),
        sha256=hashlib.sha256(attachment.content).hexdigest(),
        part=attachment.part,
        member=attachment.member,
        damage=Damage.TOO_COMPLEX,
    )
