"""One PDF with several documents: each is taken for what it is, and the file goes on as it came."""

import hashlib
from dataclasses import replace

import pytest

from bot.core.finding import Severity
from bot.core.process import State
from bot.testing.archives import one_pdf, zipped
from bot.testing.documents import ROLES, document, five
from bot.testing.house import House, Sent
from bot.testing.pdfs import client_letter_pdf
from bot.testing.printed import printed
from tests.service.people import CLERK, COORDINATOR, MANAGER, annulment, answer, ask, only_case, to

CASE = annulment()
MEMO, INVOICE, LETTER, REPLY, LOG = five(CASE, scanned=())
PAPERS = one_pdf((LETTER, REPLY, INVOICE), "soportes.pdf")
PRINTED_MEMO, PRINTED_LOG = (replace(one, content=printed(one.content)) for one in (MEMO, LOG))
TOGETHER = "carta_cliente+carta_respuesta+factura_original.pdf"


def carried(sent: Sent) -> dict[str, str]:
    """Digest of each file that a mail carries, by its name."""
    return {file.filename: file.sha256 for file in sent.mail.attachments}


def findings(house: House) -> set[str]:
    """Codes of what was found about the only case, and is more than a note."""
    return {one.code for one in only_case(house).findings if one.severity is not Severity.INFO}


@pytest.mark.parametrize("packed", [False, True], ids=["by itself", "in a ZIP"])
def test_three_papers_in_one_pdf_are_three_documents(house: House, packed: bool) -> None:
    """Nothing is missing or doubtful, and the approver gets the PDF once, called after all that it holds."""
    file = zipped((PAPERS,)) if packed else PAPERS
    request = to(ask(house, CASE, files=(MEMO, file, LOG)), MANAGER)
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert findings(house) == set()
    assert carried(request)[TOGETHER] == hashlib.sha256(PAPERS.content).hexdigest()
    assert len(request.mail.attachments) == 3
    after = to(answer(house, request, MANAGER, "Aprobado."), COORDINATOR)
    assert carried(after) == carried(request)


def test_values_stand_on_the_pages_of_the_file(house: House) -> None:
    """What was read in the second paper is on page 2, and facts come from all three."""
    ask(house, CASE, files=(MEMO, PAPERS, LOG))
    pages = {
        piece.role: {read.page for read in piece.document.fields.values()}
        for event in house.app.ledger.events(only_case(house).number)
        for piece in getattr(event, "pieces", ())
        if piece.role not in ("memorando", "informe_gestiones")
    }
    assert pages == {"carta_cliente": {1}, "carta_respuesta": {2}, "factura_original": {3}}


def test_the_whole_request_in_one_pdf(house: House) -> None:
    """All five are there, printed one after the other: nothing is missing, and the workbooks are asked for."""
    ask(house, CASE, files=(one_pdf((PRINTED_MEMO, INVOICE, LETTER, REPLY, PRINTED_LOG)),))
    assert [piece.role for piece in only_case(house).pieces] == list(ROLES)
    assert {code for code in findings(house) if code.startswith("document.")} == set()
    assert "memo.not_excel" in findings(house)


def test_what_a_bundle_lacks_is_asked_for(house: House) -> None:
    """Two papers in one PDF are two, and only the third is missing; it comes later, and they are read again."""
    two = one_pdf((INVOICE, REPLY))
    told = to(ask(house, CASE, files=(MEMO, two, LOG)), COORDINATOR)
    (missing,) = (one for one in only_case(house).findings if one.code == "document.missing")
    assert missing.document == "carta_cliente"
    request = to(answer(house, told, COORDINATOR, "Va la carta.", attachments=(LETTER,)), MANAGER)
    assert findings(house) == set()
    assert set(carried(request)) == {
        "memorando.xlsx",
        "carta_cliente.pdf",
        "factura_original+carta_respuesta.pdf",
        "informe_gestiones.xlsx",
    }


def test_a_paper_of_a_bundle_is_replaced_alone(house: House) -> None:
    """A corrected letter takes the place of that in the bundle, whose other papers stay."""
    wrong = document(CASE, "carta_cliente", client_letter_pdf(annulment(1), scanned=False))
    told = to(ask(house, CASE, files=(MEMO, one_pdf((INVOICE, wrong, REPLY)), LOG)), COORDINATOR)
    assert only_case(house).state is State.INCOMPLETE
    request = to(answer(house, told, COORDINATOR, "Va la carta correcta.", attachments=(LETTER,)), MANAGER)
    assert {"carta_cliente.pdf", "factura_original+carta_respuesta.pdf"} <= set(carried(request))


def test_a_scanned_page_between_papers_is_the_one_that_lacks(house: House) -> None:
    """A picture among pages with text is a document of its own, which nobody read; the approver is told so."""
    scanned = five(CASE)[2]
    ask(house, CASE, files=(MEMO, one_pdf((INVOICE, scanned, REPLY), "carta respuesta.pdf"), LOG))
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert findings(house) == {"document.not_read", "document.assumed"}


def test_a_picture_beside_all_papers_is_no_document(house: House) -> None:
    """A photo behind the papers of a bundle belongs to them, and is neither asked about nor sent apart."""
    request = to(ask(house, CASE, files=(MEMO, one_pdf((LETTER, REPLY, INVOICE, five(CASE)[2])), LOG)), MANAGER)
    assert findings(house) == set()
    assert len(request.mail.attachments) == 3


def test_a_wrong_value_in_a_bundle_is_found_on_its_page(house: House) -> None:
    """The letter in the bundle is about another invoice: the coordinator reads it, as of a letter by itself."""
    other = document(CASE, "carta_cliente", client_letter_pdf(annulment(1), scanned=False))
    ask(house, CASE, files=(MEMO, one_pdf((REPLY, INVOICE, other), "todo.pdf"), LOG))
    found = {one.code: one for one in only_case(house).findings}
    assert (found["letter.invoice_mismatch"].file, found["letter.invoice_mismatch"].place) == ("todo.pdf", "3")


def test_the_clerks_scans_in_one_pdf_with_text(house: House) -> None:
    """A scanner that writes the text behind its pages says of each page which paper it is: none is missing."""
    request = to(ask(house, CASE), MANAGER)
    sent = answer(house, request, MANAGER, "Aprobado.")
    scans = one_pdf((PRINTED_MEMO, INVOICE, LETTER, REPLY, PRINTED_LOG))
    answer(house, to(sent, CLERK), CLERK, "Listo.", attachments=(scans,))
    assert only_case(house).state is State.AWAITING_FILING
