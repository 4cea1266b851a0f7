"""A stamp on a scan is read, however crooked it lies and whatever it lies over, or it is said that it was not."""

from datetime import date

import pytest
from PIL import Image

from bot.intake.documents.ocr.colour import parted
from bot.intake.documents.ocr.read import read_scan
from bot.testing.facts import facts
from bot.testing.invoice import invoice_pdf
from bot.testing.pdfs import client_letter_pdf
from bot.testing.scan import scan
from tests.ocr.engines import attached, in_text, rapid, tesseract, words
from tests.ocr.rubber import BLUE, RED, stamped

pytestmark = pytest.mark.usefixtures("engines")

CASE = facts(0)
LETTER = client_letter_pdf(CASE, scanned=False, stamped=False)
OVER_PRINT = (520, 640)
DAY = date(2026, 2, 20)


@pytest.mark.parametrize(("turn", "colour"), [(0, RED), (18, RED), (-14, BLUE)])
@pytest.mark.parametrize("grey", [True, False])
def test_a_crooked_stamp_is_a_line_of_its_own(turn: float, colour: str, *, grey: bool) -> None:
    """In red or blue, level or turned: its word stands below what is printed, and no value is lost."""
    paper = stamped(invoice_pdf(CASE), ("PAGADO", "12 MAR 2026"), at=(900, 1500), turn=turn, colour=colour, grey=grey)
    (document,) = read_scan(attached(paper), words(), tesseract())
    assert "PAGADO" in document.text.splitlines()
    assert document.value("factura") == CASE.invoice_number
    assert document.value("total") == CASE.total


@pytest.mark.parametrize(("turn", "colour"), [(0, RED), (7, BLUE), (-9, RED)])
def test_a_coloured_stamp_over_print_is_read_and_so_is_the_print(turn: float, colour: str) -> None:
    """Of a letter in colour: the day of the stamp, and all that the letter says below it."""
    paper = stamped(LETTER, ("RECIBIDO", "20 FEB 2026"), at=OVER_PRINT, turn=turn, colour=colour)
    (document,) = read_scan(attached(paper, "carta cliente.pdf"), words(), rapid())
    assert document.value("fecha_recibido") == DAY
    printed = in_text(LETTER, "carta cliente.pdf")
    assert {name: document.value(name) for name in ("factura", "fecha", "nit", "pide")} == {
        name: printed[name] for name in ("factura", "fecha", "nit", "pide")
    }


@pytest.mark.parametrize("said", ["20 FEB 2031", "20 FEB 2025"])
def test_a_day_that_no_stamp_of_this_letter_can_have_is_misread(said: str) -> None:
    """Years after the letter, or before it: there is a stamp, and nobody knows its day."""
    paper = stamped(LETTER, ("RECIBIDO", said), at=OVER_PRINT)
    (document,) = read_scan(attached(paper, "carta cliente.pdf"), words(), tesseract())
    assert document.scan is not None
    assert (document.value("fecha_recibido"), document.scan.stamps_unread) == (None, (1,))


def test_a_stamp_that_nobody_can_read_is_seen() -> None:
    """Its letters ran; a signature in blue ink and a coloured letterhead are no stamp."""
    smudged = stamped(LETTER, ("RECIBIDO", "20 FEB 2026", "R-CAL-2026-00318"), at=OVER_PRINT, turn=4, smudge=5)
    for paper, unread in [(smudged, (1,)), (scan(LETTER, colour=True), ())]:
        (document,) = read_scan(attached(paper, "carta cliente.pdf"), words(), tesseract())
        assert document.scan is not None
        assert document.scan.stamps_unread == unread


def test_nobody_can_tell_stamps_on_grey_pages_by_their_colour() -> None:
    """A grey page stays as it is, and so does one in colours on which nothing is coloured."""
    for mode in ("L", "RGB"):
        found = parted(Image.new(mode, (850, 1100), "#dddddd" if mode == "RGB" else 221))
        assert (found.page.mode, found.page.getextrema(), found.stamps) == ("L", (221, 221), ())
