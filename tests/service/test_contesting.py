"""A branch says that its documents are right and were misread: from the mail that comes to the mails that leave."""

from dataclasses import replace

import pytest

from bot.core.process import State
from bot.testing.documents import document, five
from bot.testing.house import House
from bot.testing.pdfs import client_letter_pdf
from bot.testing.replies import CLIENTS
from tests.service.people import COORDINATOR, MANAGER, annulment, answer, ask, only_case, to
from tests.service.test_beside import flat

CASE = annulment()
PAPERS = five(CASE, scanned=())
OTHER_INVOICE = replace(CASE, invoice_number="FECA-777123")
OTHER_LETTER = document(CASE, "carta_cliente", client_letter_pdf(OTHER_INVOICE, scanned=False))
WITH_OTHER_LETTER = (*PAPERS[:2], OTHER_LETTER, *PAPERS[3:])
INSISTS = "Buen día, en el documento está bien: la carta habla de la misma factura."


def test_what_was_misread_goes_on_with_the_words_of_the_branch(house: House) -> None:
    """No request goes round for ever because a reader is wrong: whoever decides sees what was read and what is said."""
    back = to(ask(house, CASE, files=WITH_OTHER_LETTER), COORDINATOR)
    assert "responda «en el documento está bien»" in flat(back)
    sent = answer(house, back, COORDINATOR, INSISTS)
    request = flat(to(sent, MANAGER))
    assert "FECA-777123" not in flat(to(sent, COORDINATOR)).partition(INSISTS)[2]
    assert only_case(house).state is State.AWAITING_APPROVAL
    opening = request.partition("Responda este correo")[0]
    assert "me respondieron que el documento está bien" in opening
    assert "FECA-777123" in opening
    assert INSISTS in opening


@pytest.mark.parametrize(
    "words",
    [
        "La factura de la carta es la correcta, favor volver a leer",
        "la carta sí habla de esa factura, mírenla bien",
        "no hay que corregir nada",
    ],
)
def test_it_is_said_in_many_ways(words: str, house: House) -> None:
    """Whoever says that the paper is right, or asks to read it again, is heard."""
    answer(house, to(ask(house, CASE, files=WITH_OTHER_LETTER), COORDINATOR), COORDINATOR, words)
    assert only_case(house).state is State.AWAITING_APPROVAL


@pytest.mark.parametrize("words", ["en el documento está bien", "«en el documento está bien»"])
@pytest.mark.parametrize("client", CLIENTS)
def test_the_words_that_our_mail_gives_are_the_author_s_where_they_repeat_them(
    words: str, client: str, house: House
) -> None:
    """Copied from our mail letter by letter, above the mail that they stand in, they are no quotation."""
    back = to(ask(house, CASE, files=WITH_OTHER_LETTER), COORDINATOR)
    answer(house, back, COORDINATOR, words, client=client)
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_whoever_said_something_else_still_reads_how_to_say_it(house: House) -> None:
    """The way out stands in every mail that asks to mend what was read."""
    back = to(ask(house, CASE, files=WITH_OTHER_LETTER), COORDINATOR)
    for words in ("El cliente no quiere hacer otra carta", "¿Qué es lo que falta?"):
        back = to(answer(house, back, COORDINATOR, words), COORDINATOR)
        assert "responda «en el documento está bien»" in flat(back)


def test_a_promise_to_mend_disturbs_nobody(house: House) -> None:
    """It is an acknowledgement."""
    back = to(ask(house, CASE, files=WITH_OTHER_LETTER), COORDINATOR)
    assert answer(house, back, COORDINATOR, "ya la mando corregida en la tarde") == ()


@pytest.mark.parametrize(
    "words", ["Está bien, ya la corrijo.", "Ok, está bien.", "El NIT está bien, la carta la corrijo."]
)
def test_who_agrees_is_still_waited_for(words: str, house: House) -> None:
    """An acknowledgement is no word that the documents are right."""
    back = to(ask(house, CASE, files=WITH_OTHER_LETTER), COORDINATOR)
    answer(house, back, COORDINATOR, words)
    assert only_case(house).state is State.INCOMPLETE


def test_what_did_not_come_cannot_have_been_misread(house: House) -> None:
    """A document that lacks is asked for, whatever the words."""
    back = to(ask(house, CASE, files=PAPERS[:4]), COORDINATOR)
    assert "en el documento está bien" not in flat(back)
    answer(house, back, COORDINATOR, INSISTS)
    assert only_case(house).state is State.INCOMPLETE


def test_what_was_contested_is_not_asked_again(house: House) -> None:
    """The rest is still to be mended, alone."""
    back = to(ask(house, CASE, files=WITH_OTHER_LETTER[:4]), COORDINATOR)
    again = to(answer(house, back, COORDINATOR, INSISTS), COORDINATOR)
    assert "FECA-777123" not in flat(again).partition("Además")[0]
    assert "responda «en el documento está bien»" not in flat(again)
    sent = answer(house, again, COORDINATOR, "Va el informe.", attachments=(PAPERS[4],))
    assert "FECA-777123" in flat(to(sent, MANAGER))


def test_words_beside_documents_are_shown_once(house: House) -> None:
    """Who sends one document and insists on another is quoted once, with their name."""
    asked = to(ask(house, CASE, files=(*PAPERS[:2], OTHER_LETTER, PAPERS[4])), COORDINATOR)
    sent = answer(house, asked, COORDINATOR, "Va la respuesta. " + INSISTS, attachments=(PAPERS[3],))
    request = flat(to(sent, MANAGER))
    assert request.count(INSISTS) == 1
    assert "escribió el" in request


def test_another_wrong_document_is_told_like_the_first(house: House) -> None:
    """What it says is read anew; nothing that came right is asked for again."""
    other = document(
        CASE, "carta_cliente", client_letter_pdf(replace(CASE, invoice_number="FECA-555000"), scanned=False)
    )
    back = to(ask(house, CASE, files=WITH_OTHER_LETTER), COORDINATOR)
    again = flat(to(answer(house, back, COORDINATOR, "Va corregida", attachments=(other,)), COORDINATOR))
    assert "FECA-555000" in again
    assert "FECA-777123" not in again
    assert "memorando.xlsx" not in again
