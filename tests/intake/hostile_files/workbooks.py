"""Workbooks in the formats of today."""

from collections.abc import Iterable, Mapping

from tests.intake.hostile_files.base import NOTHING, attack, packed

_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/></Types>'
)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def relations_of(**targets: str) -> str:
    """The part that says where others lie."""
    each = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def workbook_of(
    sheet: str, parts: Mapping[str, str] = NOTHING, *, before: str = "", names: str = "", space: str = _SPREADSHEET
) -> bytes:
    """A workbook whose sheet is this XML, with other parts by their path."""
    listed = '<sheets><sheet name="Hoja1" sheetId="1" r:id="worksheet1"/></sheets>'
    book = f'<workbook xmlns="{space}" xmlns:r="{OFFICE}">{listed}{names}</workbook>'
    files = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relations_of(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations_of(
            worksheet1="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
        ),
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{space}">{sheet}</worksheet>',
        **parts,
    }
    return packed({name: text.encode() for name, text in files.items()})


def sheet_rows(rows: Iterable[Iterable[str]]) -> str:
    """Rows of a sheet, as text in their cells."""
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


LAUGHING = f'<!DOCTYPE x [<!ENTITY l0 "ja">{_LAUGHS}]>'


@attack("xlsx")
def laughing_sheet() -> bytes:
    """A billion laughs in the cells."""
    return workbook_of(sheet_rows([["&l11;"], *_MEMO_ROWS]), before=LAUGHING)


@attack("xlsx")
def foreign_sheet() -> bytes:
    """An entity that is a file of the machine, and one that lies on a server."""
    entities = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/x">]>'
    return workbook_of(sheet_rows([["&f;", "&h;"], *_MEMO_ROWS]), before=entities)


@attack("xlsx")
def shared_strings() -> bytes:
    """A table of a million strings, most of them empty."""
    count = 'count="4294967295" uniqueCount="4294967295"'
    strings = f'<sst xmlns="{_SPREADSHEET}" {count}>{"<si><t>a</t></si>" * 1_000_000}</sst>'
    return workbook_of(sheet_rows(_MEMO_ROWS), {"xl/sharedStrings.xml": strings})


def _log_of(text: str, rows: int) -> bytes:
    headings = ("No.", "Fecha", "Hora", "Medio", "Persona contactada", "Cargo", "Resultado", "Responsable")
    row = "".join(f'<c r="{_column(c)}{{0}}" t="s"><v>0</v></c>' for c in range(len(headings)))
    head = sheet_rows([headings]).removesuffix("</sheetData>")
    body = "".join(f'<row r="{r}">{row.replace("{0}", str(r))}</row>' for r in range(2, rows + 2))
    strings = f'<sst xmlns="{_SPREADSHEET}"><si><t>{text}</t></si></sst>'
    return workbook_of(f"{head}{body}</sheetData>", {"xl/sharedStrings.xml": strings})


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
    return workbook_of('<dimension ref="A1:XFD1048576"/>' + sheet_rows(_MEMO_ROWS))


@attack("xlsx")
def cell_at_the_end() -> bytes:
    """Two cells, the first and the last that there can be."""
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return workbook_of(f'<sheetData>{first}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


@attack("xlsx")
def cell_beyond_the_end() -> bytes:
    """Cells in columns and rows that no number holds."""
    cells = "".join(
        f'<c r="{where}"><v>1</v></c>' for where in ("ZZZZZZZZZZ1", "A99999999999999999999", "-1", "", "ñ1")
    )
    return workbook_of(f"<sheetData><row>{cells}</row></sheetData>")


@attack("xlsx")
def merges_by_the_hundred_thousand() -> bytes:
    """Three hundred thousand merged cells."""
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 300_001))
    return workbook_of(sheet_rows(_MEMO_ROWS) + f"<mergeCells>{merges}</mergeCells>")


@attack("xlsx")
def merges_of_everything() -> bytes:
    """Five thousand merges, each of which covers all there is."""
    rows = sheet_rows([*_MEMO_ROWS, *([["x"] * 60] * 2_000)])
    return workbook_of(rows + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5_000 + "</mergeCells>")


@attack("xlsx")
def external_links() -> bytes:
    """A workbook that takes its values from a server."""
    cell = '<sheetData><row r="1"><c r="A1"><f>[1]Hoja1!A1+WEBSERVICE("http://127.0.0.1:9/")</f><v>5</v></c></row></sheetData>'
    link = f'<externalLink xmlns="{_SPREADSHEET}" xmlns:r="{OFFICE}"><externalBook r:id="x"/></externalLink>'
    return workbook_of(cell, {"xl/externalLinks/externalLink1.xml": link})


@attack("xlsx")
def names_in_a_circle() -> bytes:
    """A hundred thousand defined names, each of which is the next."""
    names = "".join(f'<definedName name="n{n}">n{(n + 1) % 100_000}</definedName>' for n in range(100_000))
    return workbook_of(sheet_rows(_MEMO_ROWS), names=f"<definedNames>{names}</definedNames>")


@attack("xlsx")
def strict_office() -> bytes:
    """In the strict form of the standard, which has other namespaces."""
    return workbook_of(sheet_rows(_MEMO_ROWS), space="http://purl.oclc.org/ooxml/spreadsheetml/main")


@attack("xlsx")
def errors_everywhere() -> bytes:
    """Fifty thousand cells that show an error, which sends the file to the slow library as well."""
    row = "".join(f'<c r="{_column(c)}{{0}}" t="e"><v>#REF!</v></c>' for c in range(25))
    body = "".join(f'<row r="{r}">{row.replace("{0}", str(r))}</row>' for r in range(1, 2_001))
    return workbook_of(f"<sheetData>{body}</sheetData>")


@attack("xlsx")
def error_at_the_end() -> bytes:
    """One error, in the last cell that there can be."""
    head = sheet_rows(_MEMO_ROWS).removesuffix("</sheetData>")
    return workbook_of(head + '<row r="1048576"><c r="XFD1048576" t="e"><v>#REF!</v></c></row></sheetData>')


@attack("xlsx")
def deep_sheet() -> bytes:
    """A hundred thousand elements in each other."""
    return workbook_of(sheet_rows(_MEMO_ROWS) + "<x>" * 100_000 + "</x>" * 100_000)


@attack("xlsx")
def many_sheets() -> bytes:
    """A workbook that lists one sheet under fifty thousand names."""
    sheets = "".join(f'<sheet name="h{n}" sheetId="{n}" r:id="worksheet1"/>' for n in range(50_000))
    book = f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    return workbook_of(sheet_rows(_MEMO_ROWS), {"xl/workbook.xml": book})


@attack("xlsx")
def sheet_outside() -> bytes:
    """A sheet that is said to lie outside of the file."""
    relations = relations_of(worksheet1="../../../../../../etc/passwd", sharedStrings="/proc/self/environ")
    return workbook_of(sheet_rows(_MEMO_ROWS), {"xl/_rels/workbook.xml.rels": relations})


@attack("xlsx")
def control_letters() -> bytes:
    """Cells with letters that no file format, ledger or header of a mail can hold."""
    rows = (
        ("Memorando N°", "CAL-1_x0000_-2026"),
        ("Razón social", "AGRO_x0000_\u202eSAS_xD800_&#13;&#10;Bcc: a@b.example"),
    )
    return workbook_of(sheet_rows((*rows, *_MEMO_ROWS[1:])))


@attack("xlsx")
def numbers_beyond_measure() -> bytes:
    """Amounts and days that no type holds."""
    values = ("1E+308", "NaN", "INF", "-1E400", "9" * 300)
    labels = ("Valor factura", "Fecha", "Valor a anular", "NIT", "Fecha del memorando")
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{label}</t></is></c><c r="B{n}"><v>{value}</v></c></row>'
        for n, (label, value) in enumerate(zip(labels, values, strict=True), start=1)
    )
    return workbook_of(f"<sheetData>{cells}</sheetData>")


@attack("xlsx")
def drawings_in_a_circle() -> bytes:
    """A hundred thousand drawings, and entities among them."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    drawing = f'{LAUGHING}<d:wsDr xmlns:d="{space}">{"<d:twoCellAnchor/>" * 30_000}&l11;</d:wsDr>'
    rows = sheet_rows([*_MEMO_ROWS, ("Elaborado por", ""), ("", "")])
    return workbook_of(rows, {"xl/drawings/drawing1.xml": drawing})


@attack("xlsx")
def no_styles_nor_sheet() -> bytes:
    """A workbook of nothing but its name."""
    return packed({"xl/workbook.xml": b"<workbook/>"})


@attack("xlsm")
def macros() -> bytes:
    """A memo with a project of macros that would run when it opens."""
    return workbook_of(
        sheet_rows(_MEMO_ROWS), {"xl/vbaProject.bin": 'Attribute VB_Name\nSub Auto_Open()\nShell "sh"\nEnd Sub' * 100}
    )


@attack("xlsb")
def binary_records() -> bytes:
    """A binary workbook whose records say that they are two gigabytes long."""
    record = b"\x83\x01\xff\xff\xff\x7f" + b"\x00" * 40
    return packed(
        {"[Content_Types].xml": _CONTENT_TYPES.encode(), "xl/workbook.bin": record * 100, "_rels/.rels": b"<x/>"}
    )
