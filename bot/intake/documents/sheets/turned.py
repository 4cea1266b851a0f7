"""A log that lies on its side: its labels stand below each other in the first column, and each contact in a column."""

from dataclasses import replace

from bot.intake.documents.labels import finder
from bot.intake.documents.sheets.cells import Cell, Place, Sheet
from bot.intake.documents.words import DocumentWords

_FIRST_COLUMNS = 3
_FEWEST_LABELS = 4
_NEEDED = frozenset({"fecha", "detalle"})


def turned(sheet: Sheet, words: DocumentWords) -> Sheet | None:
    """The sheet with its contacts one below the other, as most logs have them; ``None`` where none lie side by side.

    What stands above the first label stays where it is. Every cell keeps the name that it has in the file.
    """
    for column in range(_FIRST_COLUMNS):
        rows = _labelled_rows(sheet, column, words)
        if rows:
            return _turned(sheet, rows, column)
    return None


def _labelled_rows(sheet: Sheet, column: int, words: DocumentWords) -> range | None:
    """The rows with labels of a contact right below each other, if a day and what was done are among them."""
    headings = finder(words, "log_columns")
    names: list[str] = []
    for row in range(sheet.height + 1):
        cell = sheet.at(row, column)
        label = headings.match(cell.text) if isinstance(cell.raw, str) and cell.text and not cell.merged else None
        if label is not None:
            names.append(label.rule.name)
            continue
        if len(set(names)) >= _FEWEST_LABELS and set(names) >= _NEEDED:
            return range(row - len(names), row)
        names.clear()
    return None


def _turned(sheet: Sheet, rows: range, column: int) -> Sheet:
    moved: dict[Place, Cell] = {}
    for cell in sheet.cells:
        row, at = cell.row, cell.column
        if row in rows and at >= column:
            row, at = rows.start + at - column, column + cell.row - rows.start
        elif row >= rows.stop:
            row += sheet.width
        moved[row, at] = replace(
            cell, row=row, column=at, last_row=row, last_column=at, written_at=(cell.row, cell.column)
        )
    height = max(row for row, _ in moved) + 1
    width = max(at for _, at in moved) + 1
    return Sheet(sheet.name, height, width, moved)
