"""The pages of a file, those without a text layer as upright pictures of a size that engines read best."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
from PIL import Image, ImageOps, ImageSequence
from pillow_heif import register_heif_opener

from bot.intake.documents.docx import scans_in
from bot.intake.documents.ocr.colour import parted
from bot.intake.documents.ocr.light import evenly_lit
from bot.intake.documents.ocr.squared import squared
from bot.intake.documents.pages.pdf import page_text
from bot.intake.documents.pages.redraw import open_picture
from bot.intake.documents.sniff import DOCX, PDF

register_heif_opener()  # photos of iPhones

_HEIC = "HEIF"
_GREY = frozenset({"1", "L", "LA", "I", "I;16", "F"})
_LONG_SIDE = 2200  # pixels: letter and A4 paper at about 200 dots per inch
_SHORT_SIDE = 1000  # that a till receipt keeps, however long it is
_MOST_PIXELS = 8_000_000
_LARGEST_GROWTH = 2.0  # a picture of few dots has no more of them for being larger


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        number: From 1.
        text: Its own.
        picture: In grey, where it has no text, without the coloured stamps that lie over its print.
        stamps: The ink of each coloured one, dark on white.
    """

    number: int
    text: str
    picture: Image.Image | None = None
    stamps: tuple[Image.Image, ...] = ()


def pages_of(content: bytes, media_type: str, most: int) -> Iterator[Page]:
    """The pages of a PDF, a picture or a Word document of pictures, one after the other; of more, the first ``most``.

    Raises:
        Exception: It is damaged.
    """
    if media_type == PDF:
        return _pages_of_pdf(content, most)
    return _pages_of_word(content, most) if media_type == DOCX else _pages_of_picture(content, most)


def _pages_of_word(content: bytes, most: int) -> Iterator[Page]:
    for number, picture in enumerate(islice(scans_in(content), most), start=1):
        yield _pictured(number, _upright(open_picture(picture, _HEIC)))


def _pages_of_pdf(content: bytes, most: int) -> Iterator[Page]:
    document = pypdfium2.PdfDocument(content)
    try:
        for index in range(min(len(document), most)):
            told = page_text(document, index)
            yield _pictured(index + 1, _drawn(document[index])) if told.is_bare else Page(index + 1, told.text)
    finally:
        document.close()


def _pictured(number: int, picture: Image.Image) -> Page:
    found = parted(evenly_lit(squared(picture)))
    return Page(number, "", found.page, found.stamps)


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=_scale(*page.get_size()), rev_byteorder=True).to_pil().convert("RGB")
    page.close()
    return picture


def _pages_of_picture(content: bytes, most: int) -> Iterator[Page]:
    """Photos and faxes; a fax of several pages is one file."""
    image = open_picture(content, _HEIC)
    frames = ImageSequence.Iterator(image) if image.format == "TIFF" else [image]
    for number, frame in enumerate(islice(frames, most), start=1):
        yield _pictured(number, _upright(frame))


def _upright(image: Image.Image) -> Image.Image:
    """Upright by its own metadata, grey or in colours on white paper, in the size that engines like."""
    wanted = "L" if image.mode in _GREY else "RGB"
    image.draft(wanted, _fitting(image.size))  # a JPEG is unpacked at a fraction of its size
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
    plain = image.convert(wanted)
    return ImageOps.exif_transpose(plain.resize(_fitting(plain.size), Image.Resampling.LANCZOS, reducing_gap=2.0))


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(_scale(*size), _LARGEST_GROWTH)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _scale(width: float, height: float) -> float:
    """Pixels for each dot of a picture, or for each point of a page that was drawn for any resolution."""
    wanted = max(_LONG_SIDE / max(width, height), _SHORT_SIDE / min(width, height))
    return min(wanted, math.sqrt(_MOST_PIXELS / (width * height)))
