"""A mailbox in memory."""

import threading
from collections.abc import Iterator, Mapping, Sequence

from bot.core.account import Outcome
from bot.errors import TransientError
from bot.service.ports import Listing


class MemoryMailbox:
    """Mails by key, in order of arrival; a key is the mail's number, and the cursor that of the last one listed.

    Attributes:
        mails: What lies there.
        folders: What was moved, by folder.
        failure: Raised by every call that would reach a server, while it is set.
    """

    def __init__(self, address: str = "buzon@empresa.example", folders: Mapping[Outcome, str] | None = None) -> None:
        """An empty mailbox that moves mails to these folders, by outcome."""
        self.mails: dict[str, bytes] = {}
        self.folders: dict[str, dict[str, bytes]] = {}
        self.failure: TransientError | None = None
        self._address = address
        self._targets = folders or {}
        self._arrived = 0
        self._listed = 0
        self._changed = threading.Condition()
        self._closed = False

    def deliver(self, raw: bytes) -> str:
        """A mail arrives; its key."""
        with self._changed:
            self._arrived += 1
            self.mails[str(self._arrived)] = raw
            self._changed.notify_all()
            return str(self._arrived)

    @property
    def address(self) -> str:
        """Its mail address."""
        return self._address

    def list(self, cursor: str) -> Listing:
        """Mails past the cursor."""
        self._reach()
        self._listed = self._arrived
        return Listing(
            keys=tuple(key for key in self.mails if int(key) > int(cursor or 0)),
            cursor=str(self._arrived),
        )

    def read(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Mails that are there and not empty, in order."""
        for key in keys:
            self._reach()
            if raw := self.mails.get(key):
                yield key, raw

    def settle(self, outcome: Outcome, keys: Sequence[str]) -> None:
        """Moves mails to the folder of their outcome, if it has one."""
        self._reach()
        if folder := self._targets.get(outcome):
            moved = {key: self.mails.pop(key) for key in keys if key in self.mails}
            self.folders.setdefault(folder, {}).update(moved)

    def wait(self, timeout: float) -> bool:
        """Waits for a delivery since the last listing."""
        self._reach()
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._arrived > self._listed, timeout)
            self._closed = False
            return self._arrived > self._listed

    def close(self) -> None:
        """Ends a wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _reach(self) -> None:
        if self.failure is not None:
            raise self.failure
