"""The number of the new invoice, where there is none or more than one."""

import pytest

from bot.core.process import State
from bot.testing.case_facts import Request
from bot.testing.documents import stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import CLERK, COORDINATOR, MANAGER, SAC, annulment, answer, ask, only_case, to

CASE = annulment(5, request=Request.BOTH)


def asked_for_number(house: House) -> tuple[Sent, Sent]:
    """Approved twice and scanned: the questions for the new invoice and for the filing."""
    sent = answer(house, to(ask(house, CASE), MANAGER), MANAGER, "Aprobado")
    sent = answer(house, to(sent, SAC), SAC, "Aprobado")
    sent = answer(house, to(sent, CLERK), CLERK, "Digitalizado")
    return to(sent, SAC), to(sent, COORDINATOR)


def test_there_will_be_no_new_invoice(house: House) -> None:
    """It is noted, read back, and told to whoever asked when the case closes."""
    number, filing = asked_for_number(house)
    noted = to(answer(house, number, SAC, "No se va a refacturar, el cliente se retiró"), SAC)
    assert "nueva factura no se emite" in " ".join(noted.mail.text.split())

    closing = answer(house, filing, COORDINATOR, "Radicado 77 hoy", attachments=(stamped_memo(CASE),))
    assert only_case(house).state is State.CLOSED
    assert "Nueva factura: no se emite" in " ".join(to(closing, COORDINATOR).mail.text.split())
    assert house.rows()[0]["nueva_factura"] == "no se emite"


def test_two_new_invoices(house: House) -> None:
    """Both are noted; one of them may be taken back."""
    number, _ = asked_for_number(house)
    answer(house, number, SAC, "90117 y 90118")
    assert only_case(house).values["nueva_factura"] == "90117 y 90118"

    answer(house, number, SAC, "Perdón, es solo la 90117")
    assert only_case(house).values["nueva_factura"] == "90117"


@pytest.mark.parametrize("words", ["Todavía no la han generado", "Aún no, mañana se la paso", "Ya te la paso"])
def test_who_waits_for_the_new_number_is_only_reminded(house: House, words: str) -> None:
    """A number that is still to come is no answer that was not understood."""
    asked, _ = asked_for_number(house)
    assert answer(house, asked, SAC, words) == ()
