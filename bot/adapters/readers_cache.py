"""What readers of scans found, by the digest of the file: ``scans/ab/abcd….json``, so that nothing is read twice.

An entry says which reader made it and the digest of what follows; one of another reader, or a damaged one, is as if
it were not there, and is written anew. Losing entries in a crash costs only time, so nothing is flushed.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from bot.adapters.readers_wire import dump_documents, load_documents
from bot.core.document import Document

_SECONDS_A_DAY = 86_400


class ReadingCache:
    """A folder of readings, which several processes may share.

    Args:
        folder: Made when the first reading is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, digest: str, reader: str) -> tuple[Document, ...] | None:
        """What this reader found in the file of this digest, if that is known."""
        with suppress(OSError, ValueError, KeyError, TypeError, ArithmeticError, AttributeError):
            path = self.path(digest)
            made_by, checksum, shape = path.read_bytes().split(b"\n", maxsplit=2)
            if made_by == reader.encode() and checksum == _checksum(shape):
                os.utime(path)
                return load_documents(shape)
        return None

    def put(self, documents: Sequence[Document], reader: str) -> None:
        """Keep what this reader found; a full disk only means that it is read again."""
        shape = dump_documents(documents)
        path = self.path(documents[0].sha256)
        passing = path.with_name(f"{uuid4().hex}.tmp")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                passing.write_bytes(b"\n".join((reader.encode(), _checksum(shape), shape)))
                passing.replace(path)
            finally:
                passing.unlink(missing_ok=True)

    def forget(self, before: datetime) -> None:
        """Removes what nobody has asked for since; looks through everything only where the last look is a day old."""
        looked, moment = self._folder / "looked", before.timestamp()
        with suppress(OSError):
            if looked.exists() and looked.stat().st_mtime > moment - _SECONDS_A_DAY:
                return
            looked.touch()
            os.utime(looked, (moment, moment))
        for path in self._folder.glob("*/*.json"):
            with suppress(OSError):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()

    def path(self, digest: str) -> Path:
        """Where the reading of a file lies."""
        return self._folder / digest[:2] / f"{digest}.json"


def _checksum(shape: bytes) -> bytes:
    return hashlib.sha256(shape).hexdigest().encode()
