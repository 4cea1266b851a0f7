"""The little text that programs print on the picture of a page: the line of a fax, of a scanner, of a signature."""

from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw

if TYPE_CHECKING:
    from PIL import Image

_SCAN = 0.5  # of a page: pictures that cover as much are the page itself
_MARGIN = 0.03  # of a page, less than four lines from side to side
_INNER = (0.15, 0.85)  # of the height, between the head and the foot of a letterhead
_WRITTEN = 0.1  # of the rows of dots there; a short letter has more, and a background or a watermark none
_DARKER = 60  # levels of grey below paper
_LONG_SIDE = 400  # dots, enough to tell written rows from blank ones

Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


def is_scan_with_margin(page: pypdfium2.PdfPage) -> bool:
    """Whether a page is the picture of a written one, and its text is next to nothing beside that."""
    left, bottom, right, top = page.get_bbox()
    area = (right - left) * (top - bottom)
    if _covered(page) <= _SCAN * area:
        return False
    printed = _printed(page)
    return sum(map(_area, printed)) < _MARGIN * area and _is_written(page, printed)


def _area(bounds: Bounds) -> float:
    left, bottom, right, top = bounds
    return (right - left) * (top - bottom)


def _covered(page: pypdfium2.PdfPage) -> float:
    pictures = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    return sum(_area(picture.get_bounds()) for picture in pictures)


def _printed(page: pypdfium2.PdfPage) -> list[Bounds]:
    layer = page.get_textpage()
    bounds = [layer.get_rect(number) for number in range(layer.count_rects())]
    layer.close()
    return bounds


def _is_written(page: pypdfium2.PdfPage, printed: list[Bounds]) -> bool:
    """Whether lines stand in the picture, beside what the page shows as text."""
    from PIL import ImageDraw  # noqa: PLC0415 - readers that never see such a page stay smaller

    scale = _LONG_SIDE / max(page.get_size())
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    counts = picture.histogram()
    paper = counts.index(max(counts))
    draw = ImageDraw.Draw(picture)
    edges = page.get_bbox()
    for left, bottom, right, top in printed:
        sides = (left - edges[0], edges[3] - top, right - edges[0], edges[3] - bottom)
        draw.rectangle([side * scale for side in sides], fill=paper)
    top, bottom = (round(share * picture.height) for share in _INNER)
    dark = picture.crop((0, top, picture.width, bottom)).point(lambda grey: 255 if grey < paper - _DARKER else 0)
    rows = dark.reduce((dark.width, 1)).tobytes()  # of each row a single dot, black only where nothing is dark
    return sum(map(bool, rows)) > _WRITTEN * len(rows)
