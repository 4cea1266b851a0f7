"""Whoever decides is told what was understood, and takes it back with one word for a while."""

from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing.house import House, Sent
from tests.service.people import CLERK, COORDINATOR, MANAGER, SAC, address, annulment, answer, ask, only_case, to

LARGE = 10_000_000  # pesos


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def test_a_refusal_is_read_back_to_whoever_refused(house: House) -> None:
    """The words, whose they are, how that is known, what follows and until when a word undoes it."""
    asked = to(ask(house, annulment()), MANAGER)
    receipt = to(answer(house, asked, MANAGER, "No la apruebo, falta el acta."), MANAGER)
    said = flat(receipt)
    assert "Entendí que usted no aprobó la solicitud de" in said
    for told in ("No la apruebo, falta el acta.", "responda este correo con DESHACER antes del", "Supe que era usted"):
        assert told in said
    assert "Se la devolví con esos motivos a Diana Marcela Caicedo Lucumí" in said


def test_a_small_approval_needs_no_receipt(house: House) -> None:
    """What follows from it says enough to those who work on it, and nothing is asked of whoever approved."""
    asked = to(ask(house, annulment()), MANAGER)
    assert all(address(MANAGER) not in sent.recipients for sent in answer(house, asked, MANAGER, "Aprobado"))


def test_an_approval_of_a_large_amount_is_read_back(house: House) -> None:
    """The rules say from which amount on; it names who is asked next."""
    large = next(case for case in map(annulment, range(60)) if case.total >= LARGE)
    asked = to(ask(house, large), MANAGER)
    receipt = to(answer(house, asked, MANAGER, "Aprobado"), MANAGER)
    assert "Entendí que usted aprobó la solicitud de" in flat(receipt)
    assert "Yuliana Andrea Mosquera Cruz" in flat(receipt)
    again = to(answer(house, receipt, MANAGER, "DESHACER"), MANAGER)
    assert "deshice su aprobación" in flat(again)


@pytest.mark.parametrize("words", ["DESHACER", "Deshacer, por favor. Gracias", "deshagan mi decisión"])
def test_a_refusal_is_undone_with_a_word(house: House, words: str) -> None:
    """The step is asked again, the coordinator has nothing to mend, and the register shows it under way."""
    asked = to(ask(house, annulment()), MANAGER)
    receipt = to(answer(house, asked, MANAGER, "No la apruebo, falta el acta."), MANAGER)
    sent = answer(house, receipt, MANAGER, words)
    again, told = to(sent, MANAGER), to(sent, COORDINATOR)
    assert "deshice su rechazo" in flat(again)
    assert "deshizo su rechazo" in flat(told)
    assert "no hay nada que corregir" in flat(told)
    case = only_case(house)
    assert (case.state, case.register) == (State.AWAITING_APPROVAL, "En trámite")
    assert [one.undone for one in case.decisions] == [True]

    answer(house, again, MANAGER, "Aprobado")
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_an_approval_is_undone_and_everybody_stops(house: House) -> None:
    """Also without a receipt, in an answer to the question itself; the clerk's answer then counts no more."""
    asked = to(ask(house, annulment()), MANAGER)
    scanning = to(answer(house, asked, MANAGER, "Aprobado"), CLERK)
    sent = answer(house, asked, MANAGER, "DESHACER")
    for person in (CLERK, COORDINATOR):
        assert "Por favor no siga" in flat(to(sent, person))
        assert "deshizo su aprobación" in flat(to(sent, person))
    assert "deshice su aprobación" in flat(to(sent, MANAGER))
    case = only_case(house)
    assert (case.state, case.register, case.done) == (State.AWAITING_APPROVAL, "En trámite", ())

    late = to(answer(house, scanning, CLERK, "Digitalizado"), CLERK)
    assert "Por ahora no siga" in flat(late)
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_what_was_undone_cannot_be_undone_again(house: House) -> None:
    """The word in an answer to the older mail changes nothing, and says where to answer."""
    asked = to(ask(house, annulment()), MANAGER)
    answer(house, asked, MANAGER, "Aprobado")
    answer(house, asked, MANAGER, "DESHACER")
    again = answer(house, asked, MANAGER, "DESHACER")
    assert "ya no cuenta" in flat(to(again, MANAGER))
    assert len(only_case(house).decisions) == 1


def test_nobody_undoes_what_a_colleague_decided(house: House) -> None:
    """The word from anybody else is a remark like others."""
    asked = to(ask(house, annulment()), MANAGER)
    answer(house, asked, MANAGER, "Aprobado")
    answer(house, asked, COORDINATOR, "DESHACER")
    answer(house, asked, SAC, "DESHACER")
    case = only_case(house)
    assert (case.state, case.round) == (State.AWAITING_DIGITIZATION, 1)


def test_more_than_the_word_is_asked_about(house: House) -> None:
    """Whoever writes anything besides may mean another matter: the question of a reversal comes as ever."""
    asked = to(ask(house, annulment()), MANAGER)
    answer(house, asked, MANAGER, "Aprobado")
    question = to(answer(house, asked, MANAGER, "¿Se puede deshacer?"), MANAGER)
    assert "¿Quiere cambiar esa decisión?" in flat(question)
    assert only_case(house).standing[0].approved


def test_later_than_the_rules_say_it_is_asked_about(house: House) -> None:
    """After a business day the word alone is not enough."""
    asked = to(ask(house, annulment()), MANAGER)
    answer(house, asked, MANAGER, "Aprobado")
    house.clock.advance(timedelta(days=4))
    question = to(answer(house, asked, MANAGER, "DESHACER"), MANAGER)
    assert "¿Quiere cambiar esa decisión?" in flat(question)
    assert [one.undone for one in only_case(house).decisions] == [False]


def test_what_is_filed_is_not_undone_by_mail(house: House) -> None:
    """Whoever decided learns why, and the people who can act are told."""
    case = annulment()
    asked = to(ask(house, case), MANAGER)
    scanning = to(answer(house, asked, MANAGER, "Aprobado"), CLERK)
    filing = to(answer(house, scanning, CLERK, "Digitalizado"), COORDINATOR)
    answer(house, filing, COORDINATOR, "Radicado 4512 de hoy")
    sent = answer(house, asked, MANAGER, "DESHACER")
    assert "no se puede deshacer por correo" in flat(to(sent, MANAGER))
    assert only_case(house).standing[0].approved
