"""Who only asks how a case is getting on is told, and nothing else happens."""

import pytest

from bot.core.process import State
from bot.testing.documents import five
from bot.testing.house import House
from tests.service.people import CLERK, COORDINATOR, MANAGER, address, annulment, answer, ask, only_case, to

_HOW = ("¿En qué va?", "¿cómo va esto?\n\nGracias", "¿ya aprobaron?", "Buenas, alguna novedad?")


@pytest.mark.parametrize("asked", _HOW)
def test_the_requester_reads_who_is_awaited(house: House, asked: str) -> None:
    """One mail says where the case stands and who has it; nobody else hears of the question."""
    (told,) = answer(house, to(ask(house, annulment()), COORDINATOR), COORDINATOR, asked)
    assert told.recipients == (address(COORDINATOR),)
    said = " ".join(told.mail.text.split())
    assert "sigue en trámite" in said
    assert "Falta la aprobación, que pedí a Martha Lucía Ospina Rendón." in said
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_whoever_is_awaited_gets_the_request_again(house: House) -> None:
    """Three such questions of the approver are no unclear answers, and each brings the request once more."""
    request = to(ask(house, annulment()), MANAGER)
    for asked in _HOW:
        (again,) = answer(house, request, MANAGER, asked)
        assert again.recipients == (address(MANAGER),)
        assert "Preguntó por este caso" in again.mail.text
        assert "No entendí" not in again.mail.text
    assert [one.unclear for one in only_case(house).open_requests] == [0]
    assert answer(house, again, MANAGER, "Aprobado")
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_the_approver_asks_how_it_went_on(house: House) -> None:
    """After the approval the question puts nothing in doubt: the approver reads that the scans are awaited."""
    request = to(ask(house, annulment()), MANAGER)
    forwarded = to(answer(house, request, MANAGER, "Aprobado"), CLERK)
    (told,) = answer(house, request, MANAGER, "¿En qué va esto?")
    said = " ".join(told.mail.text.split())
    assert "Falta la digitalización, que pedí a Yuliana Andrea Mosquera Cruz." in said
    assert "cambiar" not in said
    (again,) = answer(house, forwarded, CLERK, "¿Y esto en qué va?")
    assert "DIGITALIZADO" in again.mail.text


def test_an_incomplete_request_names_what_lacks(house: House) -> None:
    """Whoever asked for it reads what is still missing."""
    case = annulment()
    (returned,) = ask(house, case, files=five(case)[:4])
    (told,) = answer(house, returned, COORDINATOR, "¿En qué va?")
    assert "Falta el informe de gestiones" in " ".join(told.mail.text.split())


@pytest.mark.parametrize(
    "asked", ["¿cuál falta?", "Disculpe, que documento es el que hace falta?", "No entiendo, ¿qué es lo que necesitan?"]
)
def test_what_lacks_is_said_again(house: House, asked: str) -> None:
    """Whoever asks what to send reads the list again, and nobody is troubled with it."""
    case = annulment()
    (returned,) = ask(house, case, files=five(case)[:4])
    (told,) = answer(house, returned, COORDINATOR, asked)
    assert told.recipients == (address(COORDINATOR),)
    assert "Falta el informe de gestiones" in " ".join(told.mail.text.split())


def test_a_promise_to_complete_it_is_no_remark(house: House) -> None:
    """Whoever says that the rest comes tomorrow hears nothing, and neither does anybody else."""
    case = annulment()
    (returned,) = ask(house, case, files=five(case)[:4])
    assert answer(house, returned, COORDINATOR, "Ok, mañana reviso y les mando lo que falta") == ()
    assert answer(house, returned, COORDINATOR, "Falta el memorando") != ()


def test_a_mail_that_says_more_is_passed_on(house: House) -> None:
    """Words beside the question are read by those to whom doubts go, as before."""
    sent = answer(house, to(ask(house, annulment()), COORDINATOR), COORDINATOR, "¿En qué va? El cliente amenaza con ir")
    assert len(sent) > 1
