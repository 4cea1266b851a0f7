"""What the reader of a printed sheet does not see of it: hidden rows and columns, and what formats hide or replace."""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from bot.intake.documents.sheets.number_formats import is_plain, shows_whole_numbers

_HIDING = re.compile(rb'hidden="(?:1|true)"')
_DECIMALS = re.compile(rb"[<:]v>-?\d+\.\d")
_FORMAT = re.compile(r'formatCode="([^"]*)"')
_STYLES = "xl/styles.xml"
_SHEETS = "xl/worksheets/"
_MOST_BYTES = 4 << 20  # of cells: a form has a hundredth of it


@dataclass(frozen=True, slots=True)
class Looks:
    """How one sheet looks: rows and columns from 0 that are hidden, and the formats that change what a cell shows."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def hides(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        """Whether nothing of the cell, which may be merged of several, is on the page."""
        rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        return self.rows.issuperset(rows) or self.columns.issuperset(columns)


PLAIN = Looks()


def looks_of(content: bytes, archive: zipfile.ZipFile | None) -> Mapping[str, Looks]:
    """How the sheets look, by name; other formats than OOXML, and sheets that show all as it is, give none."""
    try:
        return _read_slowly(content) if archive and _may_hide(archive) else {}
    except MemoryError:
        raise  # a fault of the reader, not of the file, as far as anybody knows
    except Exception:  # noqa: BLE001 - the library raises anything on odd files; the fast reader has the values
        return {}


def _may_hide(archive: zipfile.ZipFile) -> bool:
    parts = [entry for entry in archive.infolist() if entry.filename.startswith(_SHEETS)]
    if not parts or sum(entry.file_size for entry in parts) > _MOST_BYTES:
        return False
    styles = archive.read(_STYLES).decode(errors="replace") if _STYLES in archive.namelist() else ""
    formats = [unescape(code) for code in _FORMAT.findall(styles)]
    if not all(map(shows_whole_numbers, formats)):
        return True
    rounds = not all(map(is_plain, formats))
    sheets = (archive.read(part) for part in parts if part.filename.endswith(".xml"))
    return any(_HIDING.search(sheet) or (rounds and _DECIMALS.search(sheet)) for sheet in sheets)


def _read_slowly(content: bytes) -> Mapping[str, Looks]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that only these workbooks cost

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every extension that it leaves out
        book = load_workbook(io.BytesIO(content), data_only=True)
    found = {}
    for sheet in book.worksheets:
        rows = {number - 1 for number, row in sheet.row_dimensions.items() if row.hidden}
        columns = {
            number - 1
            for column in sheet.column_dimensions.values()
            if column.hidden and column.min and column.max
            for number in range(column.min, column.max + 1)
        }
        formats = {
            (cell.row - 1, cell.column - 1): str(cell.number_format)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and not is_plain(str(cell.number_format))
        }
        found[sheet.title] = Looks(frozenset(rows), frozenset(columns), formats)
    return found
