"""Several formats in one file."""

import io
import struct
import zipfile

from tests.intake.hostile_files.base import LETTER, MEMO, Entry, archive_of, attack, packed
from tests.intake.hostile_files.zips import noise_of


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
    return b"%PDF-1.7\n" + noise_of(200_000)


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
