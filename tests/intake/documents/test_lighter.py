"""Pictures and scans become lighter and stay legible; whatever else a file is, it stays as it came."""

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from bot.intake.documents.pages.lighter import lighter
from bot.intake.documents.pages.redraw import LONG_SIDE, redrawn
from bot.intake.documents.sniff import PDF, XLSX, sniff
from bot.testing.facts import facts
from bot.testing.memo import memo_xlsx
from bot.testing.pdfs import client_letter_pdf
from bot.testing.scan import photo, scan

A4 = (595, 842)
UNSEEN = 3
"""How PDF draws text that can be searched but not seen."""

GREY_KINDS = {"L", "LA"}
BOMB_SIDE = 30_000


@cache
def letter() -> bytes:
    """One page of text."""
    return client_letter_pdf(facts(0), scanned=False)


@cache
def snapshot() -> bytes:
    """The letter as a telephone sees it."""
    return photo(letter())


@cache
def page() -> Image.Image:
    """The letter as a picture that compresses badly."""
    (picture,) = pictures_in(scan(letter(), dpi=220, noise=4, quality=97, colour=True))
    return picture


def saved(kind: str, image: Image.Image | None = None, **how: object) -> bytes:
    """A picture as a file, by default the letter."""
    buffer = io.BytesIO()
    (image or page()).save(buffer, kind, **how)
    return buffer.getvalue()


@cache
def heavy() -> bytes:
    """The letter as a JPEG from a scanner that nobody has set up."""
    return saved("JPEG", quality=97)


def printed(
    *pictures: bytes | Image.Image, text: str = "", mode: int = 0, width: int = A4[0], times: int = 1, entry: str = ""
) -> bytes:
    """A PDF with these JPEGs or dots on each page, the first of which fills it, and perhaps a text over them."""
    names = [f"/P{number}" for number in range(len(pictures))]
    drawn = "".join(f"q {width} 0 0 {A4[1]} 0 0 cm {name} Do Q " for name in names)
    written = f"BT /F 12 Tf {mode} Tr 72 600 Td ({text}) Tj ET" if text else ""
    first_page = 5
    pages = range(first_page, first_page + times)
    shared = " ".join(f"{name} {first_page + times + number} 0 R" for number, name in enumerate(names))
    page = f"/Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents 3 0 R"
    resources = f"/Resources << /XObject << {shared} >> /Font << /F 4 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {times} /Kids [{' '.join(f'{one} 0 R' for one in pages)}] >>".encode(),
        _stream("", (drawn + written).encode()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(f"<< /Type /Page {page} {resources} >>".encode() for _ in pages),
        *(_picture(one, entry) for one in pictures),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF"
    return body + end % (len(objects) + 1, table, len(objects) + 1, len(body))


def _picture(picture: bytes | Image.Image, entry: str) -> bytes:
    if isinstance(picture, bytes):
        image, kind, content = Image.open(io.BytesIO(picture)), "DCTDecode", picture
    else:
        image, kind, content = picture, "FlateDecode", zlib.compress(picture.tobytes(), 1)
    space = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    size = f"/Width {image.width} /Height {image.height} /BitsPerComponent 8"
    return _stream(f"/Subtype /Image {size} /ColorSpace /{space} /Filter /{kind} {entry}", content)


def _stream(entries: str, content: bytes) -> bytes:
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def pictures_in(pdf: bytes) -> list[Image.Image]:
    """The pictures of all pages."""
    return [one.image for page in PdfReader(io.BytesIO(pdf)).pages for one in page.images]


def shown(pdf: bytes) -> Image.Image:
    """The first page on a small screen."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=0.5).to_pil()
    finally:
        document.close()


def copy_of(content: bytes, media_type: str = "image/any") -> bytes:
    """The lighter copy that there must be."""
    copy = lighter(content, media_type)
    assert copy is not None
    assert len(copy) <= 0.8 * len(content)
    return copy


def opened(jpeg: bytes) -> Image.Image:
    """A copy of a picture."""
    image = Image.open(io.BytesIO(jpeg))
    assert image.format == "JPEG"
    assert max(image.size) <= LONG_SIDE
    return image


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures show the same as far as one sees from some steps away."""
    pairs = zip(*(image.convert("L").resize((32, 32)).tobytes() for image in (one, other)), strict=True)
    return max(abs(first - second) for first, second in pairs) < 12


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "LA", "P"])
def test_a_picture_keeps_what_it_shows(mode: str) -> None:
    """Fewer dots of the same page; grey stays grey."""
    original = page().convert(mode)
    copy = opened(copy_of(saved("PNG", original.resize((2550, 3300)), compress_level=1)))
    assert copy.size == (1700, 2200)
    assert copy.mode == ("L" if mode in GREY_KINDS else "RGB")
    assert alike(copy, original)


@pytest.mark.parametrize(
    ("kind", "how"),
    [("JPEG", {"quality": 98}), ("TIFF", {}), ("BMP", {}), ("WEBP", {"lossless": True, "method": 0})],
)
def test_every_usual_kind_of_picture_becomes_a_jpeg(kind: str, how: dict[str, object]) -> None:
    """Whatever program made it."""
    assert alike(opened(copy_of(saved(kind, **how))), page())


def test_a_photo_of_a_telephone_stands_upright() -> None:
    """The note to turn it is obeyed and gone, with whatever else the telephone noted."""
    copy = opened(copy_of(snapshot()))
    assert copy.size == (1650, 2200)
    assert dict(copy.getexif()) == {}
    assert alike(copy, Image.open(io.BytesIO(snapshot())).transpose(Image.Transpose.ROTATE_270))


def test_a_second_picture_of_the_telephone_is_no_hindrance() -> None:
    """Telephones put a preview behind the photo."""
    preview = page().resize((320, 240))
    original = saved("MPO", quality=97, save_all=True, append_images=[preview])
    assert alike(opened(copy_of(original)), page())


def test_what_was_transparent_becomes_paper() -> None:
    """Not black, on which black letters cannot be read."""
    clear = Image.merge("RGBA", (*page().split(), Image.new("L", page().size, 0)))
    assert opened(copy_of(saved("PNG", clear))).getextrema() == ((255, 255),) * 3


def test_a_long_receipt_stays_wide_enough_to_read() -> None:
    """A strip of paper is not shrunk by its length."""
    strip = page().resize((1080, 9000))
    copy = Image.open(io.BytesIO(copy_of(saved("JPEG", strip, quality=98))))
    assert copy.size == (1000, 8333)


def bomb() -> bytes:
    """A small PNG of 900 million white dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packing = zlib.compressobj(1)
    row = b"\x00" + b"\xff" * (BOMB_SIDE // 8)
    rows = b"".join([*(packing.compress(row * 100) for _ in range(BOMB_SIDE // 100)), packing.flush()])
    size = struct.pack(">IIBBBBB", BOMB_SIDE, BOMB_SIDE, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


UNTOUCHED: dict[str, Callable[[], bytes]] = {
    "a bomb": bomb,
    "a cut photo": lambda: snapshot()[: len(snapshot()) * 2 // 3],
    "a light picture": lambda: saved("JPEG", quality=40),
    "pages in one picture": lambda: saved("TIFF", save_all=True, append_images=[page()]),
    "a fax": lambda: saved("TIFF", page().convert("1"), compression="group4"),
    "a moving picture": lambda: saved("PNG", save_all=True, append_images=[page().rotate(180)], compress_level=1),
    "deep grey": lambda: saved("TIFF", page().convert("I")),
    "an unusual kind of picture": lambda: saved("GIF"),
    "a workbook": lambda: memo_xlsx(facts(0)),
    "a text": letter,
    "a light scan": lambda: printed(saved("JPEG", page().resize((850, 1100)), quality=40)),
    "a letterhead": lambda: printed(heavy(), text="Cordial saludo"),
    "two pictures on a page": lambda: printed(heavy(), saved("JPEG", quality=96)),
    "a picture on half a page": lambda: printed(heavy(), width=A4[0] // 2),
    "a negative": lambda: printed(heavy(), entry="/Decode [1 0 1 0 1 0]"),
    "a signed scan": lambda: printed(heavy()) + b"\n% /ByteRange [0 1 2 3]\n%%EOF",
    "an encrypted scan": lambda: encrypted(""),
    "a scan with a password": lambda: encrypted("secreto"),
    "a damaged scan": lambda: printed(heavy()).replace(b"/ColorSpace", b"/ColourSpac"),
    "no pages": lambda: b"%PDF-1.4\n%%EOF",
    "nothing": bytes,
}


def encrypted(password: str) -> bytes:
    """A scan under a password, ``""``: one against changes only."""
    writer = PdfWriter(clone_from=io.BytesIO(printed(heavy())))
    writer.encrypt(password, "dueño", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", UNTOUCHED)
def test_everything_else_stays_as_it_came(name: str) -> None:
    """What is damaged, dangerous, signed, light already, or more than a picture has no lighter copy."""
    content = UNTOUCHED[name]()
    assert lighter(content, sniff(content).media_type) is None


def test_the_files_that_stay_would_otherwise_become_lighter() -> None:
    """Only what is wrong with them holds them back: the same page alone on its sheet is made lighter."""
    assert copy_of(printed(heavy()), PDF)
    assert lighter(memo_xlsx(facts(0)), XLSX) is None


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("as_jpeg", [True, False], ids=["jpeg", "dots"])
def test_a_scan_keeps_what_it_shows(mode: str, as_jpeg: bool) -> None:
    """The same page with fewer dots, whether its picture was a JPEG or packed dots; grey stays grey."""
    picture = page().convert(mode).resize((2550, 3300))
    original = printed(saved("JPEG", picture, quality=97) if as_jpeg else picture)
    copy = copy_of(original, PDF)
    (made,) = pictures_in(copy)
    assert (made.size, made.mode) == ((1700, 2200), mode)
    assert alike(shown(copy), shown(original))


def test_a_scan_can_still_be_searched() -> None:
    """Recognised text behind the picture stays where it is."""
    original = printed(heavy(), text="Cordial saludo", mode=UNSEEN)
    assert PdfReader(io.BytesIO(copy_of(original, PDF))).pages[0].extract_text().strip() == "Cordial saludo"


def test_a_picture_that_pages_share_is_made_lighter_once() -> None:
    """Every page shows it as before."""
    copy = copy_of(printed(heavy(), times=3), PDF)
    assert len(pictures_in(copy)) == 3
    assert len(copy) < len(copy_of(heavy())) + 4096


def test_the_same_file_has_the_same_copy() -> None:
    """A mail that is prepared again is the same mail."""
    for content, media_type in ((snapshot(), "image/jpeg"), (printed(heavy()), PDF)):
        assert lighter(content, media_type) == lighter(content, media_type)


@given(width=st.integers(1, 3000), height=st.integers(1, 3000), grey=st.booleans())
@settings(max_examples=15, deadline=None)
def test_no_side_is_longer_than_reading_needs(width: int, height: int, grey: bool) -> None:
    """No copy is larger than its original, nor than an A4 page but for narrow strips; and its shape is the same."""
    made = redrawn(Image.new("L" if grey else "RGB", (width, height)), upright=True)
    scale = min(1.0, max(LONG_SIDE / max(width, height), 1000 / min(width, height)))
    assert abs(made.width - width * scale) <= 1
    assert abs(made.height - height * scale) <= 1
    assert made.is_grey == grey


@cache
def _small() -> tuple[bytes, ...]:
    tiny = page().resize((300, 400))
    return saved("JPEG", tiny, quality=98), saved("PNG", tiny), printed(saved("JPEG", tiny, quality=98))


@settings(max_examples=50, deadline=None)
@given(which=st.integers(0, 2), changes=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=3))))
def test_no_damage_does_any_harm(which: int, changes: list[tuple[float, bytes]]) -> None:
    """However a file is damaged, there is a copy that opens or none."""
    content = bytearray(_small()[which])
    for place, data in changes:
        start = int(place * len(content))
        content[start : start + len(data)] = data
    copy = lighter(bytes(content), sniff(bytes(content)).media_type)
    assert copy is None or sniff(copy).media_type in {PDF, "image/jpeg"}
