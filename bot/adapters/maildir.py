"""A Maildir on disk: mails in ``new`` and ``cur``, folders beside them as ``.Name`` (Maildir++).

The format is D. J. Bernstein's (https://cr.yp.to/proto/maildir.html), folders are as in Courier and Dovecot. A mail
is complete as soon as it can be seen, since it is renamed into place; its base name never changes, its flags may.
"""

import itertools
import os
import re
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from imapclient.imap_utf7 import encode as modified_utf7

from bot.errors import TransientError

T = TypeVar("T")

_COUNTER = itertools.count()
_HOST = socket.gethostname().replace("/", r"\057").replace(":", r"\072")
_TIMES = re.compile(r"(?P<seconds>\d+)\.(?:.*?M(?P<micros>\d+))?(?:.*?Q(?P<count>\d+))?")


@contextmanager
def disk() -> Iterator[None]:
    """Turns what the disk refuses into a ``TransientError``: once it is mended, trying again is right."""
    try:
        yield
    except OSError as error:
        raise TransientError(f"The Maildir cannot be used now: {error}; mend that, then it goes on") from error


class Maildir:
    """Mails by the base names of their files."""

    def __init__(self, path: Path) -> None:
        """Touches nothing yet; ``path`` is the folder that holds ``new`` and ``cur``."""
        self._path = path

    def make(self) -> None:
        """Makes its folders where they are missing."""
        _make(self._path)

    def exists(self) -> bool:
        """Whether there is a Maildir."""
        return (self._path / "new").exists() or (self._path / "cur").exists()

    def names(self) -> tuple[str, ...]:
        """Base names of all mails, in the order of their delivery."""
        return tuple(sorted(self._files(), key=_delivered))

    def paths(self) -> tuple[Path, ...]:
        """Files of all mails, in the order of their delivery."""
        return tuple(path for _, path in sorted(self._files().items(), key=lambda item: _delivered(item[0])))

    def read(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Mails that are there, in the order asked for; one that is renamed meanwhile is looked for again."""
        return self._each(names, Path.read_bytes)

    def deliver(self, raw: bytes) -> str:
        """Puts a mail into ``new``, safe on disk when this returns its base name."""
        self.make()
        name = _unique_name()
        written = self._path / "tmp" / name
        with written.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        written.rename(self._path / "new" / name)
        _sync(self._path / "new")
        return name

    def move(self, names: Iterable[str], folder: str) -> None:
        """Moves mails with their flags into a folder such as ``Tramita/Procesados``, which is made where missing."""
        target = self._path / ("." + modified_utf7(folder.replace("/", ".")).decode())
        self.make()
        _make(target)
        (target / "maildirfolder").touch()
        for _ in self._each(names, lambda path: path.rename(target / "cur" / _with_flags(path.name))):
            pass
        for changed in (target / "cur", self._path / "new", self._path / "cur"):
            _sync(changed)

    def state(self) -> tuple[int, ...]:
        """Something that differs as soon as a mail has come."""
        return tuple(p.stat().st_mtime_ns for p in (self._path / "new", self._path / "cur") if p.exists())

    def _each(self, names: Iterable[str], act: Callable[[Path], T]) -> Iterator[tuple[str, T]]:
        files = self._files()
        for name in names:
            while path := files.get(name):
                try:
                    result = act(path)
                except FileNotFoundError:
                    files = self._files()
                    if files.get(name) == path:
                        raise
                else:
                    yield name, result
                    break

    def _files(self) -> dict[str, Path]:
        folders = (self._path / "new", self._path / "cur")
        entries = (entry for folder in folders if folder.exists() for entry in os.scandir(folder))
        return {e.name.partition(":")[0]: Path(e.path) for e in entries if not e.name.startswith(".")}


def _delivered(name: str) -> tuple[int, int, int, str]:
    found = _TIMES.match(name)
    if found is None:
        return 0, 0, 0, name
    return int(found["seconds"]), int(found["micros"] or 0), int(found["count"] or 0), name


def _unique_name() -> str:
    seconds, nanos = divmod(time.time_ns(), 1_000_000_000)
    return f"{seconds}.M{nanos // 1000:06}P{os.getpid()}Q{next(_COUNTER)}.{_HOST}"


def _make(path: Path) -> None:
    if not (path / "cur").exists():
        for part in ("tmp", "new", "cur"):
            (path / part).mkdir(parents=True, exist_ok=True)
        _sync(path)
        _sync(path.parent)


def _with_flags(name: str) -> str:
    return name if ":" in name else f"{name}:2,"


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
