"""Workbooks as older programs save them: ``.xls`` (Excel 97) and ``.ods`` (OpenDocument), without any formatting."""

import io
import struct
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"
_EPOCH = date(1899, 12, 30)

_BOF, _EOF, _SHEET, _XF, _NUMBER, _LABEL, _MERGED = 0x0809, 0x000A, 0x0085, 0x00E0, 0x0203, 0x0204, 0x00E5
_WORKBOOK, _WORKSHEET = 0x0005, 0x0010
_GENERAL, _DAY = 0, 14  # formats of numbers that every Excel knows
_SECTOR, _SHORTEST_STREAM = 512, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def as_xls(workbook: bytes) -> bytes:
    """The first sheet of a workbook as Excel 97 saves it (MS-XLS, MS-CFB)."""
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    name = sheet.title.encode("utf-16-le")
    shown = bytes((0, 0, len(sheet.title), 1)) + name
    head = _begin(_WORKBOOK) + _format(_GENERAL) + _format(_DAY)
    starts_at = len(head) + len(_record(_SHEET, bytes(4) + shown)) + len(_record(_EOF, b""))
    listed = _record(_SHEET, struct.pack("<I", starts_at) + shown)
    cells = b"".join(_cells(sheet))
    stream = head + listed + _record(_EOF, b"") + _begin(_WORKSHEET) + cells + _merges(sheet) + _record(_EOF, b"")
    return _compound(stream.ljust(_SHORTEST_STREAM, b"\0"))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _format(number: int) -> bytes:
    return _record(_XF, struct.pack("<HH", 0, number) + bytes(16))


def _cells(sheet: Worksheet) -> Iterator[bytes]:
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            at = (cell.row - 1, cell.column - 1)
            if isinstance(value, (date, datetime)):
                yield _record(_NUMBER, struct.pack("<HHHd", *at, 1, _serial(value)))
            elif isinstance(value, (int, float, Decimal)):
                yield _record(_NUMBER, struct.pack("<HHHd", *at, 0, float(value)))
            elif value is not None:
                text = str(value)
                yield _record(_LABEL, struct.pack("<HHHHB", *at, 0, len(text), 1) + text.encode("utf-16-le"))


def _serial(value: date) -> float:
    day = value.date() if isinstance(value, datetime) else value
    return float((day - _EPOCH).days)


def _merges(sheet: Worksheet) -> bytes:
    ranges = sorted((one.min_row, one.max_row, one.min_col, one.max_col) for one in sheet.merged_cells.ranges)
    packed = (struct.pack("<HHHH", *(edge - 1 for edge in edges)) for edges in ranges)
    return _record(_MERGED, struct.pack("<H", len(ranges)) + b"".join(packed))


def _compound(stream: bytes) -> bytes:
    """A file of sectors: the table of them, the directory, and the one stream in it."""
    count = -(-len(stream) // _SECTOR)
    chain = [_FAT, _END, *range(3, count + 2), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _SHORTEST_STREAM, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    return head + table + directory.ljust(_SECTOR, b"\0") + stream.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def as_ods(workbook: bytes) -> bytes:
    """The first sheet of a workbook as LibreOffice saves it (OpenDocument 1.3)."""
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    names = " ".join(f'xmlns:{name}="{_OASIS.format(name)}"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.3">'
        f"<office:body><office:spreadsheet><table:table table:name={quoteattr(sheet.title)}>"
        f"{''.join(_rows(sheet))}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODS)
        archive.writestr(zipfile.ZipInfo("content.xml"), content)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), _manifest())
    return packed.getvalue()


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODS), ("content.xml", "text/xml"))
    )
    return f'<manifest:manifest xmlns:manifest="{_OASIS.format("manifest")}">{entries}</manifest:manifest>'


def _rows(sheet: Worksheet) -> Iterator[str]:
    spans = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}
    covered = {at for one in spans.values() for at in one.cells} - spans.keys()
    for row in sheet.iter_rows():
        yield "<table:table-row>"
        for cell in row:
            at = (cell.row, cell.column)
            span = spans.get(at)
            size = (span.max_row - span.min_row + 1, span.max_col - span.min_col + 1) if span else (1, 1)
            yield "<table:covered-table-cell/>" if at in covered else _open_cell(cell.value, size)
        yield "</table:table-row>"


def _open_cell(value: object, size: tuple[int, int]) -> str:
    spanned = (
        f' table:number-rows-spanned="{size[0]}" table:number-columns-spanned="{size[1]}"' if size > (1, 1) else ""
    )
    if value is None:
        return f"<table:table-cell{spanned}/>"
    if isinstance(value, (date, datetime)):
        typed = f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
    elif isinstance(value, (int, float, Decimal)):
        typed = f'office:value-type="float" office:value="{value}"'
    else:
        typed = 'office:value-type="string"'
    return f"<table:table-cell{spanned} {typed}><text:p>{escape(str(value))}</text:p></table:table-cell>"
