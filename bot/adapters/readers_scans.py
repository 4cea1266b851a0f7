"""Scans are read in processes of their own, so that no mail with text waits for a picture, and each only once."""

import hashlib
import json
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.adapters.readers_cache import ReadingCache
from bot.adapters.readers_limits import SCAN_LIMITS, ReaderLimits
from bot.adapters.readers_process import ProcessReaders
from bot.core.document import Damage, Document
from bot.core.mail import Attachment
from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.documents.pictures import is_decoration
from bot.intake.documents.roles import by_name
from bot.intake.documents.words import load_document_words


@dataclass(frozen=True, slots=True)
class PendingScans:
    """Scans on their way through the readers."""

    futures: tuple[Future[Document], ...]

    def result(self) -> tuple[Document, ...]:
        """A document for each, in order; waits for them.

        Raises:
            TransientError: No process could be started. No file can make it raise.
        """
        return tuple(future.result() for future in self.futures)


class ScanReaders:
    """A pool of readers with engines; it starts no process before the first scan that nobody has read yet.

    Args:
        words_path: The file of words, ``documents.es.yaml``.
        folder: Where readings are kept.
        setup: The engines; without any, scans stay unread.
        workers: How many processes; each uses one processor.
        limits: What each may use.

    Raises:
        SettingsError: The file of words is unusable.
    """

    def __init__(
        self, words_path: Path, folder: Path, setup: OcrSetup, workers: int = 2, limits: ReaderLimits = SCAN_LIMITS
    ) -> None:
        self._words_path, self._setup, self._workers, self._limits = words_path, setup, workers, limits
        self._words = load_document_words(words_path)
        self._words_digest = hashlib.sha256(words_path.read_bytes()).hexdigest()
        self._cache = ReadingCache(folder)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="scans")
        self._opening = threading.Lock()
        self._readers: ProcessReaders | None = None

    @property
    def engines(self) -> tuple[str, ...]:
        """Names of the engines, the first one being tried first; none where scans stay unread."""
        return self._setup.engines

    def start(self, files: Sequence[Attachment]) -> PendingScans:
        """Hand scans to the readers, several at once, without waiting."""
        return PendingScans(tuple(self._threads.submit(self._read, file) for file in files))

    def _read(self, file: Attachment) -> Document:
        reader = self._reader_of(file)
        kept = self._cache.get(file.sha256, reader)
        if kept is not None:
            return _as_sent(kept, file)
        (document,) = self._open().start([file]).result()
        if document.damage is not Damage.TOO_COMPLEX:  # that may be the fault of a busy machine
            self._cache.put(document, reader)
        return document

    def _reader_of(self, file: Attachment) -> str:
        """All that a reading depends on but the file itself; of its name only what that hints at."""
        hints = {role: weight for role, weight in by_name(file.filename, self._words).items() if weight}
        return f"{self._setup.fingerprint}; words {self._words_digest}; name {json.dumps(hints, sort_keys=True)}"

    def _open(self) -> ProcessReaders:
        with self._opening:
            if self._readers is None:
                self._readers = ProcessReaders(self._words_path, self._workers, self._limits, self._setup)
            return self._readers

    @property
    def pids(self) -> tuple[int, ...]:
        """Of the idle processes; none before the first scan."""
        return self._readers.pids if self._readers else ()

    def close(self) -> None:
        """Finish what was started, then end the processes."""
        self._threads.shutdown()
        if self._readers is not None:
            self._readers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _as_sent(document: Document, file: Attachment) -> Document:
    """The same reading of the same bytes, under the name and in the place in which they came now."""
    is_inline = document.media_type.startswith("image/") and is_decoration(file.content, inline=file.inline)
    return replace(document, filename=file.filename, part=file.part, member=file.member, inline=is_inline)
