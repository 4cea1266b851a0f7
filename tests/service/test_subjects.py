"""What somebody who is asked writes into the subject of their answer."""

import pytest

from bot.core.process import State
from bot.testing.house import House
from bot.testing.mails import MailBuilder
from bot.testing.replies import reply
from tests.service.people import CLERK, MANAGER, annulment, ask, only_case, to

OWN = "[AN-2026-000001] ANULADO-Distribuidora La Acacia-CALI"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (f"NO TRAMITAR - RE: {OWN}", "Aprobado"),
        (f"RE: {OWN} solo la mitad", "Aprobado"),
        ("RE: [AN-2026-000001] RECHAZADO", "Ok, gracias"),
        ("RE: [AN-2026-000001] NO APROBADO", "ok"),
        ("RE: [AN-2026-000001] ANULADO-Panificadora Trigal-CALI", "Aprobado"),
        ("RE: ANULADO-Clínica Los Andes-CALI", "Aprobado"),
    ],
)
def test_a_subject_that_says_else_is_asked_about(house: House, subject: str, text: str) -> None:
    """The words approve, the subject does not: nothing is approved."""
    asked = to(ask(house, annulment()), MANAGER)
    raw = reply(asked.raw, text, client="gmail", sender=MANAGER, date=house.clock.now(), subject=subject)
    (again,) = house.receive(raw)
    assert "No entendí si aprueba o no" in again.mail.text
    assert only_case(house).state is State.AWAITING_APPROVAL


@pytest.mark.parametrize(
    "subject",
    [
        f"RE: RV: {OWN}",
        f"URGENTE RE: {OWN} [EXTERNO]",
        f"RE: {OWN[:40]}",
        f"RE: {OWN} APROBADO",
        "RE: [AN-2026-000001]",
    ],
)
def test_what_programs_make_of_the_subject_says_nothing(house: House, subject: str) -> None:
    """Prefixes, marks of gateways and a subject cut short leave a yes a yes."""
    asked = to(ask(house, annulment()), MANAGER)
    to(
        house.receive(
            reply(asked.raw, "Aprobado", client="gmail", sender=MANAGER, date=house.clock.now(), subject=subject)
        ),
        CLERK,
    )


@pytest.mark.parametrize("subject", ["AN-2026-000001", "RE: caso AN 2026 000001"])
def test_an_approval_in_a_mail_of_its_own_is_asked_for_again(house: House, subject: str) -> None:
    """The number alone proves nothing: the request comes once more, to be answered itself."""
    ask(house, annulment())
    mail = MailBuilder(
        sender=MANAGER, to=("anulaciones@empresa.example",), subject=subject, date=house.clock.now(), text="Aprobado"
    )
    (again,) = house.receive(mail.raw())
    assert "su respuesta no venía de este correo" in " ".join(to([again], MANAGER).mail.text.split())
    assert only_case(house).state is State.AWAITING_APPROVAL
