"""What can keep a PDF from being read, each with its own word for the coordinator."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from bot.core.process import State
from bot.testing.documents import five
from bot.testing.house import House
from tests.service.people import COORDINATOR, annulment, ask, only_case, to

CASE = annulment()
MEMO, INVOICE, LETTER, REPLY, LOG = five(CASE, scanned=())


def locked(content: bytes) -> bytes:
    """The PDF under a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("secreto", algorithm="RC4-128")
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def filled_in(**values: str) -> bytes:
    """An invoice on a form: its labels are printed, its values were typed into fields."""
    saved = io.BytesIO()
    page = Canvas(saved, pagesize=letter)
    page.drawString(60, 750, "FACTURA ELECTRONICA DE VENTA - CUFE - Subtotal - Total a pagar")
    for row, (label, value) in enumerate(values.items()):
        page.drawString(60, 700 - 30 * row, label.replace("_", " "))
        page.acroForm.textfield(name=label, value=value, x=200, y=696 - 30 * row, width=200, height=16, fontSize=9)
    page.showPage()
    page.save()
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (locked(INVOICE.content), "document.password", "tiene contraseña"),
        (INVOICE.content[:2000], "document.unreadable", "no abre"),
    ],
    ids=["locked", "cut off"],
)
def test_a_pdf_that_does_not_open_is_asked_for_again(house: House, content: bytes, code: str, said: str) -> None:
    """A password and damage are told apart, and the file is named."""
    file = replace(INVOICE, content=content)
    told = to(ask(house, CASE, files=(MEMO, file, LETTER, REPLY, LOG)), COORDINATOR)
    assert code in {one.code for one in only_case(house).findings}
    assert f"{file.filename} {said}" in " ".join(told.mail.text.split())


def test_a_scan_only_warns(house: House) -> None:
    """A PDF without text is no fault of its sender."""
    ask(house, CASE, files=five(CASE, scanned=("factura_original",)))
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert "document.not_read" in {one.code for one in only_case(house).findings}


def test_what_was_typed_into_a_form_is_compared(house: House) -> None:
    """The number in a field of the PDF is another than the memo's."""
    form = filled_in(Factura_No="FECA-999999", NIT=CASE.nit, Cliente=CASE.client)
    ask(house, CASE, files=(MEMO, replace(INVOICE, content=form), LETTER, REPLY, LOG))
    assert "invoice.number_mismatch" in {one.code for one in only_case(house).findings}
