"""A log whose contacts stand under the day on which they were made, put in a column of its own."""

from collections.abc import Mapping
from datetime import date

from bot.intake.documents.dates import dates_within
from bot.intake.documents.labels import finder
from bot.intake.documents.sheets.cells import Cell, Place, Sheet
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_HEADING = "Fecha"
_FEWEST_COLUMNS = 3
_MOST_WORDS = 2  # beside the day: «Jueves,»


def with_days_beside(sheet: Sheet, words: DocumentWords) -> Sheet:
    """The sheet with the day of each section beside its rows, and the headings once; as it is without such days."""
    sections = {row: day for row in range(sheet.height) if (day := _day_of_row(sheet.row(row), words))}
    cells = _headed_above(sheet, min(sections, default=0), words)
    for row, day in sections.items():
        headed = any(cell.raw == _HEADING for cell in cells.values())
        cells |= _beside(sheet, row, day, sections, words, headed=headed)
    return sheet.with_column(cells) if any(cell.raw == _HEADING for cell in cells.values()) else sheet


def _headed_above(sheet: Sheet, first: int, words: DocumentWords) -> dict[Place, Cell]:
    """The heading of the days beside those of the table, where these stand once, above the first day."""
    above = next((row for row in range(first - 1, -1, -1) if sheet.row(row)), None)
    if above is None or not _is_heading(sheet.row(above), words):
        return {}
    place = (above, sheet.width)
    return {place: Cell(*place, *place, _HEADING)}


def _day_of_row(row: tuple[Cell, ...], words: DocumentWords) -> date | None:
    """The day that a row consists of."""
    return day_alone(row[0], words) if len(row) == 1 else None


def day_alone(cell: Cell, words: DocumentWords) -> date | None:
    """The day that a cell consists of, with that of the week at most."""
    if isinstance(cell.raw, date):
        return cell.raw
    days = dates_within(cell.text, words)
    if len(days) != 1:
        return None
    start, end, day = days[0]
    return day if len(fold(cell.text[:start] + cell.text[end:]).split()) <= _MOST_WORDS else None


def _beside(
    sheet: Sheet, title: int, day: date, sections: Mapping[int, date], words: DocumentWords, *, headed: bool
) -> dict[Place, Cell]:
    """The day beside each row of its section, a heading beside the first of the table, and its title blank."""
    cells = _blank(sheet, title)
    for row in range(title + 1, sheet.height):
        filled = sheet.row(row)
        if row in sections or not filled:
            break
        is_heading = _is_heading(filled, words)
        if is_heading and headed:
            cells |= _blank(sheet, row)
            continue
        place = (row, sheet.width)
        cells[place] = Cell(*place, *place, _HEADING if is_heading else day)
    return cells


def _blank(sheet: Sheet, row: int) -> dict[Place, Cell]:
    places = ((row, column) for column in range(sheet.width))
    return {place: Cell(*place, *place, "") for place in places}


def _is_heading(row: tuple[Cell, ...], words: DocumentWords) -> bool:
    headings = finder(words, "log_columns")
    return sum(isinstance(cell.raw, str) and headings.match(cell.text) is not None for cell in row) >= _FEWEST_COLUMNS
