"""What waits, counted by the partial indexes that hold nothing else."""

from sqlalchemy import func, select

from bot.adapters.ledger_sql.schema import outbox, receipts
from bot.adapters.ledger_sql.store import Part
from bot.core.account import Backlog, Outcome

_MAILS = select(func.count(), func.min(receipts.c.received_at)).where(receipts.c.due_at.is_not(None))
_OUTBOUND = select(func.count(), func.min(outbox.c.created_at)).where(outbox.c.due_at.is_not(None))
_PARKED = (
    select(receipts.c.outcome, func.count())
    .where(receipts.c.outcome.in_((Outcome.QUARANTINED, Outcome.HELD)))
    .group_by(receipts.c.outcome)
)


class SqlBacklog(Part):
    """The part of the port ``Ledger`` that tells what waits."""

    def backlog(self) -> Backlog:
        """What waits now."""
        with self._store.read() as connection:
            mails, oldest_mail = connection.execute(_MAILS).one()
            outbound, oldest_outbound = connection.execute(_OUTBOUND).one()
            parked: dict[str, int] = {row[0]: row[1] for row in connection.execute(_PARKED)}
        return Backlog(
            mails=mails,
            oldest_mail=oldest_mail,
            outbound=outbound,
            oldest_outbound=oldest_outbound,
            quarantined=parked.get(Outcome.QUARANTINED, 0),
            held=parked.get(Outcome.HELD, 0),
        )
