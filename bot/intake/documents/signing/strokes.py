"""What hands and stamps leave on a page: whatever is dark and neither text, nor a straight rule, nor a speck.

All lengths are pixels of a page drawn with :data:`DOTS_PER_INCH`, counted from its upper left corner.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import product

from PIL import Image, ImageChops, ImageDraw

DOTS_PER_INCH = 100

_DARKER = 30  # levels of grey below paper: faint pens too
_AROUND_TEXT = 2
_RULE = 40  # the length from which what runs straight is a rule
_REACH = (1, 2, 4, 8, 16, 8)  # steps that add up to it with the first pixel, each no longer than all before it
_CELL = 3  # strokes are followed on squares of this side
_SPECK = 6  # what is smaller both ways
_FLAT = 6  # what is lower, or narrower, is what is left of a rule
_NEAR = tuple(step for step in product((-1, 0, 1), repeat=2) if step != (0, 0))
_ANYTHING = re.compile(rb"[^\x00]")

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Strokes that hang together, by what they cover."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels."""
        return self.bottom - self.top


def marks_on(picture: Image.Image, texts: Iterable[Box]) -> tuple[Mark, ...]:
    """The marks on a grey picture.

    Args:
        picture: A page or a part of one.
        texts: Where printed text stands in it.
    """
    counts = picture.histogram()
    darkest_paper = counts.index(max(counts)) - _DARKER
    dark = picture.point([255 if level < darkest_paper else 0 for level in range(len(counts))])
    draw = ImageDraw.Draw(dark)
    for left, top, right, bottom in texts:
        outline = (left - _AROUND_TEXT, top - _AROUND_TEXT, right + _AROUND_TEXT, bottom + _AROUND_TEXT)
        draw.rectangle(outline, fill=0)
    area = dark.getbbox()
    if area is None:
        return ()
    dark = dark.crop(area)
    strokes = ImageChops.subtract(dark, _rules(dark))
    return tuple(mark for mark in connected(strokes.reduce(_CELL), *area[:2], _CELL) if _is_a_mark(mark))


def _is_a_mark(mark: Mark) -> bool:
    return max(mark.width, mark.height) > _SPECK and min(mark.width, mark.height) > _FLAT


def _rules(dark: Image.Image) -> Image.Image:
    """Whatever runs straight to the right or downwards for long, a little thicker than it is."""
    return ImageChops.lighter(_runs(dark, 1, 0), _runs(dark, 0, 1))


def _runs(dark: Image.Image, right: int, down: int) -> Image.Image:
    """An opening with a line: what is dark along the whole of it; each step doubles what was looked at."""
    bordered = Image.new("L", (dark.width + _RULE, dark.height + _RULE))
    bordered.paste(dark)
    for by in _REACH:
        bordered = ImageChops.darker(bordered, ImageChops.offset(bordered, -by * right, -by * down))
    for by in _REACH:
        bordered = ImageChops.lighter(bordered, ImageChops.offset(bordered, by * right, by * down))
    thicker = (ImageChops.offset(bordered, side * down, side * right) for side in (-1, 1))
    return reduce(ImageChops.lighter, thicker, bordered).crop((0, 0, dark.width, dark.height))


def connected(cells: Image.Image, across: int, down: int, side: int) -> Iterator[Mark]:
    """What hangs together, corner to corner; the cells of this side begin so many pixels to the right and below."""
    left = {divmod(found.start(), cells.width) for found in _ANYTHING.finditer(cells.tobytes())}
    while left:
        found = [left.pop()]
        for row, column in found:
            beside = {(row + lower, column + further) for lower, further in _NEAR} & left
            left -= beside
            found.extend(beside)
        rows, columns = [row for row, _ in found], [column for _, column in found]
        yield Mark(
            left=across + min(columns) * side,
            top=down + min(rows) * side,
            right=across + (max(columns) + 1) * side,
            bottom=down + (max(rows) + 1) * side,
        )
