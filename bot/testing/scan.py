"""What an office scanner makes of a page: a picture, slightly turned, on paper that is not quite white."""

import io
import random
from datetime import UTC, datetime
from functools import cache, lru_cache

import pypdfium2
from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFilter, ImageOps

POINTS_PER_INCH = 72
JPEG_QUALITY = 45
SCANNED_AT = datetime(2026, 1, 1, tzinfo=UTC).timetuple()
TILE = 512
SPECKS, GRAIN = 40, 0.11
SCANNER = "Scanner"
PHOTO_SIZE, PHOTO_DPI = (4000, 3000), 340
DESK = (94, 72, 55)
TURN_CLOCKWISE = 6
"""The EXIF orientation of a picture whose right side is the top of what was photographed."""


@lru_cache(maxsize=64)
def scan(
    pdf: bytes,
    *,
    dpi: int = 200,
    skew: float = 0.5,
    noise: float = 1.0,
    colour: bool = False,
    quality: int = JPEG_QUALITY,
) -> bytes:
    """Turn every page of a PDF into a picture of itself: no text is left in it.

    Args:
        pdf: The file to scan.
        dpi: Dots per inch.
        skew: Degrees by which the sheet lies turned, counter-clockwise.
        noise: Grain of the paper; 0 is a clean copy, 1 an office scanner, 3 and more hard to read.
        colour: Keep colours (stamps); grey scans take half the time and space.
        quality: Of the JPEGs; a scanner that nobody has set up wastes space with 95.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheets = [_sheet(page, dpi, skew, noise, colour=colour) for page in document]
    finally:
        document.close()
    buffer = io.BytesIO()
    sheets[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=sheets[1:],
        resolution=dpi,
        quality=quality,
        title=SCANNER,
        creator=SCANNER,
        producer=SCANNER,
        creationDate=SCANNED_AT,
        modDate=SCANNED_AT,
    )
    return buffer.getvalue()


def photo(pdf: bytes, *, noise: float = 4.0, quality: int = 95) -> bytes:
    """Photograph the first page of a PDF with a telephone: 12 megapixels, lying on its side with a note to turn it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = _sheet(document[0], PHOTO_DPI, 1.5, noise, colour=True)
    finally:
        document.close()
    seen = ImageOps.pad(sheet, (PHOTO_SIZE[1], PHOTO_SIZE[0]), color=DESK).transpose(Image.Transpose.ROTATE_90)
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = TURN_CLOCKWISE
    buffer = io.BytesIO()
    seen.save(buffer, "JPEG", quality=quality, exif=notes)
    return buffer.getvalue()


def _sheet(page: pypdfium2.PdfPage, dpi: int, skew: float, noise: float, *, colour: bool) -> Image.Image:
    turned = pypdfium2.PdfMatrix().rotate(skew, ccw=True)
    for piece in page.get_objects(max_depth=1):
        piece.transform(turned)  # turning what is drawn costs a tenth of turning the picture
    image = page.render(scale=dpi / POINTS_PER_INCH, grayscale=not colour, rev_byteorder=True).to_pil()
    return ImageChops.multiply(image, _blank(image.size, noise, image.mode))


@cache
def _blank(size: tuple[int, int], noise: float, mode: str) -> Image.Image:
    """The empty sheet as the scanner sees it: grain, dust, and a shadow at the right edge."""
    grain = random.Random(TILE)
    tile = Image.frombytes("L", (TILE, TILE), grain.randbytes(TILE * TILE)).filter(ImageFilter.GaussianBlur(1.2))
    tile = tile.point([round(241 + (level - 128) * GRAIN * noise) for level in range(256)])
    sheet = Image.new("L", size)
    for left in range(0, size[0], TILE):
        for top in range(0, size[1], TILE):
            sheet.paste(tile, (left, top))
    draw = ImageDraw.Draw(sheet)
    for _ in range(round(SPECKS * noise)):
        x, y = grain.randrange(size[0]), grain.randrange(size[1])
        draw.ellipse((x, y, x + grain.randint(1, 3), y + grain.randint(1, 3)), fill=grain.randint(60, 150))
    draw.line((size[0] - 3, 0, size[0] - 3, size[1]), fill=150, width=5)
    return sheet.convert(mode)
