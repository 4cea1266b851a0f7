"""Houses in memory where the machine has such a file system: a kill loses nothing that was written, synced or not."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.testing.clock import FrozenClock
from bot.testing.house import House, open_house
from tests.crash.story import WEDNESDAY

MEMORY = Path("/dev/shm")  # noqa: S108 - a file system, not a file


@pytest.fixture(scope="session")
def fast_folder() -> Iterator[Path]:
    """A folder of this session in which flushing costs nothing."""
    with tempfile.TemporaryDirectory(prefix="tramita-", dir=MEMORY if MEMORY.is_dir() else None) as name:
        yield Path(name)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The example company with empty mailboxes."""
    with open_house(tmp_path, FrozenClock(WEDNESDAY)) as opened:
        yield opened
