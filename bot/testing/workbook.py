"""Workbooks that are the same bytes whenever they are drawn: openpyxl with the clock taken out."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

DAY_FORMAT = "dd/mm/yyyy"
MONEY_FORMAT = '"$" #,##0'
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP entry can have
BUILT = b"2026-01-01T00:00:00Z"
TIMES = re.compile(rb"(?<=W3CDTF\">)[^<]*")

Area = tuple[int, int, int, int]
CellValue = str | int | Decimal | date | None


class Form:
    """A workbook of one sheet, drawn range by range.

    Args:
        title: Of the sheet.
        fill: Colour behind labels, ``RRGGBB``.
        heading_fill: Colour behind headings; where it is that of the labels, labels are smaller.
        text_only: Format every cell as text, as people do who distrust Excel.
    """

    def __init__(self, title: str, *, fill: str, heading_fill: str, text_only: bool = False) -> None:
        self._book = Workbook()
        self.sheet: Worksheet = self._book.active
        self.sheet.title = title
        self._fill, self._heading_fill, self._text_only = fill, heading_fill, text_only
        self._drawn: dict[tuple[str, int | None, str], Cell] = {}

    def write(self, area: Area, value: CellValue, kind: str, size: int | None = None) -> None:
        """Put a value in a range, merged where it is more than one cell.

        Args:
            area: Left, top, right and bottom, from 1.
            value: Days and ``Decimal`` money get the formats that people choose for them.
            kind: ``title``, ``heading``, ``label``, ``value``, ``mark`` or ``foot``.
            size: Of the font, where not the kind's usual.
        """
        left, top, right, bottom = area
        cell: Cell = self.sheet.cell(top, left, value=value)
        number_format = self._number_format(value)
        alike = self._drawn.setdefault((kind, size, number_format), cell)
        if alike is cell:
            self._dress(cell, kind, size, number_format)
        else:
            _copy_style(alike, cell)
        if (left, top) != (right, bottom):
            self._merge(area, cell)

    def picture(self, anchor: str, png: bytes) -> None:
        """Place a signature picture whose top left corner is in the cell ``anchor``."""
        image = Image(io.BytesIO(png))
        image.width, image.height = 190, 58
        self.sheet.add_image(image, anchor)

    def saved(self) -> bytes:
        """The workbook as a file: same cells, same bytes."""
        buffer = io.BytesIO()
        with _StoppedZip(buffer, "w") as archive:
            ExcelWriter(self._book, archive).save()
        return buffer.getvalue()

    def _merge(self, area: Area, first: Cell) -> None:
        """As ``sheet.merge_cells`` with all borders kept, which takes five times as long."""
        merged = CellRange(None, *area)
        for row, column in merged.cells:
            _copy_style(first, self.sheet.cell(row, column))
        self.sheet.merged_cells.add(merged)

    def _number_format(self, value: CellValue) -> str:
        if self._text_only:
            return "@"
        if isinstance(value, date):
            return DAY_FORMAT
        return MONEY_FORMAT if isinstance(value, Decimal) else "General"

    def _dress(self, cell: Cell, kind: str, size: int | None, number_format: str) -> None:
        dark = kind == "heading" and self._heading_fill != self._fill
        small = kind in {"label", "foot"} and self._heading_fill == self._fill
        side = Side("thin")
        cell.font = Font(
            name="Calibri",
            sz=size or (8 if small else 10 if kind == "heading" else 9),
            b=kind in {"title", "heading", "label"},
            color="FFFFFF" if dark else None,
        )
        centred = kind in {"title", "mark", "foot"}
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if centred else None)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        if kind in {"label", "heading"}:
            cell.fill = PatternFill("solid", fgColor=self._heading_fill if kind == "heading" else self._fill)
        cell.number_format = number_format


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


def _copy_style(source: Cell, target: Cell) -> None:
    target._style = source._style  # noqa: SLF001 - openpyxl has no public way that is not fifty times slower
