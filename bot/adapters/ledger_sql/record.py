"""The one transaction that a handled mail or a passed deadline becomes.

How many statements it takes depends neither on history nor on how much it writes.
"""

from dataclasses import astuple
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.adapters.ledger_sql import codec
from bot.adapters.ledger_sql.chain import link
from bot.adapters.ledger_sql.outbox import waiting_row
from bot.adapters.ledger_sql.receipts import copy_key
from bot.adapters.ledger_sql.schema import cases, claims, counters, events, outbox, receipts, texts
from bot.adapters.ledger_sql.work import fenced
from bot.core.account import Claim, Outcome, Receipt
from bot.core.case import Case
from bot.errors import ConflictError, FenceError
from bot.service.ports import Record

_FINISH = fenced(receipts, receipts.c.id).values(
    outcome=bindparam("became"),
    reason=bindparam("why"),
    case_number=bindparam("in_case"),
    message_id=bindparam("mail_id"),
    author=bindparam("from_whom"),
    copy_key=bindparam("same"),
    unsettled=bindparam("to_settle"),
    due_at=None,
)
_HELD = update(receipts).where(receipts.c.id == bindparam("of"), receipts.c.outcome == Outcome.HELD)
_RELEASE = _HELD.values(
    outcome=Outcome.PENDING, vouched_by=bindparam("whom"), due_at=bindparam("at"), attempts=0, copy_key=None
)
_DROP = _HELD.values(outcome=Outcome.DROPPED, unsettled=Outcome.DROPPED.is_settled_in_mailbox)
_COUNT = (
    update(counters)
    .where(counters.c.name == bindparam("counter"), counters.c.last == bindparam("before"))
    .values(last=counters.c.last + 1)
)
_CHANGE = (
    update(cases)
    .where(cases.c.number == bindparam("of"), cases.c.version == bindparam("before"))
    .values({name: bindparam(f"new_{name}") for name in ("version", "is_open", "updated_at", "next_due", "data")})
)
_HEAD = select(events.c.hash).where(events.c.case_number == bindparam("of"), events.c.seq == bindparam("before"))
_INSERT = {table: insert(table) for table in (cases, claims, counters, events, outbox, texts)}
_LET_GO = delete(claims).where(claims.c.case_number == bindparam("of"))


def write(connection: Connection, record: Record) -> None:
    """Writes a record.

    Raises:
        ConflictError: The case changed meanwhile, or another case holds one of the claims or the number, or a copy of
            the mail was finished meanwhile.
        FenceError: Somebody else has the mail by now.
    """
    if record.receipt:
        _finish(connection, record, record.receipt)
    if record.case:
        _write_case(connection, record, record.case)
    if record.sends:
        connection.execute(_INSERT[outbox], [waiting_row(mail, record.now) for mail in record.sends])
    if record.releases:
        connection.execute(
            _RELEASE, [{"of": held, "whom": whom, "at": record.now} for held, whom in record.releases.items()]
        )
    if record.drops:
        connection.execute(_DROP, [{"of": held} for held in record.drops])
    for other in record.beside:
        write(connection, other)


def _finish(connection: Connection, record: Record, receipt: Receipt) -> None:
    is_original = record.outcome is not Outcome.COPY
    values = {
        "of": receipt.id,
        "held": receipt.fence,
        "became": record.outcome,
        "why": record.reason,
        "in_case": record.case.number if record.case else "",
        "mail_id": record.message_id,
        "from_whom": record.author,
        "same": copy_key(record.message_id, record.fingerprint) if is_original else None,
        "to_settle": record.outcome.is_settled_in_mailbox,
    }
    conflict = ConflictError(f"A copy of mail {receipt.id} was finished meanwhile.")
    if not _or_else(connection, _FINISH, values, conflict):
        raise FenceError(f"Mail {receipt.id} is in other hands by now, or finished.")


def _write_case(connection: Connection, record: Record, case: Case) -> None:
    before = case.version - len(record.events)
    head = ""
    if record.counter:
        _open(connection, record, case)
    else:
        _change(connection, case, before)
        if record.claims is not None:
            _execute(connection, _LET_GO, {"of": case.number})
        head = connection.execute(_HEAD, {"of": case.number, "before": before}).scalar() or ""
    event_rows, text_rows = link(case.number, before + 1, head, record.events)
    for table, rows in ((events, event_rows), (texts, text_rows)):
        if rows:
            connection.execute(_INSERT[table], rows)
    if record.claims:
        _claim(connection, case.number, record.claims)


def _claim(connection: Connection, number: str, wanted: frozenset[Claim]) -> None:
    rows = [{"kind": kind, "key": key, "case_number": number} for kind, key in sorted(map(astuple, wanted))]
    _or_else(connection, _INSERT[claims], rows, ConflictError(f"Another case holds what {number} claims: {rows}."))


def _open(connection: Connection, record: Record, case: Case) -> None:
    taken = ConflictError(f"{case.number} was given to another case meanwhile.")
    number = int(case.number.removeprefix(f"{record.counter}-"))
    if number == 1:
        _or_else(connection, _INSERT[counters], {"name": record.counter, "last": 1}, taken)
    elif not _execute(connection, _COUNT, {"counter": record.counter, "before": number - 1}):
        raise taken
    row = _changing(case) | {
        "number": case.number,
        "process": case.process,
        "branch": case.branch,
        "client_key": record.client_key,
        "booked_version": 0,
        "opened_at": case.opened_at,
    }
    _or_else(connection, _INSERT[cases], row, taken)


def _change(connection: Connection, case: Case, before: int) -> None:
    values = {f"new_{name}": value for name, value in _changing(case).items()}
    if not _execute(connection, _CHANGE, values | {"of": case.number, "before": before}):
        raise ConflictError(f"{case.number} changed meanwhile.")


def _changing(case: Case) -> dict[str, object]:
    return {
        "version": case.version,
        "is_open": not case.state.is_final,
        "updated_at": case.updated_at,
        "next_due": min((deadline.due for deadline in case.deadlines), default=None),
        "data": codec.to_json(case),
    }


def _execute(connection: Connection, statement: Executable, values: Any) -> int:  # noqa: ANN401 - one row or several
    return connection.execute(statement, values).rowcount


def _or_else(connection: Connection, statement: Executable, values: Any, error: Exception) -> int:  # noqa: ANN401 - as above
    try:
        return _execute(connection, statement, values)
    except IntegrityError as violation:
        raise error from violation
