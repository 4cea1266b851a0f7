"""Mails from arrival to settling."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Update, bindparam, exists, or_, select, update

from bot.adapters.ledger_sql.schema import cursors, receipts
from bot.adapters.ledger_sql.store import Part
from bot.adapters.ledger_sql.types import key_of
from bot.adapters.ledger_sql.work import chunks, fenced, taking
from bot.core.account import Arrival, Outcome, Queue, Receipt
from bot.errors import FenceError

_CURSOR = select(cursors.c.cursor).where(cursors.c.mailbox == bindparam("mailbox"))
_KNOWN = select(receipts.c.key).where(
    receipts.c.mailbox == bindparam("mailbox"), receipts.c.key.in_(bindparam("keys", expanding=True))
)
_TAKE = taking(receipts, receipts.c.id, receipts.c.queue == bindparam("from_queue"))
_REQUEUE = fenced(receipts, receipts.c.id).values(
    queue=bindparam("to_queue"),
    author=bindparam("by"),
    due_at=receipts.c.received_at,
    attempts=bindparam("tries"),
    reason="",
    owner="",
)
_AUTHORS = (
    select(receipts.c.author)
    .distinct()
    .where(receipts.c.queue == bindparam("from_queue"), receipts.c.due_at.is_not(None))
)
_POSTPONE = fenced(receipts, receipts.c.id).values(
    due_at=bindparam("until"), attempts=bindparam("tries"), reason=bindparam("why"), owner=""
)
_SEEN = select(receipts).where(receipts.c.copy_key == bindparam("copy_key"))
_ONE = select(receipts).where(receipts.c.id == bindparam("id"))
_NEWEST = (
    select(receipts)
    .where(receipts.c.outcome == bindparam("outcome"))
    .order_by(receipts.c.id.desc())
    .limit(bindparam("limit"))
)
_AFTER = select(receipts).where(receipts.c.id > bindparam("id")).order_by(receipts.c.id).limit(bindparam("limit"))
_SET_OUTCOME = (
    update(receipts)
    .where(receipts.c.id == bindparam("of"), receipts.c.fence == bindparam("held"))
    .values(
        outcome=bindparam("became"),
        reason=bindparam("why"),
        due_at=bindparam("again_at"),
        unsettled=bindparam("to_settle"),
        fence=receipts.c.fence + 1,
        attempts=0,
        copy_key=None,
    )
)
_SAME = receipts.alias("same")
_FORGETTABLE = (
    select(receipts.c.digest)
    .distinct()
    .where(
        receipts.c.outcome == Outcome.NOT_OURS,
        receipts.c.received_at < bindparam("before"),
        ~exists().where(
            _SAME.c.digest == receipts.c.digest,
            or_(
                _SAME.c.outcome.not_in((Outcome.NOT_OURS, Outcome.FORGOTTEN, Outcome.COPY)),
                _SAME.c.received_at >= bindparam("before"),
            ),
        ),
    )
    .limit(bindparam("limit"))
)
_FORGOTTEN = (
    update(receipts)
    .where(receipts.c.digest.in_(bindparam("digests", expanding=True)), receipts.c.outcome == Outcome.NOT_OURS)
    .values(outcome=Outcome.FORGOTTEN)
)
_UNSETTLED = (
    select(receipts)
    .where(receipts.c.unsettled.is_(True), receipts.c.mailbox == bindparam("mailbox"))
    .order_by(receipts.c.id)
    .limit(bindparam("limit"))
)
_SETTLED = update(receipts).where(receipts.c.id.in_(bindparam("ids", expanding=True))).values(unsettled=False)


class SqlReceipts(Part):
    """The port ``Receipts``."""

    def cursor(self, mailbox: str) -> str:
        """Where reading stopped, or ``""``."""
        with self._store.read() as connection:
            return connection.execute(_CURSOR, {"mailbox": mailbox}).scalar() or ""

    def unknown(self, mailbox: str, keys: Sequence[str]) -> tuple[str, ...]:
        """Those of the keys that were never taken in, in order."""
        known: set[str] = set()
        with self._store.read() as connection:
            for some in chunks(keys):
                known.update(connection.execute(_KNOWN, {"mailbox": mailbox, "keys": some}).scalars())
        return tuple(key for key in keys if key_of(key) not in known)

    def receive(self, mailbox: str, arrivals: Sequence[Arrival], cursor: str | None, now: datetime) -> None:
        """Takes mails in and moves the cursor, in one transaction; what is known already is left as it is."""
        with self._store.write() as connection:
            if arrivals:
                connection.execute(
                    self._store.insert(receipts).on_conflict_do_nothing(),
                    [_new_row(mailbox, arrival, now) for arrival in arrivals],
                )
            if cursor is not None:
                place = self._store.insert(cursors)
                connection.execute(
                    place.on_conflict_do_update(index_elements=["mailbox"], set_={"cursor": place.excluded.cursor}),
                    {"mailbox": mailbox, "cursor": cursor},
                )

    def claim_receipts(
        self, owner: str, now: datetime, lease: timedelta, limit: int, queue: Queue = Queue.MAILS
    ) -> tuple[Receipt, ...]:
        """Leases pending mails, those due longest first, and counts the attempt; each has a new fence."""
        wanted = {"now": now, "until": now + lease, "who": owner, "limit": limit, "from_queue": queue}
        with self._store.write() as connection:
            taken = connection.execute(_TAKE, wanted).all()
        return tuple(sorted(map(receipt_of, taken), key=lambda receipt: receipt.id))

    def postpone(self, receipt: Receipt, until: datetime, reason: str) -> None:
        """Gives a leased mail back, not to be tried before ``until``; its attempts are kept as the receipt says."""
        self._give_back(receipt, _POSTPONE, {"until": until, "tries": receipt.attempts, "why": reason})

    def requeue(self, receipt: Receipt, queue: Queue, author: str) -> None:
        """Gives a leased mail back to another queue, due as when it came; the attempt does not count."""
        values = {"tries": receipt.attempts - 1, "to_queue": queue, "by": author}
        self._give_back(receipt, _REQUEUE, values)

    def _give_back(self, receipt: Receipt, statement: Update, values: dict[str, object]) -> None:
        with self._store.write() as connection:
            if not connection.execute(statement, {"of": receipt.id, "held": receipt.fence, **values}).rowcount:
                raise FenceError(f"Mail {receipt.id} is in other hands by now.")

    def authors_in(self, queue: Queue) -> frozenset[str]:
        """Who wrote the mails that wait in a queue or are being handled from it."""
        with self._store.read() as connection:
            return frozenset(connection.execute(_AUTHORS, {"from_queue": queue}).scalars())

    def seen(self, message_id: str, fingerprint: str) -> Receipt | None:
        """A finished mail that this one is a copy of."""
        with self._store.read() as connection:
            row = connection.execute(_SEEN, {"copy_key": copy_key(message_id, fingerprint)}).first()
        return receipt_of(row) if row else None

    def receipt(self, receipt: int) -> Receipt | None:
        """One mail by its number."""
        with self._store.read() as connection:
            row = connection.execute(_ONE, {"id": receipt}).first()
        return receipt_of(row) if row else None

    def receipts(self, outcome: Outcome, limit: int) -> tuple[Receipt, ...]:
        """Mails of one outcome, newest first."""
        with self._store.read() as connection:
            return tuple(map(receipt_of, connection.execute(_NEWEST, {"outcome": outcome, "limit": limit})))

    def receipts_after(self, number: int, limit: int) -> tuple[Receipt, ...]:
        """Mails of any outcome with greater numbers than this one, in order of arrival."""
        with self._store.read() as connection:
            return tuple(map(receipt_of, connection.execute(_AFTER, {"id": number, "limit": limit})))

    def forgettable(self, before: datetime, limit: int) -> tuple[str, ...]:
        """Digests of mails that are none of ours, taken in before this moment and not again since, or as ours."""
        with self._store.read() as connection:
            return tuple(connection.execute(_FORGETTABLE, {"before": before, "limit": limit}).scalars())

    def forgotten(self, digests: Sequence[str]) -> None:
        """Marks the receipts of mails that are none of ours and whose bytes are gone."""
        with self._store.write() as connection:
            for some in chunks(digests):
                connection.execute(_FORGOTTEN, {"digests": some})

    def set_outcome(self, receipt: Receipt, outcome: Outcome, reason: str) -> None:
        """A decision on one mail as it was seen: pending again with all its attempts, dropped, quarantined."""
        values = {
            "of": receipt.id,
            "held": receipt.fence,
            "became": outcome,
            "why": reason,
            "again_at": receipt.received_at if outcome is Outcome.PENDING else None,
            "to_settle": outcome.is_settled_in_mailbox,
        }
        with self._store.write() as connection:
            if not connection.execute(_SET_OUTCOME, values).rowcount:
                raise FenceError(f"Mail {receipt.id} was taken up meanwhile; look at it again.")

    def unsettled(self, mailbox: str, limit: int) -> tuple[Receipt, ...]:
        """Finished mails that still lie where they arrived, oldest first."""
        with self._store.read() as connection:
            return tuple(map(receipt_of, connection.execute(_UNSETTLED, {"mailbox": mailbox, "limit": limit})))

    def settled(self, receipts: Iterable[int]) -> None:
        """Marks mails as moved."""
        with self._store.write() as connection:
            for some in chunks(tuple(receipts)):
                connection.execute(_SETTLED, {"ids": some})


def copy_key(message_id: str, fingerprint: str) -> str | None:
    """What a mail and its copies have in common, or ``None`` where a copy could not be told for sure."""
    if not message_id or not fingerprint:
        return None
    return hashlib.sha256(f"{message_id}\n{fingerprint}".encode("utf-8", "surrogatepass")).hexdigest()


def receipt_of(row: Row[Any]) -> Receipt:
    """A row as a value."""
    return Receipt(
        id=row.id,
        mailbox=row.mailbox,
        key=row.key,
        digest=row.digest,
        received_at=row.received_at,
        outcome=Outcome(row.outcome),
        attempts=row.attempts,
        vouched_by=row.vouched_by,
        fence=row.fence,
        reason=row.reason,
        case=row.case_number,
    )


def _new_row(mailbox: str, arrival: Arrival, now: datetime) -> dict[str, object]:
    return {
        "mailbox": mailbox,
        "key": arrival.key,
        "digest": arrival.digest,
        "size": arrival.size,
        "received_at": now,
        "due_at": now,
        "outcome": Outcome.PENDING,
        "attempts": 0,
        "vouched_by": "",
        "fence": 0,
        "owner": "",
        "reason": "",
        "author": "",
        "unsettled": False,
    }
