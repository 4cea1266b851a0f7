"""Scans are read in processes of their own, so that no mail with text waits for a picture, and each only once."""

import hashlib
import json
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.adapters.readers_cache import ReadingCache
from bot.adapters.readers_limits import SCAN_LIMITS, ReaderLimits
from bot.adapters.readers_process import ProcessReaders, too_complex
from bot.core.document import Damage, Document, placed
from bot.core.mail import Attachment
from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.documents.sorting.roles import by_name
from bot.intake.documents.words import load_document_words

_KILLERS = 2  # scans of one mail that no reader survived; the rest of such a mail is not tried

MOST_SECONDS = 1800.0
"""Of readers for one mail, whose rest is not tried after them: others wait for their scans."""


@dataclass(slots=True)
class Effort:
    """What the scans of one mail have cost so far."""

    killers: int = 0
    seconds: float = 0.0

    @property
    def is_enough(self) -> bool:
        """Whether the rest of the mail is not tried."""
        return self.killers >= _KILLERS or self.seconds >= MOST_SECONDS


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
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._going: dict[tuple[str, str], Future[tuple[Document, ...]]] = {}
        self._readers: ProcessReaders | None = None

    @property
    def engines(self) -> tuple[str, ...]:
        """Names of the engines, the first one being tried first; none where scans stay unread."""
        return self._setup.engines

    def kept(self, scan: Document) -> tuple[Document, ...] | None:
        """What was read before in the file of a document; ``None`` where nobody has read it."""
        kept = self._cache.get(scan.sha256, self._reader_of(scan.filename))
        return None if kept is None else placed(kept, scan.filename, scan.part, scan.file)

    def begin(self, files: Sequence[Attachment]) -> None:
        """Has files read, behind those that were begun before."""
        self._begun(files)

    def read(self, files: Sequence[Attachment]) -> tuple[tuple[Document, ...], ...]:
        """What is in each file, several being read at once; waits for all of them.

        Raises:
            TransientError: No process could be started. No file can make it raise.
        """
        found = (future.result() for future in self._begun(files))
        return tuple(placed(one, file.filename, file.part, file.member) for file, one in zip(files, found, strict=True))

    def _begun(self, files: Sequence[Attachment]) -> tuple[Future[tuple[Document, ...]], ...]:
        """What will be known of each file of one mail; the same bytes are read once, whoever wants them meanwhile."""
        effort = Effort()
        with self._lock:
            return tuple(self._future(file, self._reader_of(file.filename), effort) for file in files)

    def _future(self, file: Attachment, reader: str, effort: Effort) -> Future[tuple[Document, ...]]:
        key = file.sha256, reader
        if (going := self._going.get(key)) is not None:
            return going
        future = self._going[key] = self._threads.submit(self._read, file, reader, effort)
        future.add_done_callback(lambda _: self._going.pop(key, None))
        return future

    def forget(self, before: datetime) -> None:
        """Removes what was read and nobody asked for since."""
        self._cache.forget(before)

    def _read(self, file: Attachment, reader: str, effort: Effort) -> tuple[Document, ...]:
        """What is in one file, wherever it lies; ``effort`` is what those of the same mail have cost."""
        found = self._cache.get(file.sha256, reader)
        if found is None:
            if effort.is_enough:
                return (too_complex(file),)
            began = time.monotonic()
            found = self._open().start([replace(file, part=0, member="")]).result()
            effort.seconds += time.monotonic() - began
            if found[0].damage is Damage.TOO_COMPLEX:  # not kept: that may be the fault of a busy machine
                effort.killers += 1
            else:
                self._cache.put(found, reader)
        return found

    def _reader_of(self, filename: str) -> str:
        """All that a reading depends on but the file itself; of its name only what that hints at."""
        hints = {role: weight for role, weight in by_name(filename, self._words).items() if weight}
        reader = f"{self._setup.fingerprint}; {self._setup.most_pages} pages; words {self._words_digest}"
        return f"{reader}; name {json.dumps(hints, sort_keys=True)}"

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
        """Finish what is being read, leave what waits for that, then end the processes."""
        self._threads.shutdown(cancel_futures=True)
        if self._readers is not None:
            self._readers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
