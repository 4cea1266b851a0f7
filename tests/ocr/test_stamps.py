"""A stamp on a scanned invoice is read, however crooked it lies."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from bot.intake.documents.ocr.read import read_scan
from bot.testing.facts import facts
from bot.testing.invoice import invoice_pdf
from tests.ocr.engines import attached, tesseract, words

pytestmark = pytest.mark.usefixtures("engines")


def _stamped(turn: float, colour: str) -> bytes:
    """The scan of an invoice with a framed stamp in its lower half."""
    page = pypdfium2.PdfDocument(invoice_pdf(facts(0)))[0].render(scale=200 / 72).to_pil().convert("RGB")
    stamp = Image.new("RGBA", (420, 190), (0, 0, 0, 0))
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((4, 4, 415, 185), outline=colour, width=6)
    draw.text((50, 20), "PAGADO", font=ImageFont.load_default(75), fill=colour)
    draw.text((90, 120), "12 MAR 2026", font=ImageFont.load_default(40), fill=colour)
    turned = stamp.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    page.paste(turned, (900, 1500), turned)
    saved = io.BytesIO()
    page.convert("L").save(saved, "PDF", resolution=200)
    return saved.getvalue()


@pytest.mark.parametrize(("turn", "colour"), [(0, "#c81e1e"), (18, "#c81e1e"), (-14, "#1e1eb4")])
def test_a_crooked_stamp_is_a_line_of_its_own(turn: float, colour: str) -> None:
    """In red or blue, level or turned: its word stands below what is printed, and no value is lost."""
    (document,) = read_scan(attached(_stamped(turn, colour)), words(), tesseract())
    assert "PAGADO" in document.text.splitlines()
    assert document.value("factura") == facts(0).invoice_number
    assert document.value("total") == facts(0).total
