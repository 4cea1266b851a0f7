"""The picture of a page is read where its text is only what programs print on its margin."""

import io

import pypdfium2
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bot.intake.documents.ocr.pictures import pages_of
from bot.intake.documents.pages.pdf import read_pdf
from bot.intake.documents.sniff import PDF
from bot.testing.facts import facts
from bot.testing.pdfs import client_letter_pdf

FOOTER = "Escaneado con CamScanner por Auxiliar de Archivo"


def _scanned(*lines: str, top: float) -> bytes:
    """The picture of a letter over a whole page, and text printed on it."""
    picture = pypdfium2.PdfDocument(client_letter_pdf(facts(0), scanned=False))[0].render(scale=1).to_pil()
    saved = io.BytesIO()
    canvas = Canvas(saved, pagesize=letter)
    canvas.drawImage(ImageReader(picture), 0, 0, *letter)
    canvas.setFont("Helvetica", 8)
    for number, line in enumerate(lines):
        canvas.drawString(330, top - 10 * number, line)
    canvas.save()
    return saved.getvalue()


@pytest.mark.parametrize(
    ("lines", "top"),
    [
        ((FOOTER,), 12.0),
        (("03/03/2026 10:14  Distribuidora La Acacia  602 555 1000  Pag. 1/1",), 780.0),
        (("Firmado digitalmente por", "Gustavo Adolfo Renteria Lasso", "Fecha: 2026.03.03 10:14:22 -05'00'"), 160.0),
    ],
    ids=["scanner", "fax", "signature"],
)
def test_text_on_the_margin_of_a_scan_is_not_its_text(lines: tuple[str, ...], top: float) -> None:
    """The page counts as a picture, whose words an engine reads."""
    scan = _scanned(*lines, top=top)
    assert (read_pdf(scan).text, read_pdf(scan).pictures) == ("", (1,))
    (page,) = pages_of(scan, PDF, 1)
    assert page.picture is not None


def test_a_page_of_text_on_a_picture_keeps_its_text() -> None:
    """More than a margin of it is text, whatever lies below."""
    scan = _scanned(*[FOOTER] * 30, top=700)
    assert FOOTER in read_pdf(scan).text
