"""Cells of a table whose text goes on below: a label or a value on several lines is a single one in its row."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from bot.intake.documents.placed.pieces import Cell, Piece
from bot.intake.documents.placed.scrawl import is_scrawl

_MOST_LINES = 3
_MOST_LABEL_WORDS = 3
_SAME_LINE = 0.5  # of a line's height

_Lines = list[list[Piece]]
AwaitsValue = Callable[[str], bool]


def unfolded(pieces: Iterable[Piece], awaits_value: AwaitsValue) -> Iterator[Piece]:
    """The pieces of a page, those of one label or one value in a row where a narrow cell has them below each other.

    Args:
        pieces: With the cells in which they stand.
        awaits_value: Whether a text is a label without its value.
    """
    inside: dict[Cell, list[Piece]] = {}
    for piece in pieces:
        if piece.cell is None:
            yield piece
        else:
            inside.setdefault(piece.cell, []).append(piece)
    cells = {cell: lines for cell, found in inside.items() if (lines := _lines(found))}
    labels = {cell for cell, lines in cells.items() if awaits_value(_text(lines))}
    for cell, lines in cells.items():
        is_one = len(lines) == 1 or _goes_on(cell, cells, labels, awaits_value)
        yield from _in_a_row(lines, cell) if is_one else (piece for line in lines for piece in line)


def _lines(pieces: Iterable[Piece]) -> _Lines:
    """From top to bottom, each from left to right, without what is no text."""
    lines: _Lines = []
    for piece in sorted(pieces, key=lambda each: each.middle):
        if lines and piece.middle - lines[-1][0].middle < _SAME_LINE * max(piece.height, lines[-1][0].height):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda each: each.left) for line in lines if not is_scrawl(line)]


def _text(lines: _Lines) -> str:
    return " ".join(piece.text for line in lines for piece in line)


def _goes_on(cell: Cell, cells: Mapping[Cell, _Lines], labels: Collection[Cell], awaits_value: AwaitsValue) -> bool:
    """Whether the few lines of a cell are a single label, or the value of the label in the cell before or above it."""
    lines = cells[cell]
    if len(lines) > _MOST_LINES:
        return False
    before = [one for one in cells if one.is_beside(cell) and one.left < cell.left]
    is_beside_label = bool(before) and max(before, key=lambda one: one.left) in labels
    is_value = is_beside_label or any(cell.is_under(one) for one in labels)
    return cell in labels or (is_value and not any(_opens_with_label(line, awaits_value) for line in lines))


def _opens_with_label(line: list[Piece], awaits_value: AwaitsValue) -> bool:
    words = " ".join(piece.text for piece in line).split()[:_MOST_LABEL_WORDS]
    return any(awaits_value(" ".join(words[:count])) for count in range(1, len(words) + 1))


def _in_a_row(lines: _Lines, cell: Cell) -> Iterator[Piece]:
    """All the words one behind the other, squeezed into the width of their cell, half way down it."""
    words = [piece for line in lines for piece in line]
    if len(lines) > 1:
        share = (cell.right - cell.left) / sum(piece.right - piece.left for piece in words)
        ends = [cell.left]
        for piece in words:
            ends.append(ends[-1] + share * (piece.right - piece.left))
        words = [replace(piece, left=ends[index], right=ends[index + 1]) for index, piece in enumerate(words)]
    middle = (cell.top + cell.bottom) / 2
    for piece in words:
        yield replace(piece, top=middle - piece.height / 2, bottom=middle + piece.height / 2)
