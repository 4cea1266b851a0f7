"""The words of a page of a PDF, each with its place and the frame of a ruled table in which it stands."""

from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_double
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from bot.intake.documents.placed.pieces import Cell, Piece

_MOST_LETTERS = 6_000
_MOST_RULES = 600
"""Of a page; one that has more is no form that people fill in, and every word is held against every rule."""

_THIN = 2.5  # points: a rule, be it drawn as a line or as a narrow box
_LONG = 8.0  # points: less is no side of a cell
_BESIDE = 2.0  # points by which a rule may end too early


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a page, each as its place and where it begins and ends; ``y`` counts from the upper edge."""

    across: tuple[tuple[float, float, float], ...]
    down: tuple[tuple[float, float, float], ...]

    def cell_around(self, piece: Piece) -> Cell | None:
        """The nearest rules on all four sides of its middle; ``None`` where one is lacking."""
        x, y = (piece.left + piece.right) / 2, piece.middle
        left, right = _around(self.down, x, y)
        top, bottom = _around(self.across, y, x)
        if left is None or right is None or top is None or bottom is None:
            return None
        return Cell(left, top, right, bottom)


def placed_words(page: pypdfium2.PdfPage) -> tuple[Piece, ...]:
    """The words that a page shows, in points from its upper left corner; nothing where it has too many."""
    height = page.get_height()
    rules = _rules(page, height)
    layer = page.get_textpage()
    try:
        words = tuple(_words(layer, height))
    finally:
        layer.close()
    return tuple(replace(word, cell=rules.cell_around(word)) for word in words)


def _words(layer: pypdfium2.PdfTextPage, height: float) -> Iterator[Piece]:
    if layer.count_chars() > _MOST_LETTERS:
        return
    letters = ""
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(layer.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(layer, index))
        if letter.isspace() or not letter.isprintable():
            yield from _word(letters, boxes, height)
            letters, boxes = "", []
        else:
            letters += letter
            boxes.append(_box(layer, index))
    yield from _word(letters, boxes, height)


def _box(layer: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a letter, in points from the lower left corner."""
    sides = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(layer, index, *map(byref, sides))
    left, right, bottom, top = (side.value for side in sides)
    return left, right, bottom, top


def _word(letters: str, boxes: Sequence[tuple[float, float, float, float]], height: float) -> Iterator[Piece]:
    if letters:
        lefts, rights, bottoms, tops = zip(*boxes, strict=True)
        top, bottom = height - max(tops), height - min(bottoms)
        yield Piece(text=letters, confidence=1.0, left=min(lefts), top=top, right=max(rights), bottom=bottom)


def _rules(page: pypdfium2.PdfPage, height: float) -> _Rules:
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for index, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])):
        if index >= _MOST_RULES:
            return _Rules((), ())
        left, low, right, high = drawn.get_bounds()
        top, bottom = height - high, height - low
        if bottom - top > _LONG:
            sides = (left,) if right - left <= _THIN else (left, right)
            down += ((side, top, bottom) for side in sides)
        if right - left > _LONG:
            sides = (top,) if bottom - top <= _THIN else (top, bottom)
            across += ((side, left, right) for side in sides)
    return _Rules(tuple(across), tuple(down))


def _around(rules: Iterable[tuple[float, float, float]], at: float, across: float) -> tuple[float | None, float | None]:
    """Where the nearest rules before and after a place are, of those that pass beside it."""
    places = [place for place, start, end in rules if start - _BESIDE <= across <= end + _BESIDE]
    before = max((place for place in places if place < at), default=None)
    return before, min((place for place in places if place > at), default=None)
