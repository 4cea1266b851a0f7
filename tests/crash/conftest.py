"""Houses in memory where the machine has such a file system: a kill loses nothing that was written, synced or not."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")  # noqa: S108 - a file system, not a file


@pytest.fixture(scope="session")
def fast_folder() -> Iterator[Path]:
    """A folder of this session in which flushing costs nothing."""
    with tempfile.TemporaryDirectory(prefix="tramita-", dir=MEMORY if MEMORY.is_dir() else None) as name:
        yield Path(name)
