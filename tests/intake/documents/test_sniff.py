"""What a file is by its bytes, and what must never be unpacked."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.core.document import Damage
from bot.core.mail import Attachment
from bot.intake.documents.read import read_attachment
from bot.intake.documents.sniff import PDF, XLSX, ZIP, sniff
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import memo_sheet, read_file, saved, text_pdf
from tests.intake.documents.test_values import WORDS


def png(width: int, height: int) -> bytes:
    """The head of a picture of this size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\x00\x00\x00"


def jpeg(width: int, height: int) -> bytes:
    """The head of a photograph of this size, with a segment before the frame."""
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + bytes(20)


def zipped(entries: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"junk before\n%PDF-1.7\n", PDF),
        (saved(Workbook()), XLSX),
        (
            zipped({"word/document.xml": b"<w/>"}),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (zipped({"xl/workbook.xml": b"", "xl/vbaProject.bin": b""}), "application/vnd.ms-excel.sheet.macroenabled.12"),
        (zipped({"a.pdf": b"x"}), ZIP),
        (OLE + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
        (OLE + "WordDocument".encode("utf-16-le"), "application/msword"),
        (png(10, 10), "image/png"),
        (jpeg(10, 10), "image/jpeg"),
        (b"II*\x00rest", "image/tiff"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Invoice/>", "application/xml"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"{\\rtf1 hola}", "application/rtf"),
        (b"\x78\x9f\x3e\x22\x01", "application/vnd.ms-tnef"),
        (b"From: a@b\r\nTo: c@d\r\nSubject: e\r\n\r\nf", "message/rfc822"),
        ("Señores: ojalá".encode(), "text/plain"),
        (b"\x01\x00\x02", "application/octet-stream"),
    ],
)
def test_a_type_is_told_by_content(content: bytes, media_type: str) -> None:
    """Names and declared types are not asked."""
    assert sniff(content).media_type == media_type


def test_a_workbook_called_pdf_is_a_workbook(words: DocumentWords) -> None:
    """A wrong extension changes nothing."""
    content = memo_sheet([("Memorando N°", "CAL-1-2026"), ("NIT", "900.123.456-8"), ("Contrato", "C-7")])
    document = read_file("factura.pdf", content, words)
    assert (document.media_type, document.value("numero_memorando")) == (XLSX, "CAL-1-2026")


@pytest.mark.parametrize(
    ("content", "damage"),
    [
        (b"", Damage.UNREADABLE),
        (b"\x00" * 4000, Damage.UNREADABLE),
        (saved(Workbook())[:1500], Damage.UNREADABLE),
        (zipped({"xl/workbook.xml": b"<broken"}), Damage.UNREADABLE),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Damage.PASSWORD),
        (zipped({f"{n}.txt": b"" for n in range(2001)}), Damage.TOO_COMPLEX),
        (zipped({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(51 << 20)}), Damage.TOO_COMPLEX),
        (zipped({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(3 << 20)}), Damage.TOO_COMPLEX),
    ],
    ids=["nothing", "zeros", "cut", "not xml", "encrypted", "many entries", "huge entry", "dense"],
)
def test_damage_is_a_value(words: DocumentWords, content: bytes, damage: Damage) -> None:
    """Whatever is wrong with a file is said of it, and nothing raises."""
    document = read_file("x.xlsx", content, words)
    assert (document.damage, document.fields, document.role) == (damage, {}, None)


def test_an_encrypted_archive_needs_a_password(words: DocumentWords) -> None:
    """The flag in the central directory is enough."""
    content = bytearray(zipped({"a.pdf": b"secret"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert read_file("a.zip", bytes(content), words).damage is Damage.PASSWORD


def test_a_well_packed_small_workbook_is_no_bomb() -> None:
    """A sheet of equal rows packs better than any bomb, and is harmless while it is small."""
    assert sniff(zipped({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(900_000)})).damage is None


@given(
    content=st.binary(max_size=400),
    head=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff"]),
)
def test_no_bytes_upset_the_readers(content: bytes, head: bytes) -> None:
    """Any bytes give a document with the right size and digest."""
    document = read_file("x", head + content, WORDS)
    assert document.size == len(head + content)


@given(cut=st.integers(min_value=0, max_value=2000), flip=st.integers(min_value=0, max_value=7))
def test_a_damaged_pdf_is_no_exception(cut: int, flip: int) -> None:
    """A PDF with a flipped byte or a lost tail gives a document too."""
    content = bytearray(text_pdf("FACTURA DE VENTA No. FEME 7788"))
    content[cut % len(content)] ^= 1 << flip
    assert read_file("x.pdf", bytes(content), WORDS).sha256
    assert read_file("x.pdf", bytes(content[:cut]), WORDS).size == min(cut, len(content))


@pytest.mark.parametrize(
    ("content", "inline", "decoration"),
    [
        (png(180, 60), False, True), (png(1200, 300), False, True), (png(1700, 2200), False, False),
        (jpeg(3000, 4000), True, False), (jpeg(800, 800), True, True), (jpeg(800, 800), False, False),
        (b"GIF89a" + struct.pack("<HH", 30, 30), False, True), (b"\xff\xd8\xff\xe0", False, False),
    ],
)  # fmt: skip
def test_logos_are_told_from_scans(words: DocumentWords, content: bytes, inline: bool, decoration: bool) -> None:
    """A small picture is a logo; one in the text of the mail must be larger to be a scan."""
    attachment = Attachment(
        part=3, filename="image001.png", declared_type="image/png", content=content,
        sha256="", content_id="x", inline=inline,
    )  # fmt: skip
    document = read_attachment(attachment, words)
    assert (document.inline, document.part) == (decoration, 3)


def test_an_inline_pdf_is_a_document(words: DocumentWords) -> None:
    """Some mail programs declare every attachment inline."""
    attachment = Attachment(
        part=0, filename="f.pdf", declared_type="application/pdf", content=text_pdf("hola"),
        sha256="", content_id="", inline=True,
    )  # fmt: skip
    assert not read_attachment(attachment, words).inline


def test_a_digest_is_of_the_bytes(words: DocumentWords) -> None:
    """Name and type do not enter the digest."""
    content = zlib.compress(b"x")
    assert read_file("a", content, words).sha256 == read_file("b.pdf", content, words).sha256


@pytest.mark.parametrize("name", ["GESTIONES.xls", "carta.PDF", "memo.docx"])
@pytest.mark.parametrize("content", [OLE, b"\x01\x02\x00\x03" * 200])
def test_a_document_that_is_none_inside_is_damaged(name: str, content: bytes, words: DocumentWords) -> None:
    """Called like an office file, it does not open; under another name it is only a file of no known kind."""
    assert read_file(name, content, words).damage is Damage.UNREADABLE
    assert read_file("firma.p7s", content, words).damage is None
