"""Pictures of documents, and those that only decorate a mail."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.core.document import TextSource
from bot.intake.documents.pages.pictures import is_decoration
from bot.intake.documents.pages.tiff import tiff_sizes
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file

PAGE, LOGO = (1240, 1754), (240, 90)


def saved(kind: str, *sizes: tuple[int, int], **how: object) -> bytes:
    """A picture of this size; of several in one file."""
    first, *others = (Image.new("L", size, 255) for size in sizes)
    stream = io.BytesIO()
    first.save(stream, kind, **({"save_all": True, "append_images": others} if others else {}), **how)
    return stream.getvalue()


def heic(*sizes: tuple[int, int]) -> bytes:
    """The head of a photograph of a telephone: the properties of its tiles and of the whole."""
    properties = b"".join(struct.pack(">I4sIII", 20, b"ispe", 0, *size) for size in sizes)
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + properties


@pytest.mark.parametrize(
    ("page", "logo"),
    [
        (saved("PNG", PAGE), saved("PNG", LOGO)),
        (saved("JPEG", PAGE), saved("JPEG", LOGO)),
        (saved("BMP", PAGE), saved("BMP", LOGO)),
        (saved("TIFF", PAGE, PAGE), saved("TIFF", LOGO)),
        (saved("TIFF", PAGE, big_endian=True), saved("TIFF", LOGO, compression="tiff_lzw")),
        (heic((512, 512), (3024, 4032)), heic(LOGO)),
    ],
    ids=["png", "jpeg", "bmp", "tiff", "other tiff", "heic"],
)
def test_a_page_is_a_document_and_a_logo_is_not(words: DocumentWords, page: bytes, logo: bytes) -> None:
    """Whatever a telephone or a scanner makes of a page is a document that nobody read; a signature's logo is none."""
    document = read_file("carta.jpg", page, words)
    assert (document.inline, document.text_source, document.damage) == (False, TextSource.NONE, None)
    assert document.media_type.startswith("image/")
    assert is_decoration(logo, inline=True)


def test_a_scan_in_several_pages_knows_how_many(words: DocumentWords) -> None:
    """The pages of a TIFF are counted, as those of a PDF are."""
    assert read_file("escaneo.tif", saved("TIFF", PAGE, PAGE, LOGO), words).pages == 3
    assert tiff_sizes(saved("TIFF", PAGE, LOGO)) == (PAGE, LOGO)


@given(st.binary(max_size=60), st.integers(0, 400))
def test_damage_ends_the_count(tail: bytes, cut: int) -> None:
    """A directory that points anywhere, even to itself, ends the pages and nothing else."""
    assert len(tiff_sizes(b"II*\x00" + tail)) <= 1000
    assert tiff_sizes(b"MM\x00*" + struct.pack(">IHI", 8, 0, 8)) == ((0, 0),)
    assert tiff_sizes(saved("TIFF", (9, 9))[:cut]) in ((), ((9, 9),))
