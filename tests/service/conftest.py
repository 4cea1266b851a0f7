"""A house for each test, and short names for who writes what."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.testing.clock import FrozenClock
from bot.testing.house import House, open_house

WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The example company on a Wednesday morning, with empty mailboxes."""
    with open_house(tmp_path, FrozenClock(WEDNESDAY)) as opened:
        yield opened
