"""The pages of a PDF with text, looked at for signatures: only where these belong is anything drawn."""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import ceil, floor

import pypdfium2
import pypdfium2.raw

from bot.core.document import Ink, Signatory
from bot.intake.documents.pages.lines import Line, lines_of
from bot.intake.documents.signing.ink import LETTERS, Print, SigningPage, ink_on, lacks_box
from bot.intake.documents.signing.strokes import DOTS_PER_INCH, Box, Mark, marks_on
from bot.intake.documents.words import DocumentWords

_PRINTED = re.compile(r"[\w.\u2026\u2010-\u2015-]")  # other signs alone may be what somebody signs with
_POINTS_PER_INCH = 72
_SCALE = DOTS_PER_INCH / _POINTS_PER_INCH
_MOST_PRINTS = 2000
_GAP = 0.5  # of the height of a line, between two pieces of it
_TALLER = 1.5  # times as high: of another line, or beside it
_MOST_PIXELS = 4_000_000
_SCAN = 0.5  # of a page: pictures that cover as much are the page itself


def ink_in_pdf(content: bytes, text: str, reader: str, words: DocumentWords) -> Mapping[str, Ink]:
    """What the places of signatures on a letter show; of a scan that brings its text along nobody can tell.

    Args:
        content: A PDF that opens.
        text: Of the letter, the pages of the file parted by form feeds.
        reader: Which reader read it.
        words: What the documents' words mean.
    """
    if reader not in LETTERS:
        return {}
    lines = lines_of(text)
    numbers = {line.page for line in lines}
    document = pypdfium2.PdfDocument(content)
    try:
        document.init_forms()
        pages = dict(_pages(document, numbers))
        nobody = {Signatory.CLIENT: Ink.BLANK} if _has_no_box(lines, reader, pages, words) else {}
        return nobody | ink_on(lines, reader, pages, words)
    except pypdfium2.PdfiumError:
        return {}
    finally:
        document.close()


def _has_no_box(lines: tuple[Line, ...], reader: str, pages: Mapping[int, SigningPage], words: DocumentWords) -> bool:
    is_seen = all(line.page in pages for line in lines)
    return reader == "reply" and is_seen and lacks_box(lines, words)


def _pages(document: pypdfium2.PdfDocument, numbers: Iterable[int]) -> Iterator[tuple[int, SigningPage]]:
    for number in sorted(numbers):
        page = document[number - 1]
        left, bottom, right, top = page.get_bbox()
        area = (right - left) * (top - bottom)
        if not page.get_rotation() and area * _SCALE**2 <= _MOST_PIXELS and not _is_scan(page, area):
            yield number, _page(page)


def _is_scan(page: pypdfium2.PdfPage, area: float) -> bool:
    bounds = (picture.get_bounds() for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    covered: float = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return covered > _SCAN * area


def _page(page: pypdfium2.PdfPage) -> SigningPage:
    edges = page.get_bbox()
    prints = tuple(_prints(page, edges))

    def between(top: float, bottom: float) -> tuple[Mark, ...]:
        return _marks(page, floor(top), ceil(bottom), prints)

    return SigningPage((edges[3] - edges[1]) * _SCALE, prints, between)


def _prints(page: pypdfium2.PdfPage, edges: Box) -> Iterator[Print]:
    layer = page.get_textpage()
    rects = (layer.get_rect(number) for number in range(min(layer.count_rects(), _MOST_PRINTS)))
    for left, bottom, right, top in _joined(rects):
        box = (left - edges[0], edges[3] - top, right - edges[0], edges[3] - bottom)
        text = layer.get_text_bounded(left, bottom, right, top)
        if _PRINTED.search(text):
            yield Print(text, (box[0] * _SCALE, box[1] * _SCALE, box[2] * _SCALE, box[3] * _SCALE))
    layer.close()


def _joined(rects: Iterable[Box]) -> Iterator[Box]:
    """Left, bottom, right and top of what stands side by side: a page with kerning gives a word in several pieces."""
    whole: Box | None = None
    for rect in rects:
        if whole is not None and _goes_on(whole, rect):
            whole = (whole[0], min(whole[1], rect[1]), max(whole[2], rect[2]), max(whole[3], rect[3]))
            continue
        if whole is not None:
            yield whole
        whole = rect
    if whole is not None:
        yield whole


def _goes_on(whole: Box, rect: Box) -> bool:
    height = whole[3] - whole[1]
    is_level = abs((whole[1] + whole[3]) - (rect[1] + rect[3])) < height and rect[3] - rect[1] < _TALLER * height
    return is_level and -_GAP * height < rect[0] - whole[2] < _GAP * height


def _marks(page: pypdfium2.PdfPage, top: int, bottom: int, prints: Iterable[Print]) -> tuple[Mark, ...]:
    """The marks between two heights, by the pixels of the page."""
    height = page.get_height()
    crop = (0, max(0.0, height - bottom / _SCALE), 0, max(0.0, top / _SCALE))
    picture = page.render(scale=_SCALE, crop=crop, grayscale=True).to_pil().convert("L")
    texts = ((one.box[0], one.box[1] - top, one.box[2], one.box[3] - top) for one in prints)
    found = marks_on(picture, texts)
    return tuple(Mark(left=mark.left, top=mark.top + top, right=mark.right, bottom=mark.bottom + top) for mark in found)
