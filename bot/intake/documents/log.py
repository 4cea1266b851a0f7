"""The log of contacts: a few fields of a form, and a table with one contact a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.document import FieldValue, Read
from bot.intake.documents.cells import Cell, Sheet
from bot.intake.documents.form import Form
from bot.intake.documents.labels import finder
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords, FieldRule

_FEWEST_COLUMNS = 4
_SURE_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the table's headings stand, and which field each column holds."""

    heading: int
    columns: Mapping[int, FieldRule]


def read_log(sheet: Sheet, words: DocumentWords) -> tuple[Mapping[str, Read], tuple[Mapping[str, Read], ...], float]:
    """Header fields and rows of a log on this sheet, and from 0 to 1 how much the sheet is one."""
    table = _find_table(sheet, words)
    if table is None:
        return {}, (), 0.0
    rows, after = _read_rows(sheet, table, words)
    fields = dict(Form(sheet.without(range(table.heading, after)), finder(words, "log"), words).read())
    fields |= _summary(rows, sheet, table)
    return fields, rows, min(1.0, len(table.columns) / _SURE_COLUMNS)


def _find_table(sheet: Sheet, words: DocumentWords) -> _Table | None:
    """The first row with the most headings of columns, if they are enough for a table."""
    best: _Table | None = None
    for row in sorted({cell.row for cell in sheet.cells}):
        columns = _columns(sheet.row(row), words)
        if len(columns) >= _FEWEST_COLUMNS and (best is None or len(columns) > len(best.columns)):
            best = _Table(row, columns)
    return best


def _columns(cells: tuple[Cell, ...], words: DocumentWords) -> Mapping[int, FieldRule]:
    headings = finder(words, "log_columns")
    columns: dict[int, FieldRule] = {}
    taken: set[str] = set()
    for cell in cells:
        label = headings.match(cell.text) if isinstance(cell.raw, str) else None
        if label and label.rule.name not in taken:
            columns[cell.column] = label.rule
            taken.add(label.rule.name)
    return columns


def _read_rows(sheet: Sheet, table: _Table, words: DocumentWords) -> tuple[tuple[Mapping[str, Read], ...], int]:
    """The contacts down to the first blank row or the line of totals, and the row after them."""
    rows = []
    index = table.heading + 1
    for index in range(table.heading + 1, sheet.height + 1):
        if not _is_contact(sheet, index, table, words):
            break
        rows.append(_read_row(sheet, index, table, words))
    return tuple(rows), index


def _is_contact(sheet: Sheet, index: int, table: _Table, words: DocumentWords) -> bool:
    filled = [cell for cell in sheet.row(index) if cell.column in table.columns]
    if not any(table.columns[cell.column].name != "numero" for cell in filled):
        return False
    first = filled[0]
    return not isinstance(first.raw, str) or finder(words, "log").match(first.text) is None


def _read_row(sheet: Sheet, index: int, table: _Table, words: DocumentWords) -> Mapping[str, Read]:
    contact = {}
    for column, rule in table.columns.items():
        cell = sheet.at(index, column)
        value = None if cell.empty else parse(rule.kind, cell.raw, words)
        contact[rule.name] = Read(value=value, source=cell.text, cell=cell.name, sheet=sheet.name)
    return contact


def _summary(rows: tuple[Mapping[str, Read], ...], sheet: Sheet, table: _Table) -> dict[str, Read]:
    """What the table says as a whole: how many contacts, from when to when, and whether they count up from one."""
    place = sheet.at(table.heading, min(table.columns)).name
    days = [value for row in rows if isinstance(value := _value(row, "fecha"), date)]
    facts: dict[str, FieldValue] = {"gestiones": len(rows)}
    if any(rule.name == "fecha" for rule in table.columns.values()):
        facts |= {"primera": min(days, default=None), "ultima": max(days, default=None)}
    if any(rule.name == "numero" for rule in table.columns.values()):
        numbers = [_value(row, "numero") for row in rows]
        facts["numeros_consecutivos"] = numbers == list(range(1, len(rows) + 1))
    return {name: Read(value=value, source="", cell=place, sheet=sheet.name) for name, value in facts.items()}


def _value(row: Mapping[str, Read], name: str) -> FieldValue:
    return row[name].value if name in row else None
