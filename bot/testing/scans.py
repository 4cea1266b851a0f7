"""Scans read in this process: for tests that need no jail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.core.document import Document, placed
from bot.core.mail import Attachment
from bot.intake.documents.ocr.engines import Ocr
from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.documents.words import load_document_words


class InlineScans:
    """The in-memory twin of :class:`bot.adapters.readers_scans.ScanReaders`.

    Args:
        words_path: The file of words, ``documents.es.yaml``.
        setup: The engines; without any, scans stay unread.
    """

    def __init__(self, words_path: Path, setup: OcrSetup) -> None:
        self._words = load_document_words(words_path)
        self._ocr = Ocr(setup)
        self._kept: dict[str, tuple[Document, ...]] = {}

    @property
    def engines(self) -> tuple[str, ...]:
        """Their names."""
        return self._ocr.setup.engines

    def kept(self, scan: Document) -> tuple[Document, ...] | None:
        """What was read in these bytes before."""
        found = self._kept.get(scan.sha256)
        return None if found is None else placed(found, scan.filename, scan.part, scan.file)

    def begin(self, files: Sequence[Attachment]) -> None:
        """They are read when they are wanted."""

    def read(self, files: Sequence[Attachment]) -> tuple[tuple[Document, ...], ...]:
        """What is in each file."""
        from bot.intake.documents.ocr.read import read_scan  # noqa: PLC0415 - needs the extra [ocr]

        for file in files:
            if file.sha256 not in self._kept:
                self._kept[file.sha256] = read_scan(replace(file, part=0, member=""), self._words, self._ocr)
        return tuple(placed(self._kept[file.sha256], file.filename, file.part, file.member) for file in files)

    def forget(self, before: datetime) -> None:  # noqa: ARG002 - the port's form
        """Everything: nothing here knows when it was asked for."""
        self._kept.clear()

    def close(self) -> None:
        """Nothing is open."""
