"""A ledger that cannot be used says so in words of the port, and nothing is half written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text

from bot.adapters.ledger_sql import SqlLedger
from bot.core.account import Claim, Outcome
from bot.errors import PermanentError, SettingsError, TransientError
from tests.contracts.ledger import FIRST, MINUTE, NOW, commented, opened, outbound, taken
from tests.servers import free_port

pytest_plugins = ("tests.servers.postgres",)


def _reopened(ledger: SqlLedger, pragma: str) -> None:
    """Every connection from now on begins with this."""
    event.listen(ledger._store.engine, "connect", lambda connection, _record: connection.execute(pragma))
    ledger.close()


@pytest.fixture
def read_only(ledger: SqlLedger) -> Iterator[SqlLedger]:
    """A ledger with a case that can no longer be written to."""
    ledger.record(opened())
    _reopened(ledger, "PRAGMA query_only = ON")
    return ledger


def test_a_read_only_ledger_is_transient_and_can_still_be_read(read_only: SqlLedger) -> None:
    """Writing says what to mend; what was there is there."""
    for write in (read_only.ping, lambda: read_only.record(commented(read_only.case(FIRST)))):
        with pytest.raises(TransientError, match="make its file and folder writable"):
            write()
    assert len(read_only.events(FIRST)) == 3


def test_a_locked_ledger_is_transient(ledger: SqlLedger, url: str) -> None:
    """While another process writes for too long, ours gives up for now and goes on later."""
    other = SqlLedger(url)
    _reopened(ledger, "PRAGMA busy_timeout = 0")
    with other._store.write():
        for write in (ledger.ping, lambda: ledger.claim_receipts("w", NOW, MINUTE, 1)):
            with pytest.raises(TransientError, match="another process"):
                write()
        assert ledger.case(FIRST) is None
    ledger.ping()
    other.close()


def test_a_full_disk_is_transient_and_leaves_nothing_half_written(ledger: SqlLedger) -> None:
    """A record that no longer fits is refused whole; once there is room it goes in."""
    (receipt,) = taken(ledger, "1")
    with ledger._store.write() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
    _reopened(ledger, f"PRAGMA max_page_count = {pages}")
    mails = tuple(outbound(f"r-1.{number}") for number in range(500))
    with pytest.raises(TransientError, match="free space"):
        ledger.record(replace(opened(receipt=receipt), sends=mails))
    assert ledger.case(FIRST) is None
    assert ledger.receipt(receipt.id).outcome is Outcome.PENDING
    assert ledger.outbound("r-1.0") is None
    _reopened(ledger, "PRAGMA max_page_count = 100000")
    ledger.record(replace(opened(receipt=receipt), sends=mails))
    assert ledger.outbound("r-1.499")


def test_a_file_that_is_no_ledger_is_permanent(tmp_path: Path) -> None:
    """Trying again cannot help; the error points to the backup."""
    (tmp_path / "ledger.db").write_bytes(b"not a database, but long enough to be taken for the header of one" * 20)
    with pytest.raises(PermanentError, match="backup"):
        SqlLedger(f"sqlite:///{tmp_path}/ledger.db")


def test_a_folder_that_cannot_be_made_is_transient(tmp_path: Path) -> None:
    """Something in the way of the ledger's folder is for an operator to mend."""
    (tmp_path / "storage").touch()
    with pytest.raises(TransientError, match="storage"):
        SqlLedger(f"sqlite:///{tmp_path}/storage/ledger.db")


def test_what_is_reported_done_is_on_disk(ledger: SqlLedger) -> None:
    """Every connection writes ahead, flushes each commit, waits for others and checks references."""
    with ledger._store.read() as one, ledger._store.read() as another:
        for connection in (one, another):
            names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]
            assert found == ["wal", 2, 1, 30_000]


@pytest.mark.parametrize(
    "url", ["", "ledger.db", "sqlite://", "sqlite:///:memory:", "mysql://host/name", "oracle://host/name"]
)
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    """Only an SQLite file or PostgreSQL will do."""
    with pytest.raises(SettingsError):
        SqlLedger(url)


def test_a_defect_of_ours_is_permanent(ledger: SqlLedger) -> None:
    """What the database refuses for good is no SQLAlchemy exception either, and is told as what it is."""
    with pytest.raises(PermanentError, match="defect"):
        ledger.record(replace(opened(), sends=(outbound("x.1", "AN-2026-999999"),)))
    assert ledger.case(FIRST) is None


def test_an_error_in_between_undoes_everything(ledger: SqlLedger) -> None:
    """Where a later statement of a record fails, the earlier ones leave no trace."""
    (receipt,) = taken(ledger, "1")
    ledger.record(opened(claims=()))
    ledger.record(replace(commented(ledger.case(FIRST)), sends=(outbound("x.1", FIRST),)))
    before = ledger.case(FIRST), ledger.events(FIRST)
    record = replace(commented(before[0], receipt), sends=(outbound("x.1", FIRST),))
    with pytest.raises(PermanentError):
        ledger.record(replace(record, claims=frozenset({Claim(kind="k", key="1")})))
    assert (ledger.case(FIRST), ledger.events(FIRST)) == before
    assert ledger.holders([Claim(kind="k", key="1")]) == {}
    assert ledger.receipt(receipt.id).outcome is Outcome.PENDING


def test_a_server_that_is_away_is_transient() -> None:
    """Nobody listens: it is tried again later."""
    with pytest.raises(TransientError):
        SqlLedger(f"postgresql://tramita@127.0.0.1:{free_port()}/ledger")


@pytest.mark.postgresql
def test_a_lost_connection_is_transient_and_the_next_call_connects_again(postgres_url: str) -> None:
    """After the server dropped all our connections one call fails at most, and nothing has to be restarted."""
    ledger = SqlLedger(postgres_url)
    ledger.ping()
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    with pytest.raises(TransientError):
        ledger.ping()
    ledger.ping()
    ledger.close()


@pytest.mark.postgresql
def test_a_read_only_server_is_transient(postgres_url: str) -> None:
    """A standby, for example after a fail-over, is told as such."""
    ledger = SqlLedger(postgres_url)
    ledger.close()
    event.listen(ledger._store.engine, "connect", lambda connection, _record: setattr(connection, "read_only", True))
    with pytest.raises(TransientError, match="read-only"):
        ledger.ping()
    ledger.close()
