"""Workbooks that are the same bytes whenever they are drawn: openpyxl with the clock taken out."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

from bot.testing.ink import signature_png

DAY_FORMAT = "dd/mm/yyyy"
MONEY_FORMAT = '"$" #,##0'
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP entry can have
BUILT = b"2026-01-01T00:00:00Z"
TIMES = re.compile(rb"(?<=W3CDTF\">)[^<]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a box looks: its kind (``title``, ``heading``, ``label``, ``value``, ``mark``, ``foot``), and colours."""

    kind: str
    fill: str
    heading_fill: str
    size: int | None = None


class _StoppedZip(zipfile.ZipFile):
    """An archive whose entries all bear one time, and whose workbook was made and changed at one time."""

    def writestr(  # type: ignore[override]  # openpyxl gives a name and the data, never more
        self, name: str, data: bytes | str
    ) -> None:
        content = data.encode() if isinstance(data, str) else data
        if name == ARC_CORE:
            content = TIMES.sub(BUILT, content)
        entry = zipfile.ZipInfo(name, EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(entry, content)

    def write(self, filename: str, arcname: str) -> None:  # type: ignore[override]  # as above, from a temporary file
        with open(filename, "rb") as file:  # noqa: PTH123 - openpyxl's own temporary file, by name
            self.writestr(arcname, file.read())


def saved(book: Workbook) -> bytes:
    """The workbook as a file: same cells, same bytes."""
    buffer = io.BytesIO()
    with _StoppedZip(buffer, "w") as archive:
        ExcelWriter(book, archive).save()
    return buffer.getvalue()


def write(
    sheet: Worksheet,
    at: tuple[int, int, int, int],
    value: str | int | Decimal | date | None,
    style: Style,
    *,
    text_only: bool = False,
) -> None:
    """Put a value in the range ``(left, top, right, bottom)``, merged where it is more than one cell."""
    left, top, right, bottom = at
    cell: Cell = sheet.cell(top, left, value=value)
    cell.font, cell.alignment, cell.border = _font(style), _alignment(style.kind), _border()
    if style.kind in {"label", "heading"}:
        cell.fill = _fill(style.heading_fill if style.kind == "heading" else style.fill)
    if text_only:
        cell.number_format = FORMAT_TEXT
    elif isinstance(value, date):
        cell.number_format = DAY_FORMAT
    elif isinstance(value, Decimal):
        cell.number_format = MONEY_FORMAT
    if (left, top) != (right, bottom):
        _merge(sheet, CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom), cell)


def picture(sheet: Worksheet, anchor: str, name: str) -> None:
    """Place the signature of a person, whose top left corner is in the cell ``anchor``."""
    image = Image(io.BytesIO(signature_png(name)))
    image.width, image.height = 190, 58
    sheet.add_image(image, anchor)


def _merge(sheet: Worksheet, area: CellRange, first: Cell) -> None:
    """As ``sheet.merge_cells`` with all borders kept, which takes five times as long."""
    for row, column in area.cells:
        sheet.cell(row, column)._style = first._style  # noqa: SLF001 - openpyxl has no public way to copy a style
    sheet.merged_cells.add(area)


@cache
def _font(style: Style) -> Font:
    dark = style.kind == "heading" and int(style.heading_fill[:2], 16) < 0x80  # noqa: PLR2004 - half of 255
    small = style.kind in {"label", "foot"} and style.fill == style.heading_fill
    return Font(
        name="Calibri",
        sz=style.size or (8 if small else 10 if style.kind == "heading" else 9),
        b=style.kind in {"title", "heading", "label"},
        color="FFFFFF" if dark else None,
    )


@cache
def _alignment(kind: str) -> Alignment:
    centred = kind in {"title", "mark", "foot"}
    return Alignment(wrap_text=True, vertical="center", horizontal="center" if centred else None)


@cache
def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


@cache
def _border() -> Border:
    side = Side("thin")
    return Border(left=side, right=side, top=side, bottom=side)
