"""What people write beside their answer: below their name, on a labelled line, between our own lines."""

import pytest

from bot.core.process import State
from bot.testing.documents import stamped_memo
from bot.testing.house import House, Sent
from bot.testing.replies import reply
from tests.service.people import CLERK, COORDINATOR, MANAGER, annulment, answer, ask, only_case, to

PROGRAMS = ("outlook", "outlook_web", "gmail", "iphone", "samsung")
SIGNED = "\n\n--\nMartha Ospina\nJefe SAC\nCra 7 No. 12-34"


def filing_asked(house: House) -> Sent:
    """The mail that asks the coordinator to file."""
    scan = to(answer(house, to(ask(house, annulment()), MANAGER), MANAGER, f"Aprobado{SIGNED}"), CLERK)
    return to(answer(house, scan, CLERK, "Digitalizado"), COORDINATOR)


@pytest.mark.parametrize("client", PROGRAMS)
@pytest.mark.parametrize(
    "words",
    [
        f"Aprobado{SIGNED}\n\nPD: no la anulen hasta que yo les confirme",
        f"Aprobado{SIGNED}\n\nEsperen a que cartera confirme",
        "Aprobado\nPara: Diana\nNo la anulen hasta que cartera confirme",
        "Decisión: APROBADO\nFecha: 4/03/2026\nCondición: solo si el cliente entrega el paz y salvo",
    ],
)
def test_a_condition_beside_a_yes_is_asked_about(house: House, words: str, client: str) -> None:
    """The approver is asked again, and nobody else is told anything."""
    asked = to(ask(house, annulment()), MANAGER)
    (again,) = answer(house, asked, MANAGER, words, client=client)
    assert "No entendí si aprueba o no" in again.mail.text
    assert only_case(house).state == "espera_aprobacion"


@pytest.mark.parametrize("client", ["gmail", "iphone", "thunderbird"])
def test_a_note_between_our_lines_is_asked_about(house: House, client: str) -> None:
    """A yes above our mail is none where its author wrote into our mail."""
    asked = to(ask(house, annulment()), MANAGER)
    raw = reply(asked.raw, "Aprobado", client=client, sender=MANAGER, date=house.clock.now(), transfer="8bit")
    (again,) = house.receive(raw.replace(b"Responda este correo", b"NO ANULAR SIN CONTRATO. Responda este correo"))
    assert "No entendí si aprueba o no" in again.mail.text


def test_a_filing_that_came_back_closes_nothing(house: House) -> None:
    """A postscript says that it is not filed."""
    words = "Radicado 4512 hoy\n\n--\nDiana Caicedo\n\nPD: me lo devolvieron, les falta una firma"
    answer(house, filing_asked(house), COORDINATOR, words, attachments=(stamped_memo(annulment()),))
    assert only_case(house).state == "espera_radicacion"


@pytest.mark.parametrize("words", ["Radicado\nFecha: 4 de marzo\nNúmero: 4512", "Fecha: 04/03/2026\nNúmero: 4512"])
def test_number_and_day_may_have_labels(house: House, words: str) -> None:
    """A labelled day is no header of a quoted mail."""
    answer(house, filing_asked(house), COORDINATOR, words, attachments=(stamped_memo(annulment()),))
    case = only_case(house)
    assert case.state == State.CLOSED
    assert (case.values["numero_radicacion"], case.values["fecha_radicacion"]) == ("4512", "2026-03-04")
