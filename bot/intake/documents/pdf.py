"""The text layer of a PDF. "Needs a password", "does not open" and "has no text" are three different outcomes."""

from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

from bot.core.document import Damage
from bot.intake.documents.pages import PAGE_BREAK
from bot.intake.documents.pdf_form import form_text, is_form

MOST_PAGES = 50
_MOST_TEXT = 200_000
_FEWEST_LETTERS = 20  # a page: fewer are a stamp or a page number on a scan
_NOT_TEXT = {"\ufffe": "-", "\u00ad": "", "\x00": "", "\f": "\n"}
"""What pdfium gives for hyphens, and what would be taken for something else."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF gave: its number of pages and its text, pages parted by form feeds; ``""`` for a scan."""

    pages: int | None
    text: str
    damage: Damage | None = None


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
        texts = [_page_text(document, index, form=form) for index in range(min(count, MOST_PAGES))]
    finally:
        document.close()
    letters = sum(sum(map(str.isalpha, text)) for text in texts)
    text = PAGE_BREAK.join(texts)[:_MOST_TEXT] if letters >= _FEWEST_LETTERS * len(texts) else ""
    return PdfText(count, text)


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


def _page_text(document: pypdfium2.PdfDocument, index: int, *, form: bool) -> str:
    try:
        text = (form_text(document, index) if form else None) or _layer(document, index)
    except pypdfium2.PdfiumError:
        return ""
    for found, meant in _NOT_TEXT.items():
        text = text.replace(found, meant)
    return text


def _layer(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    layer = page.get_textpage()
    text: str = layer.get_text_bounded()
    layer.close()
    page.close()
    return text
