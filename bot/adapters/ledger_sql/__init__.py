"""The ledger in SQL: one schema and one text of statements for an SQLite file and for PostgreSQL."""

from pathlib import Path

from bot.adapters.ledger_sql.absences import SqlAbsences
from bot.adapters.ledger_sql.backlog import SqlBacklog
from bot.adapters.ledger_sql.cases import SqlCases
from bot.adapters.ledger_sql.leases import SqlLeases
from bot.adapters.ledger_sql.outbox import SqlOutbox
from bot.adapters.ledger_sql.receipts import SqlReceipts
from bot.adapters.ledger_sql.schema import heartbeat
from bot.adapters.ledger_sql.store import Store, parse


class SqlLedger(SqlReceipts, SqlCases, SqlOutbox, SqlLeases, SqlAbsences, SqlBacklog):
    """The port ``Ledger``.

    Args:
        url: ``sqlite:///storage/ledger.db`` or ``postgresql://user:password@host/name``; tables are made or brought
            up to date on opening.
        read_only: Only to look: nothing is made, brought up to date or written.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        super().__init__(Store(url, read_only=read_only))

    @property
    def is_empty(self) -> bool:
        """Whether it holds no tables yet, which only looking leaves so."""
        return self._store.is_empty

    def ping(self) -> None:
        """Writes one small row for good: a full disk shows only then."""
        beat = self._store.insert(heartbeat).values(id=1, beats=1)
        with self._store.write() as connection:
            connection.execute(beat.on_conflict_do_update(index_elements=["id"], set_={"beats": heartbeat.c.beats + 1}))

    def close(self) -> None:
        """Lets go of connections."""
        self._store.close()


def look_at(url: str) -> SqlLedger | None:
    """The ledger, read-only; ``None`` where there is none yet.

    Raises:
        SettingsError: The address is unusable.
        TransientError: The database is away.
        PermanentError: It is of another version.
    """
    address = parse(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return None
    ledger = SqlLedger(url, read_only=True)
    if ledger.is_empty:
        ledger.close()
        return None
    return ledger
