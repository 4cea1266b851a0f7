"""Whether somebody signed a memo that came as a workbook: with a picture or strokes, or with their name in the box.

Positions of what is drawn are those of DrawingML (ECMA-376, part 1, 20.5.2): rows and columns count from 0.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.core.document import Ink
from bot.intake.documents.sheets.cells import Cell, Direction, Sheet
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_DRAWING = re.compile(r"xl/drawings/[^/]+\.xml")
_HIDDEN = re.compile(r"xl/(?:ink|activeX|ctrlProps|embeddings|richData)/|.*\.vml$")
"""Where a workbook keeps what may be a signature and no place known here: pens, controls, pictures in cells."""

_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_MOST_BYTES = 1 << 20  # of what is drawn in one workbook
_MOST_ANCHORS = 200
_REACH = 5  # rows above and below the label
_BOX_ROWS = 2  # that are left for a signature, at least


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The first cell of something drawn."""

    row: int
    column: int


def ink_in_memo(sheet: Sheet, archive: ZipFile | None, words: DocumentWords) -> Ink | None:
    """What the box of whoever prepared a memo shows; ``None`` where nobody can tell.

    Args:
        sheet: The memo.
        archive: Its workbook, where it is an Office Open XML one.
        words: What the documents' words mean.
    """
    label = next((cell for cell in reversed(sheet.cells) if _is_label(cell, words)), None)
    if label is None or archive is None:
        return None
    drawn = _drawn(archive)
    if drawn is None:
        return None
    if any(_is_beside(one, label) for one in drawn):
        return Ink.INK
    return Ink.BLANK if not drawn and _has_empty_box(sheet, label) else None


def _is_label(cell: Cell, words: DocumentWords) -> bool:
    return words.phrases["prepared"].whole(fold(cell.text))


def _is_beside(one: _Drawn, label: Cell) -> bool:
    in_rows = label.row - _REACH <= one.row <= label.last_row + _REACH
    return in_rows and label.column - 1 <= one.column <= label.last_column


def _has_empty_box(sheet: Sheet, label: Cell) -> bool:
    """Whether room was left below the label, or above the name that stands on it, and nobody wrote in it."""
    below = tuple(sheet.onward(label, Direction.BELOW))
    above = tuple(sheet.onward(label, Direction.ABOVE))
    name_on_label = above[:1] and not above[0].empty
    return _empty_rows(below) >= _BOX_ROWS or (bool(name_on_label) and _empty_rows(above[1:]) >= _BOX_ROWS)


def _empty_rows(cells: Iterable[Cell]) -> int:
    return sum(cell.last_row - cell.row + 1 for cell in takewhile(lambda cell: cell.empty, cells))


def _drawn(archive: ZipFile) -> tuple[_Drawn, ...] | None:
    """Everything drawn on any sheet; ``None`` where there is more, or something else, than can be looked at."""
    files = archive.infolist()
    parts = [file for file in files if _DRAWING.fullmatch(file.filename)]
    if any(_HIDDEN.match(file.filename) for file in files) or sum(part.file_size for part in parts) > _MOST_BYTES:
        return None
    try:
        found = [one for part in parts for one in _anchored(archive.read(part))]
    except (ParseError, DefusedXmlException, ValueError, OSError):
        return None
    return tuple(found) if len(found) <= _MOST_ANCHORS else None


def _anchored(xml: bytes) -> Iterator[_Drawn]:
    """What has no cell, because it stands at a place of the sheet, is left to the first one."""
    for anchor in fromstring(xml):
        row, column = (anchor.findtext(f"{_ANCHOR}from/{_ANCHOR}{name}", "0") for name in ("row", "col"))
        yield _Drawn(int(row), int(column))
