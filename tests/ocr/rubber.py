"""Papers with a rubber stamp on them, as a scanner sees both."""

import io

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

RED, BLUE, BLACK = "#c81e1e", "#1e1eb4", "#202020"
DOTS_PER_INCH = 200


def stamped(
    pdf: bytes,
    lines: tuple[str, ...],
    *,
    at: tuple[int, int],
    turn: float = 0,
    colour: str = RED,
    smudge: float = 0,
    grey: bool = False,
) -> bytes:
    """The scan of the first page of a PDF with a framed stamp on it, through whose ink the print is seen.

    Args:
        pdf: The paper.
        lines: Of the stamp, the first one the largest.
        at: Left and top of the stamp on a page with 200 dots per inch.
        turn: Degrees by which it lies crooked.
        colour: Of its ink.
        smudge: By how many pixels its ink ran.
        grey: Whether the scanner sees no colours.
    """
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS_PER_INCH / 72, rev_byteorder=True).to_pil().convert("RGB")
    stamp = Image.new("RGB", (420, 70 + 60 * len(lines)), "white")
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((4, 4, stamp.width - 5, stamp.height - 5), outline=colour, width=6)
    for row, line in enumerate(lines):
        font = ImageFont.load_default(75 if not row else 42)
        draw.text(((stamp.width - draw.textlength(line, font)) / 2, 20 + 75 * row), line, font=font, fill=colour)
    stamp = stamp.filter(ImageFilter.GaussianBlur(smudge))
    turned = stamp.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    below = page.crop((*at, at[0] + turned.width, at[1] + turned.height))
    page.paste(ImageChops.multiply(below, turned), at)
    saved = io.BytesIO()
    page.convert("L" if grey else "RGB").save(saved, "PDF", resolution=DOTS_PER_INCH)
    return saved.getvalue()
