"""The text of a PDF form as it prints: values stand beside their labels, and a ticked box is an ``X``.

What people fill in is no part of the page's own text (ISO 32000-1, 12.7), and follows all of it once it is drawn there.
"""

from collections.abc import Iterator
from ctypes import byref
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

from bot.intake.documents.pages.visible import show, unseen_text

_BOXES = frozenset({raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON})
_FIELDS = _BOXES | {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}
_TICK = "X"
_MOST_PIECES = 5000
_GAP = "  "


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some text and where it stands, in points from the lower left corner."""

    left: float
    bottom: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        """Half its height above the foot of the page."""
        return (self.bottom + self.top) / 2


def is_form(document: pypdfium2.PdfDocument) -> bool:
    """Whether it may hold fields to fill in, which its pages know from then on: asked before any page is opened."""
    if document.get_formtype() == raw.FORMTYPE_NONE:
        return False
    document.init_forms()
    return True


def form_text(document: pypdfium2.PdfDocument, index: int) -> str | None:
    """The text of a page line by line, its values among it; ``None`` where it has no fields."""
    page = document[index]
    fields = list(_fields(document, page))
    if not fields:
        return None
    ticks = [tick for kind, tick in fields if kind in _BOXES and tick is not None]
    page.flatten()
    printed = document[index]
    show(unseen_text(printed), shown=False)
    layer = printed.get_textpage()
    pieces = (_piece(layer, number) for number in range(min(layer.count_rects(), _MOST_PIECES)))
    return "\n".join(_lines([*filter(None, pieces), *ticks]))


def _fields(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[tuple[int, _Piece | None]]:
    """The kind of each field of a page, and the tick of a box that is ticked."""
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetFormFieldType(document.formenv, note)
        if kind in _FIELDS:
            ticked = kind in _BOXES and raw.FPDFAnnot_IsChecked(document.formenv, note)
            yield kind, _tick(note) if ticked else None
        raw.FPDFPage_CloseAnnot(note)


def _tick(note: raw.FPDF_ANNOTATION) -> _Piece | None:
    edges = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(note, byref(edges)):
        return None
    return _Piece(edges.left, edges.bottom, edges.top, _TICK)


def _piece(layer: pypdfium2.PdfTextPage, number: int) -> _Piece | None:
    edges = layer.get_rect(number)
    text = layer.get_text_bounded(*edges).strip()
    return _Piece(edges[0], edges[1], edges[3], text) if text else None


def _lines(pieces: list[_Piece]) -> Iterator[str]:
    """From top to bottom, and from left to right: what lies at the height of a piece is on its line."""
    line = 0
    numbered: list[tuple[int, _Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.middle):
        if numbered and piece.middle < numbered[-1][1].bottom:
            line += 1
        numbered.append((line, piece))
    for _, together in groupby(numbered, key=lambda one: one[0]):
        yield _GAP.join(piece.text for _, piece in sorted(together, key=lambda one: one[1].left))
