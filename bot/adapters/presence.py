"""Which processes of this machine are alive: one file each, locked for as long as its process lives.

The kernel lets go of the lock when a process ends, however it ends. So what a killed process had taken up can be
given back as soon as it is started again, without waiting for its leases. Only files of this machine are judged,
since locks do not reach across every shared file system.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from bot.errors import TransientError
from bot.settings import trouble


class Presence:
    """The mark of one process, from its start to its end.

    Args:
        folder: Where the marks lie; made if absent.

    Raises:
        TransientError: The folder cannot be written to now.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._host = socket.gethostname().replace("/", "_")
        self.owner = f"{self._host}:{os.getpid()}:{uuid4().hex[:8]}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._mark = os.open(folder / self.owner, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise TransientError(trouble("not_writable", path=folder, error=error.strerror)) from error
        fcntl.flock(self._mark, fcntl.LOCK_EX)

    def dead(self) -> Iterator[str]:
        """Owners of this machine that ended; each is forgotten once the caller asks for the next one."""
        for mark in sorted(self._folder.glob(f"{self._host}:*")):
            if mark.name != self.owner and _is_free(mark):
                yield mark.name
                mark.unlink(missing_ok=True)

    def close(self) -> None:
        """Ends the mark; the next process gives back what this one still holds."""
        os.close(self._mark)


def _is_free(mark: Path) -> bool:
    try:
        descriptor = os.open(mark, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
