"""A picture drawn again with fewer dots, as a JPEG on which a page of A4 stays legible."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

LONG_SIDE = 2200  # pixels: A4 at about 190 dots per inch
_SHORT_SIDE = 1000  # that is kept of a till receipt or a long screenshot, however long it is
_QUALITY = 70
_FORMATS = ("BMP", "JPEG", "PNG", "TIFF", "WEBP")
_GREY = frozenset({"1", "L", "LA"})
_MODES = _GREY | {"P", "RGB", "RGBA", "CMYK"}  # deeper or stranger ones lose more than dots


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrawn:
    """A JPEG and what it shows: its size in pixels, and whether it is grey."""

    jpeg: bytes
    width: int
    height: int
    is_grey: bool


def open_picture(content: bytes, *others: str) -> Image.Image:
    """The picture, not yet decoded; of a usual format, or one of ``others`` that was registered.

    Raises:
        Exception: It is none, or claims more dots than ``Image.MAX_IMAGE_PIXELS``.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(content), formats=(*_FORMATS, *others))


def redrawn(image: Image.Image, *, upright: bool) -> Redrawn:
    """The picture with fewer dots; grey stays grey, what was transparent becomes paper, metadata stay behind.

    Args:
        image: Changed by this.
        upright: Whether to turn it as its metadata say.

    Raises:
        Exception: It is cut or damaged, or its colours are kept in a way that a JPEG cannot.
    """
    if image.mode not in _MODES:
        raise ValueError(f"a picture in {image.mode}")
    is_grey = image.mode in _GREY
    if image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode in {"1", "P"}:  # dots that cannot be blended
        image = image.convert("L" if is_grey else "RGB")
    image.thumbnail(_fitting(*image.size))
    if upright:
        image = ImageOps.exif_transpose(image)
    image = _on_paper(image).convert("L" if is_grey else "RGB")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    return Redrawn(jpeg=buffer.getvalue(), width=image.width, height=image.height, is_grey=is_grey)


def _fitting(width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, max(LONG_SIDE / max(width, height), _SHORT_SIDE / min(width, height)))
    return round(width * scale), round(height * scale)


def _on_paper(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    return paper
