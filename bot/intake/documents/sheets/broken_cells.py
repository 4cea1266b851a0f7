"""Cells that show an error (``#REF!``): the fast reader takes them for empty, but they are not blank to the sender."""

import io
import warnings
import zipfile
from collections.abc import Mapping

_ERROR_MARK = b't="e"'
_SHEETS = "xl/worksheets/"


def broken_cells(content: bytes, archive: zipfile.ZipFile | None) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """What each error cell shows, by sheet and by row and column from 0; other formats than OOXML give none."""
    try:
        return _read_slowly(content) if archive and _has_errors(archive) else {}
    except MemoryError:
        raise  # a fault of the reader, not of the file, as far as anybody knows
    except Exception:  # noqa: BLE001 - both libraries raise anything on odd files; the fast reader has the values
        return {}


def _has_errors(archive: zipfile.ZipFile) -> bool:
    parts = [name for name in archive.namelist() if name.startswith(_SHEETS) and name.endswith(".xml")]
    return any(_ERROR_MARK in archive.read(name) for name in parts)


def _read_slowly(content: bytes) -> Mapping[str, Mapping[tuple[int, int], str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that only these few workbooks cost

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every extension that it leaves out
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        found = {
            sheet.title: {
                (cell.row - 1, cell.column - 1): str(cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "e"
            }
            for sheet in book.worksheets
        }
        book.close()
    return found
