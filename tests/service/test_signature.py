"""Whole mails in, whole mails out: two people are asked about the client's signature and do not agree."""

import pytest

from bot.core.process import State
from bot.testing.house import House
from tests.service.people import COORDINATOR, MANAGER, OTHER_SAC, SAC, address, annulment, answer, ask, only_case, to

NO = "NO, esa firma no es del representante legal"


def test_a_no_is_not_overruled_in_silence(house: House) -> None:
    """The manager reads the no beside the yes; the requester need not send the letter; whoever said no is told."""
    asked = to(ask(house, annulment(admin_costs=True, cause="05")), OTHER_SAC)
    owed = to(answer(house, asked, OTHER_SAC, NO), COORDINATOR)
    assert "Falta la firma del cliente" in owed.mail.text

    sent = answer(house, asked, SAC, "Sí, está firmada.")
    request = " ".join(to(sent, MANAGER).mail.text.split())
    assert f"«{NO}»" in request
    assert "Confirmada por Luz Adriana Hincapié Toro el miércoles 4 de marzo: «Sí" in request
    assert "Ya no hace falta otra carta de respuesta" in " ".join(to(sent, COORDINATOR).mail.text.split())
    assert "sobre la que usted respondió que no" in " ".join(to(sent, OTHER_SAC).mail.text.split())


def test_a_no_after_the_yes_reaches_whoever_decides(house: House) -> None:
    """One mail tells the manager and the other coordinator; the case waits for the manager as before."""
    asked = to(ask(house, annulment(admin_costs=True, cause="05")), OTHER_SAC)
    answer(house, asked, SAC, "Sí")
    sent = answer(house, asked, OTHER_SAC, NO)

    assert to(sent, MANAGER) == to(sent, SAC)
    assert NO in to(sent, MANAGER).mail.text
    assert only_case(house).state is State.AWAITING_APPROVAL


@pytest.mark.parametrize("words", ["Sí, la firmó don {}.", "Sí, la vi: la firmó el señor {}"])
def test_who_saw_it_may_say_whose_it_is(house: House, words: str) -> None:
    """By the name that stands where the client signs; somebody else's is asked about."""
    asked = to(ask(house, annulment(admin_costs=True, cause="05")), SAC)
    answer(house, asked, SAC, words.format("Próspero Quintana"))
    assert only_case(house).state is State.AWAITING_SIGNATURE
    answer(house, asked, SAC, words.format(only_case(house).facts["firmada_por_cliente"]))
    assert only_case(house).state is State.AWAITING_APPROVAL


@pytest.mark.parametrize("words", ["Diana dice que sí", "Sí, firmó el portero", "Confirmo recibido"])
def test_hearsay_confirms_no_signature(house: House, words: str) -> None:
    """Only who saw it confirms it; anything else is asked again, and nobody else is asked to decide."""
    asked = to(ask(house, annulment(admin_costs=True, cause="05")), SAC)
    (again,) = answer(house, asked, SAC, words)
    assert again.recipients == (address(SAC),)
    assert only_case(house).state is State.AWAITING_SIGNATURE


@pytest.mark.parametrize("words", ["No puedo abrir el PDF", "No me llegaron los adjuntos", "No veo la carta"])
def test_who_could_not_look_gets_the_letter_again(house: House, words: str) -> None:
    """It is no word about the signature: nobody hears that it lacks, and a yes counts afterwards."""
    again = answer(house, to(ask(house, annulment(admin_costs=True, cause="05")), SAC), SAC, words)
    assert [one.recipients for one in again] == [(address(SAC),)]
    assert "carta_respuesta.pdf" in [one.filename for one in again[0].mail.attachments]

    answer(house, again[0], SAC, "Ya pude abrirla, sí está firmada")
    assert only_case(house).state is State.AWAITING_APPROVAL


@pytest.mark.parametrize("words", ["No entiendo", "No es a mí", "No hay adjunto", "No he podido revisarla"])
def test_a_no_about_something_else_is_no_word_about_the_signature(house: House, words: str) -> None:
    """It is asked again, and the branch hears nothing."""
    again = answer(house, to(ask(house, annulment(admin_costs=True, cause="05")), SAC), SAC, words)
    assert [one.recipients for one in again] == [(address(SAC),)]
    assert only_case(house).denials == ()


def test_the_branch_may_insist_that_it_is_signed(house: House) -> None:
    """Who said no reads it and is asked again; so is whoever else may confirm it."""
    asked = to(ask(house, annulment(admin_costs=True, cause="05")), SAC)
    owed = to(answer(house, asked, SAC, "No está firmada"), COORDINATOR)
    sent = answer(house, owed, COORDINATOR, "La carta sí está firmada, por favor revisar de nuevo")
    assert all("La carta sí está firmada" in to(sent, person).mail.text for person in (SAC, OTHER_SAC))

    answer(house, to(sent, SAC), SAC, "Sí, la vi")
    assert only_case(house).state is State.AWAITING_APPROVAL
