"""Whatever somebody changes or removes behind our back is named, and where; what is whole is left alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.adapters.evidence_files import FileEvidence
from bot.service.verify import Fault, FaultKind, Verified, verify
from bot.testing.clock import FrozenClock
from bot.testing.house import House, open_house
from tests.service.conftest import WEDNESDAY
from tests.service.people import COORDINATOR, MANAGER, annulment, answer, ask, to, write

CASE = "AN-2026-000001"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with a case that was asked, approved and talked about, and a mail that was none of ours."""
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY)) as house:
        sent = ask(house, annulment())
        answer(house, to(sent, MANAGER), MANAGER, "Aprobado, gracias.")
        answer(house, to(sent, COORDINATOR), COORDINATOR, "¿Cuánto se demora?")
        write(house, "a@otra.example", "Oferta", "Compre")
        yield house


def look(house: House) -> Verified:
    """What is found on the disk as it is now."""
    return verify(house.app.ledger, FileEvidence(house.home / "storage" / "evidence", read_only=True))


def tamper(house: House, statement: str) -> None:
    """Somebody with another program writes into the ledger."""
    with closing(sqlite3.connect(house.home / "storage" / "ledger.db")) as ledger, ledger:
        assert ledger.execute(statement).rowcount > 0


def test_what_nobody_touched_holds(house: House) -> None:
    """Every history, every case and every mail is looked at."""
    found = look(house)
    assert (found.cases, found.faults) == (1, ())
    assert found.mails >= len(house.sent()) + 4


@pytest.mark.parametrize(
    ("statement", "kind", "detail"),
    [
        ("update events set payload = payload || ' ' where seq = 2", FaultKind.HISTORY, "2"),
        ("delete from events where seq = 3", FaultKind.HISTORY, "3"),
        ("update events set seq = 99 where seq = (select max(seq) from events)", FaultKind.HISTORY, None),
        (
            "update texts set text = replace(text, 'Aprobado', 'Rechazado') where text like '%Aprobado%'",
            FaultKind.HISTORY,
            None,
        ),
        ("update cases set data = replace(data, 'Distribuidora', 'Otra')", FaultKind.STATE, None),
    ],
)
def test_what_was_changed_in_the_ledger_is_named(
    statement: str, kind: FaultKind, detail: str | None, house: House
) -> None:
    """An event, its place, the words of somebody, or the case itself."""
    tamper(house, statement)
    (fault,) = look(house).faults
    assert (fault.kind, fault.about) == (kind, CASE)
    assert detail in {None, fault.detail}


def test_a_mail_that_is_gone_or_changed_is_named(house: House) -> None:
    """Whether it came or left; the others still hold."""
    receipt = house.app.ledger.receipts_after(0, 1)[0]
    ours = next(mail for mail in house.app.ledger.correspondence(CASE) if mail.digest)
    files = FileEvidence(house.home / "storage" / "evidence")
    files.path(receipt.digest).unlink()
    files.path(ours.digest).write_bytes(b"From: somebody else\n\nforged")
    assert look(house).faults == (
        Fault(kind=FaultKind.MAIL_OUT, about=ours.id, detail=ours.digest),
        Fault(kind=FaultKind.MAIL_IN, about=str(receipt.id), detail=receipt.digest),
    )


def test_no_mail_is_left_out(house: House) -> None:
    """Whichever of them is gone, those about no case included, it is named."""
    for path in (house.home / "storage" / "evidence").glob("??/*.eml"):
        kept = path.read_bytes()
        path.unlink()
        assert {fault.detail for fault in look(house).faults} == {path.stem}
        path.write_bytes(kept)
