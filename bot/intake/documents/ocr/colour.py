"""Coloured stamps told from black print by their ink: each is read by itself, and the print below without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageOps

from bot.intake.documents.ocr.blots import blots, letters_on
from bot.intake.documents.signing.strokes import DOTS_PER_INCH, Mark

_FAINTEST = 30  # levels by which the strongest and the weakest of red, green and blue differ more than those of paper
_LONG_SIDE = 11 * DOTS_PER_INCH  # pixels; the paper is taken for letter size
_WIDE, _HIGH = 90, 40  # pixels there: an inch of rubber, hardly turned
_LARGEST = 400  # pixels there: more is a frame of the page
_MOST = 3
_BORDER = 4  # pixels there
_FEWEST_LETTERS = 8  # of what is a stamp and no signature
_FEW_DARK = 1  # percent of the dots that stay darkest
_PRINT = 0.5  # of the level of paper: print is darker in all colours
_INK = 0.66  # of the level of paper: the strongest colour of an ink is lighter
_OVER_PRINT = 0.028  # of the dots below a stamp that lies over lines of print
_STROKE = 5  # pixels at 200 dots per inch: strokes of print that lie over a letter of a stamp are hardly wider
_LEVELS = range(256)

Sides = tuple[int, int, int, int]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A page in two layers.

    Attributes:
        page: In grey, without the coloured stamps that lie over its print; those beside it are there as well.
        stamps: The ink of each coloured stamp, dark on white, as it lies on the page.
    """

    page: Image.Image
    stamps: tuple[Image.Image, ...]


def parted(picture: Image.Image) -> Parted:
    """A page and the stamps on it, told by their colour; of a grey picture nobody can tell."""
    page = picture.convert("L")
    found = _stamps(picture, page) if picture.mode == "RGB" else ()
    stamps: list[Image.Image] = []
    for sides, ink in found:
        below = _strongest(picture.crop(sides))
        paper = _usual(below)
        stamps.append(_distinct(ink, below, paper))
        if _share(below, paper * _PRINT) >= _OVER_PRINT:
            page.paste(_lifted(page.crop(sides), ink, below, paper), sides[:2])
    return Parted(page, tuple(stamps))


def may_be_stamp(mark: Mark) -> bool:
    """Whether something has the size of a stamp."""
    return _WIDE <= mark.width <= _LARGEST and _HIGH <= mark.height <= _LARGEST


def largest(marks: Iterable[Mark]) -> list[Mark]:
    """Those that may be stamps, at most a few."""
    return sorted(filter(may_be_stamp, marks), key=lambda mark: -mark.width * mark.height)[:_MOST]


def sides_of(mark: Mark, scale: float, picture: Image.Image) -> Sides:
    """Where a mark is on a picture that is larger by this scale, with a border."""
    left, top = (max(0, round((side - _BORDER) * scale)) for side in (mark.left, mark.top))
    right, bottom = (round((side + _BORDER) * scale) for side in (mark.right, mark.bottom))
    return left, top, min(picture.width, right), min(picture.height, bottom)


def _stamps(picture: Image.Image, page: Image.Image) -> Iterator[tuple[Sides, Image.Image]]:
    """Where coloured ink lies as that of stamps does, and the ink."""
    ink = _coloured_ink(picture)
    if ink is None:
        return
    scale = max(ink.size) / _LONG_SIDE
    small = ink.resize((round(ink.width / scale), round(ink.height / scale)), Image.Resampling.BOX)
    for mark in largest(blots(small.point([255 if level <= 255 - _FAINTEST else 0 for level in _LEVELS]))):
        sides = sides_of(mark, scale, page)
        part = ink.crop(sides)
        if letters_on(ImageOps.autocontrast(part, cutoff=(_FEW_DARK, 0))) >= _FEWEST_LETTERS:
            yield sides, part


def _coloured_ink(picture: Image.Image) -> Image.Image | None:
    """What is coloured on a page, dark on white, and nothing of what is black or grey; ``None`` where all of it is."""
    red, green, blue = picture.split()
    weakest = ImageChops.darker(ImageChops.darker(red, green), blue)
    colour = ImageChops.subtract(_strongest(picture), weakest)
    paper = _usual(colour)
    if not any(colour.histogram()[paper + _FAINTEST :]):
        return None
    return colour.point([255 - max(0, level - paper) for level in _LEVELS])


def _strongest(picture: Image.Image) -> Image.Image:
    """Of each dot the strongest colour: coloured ink is light in it, and print is dark."""
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _distinct(ink: Image.Image, below: Image.Image, paper: int) -> Image.Image:
    """The ink of a stamp as dark as print, however faint it is, and whole where strokes of print lie over it."""
    closed = ink.filter(ImageFilter.MinFilter(_STROKE)).filter(ImageFilter.MaxFilter(_STROKE))
    printed = _darker_than(below, paper * _INK).filter(ImageFilter.MaxFilter(3))
    return ImageOps.autocontrast(Image.composite(closed, ink, printed), cutoff=(_FEW_DARK, 0))


def _lifted(page: Image.Image, ink: Image.Image, below: Image.Image, paper: int) -> Image.Image:
    """A part of a page where the strongest colour alone is seen wherever coloured ink is near."""
    lightest = paper * _INK
    print_alone = below.point([min(paper, round(level * paper / lightest)) for level in _LEVELS])
    return Image.composite(
        print_alone, page, _darker_than(ink, 255 - _FAINTEST / 2).filter(ImageFilter.MaxFilter(_STROKE))
    )


def _darker_than(picture: Image.Image, most: float) -> Image.Image:
    return picture.point([255 if level < most else 0 for level in _LEVELS])


def _share(picture: Image.Image, most: float) -> float:
    """How much of a picture is darker than that."""
    return sum(picture.histogram()[: round(most)]) / (picture.width * picture.height)


def _usual(picture: Image.Image) -> int:
    """The level that most dots have."""
    counts = picture.histogram()
    return counts.index(max(counts))
