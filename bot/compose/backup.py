"""A copy of an installation that is whole at one moment, made while the service runs.

The ledger goes first: it refers to mails that were safe on disk before it, so whatever the copy of it names is there to
be copied. Mails never change, so that a second copy into the same folder only adds what is new.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from bot.errors import SettingsError
from bot.settings import Settings, trouble

_SQLITE = "sqlite:///"
_FOR_US_ONLY = 0o700
_READ_WRITE = 0o600
_ASIDE = ".aside"


def back_up(settings: Settings, folder: Path) -> Path:
    """Copies everything but scans, which can be read again, and the mailboxes; the rules file of the copy.

    Raises:
        SettingsError: The folder lies within the storage or is the installation itself, or the ledger is on a server
            that has its own program for copies.
        OSError: It cannot be written to.
    """
    home, target = settings.rules.absolute().parent, folder.absolute()
    if target == home or target.is_relative_to(settings.storage.absolute()):
        raise SettingsError(trouble("backup_within", folder=folder))
    if not settings.ledger.startswith(_SQLITE):
        raise SettingsError(trouble("backup_elsewhere"))
    storage = target / "storage"
    storage.mkdir(mode=_FOR_US_ONLY, parents=True, exist_ok=True)
    _copy_ledger(Path(settings.ledger.removeprefix(_SQLITE)), storage / "ledger.db")
    _copy_new(settings.evidence, storage / "evidence")
    with suppress(FileNotFoundError):
        _copy(settings.keys, storage / settings.keys.name)
    for whole, name in (
        (settings.register, storage / settings.register.name),
        (home / "templates", target / "templates"),
    ):
        if whole.is_dir():
            shutil.copytree(whole, name, dirs_exist_ok=True)
    _copy(settings.rules, target / settings.rules.name)
    return target / settings.rules.name


def _copy_ledger(source: Path, target: Path) -> None:
    """As of one moment, whoever writes meanwhile; nothing where no mail ever came."""
    if not source.exists():
        return
    aside = target.with_name(f"{target.name}{_ASIDE}")
    aside.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as running,
        closing(sqlite3.connect(aside)) as copy,
    ):
        running.backup(copy)
    for left in (f"{target.name}-wal", f"{target.name}-shm"):
        target.with_name(left).unlink(missing_ok=True)
    _in_place(aside, target)


def _copy_new(source: Path, target: Path) -> None:
    for mail in _mails(source):
        copy = target / mail.relative_to(source)
        with suppress(FileNotFoundError):  # its time was over meanwhile
            if not copy.exists() or copy.stat().st_size != mail.stat().st_size:
                copy.parent.mkdir(mode=_FOR_US_ONLY, parents=True, exist_ok=True)
                _copy(mail, copy)


def _mails(folder: Path) -> Iterator[Path]:
    return folder.glob("??/*.eml")


def _copy(source: Path, target: Path) -> None:
    """Aside first, so that whatever bears its name is whole."""
    aside = target.with_name(f"{target.name}{_ASIDE}")
    shutil.copyfile(source, aside)
    _in_place(aside, target)


def _in_place(aside: Path, target: Path) -> None:
    descriptor = os.open(aside, os.O_RDONLY)
    try:
        os.fchmod(descriptor, _READ_WRITE)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    aside.replace(target)
