"""A sheet as people see it: merged cells are one cell, and a value has neighbours in four directions."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from bot.intake.documents.broken_cells import broken_cells
from bot.intake.documents.values import CellValue, written

_MOST_ROWS = 3000
_MOST_COLUMNS = 60
_MOST_SHEETS = 10
_MOST_MERGES = 5000
_ALPHABET = 26


class Direction(Enum):
    """Where a value stands, seen from its label: steps in rows and in columns."""

    RIGHT = (0, 1)
    LEFT = (0, -1)
    BELOW = (1, 0)
    ABOVE = (-1, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell, or several merged into one, by first and last row and column (from 0); ``raw`` is ``""`` if empty.

    Equal only to itself: it is a place on a sheet.
    """

    row: int
    column: int
    last_row: int
    last_column: int
    raw: CellValue

    @property
    def merged(self) -> bool:
        """Whether it covers more than one cell of the grid."""
        return (self.row, self.column) != (self.last_row, self.last_column)

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        return isinstance(self.raw, str) and not self.raw.strip()

    @property
    def text(self) -> str:
        """What is written in it, on one line."""
        return written(self.raw)

    @property
    def name(self) -> str:
        """As in Excel, for example ``F17``."""
        return f"{_letters(self.column)}{self.row + 1}"


def _letters(column: int) -> str:
    head, tail = divmod(column, _ALPHABET)
    return (_letters(head - 1) if head else "") + chr(ord("A") + tail)


class Sheet:
    """One sheet of a workbook.

    Args:
        name: Its name.
        rows: Its values from A1 on.
        merges: First and last (row, column) of each merged range.
    """

    def __init__(
        self, name: str, rows: list[list[CellValue]], merges: list[tuple[tuple[int, int], tuple[int, int]]]
    ) -> None:
        self.name = name
        self.height = len(rows)
        self.width = max(map(len, rows), default=0)
        self._owner: dict[tuple[int, int], Cell] = {}
        for (top, left), (bottom, right) in merges:
            self._merge(rows, top, left, min(bottom, self.height - 1), min(right, self.width - 1))
        for r, row in enumerate(rows):
            for c, raw in enumerate(row):
                if raw != "" and (r, c) not in self._owner:
                    self._owner[r, c] = Cell(r, c, r, c, raw)
        self.cells = tuple(sorted(self._filled(), key=lambda cell: (cell.row, cell.column)))
        self._top = min((cell.row for cell in self.cells), default=0)
        self._left = min((cell.column for cell in self.cells), default=0)

    def _merge(self, rows: list[list[CellValue]], top: int, left: int, bottom: int, right: int) -> None:
        if top > bottom or left > right:
            return
        cell = Cell(top, left, bottom, right, rows[top][left])
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                self._owner[r, c] = cell

    def _filled(self) -> Iterator[Cell]:
        return (cell for cell in set(self._owner.values()) if not cell.empty)

    def row(self, index: int) -> tuple[Cell, ...]:
        """The filled cells that begin in a row."""
        return tuple(cell for cell in self.cells if cell.row == index)

    def without(self, rows: range) -> "Sheet":
        """The same sheet with some rows left blank."""
        grid: list[list[CellValue]] = [[""] * self.width for _ in range(self.height)]
        kept = {cell for cell in self._owner.values() if not rows.start <= cell.row < rows.stop}
        for cell in kept:
            grid[cell.row][cell.column] = cell.raw
        merges = [((c.row, c.column), (c.last_row, c.last_column)) for c in kept if c.merged]
        return Sheet(self.name, grid, merges)

    def at(self, row: int, column: int) -> Cell:
        """The cell that covers a place, an empty one where nothing does."""
        return self._owner.get((row, column)) or Cell(row, column, row, column, "")

    def onward(self, cell: Cell, direction: Direction) -> Iterator[Cell]:
        """The cells after this one in a direction, nearest first, up to the edge of what is written."""
        down, right = direction.value
        row, column = cell.row, cell.column
        while True:
            row = _beyond(row, cell.row, cell.last_row, down)
            column = _beyond(column, cell.column, cell.last_column, right)
            if not (self._top <= row < self.height and self._left <= column < self.width):
                return
            cell = self.at(row, column)
            yield cell


def _beyond(place: int, first: int, last: int, step: int) -> int:
    return {1: last + 1, -1: first - 1}.get(step, place)


def load_sheets(content: bytes) -> tuple[Sheet, ...]:
    """The visible worksheets of a workbook, each capped in rows and columns.

    Raises:
        python_calamine.CalamineError: It is no workbook, or is damaged or encrypted.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    broken = broken_cells(content)
    return tuple(_load(book.get_sheet_by_name(name), broken.get(name, {})) for name in names[:_MOST_SHEETS])


def _load(sheet: CalamineSheet, broken: Mapping[tuple[int, int], str]) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
    cut: list[list[CellValue]] = [list(row[:_MOST_COLUMNS]) for row in rows]
    for (row, column), shown in broken.items():
        if row < len(cut) and column < len(cut[row]):
            cut[row][column] = shown
    return Sheet(sheet.name, cut, list(sheet.merged_cell_ranges or ())[:_MOST_MERGES])
