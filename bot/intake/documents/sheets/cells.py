"""A sheet as people see it: merged cells are one cell, and a value has neighbours in four directions."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import groupby, product
from zipfile import ZipFile

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from bot.intake.documents.sheets.broken_cells import broken_cells
from bot.intake.documents.sheets.number_formats import shown
from bot.intake.documents.sheets.unseen import PLAIN, Looks, looks_of
from bot.intake.documents.values import CellValue, written

_MOST_ROWS = 3000
_SIGNS = frozenset({":", "::", "→", "$", "COP"})  # between a label and its value, in a cell of its own
_MOST_COLUMNS = 60
_MOST_SHEETS = 10
_MOST_MERGES = 5000
_ALPHABET = 26

OPEN_CONTENT = "content.xml"
"""Where an OpenDocument workbook has its cells."""

Place = tuple[int, int]
"""Row and column, from 0."""

Range = tuple[Place, Place]
"""First and last place of merged cells."""


class Direction(Enum):
    """Where a value stands, seen from its label: steps in rows and in columns."""

    RIGHT = (0, 1)
    LEFT = (0, -1)
    BELOW = (1, 0)
    ABOVE = (-1, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell, or several merged into one. Equal only to itself: it is a place on a sheet.

    Attributes:
        row: First row, from 0.
        column: First column, from 0.
        last_row: Its last row.
        last_column: Its last column.
        raw: What it holds, ``""`` if empty.
        written_at: Where it stands in the file, if that is elsewhere.
        text: What is written in it, on one line.
    """

    row: int
    column: int
    last_row: int
    last_column: int
    raw: CellValue
    written_at: Place | None = None
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", written(self.raw))

    @property
    def merged(self) -> bool:
        """Whether it covers more than one cell of the grid."""
        return (self.row, self.column) != (self.last_row, self.last_column)

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        return not self.text

    @property
    def name(self) -> str:
        """As in Excel, for example ``F17``."""
        row, column = self.written_at or (self.row, self.column)
        return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=_MOST_COLUMNS)
def _letters(column: int) -> str:
    head, tail = divmod(column, _ALPHABET)
    return (_letters(head - 1) if head else "") + chr(ord("A") + tail)


def together(cells: list[Cell]) -> Cell:
    """A value whose parts lie in several cells, read as one line."""
    filled = [cell for cell in cells if not cell.empty]
    if len(filled) < 2:  # noqa: PLR2004 - one cell needs no joining
        return filled[0] if filled else cells[0]
    line = " ".join(cell.text for cell in sorted(filled, key=lambda cell: cell.column))
    first = filled[0]
    return Cell(first.row, first.column, first.last_row, first.last_column, line)


class Sheet:
    """One sheet of a workbook.

    Args:
        name: Its name.
        height: Rows from A1 on.
        width: Columns from A1 on.
        owners: The cell that covers each place (row, column) where there is one.
    """

    def __init__(self, name: str, height: int, width: int, owners: Mapping[Place, Cell]) -> None:
        self.name = name
        self.height = height
        self.width = width
        self._owners = owners
        filled = (cell for cell in dict.fromkeys(owners.values()) if not cell.empty)
        self.cells = tuple(sorted(filled, key=lambda cell: (cell.row, cell.column)))
        self._rows = {row: tuple(cells) for row, cells in groupby(self.cells, key=lambda cell: cell.row)}
        self._top = min(self._rows, default=0)
        self._left = min((cell.column for cell in self.cells), default=0)

    @classmethod
    def of(cls, name: str, rows: list[list[CellValue]], merges: list[Range]) -> "Sheet":
        """The sheet with these values from A1 on, and first and last place of each merged range."""
        height, width = len(rows), max(map(len, rows), default=0)
        owners: dict[Place, Cell] = {}
        for (top, left), (bottom, right) in merges:
            owners |= _merged(rows, top, left, min(bottom, height - 1), min(right, width - 1))
        for r, row in enumerate(rows):
            for c, raw in enumerate(row):
                if raw != "" and (r, c) not in owners:
                    owners[r, c] = Cell(r, c, r, c, raw)
        return cls(name, height, width, owners)

    def row(self, index: int) -> tuple[Cell, ...]:
        """The filled cells that begin in a row."""
        return self._rows.get(index, ())

    def without(self, rows: range) -> "Sheet":
        """The same sheet with some rows left blank."""
        kept = {place: cell for place, cell in self._owners.items() if cell.row not in rows}
        return Sheet(self.name, self.height, self.width, kept)

    def with_cells(self, cells: Mapping[Place, Cell]) -> "Sheet":
        """The same sheet with other cells at these places."""
        return Sheet(self.name, self.height, self.width, {**self._owners, **cells})

    def with_column(self, cells: Mapping[Place, Cell]) -> "Sheet":
        """The same sheet with these cells in a column after its last."""
        return Sheet(self.name, self.height, self.width + 1, {**self._owners, **cells})

    def at(self, row: int, column: int) -> Cell:
        """The cell that covers a place, an empty one where nothing does."""
        return self._owners.get((row, column)) or Cell(row, column, row, column, "")

    def onward(self, cell: Cell, direction: Direction) -> Iterator[Cell]:
        """The cells after this one in a direction, nearest first, up to the edge of what is written."""
        down, right = direction.value
        row, column = cell.row, cell.column
        while True:
            if down:
                row = cell.last_row + 1 if down > 0 else cell.row - 1
            else:
                column = cell.last_column + 1 if right > 0 else cell.column - 1
            if not (self._top <= row < self.height and self._left <= column < self.width):
                return
            cell = self.at(row, column)
            yield cell


def _merged(rows: list[list[CellValue]], top: int, left: int, bottom: int, right: int) -> dict[Place, Cell]:
    """The places of a merged range, all covered by one cell; none where the range lies outside of the sheet."""
    if top > bottom or left > right:
        return {}
    cell = Cell(top, left, bottom, right, rows[top][left])
    return dict.fromkeys(product(range(top, bottom + 1), range(left, right + 1)), cell)


def load_sheets(content: bytes, archive: ZipFile | None) -> tuple[Sheet, ...]:
    """The visible worksheets of a workbook, each capped in rows and columns.

    Args:
        content: The file.
        archive: The same, opened, where its format is an archive.

    Raises:
        python_calamine.CalamineError: It is no workbook, or is damaged or encrypted.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    broken = broken_cells(content, archive)
    merged = _untold_merges(archive)
    looks = looks_of(content, archive)
    return tuple(
        _load(book.get_sheet_by_name(name), broken.get(name, {}), merged.get(name, ()), looks.get(name, PLAIN))
        for name in names[:_MOST_SHEETS]
    )


def _untold_merges(archive: ZipFile | None) -> Mapping[str, tuple[Range, ...]]:
    """The merged ranges of an OpenDocument workbook, of which the fast reader tells none."""
    if archive is None or OPEN_CONTENT not in archive.namelist():
        return {}
    from bot.intake.documents.sheets.open_merges import open_merges  # noqa: PLC0415 - others stay 5 MB smaller

    return open_merges(archive, OPEN_CONTENT, _MOST_MERGES)


def _load(sheet: CalamineSheet, broken: Mapping[Place, str], merged: tuple[Range, ...], looks: Looks) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
    cut: list[list[CellValue]] = [["" if raw in _SIGNS else raw for raw in row[:_MOST_COLUMNS]] for row in rows]
    for (row, column), error in broken.items():
        if row < len(cut) and column < len(cut[row]):
            cut[row][column] = error
    ranges = list(sheet.merged_cell_ranges or merged)[:_MOST_MERGES]
    if looks is not PLAIN:
        _leave_unseen(cut, dict(ranges), looks)
    return Sheet.of(sheet.name, cut, ranges)


def _leave_unseen(rows: list[list[CellValue]], merges: Mapping[Place, Place], looks: Looks) -> None:
    """Each cell as the page shows it, blank where it does not."""
    for r, row in enumerate(rows):
        for c, raw in enumerate(row):
            place = (r, c)
            if raw != "" and looks.hides(place, merges.get(place, place)):
                row[c] = ""
            elif place in looks.formats:
                row[c] = shown(raw, looks.formats[place])
