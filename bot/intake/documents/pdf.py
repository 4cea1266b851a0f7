"""The text layer of a PDF. "Needs a password", "does not open" and "has no text" are three different outcomes."""

from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

from bot.core.document import PAGE_BREAK, Damage
from bot.intake.documents.pdf_form import form_text, is_form

MOST_PAGES = 50
FEWEST_LETTERS = 20
"""Of a page that has a text layer: fewer are a stamp or a page number on a scan."""

_MOST_TEXT = 200_000
_NOT_TEXT = {"\ufffe": "-", "\u00ad": "", "\x00": "", "\f": "\n"}
"""What pdfium gives for hyphens, and what would be taken for something else."""

_DRAWN = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH, pypdfium2.raw.FPDF_PAGEOBJ_SHADING)


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF gave.

    Attributes:
        pages: How many it has.
        text: Pages parted by form feeds; ``""`` for a scan.
        damage: Why it could not be read, or ``None``.
        pictures: Numbers of the pages, from 1, that show something and have next to no text.
    """

    pages: int | None
    text: str
    damage: Damage | None = None
    pictures: tuple[int, ...] = ()


def read_pdf(content: bytes) -> PdfText:
    """The text layer of at most ``MOST_PAGES`` pages."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return PdfText(None, "", Damage.PASSWORD if locked else Damage.UNREADABLE)
    try:
        count = len(document)
        if count == 0:
            return PdfText(0, "", Damage.UNREADABLE)
        form = is_form(document)
        read = [_read_page(document, index, form=form) for index in range(min(count, MOST_PAGES))]
    finally:
        document.close()
    letters = sum(page.letters for page in read)
    text = PAGE_BREAK.join(page.text for page in read)[:_MOST_TEXT] if letters >= FEWEST_LETTERS * len(read) else ""
    bare = (index for index, page in enumerate(read, start=1) if page.letters < FEWEST_LETTERS and page.is_drawn_on)
    return PdfText(count, text, pictures=tuple(bare))


def picture_pages(content: bytes, among: Iterable[int]) -> frozenset[int]:
    """Which of these pages, counted from 0, show a picture, as a scan does and an empty page does not."""
    document = pypdfium2.PdfDocument(content)
    try:
        return frozenset(index for index in among if _shows_picture(document, index))
    finally:
        document.close()


def _shows_picture(document: pypdfium2.PdfDocument, index: int) -> bool:
    try:
        return any(document[index].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    except pypdfium2.PdfiumError:
        return False


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    is_drawn_on: bool

    @property
    def letters(self) -> int:
        return sum(map(str.isalpha, self.text))


def _read_page(document: pypdfium2.PdfDocument, index: int, *, form: bool) -> _Page:
    try:
        filled = form_text(document, index) if form else None
        page = document[index]
    except pypdfium2.PdfiumError:
        return _Page("", is_drawn_on=False)
    text = layer_of(page) if filled is None else _mended(filled)
    drawn = any(True for _ in page.get_objects(filter=_DRAWN))
    page.close()
    return _Page(text, drawn)


def layer_of(page: pypdfium2.PdfPage) -> str:
    """The text layer of a page."""
    layer = page.get_textpage()
    text: str = layer.get_text_bounded()
    layer.close()
    return _mended(text)


def _mended(text: str) -> str:
    for found, meant in _NOT_TEXT.items():
        text = text.replace(found, meant)
    return text
