"""Whole mails of people who ask for a branch that is not theirs, or whom only a colleague vouches for."""

from bot.core.process import State
from bot.testing.house import House, Sent
from tests.service.people import CLERK, COLLEAGUE, MANAGER, address, annulment, answer, ask, only_case, to

FILER = "Nubia Esperanza Rátiva Chacón <nubia.rativa@empresa.example>"


def flat(sent: Sent) -> str:
    """The text of a mail without line breaks."""
    return " ".join(sent.mail.text.split())


def test_a_coordinator_of_another_branch_is_named_with_both(house: House) -> None:
    """The approver reads his own branch and the case's; who is asked to file reads who asked, and for what."""
    case = annulment(city="Bogotá")
    request = to(ask(house, case, sender=COLLEAGUE), MANAGER)
    assert "Jairo Andrés Carabalí Ruiz, de la seccional Cali, pide por Bogotá su aprobación" in flat(request)
    assert "Jairo Andrés Carabalí Ruiz es de la seccional Cali y la solicitud es de Bogotá." in flat(request)

    forwarded = to(answer(house, request, MANAGER, "Aprobado"), CLERK)
    assert "Jairo: por favor entregue los originales a Nubia Esperanza Rátiva Chacón." in flat(forwarded)

    (filing,) = answer(house, forwarded, CLERK, "Digitalizado")
    assert filing.recipients == (address(FILER),)
    assert flat(filing).startswith(
        "Buen día, Nubia: Jairo Andrés Carabalí Ruiz, de la seccional Cali, pidió por Bogotá anular la factura "
    )
    assert only_case(house).state is State.AWAITING_FILING
