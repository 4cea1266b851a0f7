"""A ledger in an SQLite file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.ledger_sql import SqlLedger


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Address of a ledger that is not yet there."""
    return f"sqlite:///{tmp_path}/ledger.db"


@pytest.fixture
def ledger(url: str) -> Iterator[SqlLedger]:
    """An empty ledger."""
    made = SqlLedger(url)
    yield made
    made.close()
