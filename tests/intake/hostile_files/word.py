"""Letters of Word."""

from collections.abc import Mapping

from tests.intake.hostile_files.base import NOTHING, attack, packed
from tests.intake.hostile_files.workbooks import LAUGHING, OFFICE, relations_of

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


_WORD_SPACES = f'xmlns:w="{_WORD}" xmlns:r="{OFFICE}"'


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
        "_rels/.rels": relations_of(officeDocument="word/document.xml"),
        "word/document.xml": f"{before}<w:document {_WORD_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations or relations_of(),
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
    return letter_of('<w:altChunk r:id="aFChunk1"/>' * 50, relations=relations_of(aFChunk1="document.xml"))


@attack("docx")
def template_from_a_server() -> bytes:
    """A template with macros that a word processor would fetch."""
    outside = relations_of(attachedTemplate="http://127.0.0.1:9/x.dotm").replace("/>", ' TargetMode="External"/>')
    return letter_of(_paragraph("Señores"), relations=outside)


@attack("docx")
def laughing_letter() -> bytes:
    """A billion laughs in a paragraph."""
    return letter_of(_paragraph("&l11;"), before=LAUGHING)


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
    targets = relations_of(header1="../../../../etc/passwd", footer1="../word/document.xml", image1="")
    head = '<w:headerReference w:type="default" r:id="header1"/>'
    section = f'<w:sectPr>{head}<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    return letter_of(_paragraph("hola") + section, relations=targets)


@attack("docm")
def letter_with_macros() -> bytes:
    """A letter with macros that would run when it opens."""
    return letter_of(_paragraph("Señores"), {"word/vbaProject.bin": "Sub AutoOpen()\nEnd Sub"})
