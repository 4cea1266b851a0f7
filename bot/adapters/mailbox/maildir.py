"""A mailbox that is a Maildir on this machine: the demo, the benchmarks, and servers that deliver to disk.

A key is the base name of the mail's file. There is no cursor: all mails that lie there are listed every time.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ConfigDict

from bot.adapters.maildir import Maildir, disk
from bot.core.account import Outcome
from bot.errors import PermanentError
from bot.service.ports import Listing
from bot.settings import trouble

LOOK_EVERY = 0.25
"""Seconds between two looks at the folder while waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a Maildir lies.

    Attributes:
        address: Its mail address.
        path: Folder that holds ``new`` and ``cur``.
        folders: Folder by outcome, ``/`` between levels; mails of other outcomes stay where they lie.
    """

    address: str
    path: Path
    folders: Mapping[Outcome, str] = field(default_factory=dict)

    __pydantic_config__ = ConfigDict(extra="forbid")


class MaildirMailbox:
    """Mails that lie in files; the bytes are those of the file."""

    def __init__(self, settings: Settings) -> None:
        """Touches nothing yet."""
        self._settings = settings
        self._maildir = Maildir(settings.path)
        self._listed: tuple[int, ...] = ()
        self._closed = threading.Event()

    @property
    def address(self) -> str:
        """Its mail address."""
        return self._settings.address

    def list(self, cursor: str) -> Listing:
        """All mails, by delivery; the cursor is always empty.

        Raises:
            PermanentError: There is no Maildir: its path is misspelt, or nobody has made it yet.
        """
        del cursor
        self._listed = self._state()
        with disk():
            if not self._maildir.exists():
                raise PermanentError(trouble("no_maildir", path=self._settings.path))
            return Listing(keys=self._maildir.names(), cursor="")

    def read(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Mails that are there and not empty, in order."""
        with disk():
            for name, raw in self._maildir.read(keys):
                if raw:
                    yield name, raw

    def settle(self, outcome: Outcome, keys: Sequence[str]) -> None:
        """Moves mails to the folder of their outcome, if it has one."""
        if folder := self._settings.folders.get(outcome):
            with disk():
                self._maildir.move(keys, folder)

    def wait(self, timeout: float) -> bool:
        """Looks at the folder now and then until it has changed since it was last listed."""
        end = time.monotonic() + timeout
        while self._state() == self._listed:
            left = end - time.monotonic()
            if left <= 0 or self._closed.wait(min(left, LOOK_EVERY)):
                self._closed.clear()
                return False
        return True

    def _state(self) -> tuple[int, ...]:
        with disk():
            return self._maildir.state()

    def close(self) -> None:
        """Ends a wait."""
        self._closed.set()


def connect(settings: Settings) -> MaildirMailbox:
    """The mailbox of these settings."""
    return MaildirMailbox(settings)
