"""A sheet that was photographed aslant is read like one from a scanner, and nothing else is bent."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from bot.intake.documents.ocr.light import evenly_lit
from bot.intake.documents.ocr.squared import squared
from bot.testing.facts import facts
from bot.testing.invoice import invoice_pdf
from bot.testing.pdfs import client_letter_pdf
from bot.testing.scan import photo, scan
from tests.ocr.aslant import aslant_photo
from tests.ocr.test_scans import agreement, read

INVOICE = invoice_pdf(facts(0))
LETTER = client_letter_pdf(facts(0), scanned=False)


def _picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def _scanned(skew: float) -> Image.Image:
    page: Image.Image = pypdfium2.PdfDocument(scan(INVOICE, skew=skew))[0].render(scale=2).to_pil().convert("RGB")
    return page


def _with_a_picture() -> Image.Image:
    sheet = Image.new("RGB", (1200, 1600), "white")
    ImageDraw.Draw(sheet).rectangle((0, 0, 1200, 500), fill=(60, 60, 60))
    return sheet


@pytest.mark.usefixtures("engines")
@pytest.mark.parametrize("pdf", [INVOICE, LETTER], ids=["invoice", "letter"])
def test_a_sheet_photographed_aslant_is_read(pdf: bytes) -> None:
    """At most two fields are lost by the hand that held the telephone."""
    document = read(aslant_photo(pdf), filename="IMG-20260303.jpg")
    assert agreement(document, pdf) >= 0.85


def test_a_sheet_seen_aslant_becomes_a_rectangle() -> None:
    """Its own proportions come back, to a hundredth, and nothing of the desk stays."""
    seen = squared(_picture(aslant_photo(INVOICE)))
    width, height = pypdfium2.PdfDocument(INVOICE)[0].get_size()
    assert abs(seen.width / seen.height - width / height) < 0.03
    middle = seen.crop((10, 10, seen.width - 10, seen.height - 10)).convert("L")
    assert sum(middle.histogram()[:80]) / (middle.width * middle.height) < 0.1


@pytest.mark.parametrize(
    "picture",
    [
        _scanned(0.5),
        _scanned(3),
        _picture(photo(LETTER)).rotate(90, expand=True),
        _with_a_picture(),
        Image.new("RGB", (1200, 1600), "white"),
        Image.new("RGB", (40, 3), "black"),
        Image.new("L", (1, 1), 0),
    ],
    ids=["scan", "askew", "level photo", "picture on it", "blank", "tiny", "dot"],
)
def test_what_is_no_sheet_aslant_stays_as_it_is(picture: Image.Image) -> None:
    """Scans, level photos, pages with pictures and specks are not bent."""
    assert squared(picture) is picture


def test_paper_in_the_shade_is_as_bright_as_the_rest() -> None:
    """Light that fades over the page is evened out; a page that is lit evenly stays as it is."""
    sheet = _scanned(0.5)
    shade = Image.linear_gradient("L").resize(sheet.size).point([round(255 - level * 0.4) for level in range(256)])
    shaded = ImageChops.multiply(sheet, shade.convert("RGB"))
    seen = evenly_lit(shaded).convert("L")
    corners = [seen.getpixel((20, y)) for y in (20, seen.height // 2, seen.height - 20)]
    assert max(corners) - min(corners) < 20
    assert evenly_lit(sheet) is sheet


def test_a_dark_picture_on_a_page_is_no_shade() -> None:
    """It stays darker than any letter has to be."""
    page = _with_a_picture()
    assert evenly_lit(page).getpixel((600, 100))[0] < 130
