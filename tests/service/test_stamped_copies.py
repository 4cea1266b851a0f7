"""The copy with the stamp that closes a case: what is one, what is none, and one that was forgotten at first."""

import pytest

from bot.core.process import State
from bot.testing.documents import File, stamped_memo
from bot.testing.house import House
from bot.testing.pdfs import stamped_memo_pdf
from tests.service.people import COORDINATOR, annulment, answer, only_case
from tests.service.test_beside import CONTRACT, flat, page
from tests.service.test_filing import WHOLE, filing

CASE = annulment()
LETTERHEAD = page("radicado.pdf", "MEMORANDO INTERNO", "Asunto: vacaciones colectivas")
BROKEN = File(filename="sello.png", media_type="image/png", content=b"\x89PNG\r\n\x1a\n" + b"x" * 900)
READABLE = File(filename="Scan.pdf", media_type="application/pdf", content=stamped_memo_pdf(CASE, scanned=False))


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (page("contrato.pdf", *CONTRACT), "«contrato.pdf» no nombra la factura ni el memorando de esta solicitud."),
        (LETTERHEAD, "«radicado.pdf» no nombra la factura ni el memorando"),
        (BROKEN, "«sello.png» no abre."),
    ],
)
def test_a_page_of_something_else_closes_nothing(house: House, file: File, told: str) -> None:
    """What can be read and is plainly not this memo is no stamped copy, nor is a picture that shows nothing."""
    (asked,) = answer(house, filing(house, CASE), COORDINATOR, "Radicado 4512 hoy", attachments=(file,))
    assert told in flat(asked)
    assert only_case(house).state is State.AWAITING_FILING


def test_a_memo_that_the_scanner_made_text_of_closes(house: House) -> None:
    """It names the memo or the invoice."""
    answer(house, filing(house, CASE), COORDINATOR, "Radicado 4512 hoy", attachments=(READABLE,))
    assert only_case(house).state is State.CLOSED


@pytest.mark.parametrize(
    "text",
    [
        "se me olvido adjuntar, aca va",
        "Olvidé el adjunto, disculpas",
        "Perdón, no adjunté la copia",
        "Va la copia que me faltó",
        "No había adjuntado el sello, va",
        "Ahora sí con el adjunto",
    ],
)
def test_the_copy_that_was_forgotten_closes(house: House, text: str) -> None:
    """Words that deny only that it was attached before are no word about the filing."""
    (asked,) = answer(house, filing(house, CASE), COORDINATOR, "Radicado 4512 del 4 de marzo")
    answer(house, asked, COORDINATOR, text, attachments=(stamped_memo(CASE),))
    assert (only_case(house).state, dict(only_case(house).values)) == (State.CLOSED, WHOLE)


@pytest.mark.parametrize("text", ["No adjunté la copia porque no me la recibieron", "No la sellaron, adjunto la nota"])
def test_a_copy_that_was_refused_does_not(house: House, text: str) -> None:
    """Whoever says more than that it was forgotten is heard."""
    (asked,) = answer(house, filing(house, CASE), COORDINATOR, "Radicado 4512 del 4 de marzo")
    answer(house, asked, COORDINATOR, text, attachments=(stamped_memo(CASE),))
    assert only_case(house).state is State.AWAITING_FILING
