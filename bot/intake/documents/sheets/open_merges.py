"""Merged cells of an OpenDocument workbook (``.ods``), which the fast reader does not tell.

Attributes and their meaning: OpenDocument 1.3, part 3, 9.1 and 19.674 to 19.682.
"""

from collections.abc import Iterator, Mapping
from zipfile import BadZipFile, ZipFile

from lxml import etree

from bot.intake.documents.sheets.cells import Range

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def open_merges(archive: ZipFile, name: str, most: int) -> Mapping[str, tuple[Range, ...]]:
    """The merged ranges of each sheet, at most so many of one; none where the file is damaged.

    Args:
        archive: The workbook.
        name: Of the file in it that holds the cells.
        most: Ranges of one sheet.
    """
    try:
        return dict(_sheets(archive, name, most))
    except (etree.XMLSyntaxError, BadZipFile, ValueError):
        return {}


def _sheets(archive: ZipFile, name: str, most: int) -> Iterator[tuple[str, tuple[Range, ...]]]:
    found: list[Range] = []
    row = column = 0
    with archive.open(name) as content:
        tags = (f"{_TABLE}table", f"{_TABLE}table-row", *_CELLS)
        for _, element in etree.iterparse(content, tag=tags, resolve_entities=False, no_network=True, load_dtd=False):
            if element.tag in _CELLS:
                height, width = _count(element, "number-rows-spanned"), _count(element, "number-columns-spanned")
                if height * width > 1 and len(found) < most:
                    found.append(((row, column), (row + height - 1, column + width - 1)))
                column += _count(element, "number-columns-repeated")
            elif element.tag == f"{_TABLE}table-row":
                row, column = row + _count(element, "number-rows-repeated"), 0
                element.clear()
            else:
                yield str(element.get(f"{_TABLE}name", "")), tuple(found)
                found, row = [], 0


def _count(element: etree._Element, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", "1"))
