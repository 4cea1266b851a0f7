"""What a mail costs does not grow with what the ledger holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.adapters.ledger_sql import SqlLedger
from bot.core.account import Outbound, OutboxState
from tests.contracts.ledger import (
    ANA,
    BOX,
    COUNTER,
    FIRST,
    INVOICE,
    MINUTE,
    NOW,
    commented,
    outbound,
    taken,
)
from tests.ledger_sql.filling import fill
from tests.ledger_sql.requests import request


@contextmanager
def statements(ledger: SqlLedger) -> Iterator[list[tuple[str, object]]]:
    """Collects everything that is sent to the database, with its values."""
    sent: list[tuple[str, object]] = []

    def note(
        _connection: object, _cursor: object, statement: str, values: object, _context: object, many: bool
    ) -> None:
        sent.append((statement, values[0] if many else values))

    event.listen(ledger._store.engine, "before_cursor_execute", note)
    yield sent
    event.remove(ledger._store.engine, "before_cursor_execute", note)


def take_and_record(ledger: SqlLedger) -> None:
    """A request comes in and is recorded."""
    (receipt,) = taken(ledger, "1")
    ledger.record(request(receipt))


def whole_life(ledger: SqlLedger) -> None:
    """Everything that is asked of the ledger from a mail's arrival to the end of our answers."""
    ledger.cursor(BOX)
    ledger.unknown(BOX, ["1", "2"])
    ledger.seen("a@b", "f")
    ledger.case_of_mail(["nix@x", "old-7@x"])
    ledger.holders([INVOICE])
    ledger.open_like("anulacion", "Cali", "agro nandu")
    ledger.next_number(COUNTER)
    take_and_record(ledger)
    answer(ledger)
    ledger.events(FIRST)
    ledger.received_from(FIRST)
    ledger.seen_by(FIRST, ANA)
    ledger.correspondence(FIRST)
    for mail in ledger.claim_outbox(BOX, "w", NOW, MINUTE, 9):
        _send(ledger, mail)
    ledger.settled([receipt.id for receipt in ledger.unsettled(BOX, 9)])
    ledger.due(NOW, 9)
    ledger.booked({case.number: case.version for case in ledger.unbooked(9)})
    ledger.lease("register", "w", NOW, MINUTE)
    ledger.release("register", "w")
    ledger.keep_block("d", "block")
    ledger.block("d")
    ledger.ping()


def answer(ledger: SqlLedger) -> None:
    """A later mail of the case is recorded."""
    (receipt,) = taken(ledger, "2")
    record = commented(ledger.case(FIRST), receipt)
    ledger.record(replace(record, claims=frozenset({INVOICE}), sends=(outbound("an.3", FIRST),)))


def _send(ledger: SqlLedger, mail: Outbound) -> None:
    ledger.sent_to(mail.case, [ANA], NOW.date())
    ledger.rendered([replace(mail, digest="raw", message_id=f"{mail.id}@x")])
    ledger.outbound(mail.id)
    ledger.finish(replace(mail, state=OutboxState.SENT), [ANA], NOW.date())


def test_a_record_is_few_statements(ledger: SqlLedger) -> None:
    """A whole request is written by seven statements between begin and commit, however much it holds."""
    (receipt,) = taken(ledger, "1")
    with statements(ledger) as sent:
        ledger.record(request(receipt))
    verbs = [" ".join(statement.split()[:2]) for statement, _ in sent]
    assert verbs == ["BEGIN IMMEDIATE", "UPDATE receipts", *(["INSERT INTO"] * 6)]


@pytest.mark.parametrize("step", [take_and_record, whole_life])
def test_history_adds_no_statement_and_no_work(ledger: SqlLedger, url: str, step: Callable[[SqlLedger], None]) -> None:
    """With 10,000 cases SQLite gets the same statements as with ten, and runs as many instructions for them."""
    fill(ledger, 10)
    full = SqlLedger(url.replace("ledger.db", "full.db"))
    fill(full, 10_000)
    assert _cost(full, step) == _cost(ledger, step)
    full.close()


def test_every_look_up_uses_an_index(ledger: SqlLedger) -> None:
    """SQLite searches for rows, and walks only over indexes that hold nothing but what waits."""
    fill(ledger, 100)
    with statements(ledger) as sent:
        whole_life(ledger)
    plans = {step for statement, values in sent for step in _plan(ledger, statement, values)}
    walks = {step for step in plans if step.startswith("SCAN")}
    assert any(step.startswith("SEARCH") for step in plans)
    assert walks <= {"SCAN due", "SCAN cases USING INDEX ix_cases_unbooked"}


def _plan(ledger: SqlLedger, statement: str, values: object) -> list[str]:
    if statement.startswith("BEGIN"):
        return []
    with ledger._store.read() as connection:
        return [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]


def _cost(ledger: SqlLedger, step: Callable[[SqlLedger], None]) -> tuple[list[str], int]:
    """The statements that a step sends, and the instructions of SQLite's virtual machine that they take."""
    instructions = [0]

    def count() -> None:
        instructions[0] += 1

    for use in (ledger._store.read, ledger._store.write):
        with use() as connection:
            connection.connection.driver_connection.set_progress_handler(count, 1)
    with statements(ledger) as sent:
        step(ledger)
    assert instructions[0] > len(sent)
    return [statement for statement, _ in sent], instructions[0]
