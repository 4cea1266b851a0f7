"""Rows of a small ruled table in a letter: a label and its value in cells beside each other are one line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.intake.documents.placed.pieces import Cell, Piece

_CELL_BREAK = "\t"  # as in the text of a PDF
_HIGHEST = 3.0  # of a line's height: frames with more in them are boxes beside each other, each read by itself


def in_table_rows(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with their cells only where these are of a table; any other frame is nothing to a letter."""
    found = tuple(pieces)
    low = {piece.cell for piece in found if piece.cell and _is_low(piece.cell, piece)}
    tabled = {cell for cell in low if any(cell.is_beside(other) for other in low if other != cell)}
    for piece in found:
        yield piece if piece.cell in tabled else replace(piece, cell=None)


def is_row_of_table(row: Sequence[Sequence[Piece]]) -> bool:
    """Whether the runs of a row stand each in a cell of its own."""
    cells = {run[0].cell for run in row}
    return len(row) > 1 and None not in cells and len(cells) == len(row)


def row_of_table(row: Sequence[Sequence[Piece]]) -> tuple[Piece, ...]:
    """The runs of a row as one, parted as cells are in a text."""
    *before, last = row
    ended = ((*run[:-1], replace(run[-1], text=run[-1].text + _CELL_BREAK)) for run in before)
    return tuple(piece for run in (*ended, last) for piece in run)


def _is_low(cell: Cell, piece: Piece) -> bool:
    return cell.bottom - cell.top <= _HIGHEST * piece.height
