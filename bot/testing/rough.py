"""What a bad scanner makes of a page: askew, out of focus, and strewn with black and white dots."""

import io
import random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from bot.testing.scan import POINTS_PER_INCH

DPI = 200
QUALITY = 60
LEVELS = 256


def rough_scan(pdf: bytes, *, skew: float = 1.5, blur: float = 0.8, dots: int = 1, turn: int = 0) -> bytes:
    """Every page of a PDF as a grey picture of it.

    Args:
        pdf: The file to scan.
        skew: Degrees, counter-clockwise.
        blur: Radius in pixels at 200 dots per inch.
        dots: How many of 256 dots are black, and how many white.
        turn: Degrees by which the sheet lay wrong: 90, 180 or 270.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheets = [_sheet(page, skew, blur, dots, turn) for page in document]
    finally:
        document.close()
    buffer = io.BytesIO()
    sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:], resolution=DPI, quality=QUALITY)
    return buffer.getvalue()


def _sheet(page: pypdfium2.PdfPage, skew: float, blur: float, dots: int, turn: int) -> Image.Image:
    clean: Image.Image = page.render(scale=DPI / POINTS_PER_INCH, grayscale=True).to_pil().convert("L")
    turned = clean.rotate(skew, Image.Resampling.BICUBIC, fillcolor="white").rotate(turn, expand=True)
    soft = turned.filter(ImageFilter.GaussianBlur(blur))
    chance = Image.frombytes("L", soft.size, random.Random(DPI).randbytes(soft.width * soft.height))
    black = chance.point([0 if level < dots else LEVELS - 1 for level in range(LEVELS)])
    white = chance.point([LEVELS - 1 if level >= LEVELS - dots else 0 for level in range(LEVELS)])
    return ImageChops.lighter(ImageChops.darker(soft, black), white)
