"""Numbers given at the end of a case, of filing and of the new invoice, beside signatures and courtesies."""

import pytest

from bot.core.process import State
from bot.testing.case_facts import Request
from bot.testing.documents import stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import CLERK, COORDINATOR, MANAGER, SAC, annulment, answer, ask, only_case, to

SIGNATURE = (
    "\n\nCordialmente,\n\nDiana Marcela Caicedo L.\nCoordinadora Seccional Cali\nCel. 315 482 7733\nCalle 25 N 5-40"
    "\nCódigo centro de costo 44021"
)


@pytest.fixture
def filing(house: House) -> Sent:
    """The coordinator's request to file the memo."""
    forwarded = to(answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "Aprobado."), CLERK)
    return to(answer(house, forwarded, CLERK, "Digitalizado."), COORDINATOR)


@pytest.fixture
def new_invoice(house: House) -> Sent:
    """The question for the number of the new invoice."""
    sent = ask(house, annulment(3, request=Request.BOTH))
    for person, words in ((MANAGER, "Aprobado"), (SAC, "Aprobado"), (CLERK, "Digitalizado")):
        sent = answer(house, to(sent, person), person, words)
    return to(sent, SAC)


@pytest.mark.parametrize(
    "text",
    [
        "Radicado No. CAL/2026/0087 del 4 de marzo de 2026",
        "Radicado CAL/2026/0087 hoy",
        f"Radicado CAL/2026/0087 de hoy{SIGNATURE}",
        "Radicado hoy No CAL/2026/0087, entregado a Nubia. ¿Ya quedó cerrado?",
    ],
)
def test_a_filing_is_taken_whatever_its_number_looks_like(text: str, house: House, filing: Sent) -> None:
    """A number with slashes, an address below the name, and a question at the end leave a clear answer clear."""
    answer(house, filing, COORDINATOR, text, attachments=(stamped_memo(annulment()),))
    case = only_case(house)
    assert case.state is State.CLOSED
    assert dict(case.values) == {"numero_radicacion": "CAL/2026/0087", "fecha_radicacion": "2026-03-04"}


@pytest.mark.parametrize("first", ["Ya se radicó, el número está en el sello", "Radicado 5521 hoy"])
def test_a_number_with_slashes_can_be_told_afterwards(first: str, house: House, filing: Sent) -> None:
    """It is added where none was, and takes the place of a wrong one."""
    closed = to(
        answer(house, filing, COORDINATOR, first, attachments=(stamped_memo(annulment()),)),
        COORDINATOR,
    )
    answer(house, closed, COORDINATOR, "El radicado correcto es CAL/2026/0087")
    assert only_case(house).values["numero_radicacion"] == "CAL/2026/0087"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A-0001-00012345", "A-0001-00012345"),
        ("No. FV/104999", "FV-104999"),
        ("FECA-104999\n\nLuz Adriana Hincapié\nCalle 25 N 5-40", "FECA-104999"),
    ],
)
def test_the_new_invoice_is_taken_as_it_is_numbered(text: str, number: str, house: House, new_invoice: Sent) -> None:
    """Series of several groups, slashes, and an address below the name."""
    answer(house, new_invoice, SAC, text)
    assert only_case(house).values["nueva_factura"] == number


def test_a_bare_no_to_the_question_for_a_number_is_asked_about(house: House, new_invoice: Sent) -> None:
    """It gives no number, and its author hears so at once."""
    sent = answer(house, new_invoice, SAC, "No.")
    assert "solo con el número de la nueva factura" in " ".join(to(sent, SAC).mail.text.split())
