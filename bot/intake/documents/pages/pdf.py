"""The text layer of a PDF. "Needs a password", "does not open" and "has no text" are three different outcomes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

from bot.core.document import PAGE_BREAK, Damage
from bot.intake.documents.pages.margins import is_scan_with_margin
from bot.intake.documents.pages.notes import with_notes
from bot.intake.documents.pages.pdf_form import form_text, is_form
from bot.intake.documents.pages.visible import show, unseen_text
from bot.intake.documents.text import squeeze

MOST_PAGES = 50
FEWEST_LETTERS = 20
"""Of a page that has a text layer: fewer are a stamp or a page number on a scan."""

_MOST_IN_MARGIN = 400
"""Letters of a page with more of which nobody need look how much of it they take."""

_MOST_TEXT = 200_000
_NOT_TEXT = {"\ufffe": "-", "\u00ad": "", "\x00": "", "\f": "\n"}
"""What pdfium gives for hyphens, and what would be taken for something else."""

_BROKEN = re.compile(r"\x02\s*")
_BROKEN_AT_HYPHEN = re.compile(r"\x02\s*(?=[\dA-Z])")
"""The sign for a line that breaks at a hyphen, which numbers and names keep."""

_DRAWN = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH, pypdfium2.raw.FPDF_PAGEOBJ_SHADING)


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of one page.

    Attributes:
        text: What it shows as text.
        recognised: What a recognition program laid unseen over or under the picture of the page, whose only words
            these are.
        is_drawn_on: Whether it shows anything else.
    """

    text: str
    recognised: str = ""
    is_drawn_on: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it has next to no text that it shows as such, so that its words, if any, are in its picture."""
        return _letters(self.text) < FEWEST_LETTERS


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF gave.

    Attributes:
        pages: How many it has.
        text: Pages parted by form feeds; ``""`` for a scan.
        damage: Why it could not be read, or ``None``.
        pictures: Numbers of the pages, from 1, that show something and have next to no text.
        recognised: Numbers of the pages whose text is what a recognition program made of their picture.
    """

    pages: int | None
    text: str
    damage: Damage | None = None
    pictures: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()


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
    texts = [page.text or page.recognised for page in read]
    enough = sum(map(_letters, texts)) >= FEWEST_LETTERS * len(read)
    text = PAGE_BREAK.join(texts)[:_MOST_TEXT] if enough else ""
    recognised = tuple(number for number, page in enumerate(read, start=1) if page.recognised)
    bare = (
        number for number, page in enumerate(read, start=1) if page.is_bare and page.is_drawn_on and not page.recognised
    )
    return PdfText(count, text, pictures=tuple(bare), recognised=recognised)


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


def _read_page(document: pypdfium2.PdfDocument, index: int, *, form: bool) -> PageText:
    try:
        filled = form_text(document, index) if form else None
        return page_text(document, index) if filled is None else PageText(_mended(filled), is_drawn_on=True)
    except pypdfium2.PdfiumError:
        return PageText("")


def page_text(document: pypdfium2.PdfDocument, index: int) -> PageText:
    """The words of a page.

    Raises:
        pypdfium2.PdfiumError: It is damaged.
    """
    page, notes = with_notes(document, index)
    unseen = unseen_text(page)
    whole = _layer_of(page) if unseen else ""
    show(unseen, shown=False)
    text = _layer_of(page)
    drawn = any(True for _ in page.get_objects(filter=_DRAWN))
    is_picture = bool(unseen) and _shows_picture(document, index)
    is_bare = _letters(text) <= _MOST_IN_MARGIN and is_scan_with_margin(page)
    page.close()
    if is_picture and _letters(whole) - _letters(text) >= max(FEWEST_LETTERS, _letters(text)):
        return PageText("", recognised=whole, is_drawn_on=True)
    if is_bare:
        return PageText("", is_drawn_on=True)
    return PageText(
        "\n".join((text, *(note for note in notes if squeeze(note) not in squeeze(text)))), is_drawn_on=drawn
    )


def _layer_of(page: pypdfium2.PdfPage) -> str:
    layer = page.get_textpage()
    text: str = layer.get_text_bounded()
    layer.close()
    return _mended(text)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _mended(text: str) -> str:
    for found, meant in _NOT_TEXT.items():
        text = text.replace(found, meant)
    return _BROKEN.sub("", _BROKEN_AT_HYPHEN.sub("-", text)) if "\x02" in text else text
