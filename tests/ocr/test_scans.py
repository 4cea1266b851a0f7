"""Scans of the papers of a case give what the papers say."""

import io
from collections.abc import Mapping

import pypdfium2
import pytest
from PIL import Image

from bot.core.document import Damage, Document, FieldValue, Scan, TextSource, is_unread_scan
from bot.intake.documents.ocr.engines import Ocr
from bot.intake.documents.ocr.read import read_scan
from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.documents.pages.pdf import read_pdf
from bot.intake.documents.read import read_attachment
from bot.testing.facts import facts
from bot.testing.ink import logo_png
from bot.testing.invoice import invoice_pdf
from bot.testing.office import letter_docx
from bot.testing.pdfs import client_letter_pdf, reply_letter_pdf
from bot.testing.rough import rough_scan
from bot.testing.scan import photo, scan
from tests.ocr.engines import attached, in_text, rapid, tesseract, words

CASE = facts(0)
INVOICE = invoice_pdf(CASE)
LETTER = client_letter_pdf(CASE, scanned=False)
REPLY = reply_letter_pdf(facts(3))

pytestmark = pytest.mark.usefixtures("engines")


def read(content: bytes, ocr: Ocr | None = None, filename: str = "escaneo.pdf") -> Document:
    """A scan as the service would have it."""
    (document,) = read_scan(attached(content, filename), words(), ocr or tesseract())
    return document


def folded(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Capitals aside, in which no check tells names apart."""
    return {name: value.casefold() if isinstance(value, str) else value for name, value in fields.items()}


def agreement(document: Document, pdf: bytes) -> float:
    """The share of fields that say what the text layer says."""
    expected, found = folded(in_text(pdf)), folded({name: one.value for name, one in document.fields.items()})
    return sum(found.get(name) == value for name, value in expected.items()) / len(expected)


@pytest.mark.parametrize("pdf", [INVOICE, LETTER, REPLY], ids=["invoice", "letter", "reply"])
def test_a_clean_scan_gives_every_field(pdf: bytes) -> None:
    """At 200 dots per inch, half a degree askew, every field but at most one is what the text layer says."""
    document = read(scan(pdf))
    assert agreement(document, pdf) >= 1 - 1.01 / len(in_text(pdf))
    assert document.text_source is TextSource.OCR
    assert document.role == read_attachment(attached(pdf), words()).role
    assert not is_unread_scan(document)


def test_values_say_where_they_stand_and_how_sure_they_are() -> None:
    """Each has the page, and the confidence of the least sure word of it; the file says which engine read it."""
    document = read(scan(INVOICE))
    total = document.fields["total"]
    assert total.page == 1
    assert 0.5 < total.confidence < 1
    assert document.scan is not None
    assert document.scan.engine == "tesseract"
    assert document.scan.pages == (1,)
    assert 0.8 < document.scan.confidence < 1


def test_photos_put_in_a_word_document_are_its_pages() -> None:
    """Where it has no more words than a title; a logo is no page, and a letter with a picture stays a letter."""
    letter = letter_docx("Carta del cliente", "carta.docx", picture=photo(LETTER))
    document = read(letter.content, filename=letter.filename)
    assert (document.role, document.pages, document.pages_unread) == ("carta_cliente", 1, 0)
    assert document.value("factura") == CASE.invoice_number
    for text, picture in (("Carta del cliente", logo_png()), (read_pdf(LETTER).text, photo(LETTER))):
        other = read_attachment(
            attached(letter_docx(text, "carta.docx", picture=picture).content, "carta.docx"), words()
        )
        assert (other.pages_unread, other.text_source) == (0, TextSource.TEXT)


@pytest.mark.parametrize("turn", [0, 180, 270])
def test_a_rough_scan_is_levelled_and_cleaned(turn: int) -> None:
    """Askew, out of focus, full of dots, and however it lay: at most two fields are lost."""
    assert agreement(read(rough_scan(INVOICE, turn=turn)), INVOICE) >= 1 - 2.01 / len(in_text(INVOICE))


def test_a_photo_is_turned_as_it_says() -> None:
    """A telephone's picture that lies on its side, with a note to turn it."""
    document = read(photo(LETTER), filename="IMG-20260303.jpg")
    assert document.media_type == "image/jpeg"
    assert document.value("factura") == CASE.invoice_number
    assert document.value("nit") == CASE.nit


def test_the_other_engine_reads_the_same() -> None:
    """Where Tesseract is not installed, its absence is no loss but of time."""
    document = read(scan(LETTER), rapid())
    assert agreement(document, LETTER) >= 1 - 1.01 / len(in_text(LETTER))
    assert document.scan is not None
    assert document.scan.engine == "rapidocr"


def test_only_pages_without_text_are_read() -> None:
    """Of a file whose first page has text, the second is added by OCR; text keeps its full confidence."""
    book = pypdfium2.PdfDocument.new()
    for page in (LETTER, scan(client_letter_pdf(facts(1), scanned=False))):
        book.import_pages(pypdfium2.PdfDocument(page))
    buffer = io.BytesIO()
    book.save(buffer)
    mixed = buffer.getvalue()
    unread = read_attachment(attached(mixed), words())
    assert (unread.pages, unread.pages_unread, is_unread_scan(unread)) == (2, 1, True)
    document = read(mixed)
    assert document.scan is not None
    assert document.scan.pages == (2,)
    assert document.pages_unread == 0
    assert facts(1).invoice_number in document.text
    assert document.fields["factura"].confidence == 1.0


def test_a_file_with_text_is_read_as_ever() -> None:
    """Nothing of it is left to the engines."""
    assert read(LETTER) == read_attachment(attached(LETTER), words())


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_page_that_was_cut_off_is_told(side: str) -> None:
    """Its lines run into the edge of the picture; those of a whole page do not."""
    page = pypdfium2.PdfDocument(LETTER)[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    lost = page.width // 5
    box = (lost, 0, page.width, page.height) if side == "left" else (0, 0, page.width - lost, page.height)
    pages = {"whole": page, "cut": page.crop(box)}
    found = {name: read(_png(picture)).scan for name, picture in pages.items()}
    assert {name: scan.cut for name, scan in found.items() if scan} == {"whole": (), "cut": (1,)}


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def test_a_photo_of_an_iphone_is_read() -> None:
    """HEIC, as their camera keeps pictures."""
    page = pypdfium2.PdfDocument(LETTER)[0].render(scale=200 / 72).to_pil()
    buffer = io.BytesIO()
    page.save(buffer, "HEIF")
    document = read(buffer.getvalue())
    assert document.media_type == "image/heic"
    assert agreement(document, LETTER) >= 0.9


def test_a_picture_of_another_format_stays_unread() -> None:
    """A GIF, or more dots than anybody unpacks, is no damage: people can look at it."""
    buffer = io.BytesIO()
    Image.new("L", (1200, 1600), "white").save(buffer, "GIF")
    gif, huge = read(buffer.getvalue()), read(_png(Image.new("L", (12_000, 12_000))))
    assert [(one.damage, one.scan, is_unread_scan(one)) for one in (gif, huge)] == [(None, None, True)] * 2


def test_a_blank_page_says_nothing() -> None:
    """It was read, and nothing was found; no letters are made up from the grain of the paper."""
    buffer = io.BytesIO()
    Image.effect_noise((1700, 2200), 6).point([min(255, level + 110) for level in range(256)]).save(buffer, "PNG")
    document = read(buffer.getvalue(), filename="hoja.png")
    assert document.text == ""
    assert document.fields == {}
    assert document.scan == Scan(engine="tesseract", confidence=0.0, pages=(1,))


def test_a_huge_page_is_drawn_small() -> None:
    """A plan of fourteen metres is drawn in as few dots as a letter, and costs no more."""
    buffer = io.BytesIO()
    Image.new("1", (20, 20), 1).save(buffer, "PDF", resolution=0.0366)
    document = read(buffer.getvalue())
    assert document.damage is None
    assert document.text == ""


@pytest.mark.parametrize("keep", [0.1, 0.6], ids=["a tenth", "most of it"])
def test_a_picture_cut_short_is_unreadable(keep: float) -> None:
    """A damage, not an exception."""
    content = photo(LETTER)
    assert read(content[: int(len(content) * keep)], filename="foto.jpg").damage is Damage.UNREADABLE


def test_pages_beyond_the_limit_stay_unread(engines: OcrSetup) -> None:
    """And the document says how many they are."""
    limited = Ocr(OcrSetup(tessdata=engines.tessdata, rapid=False, fingerprint="", most_pages=1))
    book = pypdfium2.PdfDocument.new()
    for _ in range(3):
        book.import_pages(pypdfium2.PdfDocument(scan(LETTER)))
    buffer = io.BytesIO()
    book.save(buffer)
    document = read(buffer.getvalue(), limited)
    assert document.scan is not None
    assert document.scan.pages == (1,)
    assert document.pages_unread == 2
