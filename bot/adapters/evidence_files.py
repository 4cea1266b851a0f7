"""Raw mails as files, each once, under the SHA-256 of its bytes: ``evidence/ab/abcd….eml``.

A file is written beside the others under a passing name, flushed, and only then given its own: whatever bears a
digest is whole. A name is safe once its folder was flushed too, and a new folder once its parent was.
"""

import hashlib
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from bot.errors import PermanentError, TransientError

STALE_SECONDS = 3600
"""A passing file of this age belongs to a process that died; other processes may be writing younger ones."""

FLUSHES_AT_ONCE = 4
"""Flushes that wait together share one commit of the file system's journal: five times faster than one by one."""


class FileEvidence:
    """The port ``Evidence``.

    Args:
        folder: Where they lie; made if absent. May be shared by several processes and machines.
        read_only: Only to look: nothing is made or swept away.

    Raises:
        TransientError: The folder cannot be written to now.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._passing = folder / "tmp"
        self._safe: set[Path] = set()
        if not read_only:
            with _translated(folder):
                self._passing.mkdir(parents=True, exist_ok=True)
                self._sweep()

    def put(self, raws: Sequence[bytes]) -> tuple[str, ...]:
        """Digests of the mails, all of them on disk for good when this returns."""
        digests = tuple(hashlib.sha256(raw).hexdigest() for raw in raws)
        with _translated(self._folder), ThreadPoolExecutor(FLUSHES_AT_ONCE) as threads:
            new = {
                self.path(digest): raw
                for digest, raw in zip(digests, raws, strict=True)
                if not self._is_there(digest, len(raw))
            }
            deque(threads.map(self._write, new, new.values()), maxlen=0)
            self._make_safe({self.path(digest).parent for digest in digests}, threads)
        return digests

    def get(self, digest: str) -> bytes:
        """The bytes again.

        Raises:
            PermanentError: They are missing or damaged.
            TransientError: They cannot be read now.
        """
        path = self.path(digest)
        with _translated(path):
            try:
                raw = path.read_bytes()
            except FileNotFoundError:
                raise PermanentError(f"The mail {path} is missing; restore it from the backup.") from None
        if hashlib.sha256(raw).hexdigest() != digest:
            raise PermanentError(f"The mail {path} is damaged; restore it from the backup.")
        return raw

    def drop(self, digests: Sequence[str]) -> None:
        """Removes mails for good; those that are gone already are fine."""
        with _translated(self._folder):
            for digest in digests:
                self.path(digest).unlink(missing_ok=True)

    def path(self, digest: str) -> Path:
        """Where a mail lies."""
        return self._folder / digest[:2] / f"{digest}.eml"

    def _is_there(self, digest: str, size: int) -> bool:
        try:
            return self.path(digest).stat().st_size == size
        except FileNotFoundError:
            return False

    def _write(self, path: Path, raw: bytes) -> None:
        passing = self._passing / uuid4().hex
        try:
            with passing.open("xb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            path.parent.mkdir(parents=True, exist_ok=True)
            passing.replace(path)
        finally:
            passing.unlink(missing_ok=True)

    def _make_safe(self, folders: set[Path], threads: Executor) -> None:
        above = set() if folders <= self._safe else {self._folder}
        deque(threads.map(_flush, folders | above), maxlen=0)
        self._safe |= folders

    def _sweep(self) -> None:
        for passing in self._passing.iterdir():
            with suppress(FileNotFoundError):  # another process sweeps, too
                if passing.stat().st_mtime < time.time() - STALE_SECONDS:
                    passing.unlink()


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _translated(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TransientError(
            f"The evidence under {place} cannot be used now ({error.strerror}): see whether its disk is full, mounted "
            "and writable for the user that runs tramita."
        ) from error
