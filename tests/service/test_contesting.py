"""A branch says that its documents are right and were misread: from the mail that comes to the mails that leave."""

from dataclasses import replace

import pytest

from bot.core.process import State
from bot.testing.documents import document, five
from bot.testing.house import House
from bot.testing.pdfs import client_letter_pdf
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
