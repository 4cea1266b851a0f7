"""Only what a page shows counts as its words."""

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bot.core.document import BROUGHT_ALONG, Document, TextSource, is_unread_scan, unread_scan
from bot.intake.documents.ocr.pictures import pages_of
from bot.intake.documents.pages.pdf import read_pdf
from bot.intake.documents.sniff import PDF
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file

LINES = (
    "FACTURA ELECTRONICA DE VENTA FECA-104582",
    "Fecha de emision: 12/02/2026",
    "Cliente: Distribuidora La Acacia S.A.S.",
    "Total a pagar: $ 5.057.500",
)
WORDS = "Total a pagar: $ 9.999.999"
WHITE, BLACK, BLUE = (1, 1, 1), (0, 0, 0), (0.1, 0.1, 0.4)
INVISIBLE = 3

Draw = Callable[[Canvas], None]


def page(draw: Draw, *, lines: tuple[str, ...] = LINES) -> bytes:
    """A page with the lines of an invoice, and what is drawn on it."""
    saved = io.BytesIO()
    canvas = Canvas(saved, pagesize=letter)
    for number, line in enumerate(lines):
        canvas.drawString(60, 740 - 18 * number, line)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return saved.getvalue()


def written(canvas: Canvas, *lines: str, mode: int = 0, size: float = 11, colour: tuple[float, ...] = BLACK) -> None:
    """Some lines in the middle of the page."""
    text = canvas.beginText(60, 500)
    text.setFont("Helvetica", size)
    text.setTextRenderMode(mode)
    text.setFillColorRGB(*colour)
    text.textLines(lines)
    canvas.drawText(text)


def boxed(canvas: Canvas, colour: tuple[float, ...]) -> None:
    """A filled box in the middle of the page."""
    canvas.setFillColorRGB(*colour)
    canvas.rect(50, 490, 300, 30, fill=1, stroke=0)


def pictured(canvas: Canvas, box: tuple[float, ...] = (0, 0, *letter)) -> None:
    """A grey picture, by default of the whole page."""
    canvas.drawImage(ImageReader(Image.new("L", (400, 500), 200)), *box)


def under_a_picture(canvas: Canvas) -> None:
    """Words, and a picture drawn over them."""
    written(canvas, WORDS)
    pictured(canvas, (50, 480, 300, 60))


def under_a_white_box(canvas: Canvas) -> None:
    """Words that somebody painted over."""
    written(canvas, WORDS)
    boxed(canvas, WHITE)


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: written(canvas, WORDS, mode=INVISIBLE),
        lambda canvas: written(canvas, WORDS, colour=WHITE),
        lambda canvas: written(canvas, WORDS, size=0.5),
        lambda canvas: canvas.drawString(60, 2000, WORDS),
        under_a_picture,
        under_a_white_box,
    ],
    ids=["invisible", "white", "tiny", "outside", "under a picture", "painted over"],
)
def test_text_that_nobody_sees_is_no_text(draw: Draw, words: DocumentWords) -> None:
    """A total that is not on the paper decides nothing."""
    document = read_file("factura.pdf", page(draw), words)
    assert "9.999.999" not in document.text
    assert str(document.value("total")) == "5057500"
    assert document.text_source is TextSource.TEXT


def white_on_blue(canvas: Canvas) -> None:
    """As the heads of tables are."""
    boxed(canvas, BLUE)
    written(canvas, WORDS, colour=WHITE)


def on_a_background(canvas: Canvas) -> None:
    """As on letter paper that is a picture."""
    pictured(canvas)
    written(canvas, WORDS, *LINES)


def under_a_signature(canvas: Canvas) -> None:
    """A stroke on nothing, laid over the words."""
    written(canvas, WORDS)
    stroke = Image.new("RGBA", (300, 60), (0, 0, 0, 0))
    stroke.paste((0, 0, 200, 255), (0, 25, 300, 30))
    canvas.drawImage(ImageReader(stroke), 50, 480, 300, 60, mask="auto")


@pytest.mark.parametrize("draw", [white_on_blue, on_a_background, under_a_signature])
def test_text_that_shows_is_text_whatever_lies_around_it(draw: Draw) -> None:
    """Whether it is seen is what counts, not its colour or what covers it."""
    assert WORDS in read_pdf(page(draw)).text


def over_its_picture(canvas: Canvas) -> None:
    """As scanners lay what they recognised."""
    pictured(canvas)
    written(canvas, *LINES, mode=INVISIBLE)


def under_its_picture(canvas: Canvas) -> None:
    """As other scanners do."""
    written(canvas, *LINES)
    pictured(canvas)


def in_a_form(canvas: Canvas) -> None:
    """As a program does that adds the text later."""
    pictured(canvas)
    canvas.beginForm("layer")
    written(canvas, *LINES, mode=INVISIBLE)
    canvas.endForm()
    canvas.doForm("layer")


@pytest.mark.parametrize("draw", [over_its_picture, under_its_picture, in_a_form])
def test_the_text_that_a_scan_brings_is_a_reading_of_it(draw: Draw, words: DocumentWords) -> None:
    """Here it is read anew where engines are, and never proves more than a reading does."""
    scan = page(draw, lines=())
    document = read_file("factura.pdf", scan, words)
    assert (document.role, document.value("factura")) == ("factura_original", "FECA-104582")
    assert document.scan is not None
    assert (document.scan.engine, document.scan.pages, document.text_source) == (BROUGHT_ALONG, (1,), TextSource.OCR)
    assert document.fields["total"].confidence < 1
    assert is_unread_scan(document)
    assert unread_scan(document).fields == {}
    (drawn,) = pages_of(scan, PDF, 1)
    assert (drawn.text, drawn.picture is not None) == ("", True)


def test_a_typed_page_beside_a_scanned_one_stays_typed(words: DocumentWords) -> None:
    """Only what stands on the scanned page is a reading."""
    writer = PdfWriter()
    for content in (page(lambda _: None), page(over_its_picture, lines=())):
        writer.append(PdfReader(io.BytesIO(content)))
    saved = io.BytesIO()
    writer.write(saved)
    document = read_file("factura.pdf", saved.getvalue(), words)
    assert document.scan is not None
    assert document.scan.pages == (2,)
    assert document.fields["total"].confidence == 1


def with_remark(text: str, flags: int = 4) -> bytes:
    """The invoice with a remark that somebody typed on it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page(lambda _: None))))
    remark = FreeText(text=text, rect=(60, 300, 400, 360))
    remark[NameObject("/F")] = NumberObject(flags)
    writer.add_annotation(0, remark)
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def with_stamp(text: str) -> bytes:
    """The invoice with a stamp that its reader's program drew on it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page(lambda _: None))))
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    look = StreamObject()
    look.set_data(f"BT /F1 24 Tf 5 10 Td ({text}) Tj ET".encode())
    look[NameObject("/Type")], look[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 300, 40)))
    fonts = DictionaryObject({NameObject("/F1"): named})
    look[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stamp = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (300, 300, 600, 340))),
            NameObject("/F"): NumberObject(4),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(stamp)])
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def test_remarks_and_stamps_put_on_a_page_are_read_after_it() -> None:
    """They show like all else; one that is hidden does not."""
    assert read_pdf(with_remark("ANULADA por Cartera")).text.endswith("ANULADA por Cartera")
    assert read_pdf(with_stamp("PAGADO 12/03/2026")).text.endswith("PAGADO 12/03/2026")
    assert "ANULADA" not in read_pdf(with_remark("ANULADA por Cartera", flags=2)).text


def test_a_note_on_a_cell_is_none_of_the_words_of_its_sheet(words: DocumentWords) -> None:
    """It pops up for who points at it, and is not printed."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["MEMORANDO N°", "CAL-0147-2026"])
    sheet["B1"].comment = Comment("Factura original N° FECA-999999", "Ana")
    saved = io.BytesIO()
    book.save(saved)
    document: Document = read_file("memo.xlsx", saved.getvalue(), words)
    assert "CAL-0147-2026" in document.text
    assert "999999" not in document.text
