"""Workbooks of XLS and ODS."""

import struct

from bot.testing.old_books import ODS, as_xls
from tests.intake.hostile_files.base import MEMO, attack, packed
from tests.intake.hostile_files.workbooks import LAUGHING

OLD_MEMO = as_xls(MEMO)


def _changed(content: bytes, at: int, by: bytes) -> bytes:
    return content[:at] + by + content[at + len(by) :]


@attack("xls")
def sectors_in_a_circle() -> bytes:
    """A table of sectors in which every sector leads to the first."""
    return _changed(OLD_MEMO, 512, struct.pack("<128I", *(n ^ 1 for n in range(128))))


@attack("xls")
def directory_in_a_circle() -> bytes:
    """A directory whose first sector is the table of sectors, and a master table that is itself."""
    return _changed(_changed(OLD_MEMO, 48, struct.pack("<I", 0)), 68, struct.pack("<II", 0, 0x7FFFFFFF))


@attack("xls")
def sectors_of_two_gigabytes() -> bytes:
    """Says that a sector has two to the power of sixty-three bytes."""
    return _changed(OLD_MEMO, 30, struct.pack("<H", 63))


@attack("xls")
def tables_without_number() -> bytes:
    """Says that four billion sectors hold its tables."""
    return _changed(OLD_MEMO, 44, struct.pack("<I", 0xFFFFFFFF))


@attack("xls")
def strings_without_number() -> bytes:
    """A table of strings that announces four billion."""
    at = OLD_MEMO.find(struct.pack("<H", 0x00FC))
    return _changed(OLD_MEMO, max(at, 512) + 4, b"\xff" * 8)


@attack("xls")
def records_cut() -> bytes:
    """A book that ends after a kilobyte."""
    return OLD_MEMO[:1024]


@attack("xls")
def records_of_nothing() -> bytes:
    """A book whose every record is of one kind and has no length."""
    at = OLD_MEMO.find(b"\x09\x08")
    return _changed(OLD_MEMO, at, b"\x09\x08\x00\x00" * ((len(OLD_MEMO) - at) // 4))


@attack("xls")
def a_stream_of_itself() -> bytes:
    """A head alone, with the name of a workbook behind it."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "Workbook".encode("utf-16-le") * 10_000


@attack("xls")
def a_cell_far_away() -> bytes:
    """A number in the last cell of an old sheet."""
    head = struct.pack("<HH", 0x0203, 14)
    at = OLD_MEMO.find(head)
    return _changed(OLD_MEMO, at + 4, b"\xff\xff\xff\xff") if at >= 0 else OLD_MEMO[:-100]


@attack("xls")
def noise_in_a_book() -> bytes:
    """A book of which every seventh byte is another."""
    mixed = bytearray(OLD_MEMO)
    for at in range(600, len(mixed), 7):
        mixed[at] ^= 0x5A
    return bytes(mixed)


_OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Hoja1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def _open_book(rows: str, before: str = "") -> bytes:
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    content = (before + _OPEN.replace("{rows}", rows)).encode()
    return packed({"mimetype": ODS.encode(), "content.xml": content, "META-INF/manifest.xml": manifest})


def _open_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def _open_row(cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{cells}</table:table-row>"


@attack("ods")
def columns_repeated() -> bytes:
    """A cell that is repeated a billion times to the right."""
    return _open_book(_open_row(_open_cell("hola", 'table:number-columns-repeated="1000000000"')))


@attack("ods")
def rows_repeated() -> bytes:
    """A row of sixty cells that is repeated a billion times."""
    return _open_book(_open_row(_open_cell("hola") * 60, 'table:number-rows-repeated="1000000000"'))


@attack("ods")
def emptiness_repeated() -> bytes:
    """Empty cells and rows without end, as some programs write them, and one full cell behind."""
    empty = _open_row(
        '<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048575"'
    )
    return _open_book(empty + _open_row(_open_cell("hola")))


@attack("ods")
def repeated_by_no_number() -> bytes:
    """Counts that are no numbers, negative or too long."""
    counts = ("-5", "x", "", "9" * 5_000, "1e9")
    return _open_book("".join(_open_row(_open_cell("a", f'table:number-columns-repeated="{one}"')) for one in counts))


@attack("ods")
def merged_without_end() -> bytes:
    """A cell that is merged with a billion others, next to a row of merged ones."""
    wide = 'table:number-columns-spanned="1000000000" table:number-rows-spanned="1000000000"'
    return _open_book(_open_row(_open_cell("Memorando N°", wide) + _open_cell("CAL-1") * 60) * 100)


@attack("ods")
def laughing_open_book() -> bytes:
    """A billion laughs in the cells."""
    return _open_book(_open_row(_open_cell("&l11;")), before=LAUGHING)


@attack("ods")
def foreign_open_book() -> bytes:
    """An entity that is a file of the machine."""
    return _open_book(_open_row(_open_cell("&f;")), before='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')


@attack("ods")
def deep_open_book() -> bytes:
    """Tables in tables, fifty thousand deep."""
    return _open_book("<table:table-row><table:table-cell><table:table>" * 50_000)


@attack("ods")
def endless_paragraphs() -> bytes:
    """One cell of two hundred thousand paragraphs."""
    return _open_book(
        _open_row(
            '<table:table-cell office:value-type="string">' + "<text:p>a</text:p>" * 200_000 + "</table:table-cell>"
        )
    )


@attack("ods")
def open_book_cut() -> bytes:
    """Content that ends in the middle of a name."""
    return packed({"mimetype": b"x", "content.xml": _OPEN.encode()[:300]})
