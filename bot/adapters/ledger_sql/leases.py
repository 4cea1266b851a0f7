"""One owner at a time for what only one may do."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_

from bot.adapters.ledger_sql.schema import leases, outbox, receipts
from bot.adapters.ledger_sql.store import Part
from bot.adapters.ledger_sql.work import freeing

_RELEASE = delete(leases).where(leases.c.name == bindparam("of"), leases.c.owner == bindparam("who"))
_RELEASE_ALL = delete(leases).where(leases.c.owner == bindparam("who"))
_FREE = (freeing(receipts, receipts.c.received_at), freeing(outbox, outbox.c.created_at))


class SqlLeases(Part):
    """The port ``Leases``."""

    def lease(self, name: str, owner: str, now: datetime, length: timedelta) -> bool:
        """Takes or renews a lease; false while somebody else holds it."""
        wish = self._store.insert(leases).values(name=name, owner=owner, until=now + length)
        taking = wish.on_conflict_do_update(
            index_elements=["name"],
            set_={"owner": wish.excluded.owner, "until": wish.excluded.until},
            where=or_(leases.c.owner == owner, leases.c.until <= now),
        ).returning(leases.c.name)
        with self._store.write() as connection:
            return connection.execute(taking).first() is not None

    def release(self, name: str, owner: str) -> None:
        """Gives a lease back."""
        with self._store.write() as connection:
            connection.execute(_RELEASE, {"of": name, "who": owner})

    def give_back(self, owner: str) -> None:
        """Frees whatever a process that has ended still held: leases, and mails, which are due as when they came."""
        with self._store.write() as connection:
            connection.execute(_RELEASE_ALL, {"who": owner})
            for free in _FREE:
                connection.execute(free, {"who": owner})
