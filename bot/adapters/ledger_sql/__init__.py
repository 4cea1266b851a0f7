"""The ledger in SQL: one schema and one text of statements for an SQLite file and for PostgreSQL."""

from bot.adapters.ledger_sql.cases import SqlCases
from bot.adapters.ledger_sql.leases import SqlLeases
from bot.adapters.ledger_sql.outbox import SqlOutbox
from bot.adapters.ledger_sql.receipts import SqlReceipts
from bot.adapters.ledger_sql.schema import heartbeat
from bot.adapters.ledger_sql.store import Store


class SqlLedger(SqlReceipts, SqlCases, SqlOutbox, SqlLeases):
    """The port ``Ledger``.

    Args:
        url: ``sqlite:///storage/ledger.db`` or ``postgresql://user:password@host/name``; tables are made or brought
            up to date on opening.
    """

    def __init__(self, url: str) -> None:
        super().__init__(Store(url))

    def ping(self) -> None:
        """Writes one small row for good: a full disk shows only then."""
        beat = self._store.insert(heartbeat).values(id=1, beats=1)
        with self._store.write() as connection:
            connection.execute(beat.on_conflict_do_update(index_elements=["id"], set_={"beats": heartbeat.c.beats + 1}))

    def close(self) -> None:
        """Lets go of connections."""
        self._store.close()
