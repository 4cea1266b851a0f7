"""A document that came in several files: it counts as one, and all of them go on."""

import hashlib
from dataclasses import replace

from bot.core.finding import Severity
from bot.core.process import State
from bot.intake.documents.pages.pdf import read_pdf
from bot.testing.documents import File, five
from bot.testing.house import House, Sent
from bot.testing.pdfs import client_letter_pdf
from tests.intake.documents.drawings import text_pdf
from tests.service.people import COORDINATOR, MANAGER, SAC, annulment, answer, ask, only_case, to

CASE = annulment()
CHARGED = annulment(admin_costs=True, cause="06")
MEMO, INVOICE, LETTER, REPLY, LOG = five(CASE)


def digests(sent: Sent) -> dict[str, str]:
    """Digest of each file that a mail carries, by its name."""
    return {file.filename: file.sha256 for file in sent.mail.attachments}


def sha256(file: File) -> str:
    """Its digest."""
    return hashlib.sha256(file.content).hexdigest()


def codes(house: House) -> set[str]:
    """What was found about the only case, and is more than a note."""
    return {one.code for one in only_case(house).findings if one.severity is not Severity.INFO}


def sheets_of_the_letter() -> tuple[File, File]:
    """The scanned letter, photographed page by page."""
    second = client_letter_pdf(CASE, colour=False, stamped=False)
    return replace(LETTER, filename="carta cliente hoja 1.pdf"), replace(
        LETTER, filename="carta cliente hoja 2.pdf", content=second
    )


def test_sheets_of_a_scan_are_one_document(house: House) -> None:
    """The second sheet is neither a missing invoice nor some other paper, and goes on under the letter's name."""
    first, second = sheets_of_the_letter()
    request = to(ask(house, CASE, files=(MEMO, INVOICE, second, first, REPLY, LOG)), MANAGER)
    carried = digests(request)
    assert (carried["carta_cliente_1.pdf"], carried["carta_cliente_2.pdf"]) == (sha256(first), sha256(second))
    assert len(carried) == 6
    assert codes(house) == {"document.not_read"}
    after = to(answer(house, request, MANAGER, "Aprobado."), COORDINATOR)
    assert digests(after) == carried


def test_a_reply_and_its_acceptance_are_one_document(house: House) -> None:
    """The page that the client signed came as a file of its own: nothing is doubled, and who is asked sees both."""
    memo, invoice, letter, reply, log = five(CHARGED)
    said, box, accepted = read_pdf(reply.content).text.partition("ACEPTACIÓN DEL CLIENTE")
    opening = replace(reply, content=text_pdf(said))
    acceptance = replace(reply, filename="firmado.pdf", content=text_pdf(box + accepted))
    question = to(ask(house, CHARGED, files=(memo, invoice, letter, acceptance, opening, log)), SAC)
    assert only_case(house).state is State.AWAITING_SIGNATURE
    assert codes(house) == {"document.not_read", "reply.signature_unconfirmed"}
    carried = digests(question)
    assert (carried["carta_respuesta_1.pdf"], carried["carta_respuesta_2.pdf"]) == (sha256(opening), sha256(acceptance))


def test_joined_files_are_read_together_again(house: House) -> None:
    """When a missing paper comes later, the reply still has its second file."""
    memo, invoice, letter, reply, log = five(CHARGED)
    said, box, accepted = read_pdf(reply.content).text.partition("ACEPTACIÓN DEL CLIENTE")
    parts = replace(reply, content=text_pdf(said)), replace(reply, filename="b.pdf", content=text_pdf(box + accepted))
    told = to(ask(house, CHARGED, files=(memo, letter, *parts, log)), COORDINATOR)
    answer(house, told, COORDINATOR, "Va la factura.", attachments=(invoice,))
    assert codes(house) == {"document.not_read", "reply.signature_unconfirmed"}
    (piece,) = (one for one in only_case(house).pieces if one.role == "carta_respuesta")
    assert [sheet.filename for sheet in piece.document.sheets] == ["b.pdf"]


def test_a_second_letter_of_somebody_else_is_asked_about(house: House) -> None:
    """Two letters that each begin for themselves are two, and the coordinator says which one counts."""
    other = replace(LETTER, filename="carta cliente hoja 2.pdf", content=client_letter_pdf(annulment(1), scanned=False))
    own = replace(LETTER, filename="carta cliente.pdf", content=client_letter_pdf(CASE, scanned=False))
    ask(house, CASE, files=(MEMO, INVOICE, own, other, REPLY, LOG))
    assert "document.duplicated" in codes(house)
