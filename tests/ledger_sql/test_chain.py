"""The chain of events: nobody changes history unnoticed, and words can be erased all the same."""

import pytest
from sqlalchemy import text

from bot.adapters.ledger_sql import SqlLedger
from bot.core.events import Commented
from bot.errors import PermanentError
from tests.contracts.ledger import ANA, FIRST, SECOND, case_of, commented, opened, opening

TAMPERINGS = {
    "payload": ("UPDATE events SET payload = replace(payload, 'Cali', 'Pasto') WHERE seq = 1", 1),
    "type": ("UPDATE events SET type = 'Reopened' WHERE seq = 2", 2),
    "version": ("UPDATE events SET version = 2 WHERE seq = 2", 2),
    "hash": ("UPDATE events SET hash = 'f' || substr(hash, 2) || 'f' WHERE seq = 3", 3),
    "removed in the middle": ("DELETE FROM events WHERE seq = 2", 2),
    "removed at the end": ("DELETE FROM events WHERE seq = 4", 4),
    "all removed": ("DELETE FROM events", 1),
    "moved": ("UPDATE events SET seq = 9 WHERE seq = 4", 4),
    "words": ("UPDATE texts SET text = replace(text, 'Gracias', 'No') WHERE text LIKE '%Gracias%'", 4),
    "another's words": ("UPDATE events SET personal = (SELECT personal FROM events WHERE seq = 1) WHERE seq = 4", 4),
}


@pytest.fixture
def history(ledger: SqlLedger) -> SqlLedger:
    """A ledger with a case of four events."""
    ledger.record(opened())
    ledger.record(commented(case_of()))
    return ledger


@pytest.mark.parametrize(("statement", "seq"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampering_is_found(history: SqlLedger, statement: str, seq: int) -> None:
    """Whatever was changed, added or removed in the tables, reading names the case and the first event concerned."""
    _run(history, statement)
    with pytest.raises(PermanentError, match=rf"{FIRST}.*event {seq} "):
        history.events(FIRST)


def test_an_event_cannot_be_moved_to_another_case(history: SqlLedger) -> None:
    """The number of the case is part of what is chained."""
    history.record(opened(SECOND, claims=()))
    _run(history, "DELETE FROM events WHERE case_number LIKE '%2' AND seq = 1")
    _run(history, "UPDATE events SET case_number = 'AN-2026-000002' WHERE case_number LIKE '%1' AND seq = 1")
    with pytest.raises(PermanentError, match=f"{SECOND}.*event 1 "):
        history.events(SECOND)


def test_erased_words_leave_the_chain_whole(history: SqlLedger) -> None:
    """Where texts were deleted, the events are still verified and come back with empty words."""
    _run(history, "DELETE FROM texts WHERE text LIKE '%Gracias%'")
    *before, comment = history.events(FIRST)
    assert tuple(before) == opening()
    assert comment == Commented(at=comment.at, by=ANA, words="")
    _run(history, "DELETE FROM texts")
    assert [type(event).__name__ for event in history.events(FIRST)] == [
        "Opened",
        "DocumentsReceived",
        "Checked",
        "Commented",
    ]
    assert history.case(FIRST).version == 4


def test_equal_words_have_different_digests(history: SqlLedger) -> None:
    """The salt keeps anybody from guessing erased words by their digest."""
    history.record(commented(history.case(FIRST)))
    with history._store.read() as connection:
        digests = connection.execute(text("SELECT personal FROM events WHERE type = 'Commented'")).scalars().all()
    assert len(digests) == len(set(digests)) == 2


def _run(ledger: SqlLedger, statement: str) -> None:
    with ledger._store.write() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        assert connection.execute(text(statement)).rowcount
