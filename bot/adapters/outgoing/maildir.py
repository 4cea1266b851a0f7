"""A way out that leads into a Maildir on this machine, for the demo and the benchmarks.

The mail lies in ``new`` exactly as it was given. Its envelope is a line of JSON in ``envelopes.jsonl`` beside it:
``{"name": base name of the file, "sender": ..., "recipients": [...]}``.
"""

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict

from bot.adapters.maildir import Maildir, disk
from bot.service.ports import Delivery

ENVELOPES = "envelopes.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the Maildir lies.

    Attributes:
        path: Folder that holds ``new``; it is made where missing.
    """

    path: Path

    __pydantic_config__ = ConfigDict(extra="forbid")


class MaildirOutgoing:
    """Takes every mail for everybody."""

    def __init__(self, settings: Settings) -> None:
        """Touches nothing yet."""
        self._path = settings.path
        self._maildir = Maildir(settings.path)
        self._lock = threading.Lock()

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Writes the mail, then its envelope."""
        with disk():
            name = self._maildir.deliver(raw)
            line = json.dumps({"name": name, "sender": sender, "recipients": list(recipients)}, ensure_ascii=False)
            with self._lock, (self._path / ENVELOPES).open("a", encoding="utf-8") as file:
                file.write(line + "\n")
                file.flush()
                os.fsync(file.fileno())
        return Delivery()

    def size_limit(self) -> int | None:
        """None: the disk is the limit."""
        return None

    def close(self) -> None:
        """Holds nothing open."""


def connect(settings: Settings) -> MaildirOutgoing:
    """The way out of these settings."""
    return MaildirOutgoing(settings)
