"""A sheet photographed aslant, brought back to a rectangle by its four corners.

The sheet is the one bright shape that fills a four-cornered outline on something darker. Where the outline cannot be
told (the sheet is larger than the photo, lies on a white desk, or has a corner folded) the picture stays as it is.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps, ImageStat

_SMALL = 480  # pixels of the long side: corners are found to within a letter
_INK = 4  # pixels on each side: letters and rules on the sheet, which are dark too
_SPECK = 2  # pixels on each side: reflexes on the desk, which are bright
_RIM = _INK + _SPECK + 1  # pixels of night around the picture, so that a sheet near its edge does not grow into it
_CORNER = 6  # pixels in which a corner of the picture shows what is there
_SMALLEST = 0.3  # of the picture
_FILLED = 0.97  # of the outline by the sheet, and of what is bright by the outline
_DARKER = 40  # levels of grey by which the desk differs from the sheet
_LEVEL = 0.012  # of a side: half a degree, which harms no line

Points = NDArray[np.float64]


def squared(picture: Image.Image) -> Image.Image:
    """The sheet alone, as if seen from above; the picture itself where no sheet lies aslant in it."""
    corners = _corners(picture.convert("L"))
    if corners is None or not _is_aslant(corners):
        return picture
    upper_left, upper_right, lower_right, lower_left = corners
    width = round(max(_length(upper_right - upper_left), _length(lower_right - lower_left)))
    height = round(max(_length(lower_left - upper_left), _length(lower_right - upper_right)))
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float64)
    perspective = _perspective(target, corners)
    return picture.transform((width, height), Image.Transform.PERSPECTIVE, perspective, Image.Resampling.BICUBIC)


def _corners(grey: Image.Image) -> Points | None:
    """The sheet's corners, from the upper left one clockwise; ``None`` where nothing bright has four."""
    small = grey.copy()
    small.thumbnail((_SMALL, _SMALL), reducing_gap=2.0)
    if not _shows_desk(small):
        return None
    even = _times(_INK, ImageFilter.MaxFilter(3), ImageOps.expand(small, _RIM))
    even = ImageOps.crop(_times(_INK + _SPECK, ImageFilter.MinFilter(3), even), _RIM)
    bright = np.asarray(even) > _between(even)
    down, across = np.nonzero(bright)
    if not _SMALLEST * bright.size < down.size < bright.size:
        return None
    sums, differences = across + down, across - down
    found = [sums.argmin(), differences.argmax(), sums.argmax(), differences.argmin()]
    outline = np.array([(across[index], down[index]) for index in found], dtype=np.float64)
    area = _area(outline)
    if not _FILLED < down.size / max(area, 1.0) < 2 - _FILLED or not _is_on_darker(even, bright):
        return None
    middle = outline.mean(axis=0)
    grown = outline + np.sign(outline - middle) * _SPECK
    scaled: Points = grown * (grey.width / small.width)
    return scaled


def _shows_desk(picture: Image.Image) -> bool:
    """Whether something darker than the sheet is seen in two corners of the picture; what most scans do not show."""
    level = _between(picture)
    right, bottom = picture.width - _CORNER, picture.height - _CORNER
    corners = ((0, 0), (right, 0), (right, bottom), (0, bottom))
    shown = (ImageStat.Stat(picture.crop((x, y, x + _CORNER, y + _CORNER))).mean[0] for x, y in corners)
    return sum(brightness <= level for brightness in shown) > 1


def _times(count: int, filtered: ImageFilter.Filter, picture: Image.Image) -> Image.Image:
    """A small filter several times over, which costs a fifth of a large one."""
    for _ in range(count):
        picture = picture.filter(filtered)
    return picture


def _between(picture: Image.Image) -> int:
    """The level that parts the dark from the bright best (Otsu, "A threshold selection method", IEEE SMC 1979)."""
    counts = np.array(picture.histogram(), dtype=np.float64)
    levels = np.arange(256)
    dark = counts.cumsum()
    bright = dark[-1] - dark
    mass = (counts * levels).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = dark * bright * (mass / dark - (mass[-1] - mass) / bright) ** 2
    return int(np.nan_to_num(apart).argmax())


def _is_on_darker(picture: Image.Image, bright: NDArray[np.bool_]) -> bool:
    levels = np.asarray(picture)
    return bool(levels[bright].mean() - levels[~bright].mean() > _DARKER)


def _area(outline: Points) -> float:
    """Of a polygon, by its corners."""
    x, y = outline.T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def _is_aslant(corners: Points) -> bool:
    """Whether a side is further from level or upright than a turn of the page mends."""
    sides = np.roll(corners, -1, axis=0) - corners
    return bool((np.abs(sides).min(axis=1) / np.abs(sides).max(axis=1)).max() > _LEVEL)


def _length(side: Points) -> float:
    return float(np.hypot(*side))


def _perspective(target: Points, source: Points) -> list[float]:
    """The eight coefficients by which Pillow finds for each point of the target that of the source."""
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
    solved: list[float] = np.linalg.solve(np.array(rows), source.reshape(8)).tolist()
    return solved
