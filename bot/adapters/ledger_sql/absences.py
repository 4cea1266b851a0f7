"""What does not work for now."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from bot.adapters.ledger_sql.schema import absences
from bot.adapters.ledger_sql.store import Part
from bot.core.account import Absence

_ALL = select(absences).order_by(absences.c.name)
_ONE = select(absences).where(absences.c.name == bindparam("of"))
_END = delete(absences).where(absences.c.name == bindparam("of"))


class SqlAbsences(Part):
    """The port ``Absences``."""

    def absences(self) -> tuple[Absence, ...]:
        """All of them."""
        with self._store.read() as connection:
            return tuple(map(_absence, connection.execute(_ALL)))

    def missed(self, name: str, error: str, now: datetime) -> Absence:
        """Notes that something is away, unless that is known; since when it is."""
        noting = self._store.insert(absences).values(name=name, since=now, error=error)
        with self._store.write() as connection:
            connection.execute(noting.on_conflict_do_nothing())
            return _absence(connection.execute(_ONE, {"of": name}).one())

    def found(self, name: str) -> None:
        """It works again."""
        with self._store.write() as connection:
            connection.execute(_END, {"of": name})


def _absence(row: Row[Any]) -> Absence:
    return Absence(name=row.name, since=row.since, error=row.error)
