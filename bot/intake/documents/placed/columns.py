"""Tables without rules: a row of headings with a row of values close below, each under one of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.intake.documents.placed.layout import rows_of
from bot.intake.documents.placed.pieces import Cell, PageLine, Piece

_FEWEST_HEADINGS = 2
_WIDE = 0.7  # of a line's height: where words stand exactly, the space between two of a sentence is half of that
_BELOW = 3.5  # of a line's height, from the middle of a heading to that of its value
_FLUSH = 0.5  # of a line's height by which sides or middles of two texts of one column differ

_Run = tuple[Piece, ...]


def in_columns(pieces: Sequence[Piece], is_heading: Callable[[str], bool]) -> tuple[Piece, ...]:
    """The pieces, headings and their values in frames of their own as if the table were ruled.

    Args:
        pieces: Of one page; those in frames are left as they are.
        is_heading: Whether a text names a field and says nothing of its value.
    """
    framed: dict[Piece, Cell] = {}
    for heads, values in pairwise(rows_of([piece for piece in pieces if piece.cell is None], _WIDE)):
        texts = [PageLine(head).text for head in heads]
        if len(heads) < _FEWEST_HEADINGS or not all(map(is_heading, texts)) or any(":" in text for text in texts):
            continue
        for head, value in _pairs(heads, values, is_heading):
            framed |= _frames(head, value)
    return tuple(replace(piece, cell=framed[piece]) if piece in framed else piece for piece in pieces)


def _pairs(
    heads: Sequence[_Run], values: Sequence[_Run], is_heading: Callable[[str], bool]
) -> tuple[tuple[_Run, _Run], ...]:
    """Each value with its heading; none at all where one of them stands under several, or under none."""
    above = [[head for head in heads if _is_under(head, value)] for value in values]
    if any(len(found) != 1 for found in above) or any(is_heading(PageLine(value).text) for value in values):
        return ()
    return tuple((found[0], value) for found, value in zip(above, values, strict=True))


def _is_under(head: _Run, value: _Run) -> bool:
    height = max(piece.height for piece in (*head, *value))
    one, other = (head[0].left, head[-1].right), (value[0].left, value[-1].right)
    offsets = (one[0] - other[0], one[1] - other[1], (sum(one) - sum(other)) / 2)
    return value[0].middle - head[0].middle < _BELOW * height and min(map(abs, offsets)) < _FLUSH * height


def _frames(head: _Run, value: _Run) -> Iterator[tuple[Piece, Cell]]:
    both = (*head, *value)
    left, right = min(piece.left for piece in both), max(piece.right for piece in both)
    top, bottom = min(piece.top for piece in both), max(piece.bottom for piece in both)
    between = (max(piece.bottom for piece in head) + min(piece.top for piece in value)) / 2
    yield from ((piece, Cell(left, top, right, between)) for piece in head)
    yield from ((piece, Cell(left, between, right, bottom)) for piece in value)
