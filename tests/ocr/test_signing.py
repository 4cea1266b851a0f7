"""What OCR's pages show where somebody signs."""

from collections.abc import Callable

import pytest

from bot.core.document import Ink
from bot.intake.documents.ocr.read import read_scan
from bot.testing.facts import facts
from bot.testing.pdfs import client_letter_pdf, reply_letter_pdf
from bot.testing.rough import rough_scan
from bot.testing.scan import scan
from tests.ocr.engines import attached, tesseract, words

CASE = facts(0, admin_costs=True)

pytestmark = pytest.mark.usefixtures("engines")


def ink(paper: bytes) -> dict[str, Ink]:
    """What is seen on a scan."""
    (document,) = read_scan(attached(paper), words(), tesseract())
    return dict(document.ink)


@pytest.mark.parametrize("how", [scan, rough_scan])
def test_a_signed_scan_is_told_from_an_unsigned_one(how: Callable[[bytes], bytes]) -> None:
    """Askew and grainy, the letter's place shows a stroke or nothing at all; dots are neither."""
    signed, blank = (how(client_letter_pdf(CASE, scanned=False, signed=one)) for one in (True, False))
    assert (ink(signed), ink(blank)) == ({"client": Ink.INK}, {"client": Ink.BLANK})


def test_the_boxes_of_a_scanned_reply() -> None:
    """The branch's place and the client's are told apart by the heading of the client's box."""
    assert ink(scan(reply_letter_pdf(CASE, signed_by_client=False))) == {"company": Ink.INK, "client": Ink.BLANK}
