"""A table that sets two invoices side by side: each over a column, ``Número``, ``Fecha``, ``Valor`` before the rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.document import Read
from bot.intake.documents.labels import Label, finder
from bot.intake.documents.sheets.cells import Cell, Sheet
from bot.intake.documents.sheets.contexts import is_bare
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords

_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of values, by its heading, with what each row gives."""

    values: tuple[tuple[Label, Cell], ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(label.rule.name for label, _ in self.values)


def read_comparison(sheet: Sheet, words: DocumentWords) -> tuple[Mapping[str, Read], Sheet]:
    """The fields of such a table, and the sheet without it; of several fields of one name the first."""
    for top in sorted({cell.row for cell in sheet.cells}):
        rows = range(top + 1, top + 1 + sum(1 for _ in _rows(sheet, top)))
        columns = _columns(sheet, top, rows, words)
        if len(columns) >= _FEWEST_COLUMNS:
            return _fields(sheet, columns, words), sheet.without(range(top, rows.stop))
    return {}, sheet


def _rows(sheet: Sheet, top: int) -> Iterator[int]:
    """The rows below the headings down to the first blank one."""
    for row in range(top + 1, sheet.height):
        if not sheet.row(row):
            return
        yield row


def _columns(sheet: Sheet, top: int, rows: range, words: DocumentWords) -> tuple[_Column, ...]:
    """The columns whose headings name different invoices."""
    columns: list[_Column] = []
    headings = sheet.row(top)
    for heading in headings[-_FEWEST_COLUMNS:] if len(headings) > 1 else ():
        column = _Column(tuple(_values(sheet, heading, rows, words)))
        if len(column.values) >= _FEWEST_ROWS and not any(column.names & other.names for other in columns):
            columns.append(column)
    return tuple(columns)


def _values(sheet: Sheet, heading: Cell, rows: range, words: DocumentWords) -> Iterator[tuple[Label, Cell]]:
    memo = finder(words, "memo")
    for row in rows:
        filled = sheet.row(row)
        label = filled[0] if filled and filled[0].column < heading.column and isinstance(filled[0].raw, str) else None
        if label is None:
            continue
        own = is_bare(label.text, words)
        found = memo.match(f"{heading.text} {label.text}", 0)
        if found and found.rule.kind is (own or _kind_of(label, words)):
            yield found, sheet.at(row, heading.column)


def _kind_of(label: Cell, words: DocumentWords) -> object:
    found = finder(words, "memo").match(label.text, 0)
    return found.rule.kind if found else None


def _fields(sheet: Sheet, columns: tuple[_Column, ...], words: DocumentWords) -> Mapping[str, Read]:
    fields: dict[str, Read] = {}
    for label, cell in (each for column in columns for each in column.values):
        value = None if cell.empty else parse(label.rule.kind, cell.raw, words)
        read = Read(value=value, source=cell.text, cell=cell.name, sheet=sheet.name)
        if label.rule.name not in fields or fields[label.rule.name].value is None:
            fields[label.rule.name] = read
    return fields
