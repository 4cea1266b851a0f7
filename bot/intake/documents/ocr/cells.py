"""The cells of ruled tables on a page: what stands in one frame belongs together, whatever else stands in its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bot.intake.documents.placed.pieces import Cell, Piece

_SMALLER = 2  # rules are sought at about 100 dots per inch
_DARKER = 30  # levels of grey below paper
_SHORTEST = 20  # pixels there: stems of letters are shorter
_LONGEST = 60  # pixels there: a rule over text that is no frame reaches further than its words, if it is one at all
_BESIDE = 2  # pixels there by which a rule wobbles
_SAME = 6  # pixels there by which two sides are the same
_RULES = "|\u00a6"
_OPENING = "["

_Mask = NDArray[np.bool_]


def in_cells(pieces: Iterable[Piece], picture: Image.Image) -> tuple[Piece, ...]:
    """The pieces without the rules that were taken for letters, each with the cell that it stands in, if any."""
    bare = [replace(piece, text=text) for piece in pieces if (text := _without_rules(piece.text))]
    grid = _Grid.of(picture)
    return tuple(replace(piece, cell=grid.cell_around(piece)) for piece in bare) if grid else tuple(bare)


def _without_rules(text: str) -> str:
    """The text without rules beside it; a bracket that opens and does not close is one as well."""
    bare = text.strip(_RULES).strip()
    return bare if "]" in bare else bare.lstrip(_OPENING).lstrip(_RULES)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rules of a page, to the right and downwards, and the cells that were met between them."""

    across: _Mask
    down: _Mask
    met: list[Cell]

    @classmethod
    def of(cls, picture: Image.Image) -> "_Grid | None":
        """``None`` for a page without tables."""
        counts = picture.histogram()
        paper = counts.index(max(counts))
        dark = np.asarray(picture.reduce(_SMALLER)) < paper - _DARKER
        down = _opened(dark, _SHORTEST, 0)
        if not down.any():
            return None
        return cls(_opened(dark, _LONGEST, 1), down, [])

    def cell_around(self, piece: Piece) -> Cell | None:
        """The nearest rules on all four sides of its middle; ``None`` where one is lacking."""
        row, column = round(piece.middle / _SMALLER), round((piece.left + piece.right) / 2 / _SMALLER)
        beside = self.down[max(0, row - _BESIDE) : row + _BESIDE + 1].sum(axis=0) > 0
        along = self.across[:, max(0, column - _BESIDE) : column + _BESIDE + 1].sum(axis=1) > 0
        sides = (*_around(beside, column), *_around(along, row))
        left, right, top, bottom = (None if side is None else side * _SMALLER for side in sides)
        if left is None or right is None or top is None or bottom is None:
            return None
        cell = Cell(left, top, right, bottom)
        known = next((one for one in self.met if one.is_at(cell, _SAME * _SMALLER)), None)
        if known is None:
            self.met.append(cell)
        return known or cell


def _around(rules: _Mask, at: int) -> tuple[int | None, int | None]:
    """Where the nearest rules before and after a place are."""
    places: Sequence[int] = np.flatnonzero(rules).tolist()
    return max((one for one in places if one < at), default=None), min(
        (one for one in places if one > at), default=None
    )


def _opened(dark: _Mask, length: int, axis: int) -> _Mask:
    """What is dark for so long without a gap, on this row or the next; each step doubles what was looked at."""
    kept = dark | _moved(dark, 1, 1 - axis)
    steps, left, step = list[int](), length - 1, 1
    while left:
        steps.append(min(step, left))
        left -= steps[-1]
        step *= 2
    for by in steps:
        kept = kept & _moved(kept, -by, axis)
    for by in steps:
        kept = kept | _moved(kept, by, axis)
    return kept


def _moved(mask: _Mask, by: int, axis: int) -> _Mask:
    """The mask shifted along an axis, with nothing coming in at the edge."""
    shifted = np.roll(mask, by, axis)
    edge = slice(0, by) if by > 0 else slice(by, None)
    shifted[(edge, slice(None)) if axis == 0 else (slice(None), edge)] = False
    return shifted
