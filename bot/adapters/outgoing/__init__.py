"""Ways to send a mail, found by their kind."""

import sys
from collections.abc import Mapping
from typing import cast

from bot.adapters import kinds
from bot.service.ports import Outgoing


def open_outgoing(kind: str, settings: Mapping[str, object]) -> Outgoing:
    """The way out of a kind (``smtp``, ``maildir``, ...); raises ``SettingsError`` where its settings are unusable."""
    return cast("Outgoing", kinds.connect(sys.modules[__name__], kind, settings))
