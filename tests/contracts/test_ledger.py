"""One contract for every ledger: in memory, in an SQLite file, in a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.adapters.ledger_sql import SqlLedger
from bot.adapters.ledger_sql.schema import metadata
from bot.service.ports import Ledger
from bot.testing.ledger_memory import MemoryLedger
from tests.contracts.ledger_cases import CasesContract, LeasesContract
from tests.contracts.ledger_outbox import OutboxContract
from tests.contracts.ledger_receipts import ReceiptsContract

pytest_plugins = ("tests.servers.postgres",)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of each kind."""
    match request.param:
        case "memory":
            made = MemoryLedger()
        case "sqlite":
            made = SqlLedger(f"sqlite:///{tmp_path}/ledger.db")
        case _:
            made = SqlLedger(request.getfixturevalue("postgres_url"))
            with made._store.write() as connection:
                connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"))
    yield made
    made.close()


class TestReceipts(ReceiptsContract):
    """The port ``Receipts``."""


class TestCases(CasesContract):
    """The port ``Cases``."""


class TestOutbox(OutboxContract):
    """The port ``Outbox``."""


class TestLeases(LeasesContract):
    """The port ``Leases``."""
