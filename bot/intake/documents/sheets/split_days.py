"""Days whose day, month and year lie in cells of their own, joined to one cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.intake.documents.sheets.cells import Cell, Direction, Place, Sheet
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_PARTS = ("day", "month", "year")
_HEADING = "Fecha"


@dataclass(frozen=True, slots=True)
class _Split:
    """A day in three cells of a row."""

    first: Cell
    last: Cell
    day: date


def joined_days(sheet: Sheet, words: DocumentWords) -> Sheet:
    """The sheet with one cell for each split day.

    ``DÍA | MES | AÑO`` over one day goes, so that the label before it has its value beside it; where no label is, and
    in a table, it is the heading of the days, unless they have one.
    """
    sheet = sheet.with_cells(dict(_interleaved(sheet, words)))
    splits = tuple(_splits(sheet, words))
    if not splits:
        return sheet
    cells: dict[Place, Cell] = {}
    for split in splits:
        cells |= _covered(split.first.row, split, split.day)
    for split, below in _under_headings(sheet, splits, words):
        top, column = split.first.row - 1, split.first.column
        if below == 1 and not _in_table(sheet, split) and _is_labelled(sheet, split):
            cells |= _covered(split.first.row, split, split.day, top)
        else:
            above = sheet.at(top - 1, column) if top > 0 else None
            of_days = below > 1 or _in_table(sheet, split)
            named = above is not None and not above.empty and (of_days or _is_date(above))
            cells |= _covered(top, split, "" if named else _HEADING)
    return sheet.with_cells(cells)


def _interleaved(sheet: Sheet, words: DocumentWords) -> Iterator[tuple[Place, Cell]]:
    """The cells of ``Día | 2 | Mes | 6 | Año | 2026`` as a label and its day."""
    for row in sorted({cell.row for cell in sheet.cells}):
        filled = sheet.row(row)
        for at, cell in enumerate(filled[: -2 * len(_PARTS) + 1]):
            labels, values = filled[at : at + 6 : 2], filled[at + 1 : at + 6 : 2]
            named = zip(labels, _PARTS, strict=True)
            if not all(words.day_parts[part].whole(fold(one.text)) for one, part in named):
                continue
            day = _day(values[0], values[1], values[2], words)
            if day is not None:
                before = filled[at - 1] if at else None
                yield from _places(cell, "" if before is not None and _is_date(before) else _HEADING)
                yield from _places(values[0], day)
                yield from (place for one in (*labels[1:], *values[1:]) for place in _places(one, ""))


def _places(cell: Cell, raw: str | date) -> Iterator[tuple[Place, Cell]]:
    whole = Cell(cell.row, cell.column, cell.last_row, cell.last_column, raw)
    rows, columns = range(cell.row, cell.last_row + 1), range(cell.column, cell.last_column + 1)
    yield from (((row, column), whole) for row in rows for column in columns)


def _splits(sheet: Sheet, words: DocumentWords) -> Iterator[_Split]:
    for cell in sheet.cells:
        ahead = sheet.onward(cell, Direction.RIGHT)
        month, year = next(ahead, None), next(ahead, None)
        if month and year and (day := _day(cell, month, year, words)):
            yield _Split(cell, year, day)


def _day(day: Cell, month: Cell, year: Cell, words: DocumentWords) -> date | None:
    in_month = words.months.get(fold(month.text)) or _whole(month)
    in_year = _whole(year)
    number = _whole(day)
    if number is None or in_month is None or in_year is None or not _FIRST_YEAR <= in_year <= _LAST_YEAR:
        return None
    try:
        return date(in_year, in_month, number)
    except ValueError:
        return None


def _whole(cell: Cell) -> int | None:
    return int(cell.text) if cell.text.isascii() and cell.text.isdigit() and len(cell.text) <= 4 else None  # noqa: PLR2004 - as a year


def _under_headings(sheet: Sheet, splits: tuple[_Split, ...], words: DocumentWords) -> Iterator[tuple[_Split, int]]:
    """The first day under each ``DÍA | MES | AÑO``, and how many days stand in its columns below it."""
    for split in splits:
        above = sheet.at(split.first.row - 1, split.first.column) if split.first.row else None
        if above is None or not _is_heading(sheet, above, words):
            continue
        yield split, sum(other.first.column == split.first.column and other.first.row >= above.row for other in splits)


def _is_date(cell: Cell) -> bool:
    return fold(cell.text).startswith(fold(_HEADING))


def _is_labelled(sheet: Sheet, split: _Split) -> bool:
    """Whether a label stands before the headings, or before the day."""
    rows = (split.first.row - 1, split.first.row)
    before = (sheet.onward(sheet.at(row, split.first.column), Direction.LEFT) for row in rows)
    return any(not cell.empty for cells in before for cell in cells)


def _in_table(sheet: Sheet, split: _Split) -> bool:
    """Whether another value stands before the day, below a heading of its own."""
    row, column = split.first.row, split.first.column - 1
    return column >= 0 and not sheet.at(row, column).empty and not sheet.at(row - 1, column).empty


def _is_heading(sheet: Sheet, cell: Cell, words: DocumentWords) -> bool:
    ahead = sheet.onward(cell, Direction.RIGHT)
    three = (cell, next(ahead, None), next(ahead, None))
    return all(
        one is not None and words.day_parts[part].whole(fold(one.text)) for one, part in zip(three, _PARTS, strict=True)
    )


def _covered(row: int, split: _Split, raw: str | date, top: int | None = None) -> dict[Place, Cell]:
    first = row if top is None else top
    cell = Cell(first, split.first.column, row, split.last.last_column, raw)
    return {(r, c): cell for r in range(first, row + 1) for c in range(cell.column, cell.last_column + 1)}
