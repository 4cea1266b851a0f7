"""Ways to read a mailbox, found by their kind."""

import sys
from collections.abc import Mapping
from typing import cast

from bot.adapters import kinds
from bot.service.ports import Mailbox


def open_mailbox(kind: str, settings: Mapping[str, object]) -> Mailbox:
    """The mailbox of a kind (``imap``, ``maildir``, ...); raises ``SettingsError`` where its settings are unusable."""
    return cast("Mailbox", kinds.connect(sys.modules[__name__], kind, settings))
