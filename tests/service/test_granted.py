"""Approvals of something else than what the memo asks for: another month, costs, another thing."""

import pytest

from bot.core.process import State
from bot.testing.house import House
from tests.service.people import CLERK, MANAGER, annulment, answer, ask, only_case, to


@pytest.mark.parametrize(
    "words",
    [
        "Autorizo anular la factura de abril",
        "Autorizada la anulación de la factura de enero de 2025",
        "Autorizo anular la factura del 11/02/2026",
        "Aprobado, cobrar costos administrativos",
        "Aprobado por $ 2.125.000",
        "Apruebo anular la FECA-109000",
        "Aprobado. La factura válida es la FECA-110000.",
        "Apruebo anular el contrato",
        "Autorizada la anulación de la factura de la Clínica",
        "Hagan caso omiso de mi aprobado",
        "Prueba: aprobado",
    ],
)
def test_approval_of_something_else_is_asked_again(house: House, words: str) -> None:
    """The invoice is dated 13 February and bills February, costs are not charged, the client is no clinic."""
    (again,) = answer(house, to(ask(house, annulment()), MANAGER), MANAGER, words)
    assert "No entendí si aprueba o no" in again.mail.text
    assert only_case(house).state is State.AWAITING_APPROVAL


@pytest.mark.parametrize(
    "words",
    [
        "Autorizo anular la factura de febrero",
        "Autorizo anular la factura FECA-110000 del 13/02/2026",
        "Aprobado, no cobrar costos administrativos",
        "Aprobado por valor de 2.528.750 pesos",
        "Aprobada por duplicidad con la FECA-109000",
        "Fra 110000 aprobada",
        "Aprobado, si falta algo me dicen",
        "Aprobado; cuando tengan la nota crédito me la envían",
        "Procedan con la anulación de la factura de Distribuidora La Acacia",
    ],
)
def test_approval_of_this_invoice_goes_on(house: House, words: str) -> None:
    """Its own month, day and client, and the costs as they are asked for, are what was asked."""
    assert to(answer(house, to(ask(house, annulment()), MANAGER), MANAGER, words), CLERK)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_promise_of_an_approval_is_waited_for(house: House) -> None:
    """«A la brevedad lo autorizo» decides nothing yet, and the question stays open."""
    (noted,) = answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "A la brevedad lo autorizo")
    assert "quedo pendiente de su decisión" in noted.mail.text
    assert only_case(house).state is State.AWAITING_APPROVAL
