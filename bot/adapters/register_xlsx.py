"""The workbook that people open: typed days and money, filters, a frozen heading, a sheet with the history.

No cell can become a formula: text that begins with ``=`` stays text (openpyxl would store it as a formula).
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from bot.adapters.lean_imports import without
from bot.core.company import Company
from bot.core.local import in_country
from bot.core.register import Row

with without("numpy"):
    from openpyxl import Workbook, load_workbook
    from openpyxl.cell import Cell, WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

CELL_AT_MOST = 32_767
"""Characters that a cell of a workbook can hold."""

TAKEN_FOR_MORE = ("=", "#")
"""How texts begin that openpyxl takes for formulas and errors."""

FORMATS = {"date": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm", "money": '"$" #,##0.00'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: where its value comes from, its heading, and how it is typed."""

    field: str
    header: str
    type: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the workbook looks, from ``register.es.yaml``.

    Attributes:
        sheet: Name of the sheet of rows.
        history_sheet: Name of the sheet of decisions.
        columns: Of the rows.
        history: Of the decisions.
        words: Codes to words, by field.
        joined: Stands between several words of one cell.
        timezone: In which moments are shown.
        name_of: Address to name.
    """

    sheet: str
    history_sheet: str
    columns: tuple[Column, ...]
    history: tuple[Column, ...]
    words: Mapping[str, Mapping[str, str]]
    joined: str
    timezone: ZoneInfo
    name_of: Callable[[str], str]


def load_layout(path: Path, company: Company) -> Layout:
    """The layout that a Spanish speaker can edit."""
    data = in_country(YAML(typ="safe").load(path.read_text(encoding="utf-8")), company.country)
    headers = data.get("headers", {})
    return Layout(
        sheet=data["sheet"],
        history_sheet=data["history_sheet"],
        columns=tuple(
            Column(**{**column, "header": headers.get(column["field"], column["header"])}) for column in data["columns"]
        ),
        history=tuple(Column(**column) for column in data["history"]),
        words={
            "tipo": data["kinds"],
            "decision": data["decisions"],
            "etapa": data["stages"],
            "paso": data["steps"],
        },
        joined=data["joined"],
        timezone=company.calendar.zone,
        name_of=company.name_of,
    )


def workbook(layout: Layout, rows: Iterable[Row], history: Iterable[Row]) -> bytes:
    """The whole workbook."""
    book = Workbook(write_only=True)
    _sheet(book, layout.sheet, layout.columns, rows, layout)
    _sheet(book, layout.history_sheet, layout.history, history, layout)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_workbook(path: Path, layout: Layout) -> tuple[dict[str, Any], ...]:
    """Every row as its cells hold it, by field."""
    fields = [column.field for column in layout.columns]
    with closing(load_workbook(path, read_only=True, data_only=False)) as book:
        return tuple(
            dict(zip(fields, values, strict=False))
            for values in book[layout.sheet].iter_rows(min_row=2, values_only=True)
            if any(values)
        )


def cell_value(column: Column, text: str, layout: Layout) -> object:
    """What a cell shows for a value of the book."""
    if not text:
        return None
    if column.type == "money":
        return Decimal(text)
    if column.type == "number":
        return int(text)
    if column.type == "date":
        return date.fromisoformat(text[:10])
    if column.type == "moment":
        return datetime.fromisoformat(text).astimezone(layout.timezone).replace(tzinfo=None, microsecond=0)
    words = layout.words.get(column.field)
    if words:
        text = layout.joined.join(words.get(code, code) for code in text.split(","))
    return ILLEGAL_CHARACTERS_RE.sub("", layout.name_of(text))[:CELL_AT_MOST]


def _sheet(
    book: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    layout: Layout,
) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.append([_heading(sheet, column.header) for column in columns])
    count = 1
    for row in rows:
        count += 1
        sheet.append([_cell(sheet, column, row.get(column.field, ""), layout) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def _heading(sheet: Any, header: str) -> Cell:  # noqa: ANN401 - openpyxl ships no types
    cell = WriteOnlyCell(sheet, header)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDE6F0")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(sheet: Any, column: Column, text: str, layout: Layout) -> object:  # noqa: ANN401 - openpyxl ships no types
    """The value alone where openpyxl would make nothing else of it, which is much cheaper than a cell of its own."""
    value = cell_value(column, text, layout)
    if value is None or (isinstance(value, str) and not value.startswith(TAKEN_FOR_MORE)):
        return value
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    if column.type in FORMATS:
        cell.number_format = FORMATS[column.type]
    return cell
