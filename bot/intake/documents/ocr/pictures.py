"""The pages of a file, those without a text layer as upright grey pictures of a size that engines read best."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
from PIL import Image, ImageOps, ImageSequence
from pillow_heif import register_heif_opener

from bot.intake.documents.pages.pdf import page_text
from bot.intake.documents.pages.redraw import open_picture
from bot.intake.documents.sniff import PDF

register_heif_opener()  # photos of iPhones

_HEIC = "HEIF"
_LONG_SIDE = 2200  # pixels: letter and A4 paper at about 200 dots per inch
_SHORT_SIDE = 1000  # that a till receipt keeps, however long it is
_MOST_PIXELS = 8_000_000
_LARGEST_GROWTH = 2.0  # a picture of few dots has no more of them for being larger


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, and its own text or, where it has none, its picture."""

    number: int
    text: str
    picture: Image.Image | None = None


def pages_of(content: bytes, media_type: str, most: int) -> Iterator[Page]:
    """The pages of a PDF or a picture, one after the other; of a file with more, the first ``most``.

    Raises:
        Exception: It is damaged.
    """
    return _pages_of_pdf(content, most) if media_type == PDF else _pages_of_picture(content, most)


def _pages_of_pdf(content: bytes, most: int) -> Iterator[Page]:
    document = pypdfium2.PdfDocument(content)
    try:
        for index in range(min(len(document), most)):
            told = page_text(document, index)
            yield Page(index + 1, "", _drawn(document[index])) if told.is_bare else Page(index + 1, told.text)
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=_scale(*page.get_size()), grayscale=True).to_pil().convert("L")
    page.close()
    return picture


def _pages_of_picture(content: bytes, most: int) -> Iterator[Page]:
    """Photos and faxes; a fax of several pages is one file."""
    image = open_picture(content, _HEIC)
    frames = ImageSequence.Iterator(image) if image.format == "TIFF" else [image]
    for number, frame in enumerate(islice(frames, most), start=1):
        yield Page(number, "", _grey(frame))


def _grey(image: Image.Image) -> Image.Image:
    """Upright by its own metadata, in grey on white paper, in the size that engines like."""
    image.draft("L", _fitting(image.size))  # a JPEG is unpacked at a fraction of its size
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
    grey = image.convert("L")
    return ImageOps.exif_transpose(grey.resize(_fitting(grey.size), Image.Resampling.LANCZOS, reducing_gap=2.0))


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(_scale(*size), _LARGEST_GROWTH)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _scale(width: float, height: float) -> float:
    """Pixels for each dot of a picture, or for each point of a page that was drawn for any resolution."""
    wanted = max(_LONG_SIDE / max(width, height), _SHORT_SIDE / min(width, height))
    return min(wanted, math.sqrt(_MOST_PIXELS / (width * height)))
