"""Mails of ours, from decision to the server's word."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Update, bindparam, literal, null, select, union_all

from bot.adapters.ledger_sql import codec
from bot.adapters.ledger_sql.schema import budgets, outbox, receipts
from bot.adapters.ledger_sql.store import Part, Store
from bot.adapters.ledger_sql.work import fenced, taking
from bot.core.account import Outbound, OutboxState, Received
from bot.core.effects import Send
from bot.errors import FenceError

_TAKE = taking(outbox, outbox.c.seq, outbox.c.mailbox == bindparam("from_mailbox"))
_STRANDED = (
    select(outbox.c.mailbox)
    .where(outbox.c.due_at.is_not(None), outbox.c.mailbox.not_in(bindparam("known", expanding=True)))
    .distinct()
    .order_by(outbox.c.mailbox)
)
_MINE = fenced(outbox, outbox.c.id)
_RENDERED = _MINE.values(digest=bindparam("raw"), message_id=bindparam("mail_id"))
_SPLIT = _MINE.values(send=bindparam("what"))
_FINISH = _MINE.values(
    state=bindparam("became"),
    error=bindparam("why"),
    server_id=bindparam("their_id"),
    sent_at=bindparam("at"),
    due_at=None,
)
_RETRY = _MINE.values(due_at=bindparam("at"), error=bindparam("why"), attempts=bindparam("tries"), owner="")
_SENT_TO = select(budgets.c.mails).where(
    budgets.c.case_number == bindparam("case"),
    budgets.c.person == bindparam("whom"),
    budgets.c.day == bindparam("on_day"),
)
_OF_CASE = select(outbox).where(outbox.c.case_number == bindparam("case")).order_by(outbox.c.seq)
_RECEIVED = (
    select(receipts.c.author, receipts.c.message_id, receipts.c.digest, receipts.c.received_at)
    .where(receipts.c.case_number == bindparam("case"))
    .order_by(receipts.c.id)
)
_SEEN_BY = union_all(
    select(literal(0).label("ours"), receipts.c.id.label("place"), receipts.c.message_id, null().label("send")).where(
        receipts.c.case_number == bindparam("case"), receipts.c.author == bindparam("person")
    ),
    select(literal(1), outbox.c.seq, outbox.c.message_id, outbox.c.send).where(
        outbox.c.case_number == bindparam("case")
    ),
).order_by("ours", "place")
_AFTER = select(outbox).where(outbox.c.id > bindparam("id")).order_by(outbox.c.id).limit(bindparam("limit"))
_ONE = select(outbox).where(outbox.c.id == bindparam("id"))


class SqlOutbox(Part):
    """The port ``Outbox``."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._count = store.insert(budgets).on_conflict_do_update(
            index_elements=["case_number", "person", "day"], set_={"mails": budgets.c.mails + 1}
        )

    def claim_outbox(
        self, mailbox: str, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> tuple[Outbound, ...]:
        """Leases waiting mails of a mailbox, those due longest first, and counts the attempt."""
        wanted = {"from_mailbox": mailbox, "now": now, "until": now + lease, "who": owner, "limit": limit}
        with self._store.write() as connection:
            taken = connection.execute(_TAKE, wanted).all()
        return tuple(map(_outbound, sorted(taken, key=lambda row: row.seq)))

    def stranded(self, mailboxes: Sequence[str]) -> tuple[str, ...]:
        """Addresses of other mailboxes than these from which mails wait to be sent, in order."""
        with self._store.read() as connection:
            return tuple(connection.execute(_STRANDED, {"known": mailboxes}).scalars())

    def rendered(self, mails: Sequence[Outbound]) -> None:
        """Keeps digest and Message-ID of mails that were rendered, in one transaction."""
        if mails:
            self._write(_RENDERED, [_held(mail) | {"raw": mail.digest, "mail_id": mail.message_id} for mail in mails])

    def split(self, mail: Outbound, parts: Sequence[Outbound]) -> None:
        """Replaces a leased mail by several: the first goes on under its lease, the others wait to be sent."""
        others = [waiting_row(part, part.created_at) for part in parts[1:]]
        with self._store.write() as connection:
            sent = {"what": codec.to_json(parts[0].send)}
            _check(connection.execute(_SPLIT, _held(mail) | sent).rowcount == 1)
            if others:
                connection.execute(self._store.insert(outbox).on_conflict_do_nothing(), others)

    def finish(self, mail: Outbound, counted: Sequence[str], day: date) -> None:
        """Writes the end of a mail (sent, suppressed, undeliverable) and counts it for these people, at once."""
        end = {"became": mail.state, "why": mail.error, "their_id": mail.server_id, "at": mail.sent_at}
        with self._store.write() as connection:
            _check(connection.execute(_FINISH, _held(mail) | end).rowcount == 1)
            if counted:
                rows = [{"case_number": mail.case, "person": whom, "day": day, "mails": 1} for whom in counted]
                connection.execute(self._count, rows)

    def retry(self, mail: Outbound, at: datetime) -> None:
        """Gives a mail back after a transient failure with its error and attempts, not to be tried before ``at``."""
        self._write(_RETRY, [_held(mail) | {"at": at, "why": mail.error, "tries": mail.attempts}])

    def sent_to(self, case: str, people: Sequence[str], day: date) -> Mapping[str, int]:
        """Mails sent to these people about a case (``""``: about none) on a day; who got none is left out."""
        with self._store.read() as connection:
            sent = {p: connection.execute(_SENT_TO, {"case": case, "whom": p, "on_day": day}).scalar() for p in people}
        return {person: mails for person, mails in sent.items() if mails}

    def correspondence(self, case: str) -> tuple[Outbound, ...]:
        """All mails of ours in a case, oldest first."""
        with self._store.read() as connection:
            return tuple(map(_outbound, connection.execute(_OF_CASE, {"case": case})))

    def received_from(self, case: str) -> tuple[Received, ...]:
        """Mails that came in a case, oldest first."""
        with self._store.read() as connection:
            rows = connection.execute(_RECEIVED, {"case": case})
            return tuple(Received(author=row[0], message_id=row[1], digest=row[2], at=row[3]) for row in rows)

    def seen_by(self, case: str, person: str) -> tuple[str, ...]:
        """Message-IDs of a case that somebody has written or got: their own mails, then ours, each oldest first."""
        with self._store.read() as connection:
            rows = connection.execute(_SEEN_BY, {"case": case, "person": person}).all()
        return tuple(row.message_id for row in rows if row.message_id and (not row.ours or _went_to(person, row.send)))

    def outbound_after(self, mail: str, limit: int) -> tuple[Outbound, ...]:
        """Mails of ours, those of no case included, that follow this id, in an order that stays."""
        with self._store.read() as connection:
            return tuple(map(_outbound, connection.execute(_AFTER, {"id": mail, "limit": limit})))

    def outbound(self, mail: str) -> Outbound | None:
        """A mail of ours by its id."""
        with self._store.read() as connection:
            row = connection.execute(_ONE, {"id": mail}).first()
        return _outbound(row) if row else None

    def _write(self, statement: Update, rows: list[dict[str, object]]) -> None:
        with self._store.write() as connection:
            _check(connection.execute(statement, rows).rowcount == len(rows))


def waiting_row(mail: Outbound, now: datetime) -> dict[str, object]:
    """A mail as the row that waits to be sent."""
    return {
        "id": mail.id,
        "case_number": mail.case,
        "mailbox": mail.mailbox,
        "send": codec.to_json(mail.send),
        "created_at": mail.created_at,
        "state": mail.state,
        "digest": mail.digest,
        "message_id": mail.message_id,
        "server_id": mail.server_id,
        "attempts": mail.attempts,
        "error": mail.error,
        "fence": mail.fence,
        "owner": "",
        "due_at": now,
    }


def _outbound(row: Row[Any]) -> Outbound:
    return Outbound(
        id=row.id,
        case=row.case_number,
        mailbox=row.mailbox,
        send=codec.from_json(Send, row.send),
        created_at=row.created_at,
        state=OutboxState(row.state),
        digest=row.digest,
        message_id=row.message_id,
        server_id=row.server_id,
        attempts=row.attempts,
        error=row.error,
        fence=row.fence,
        sent_at=row.sent_at,
    )


def _went_to(person: str, send: str) -> bool:
    """Whether somebody is among the recipients; spares making a value of each earlier mail of a case."""
    shape = json.loads(send)
    return person in shape["to"] or person in shape["cc"]


def _held(mail: Outbound) -> dict[str, object]:
    return {"of": mail.id, "held": mail.fence}


def _check(is_ours: bool) -> None:
    if not is_ours:
        raise FenceError("A mail of the outbox is in other hands by now, or finished.")
