"""Lines of text brought level: which way they run, and by how little the sheet lay askew.

Along level lines the ink of a page comes in dense rows with white between them. So the turn under which the ink of the
rows is spread most unevenly (the sum of its squares is greatest) is the one that levels the page; see Postl,
"Detection of linear oblique structures and skew scan in digitized documents", ICPR 1986.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

_SMALL = 800  # pixels of the long side: enough to tell lines apart
_NEAR, _AROUND = 1, 12  # pixels: letters are darker than what surrounds them
_DARKER = 24
_MARGIN = 0.04  # of each side: edges of the sheet, the desk below it
_FEWEST_DOTS = 200
_MOST_DOTS = 60_000
_COARSE = np.arange(-5.0, 5.01, 0.5)
_FINE = np.arange(-0.5, 0.51, 0.1)
_CROOKED = np.arange(-40.0, 40.1, 1.0)
_LEVEL = 0.15  # degrees that do no harm
_CLEARLY = 1.15

Dots = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page lies.

    Attributes:
        on_side: Whether its lines run downwards.
        skew: Degrees by which it is turned back, counter-clockwise.
        upside_down: Whether it stands on its head, once it is level.
    """

    on_side: bool = False
    skew: float = 0.0
    upside_down: bool = False

    def upright(self, picture: Image.Image) -> Image.Image:
        """A grey picture that lies like the page, upright."""
        if self.on_side:
            picture = picture.transpose(Image.Transpose.ROTATE_90)
        if self.skew:
            picture = picture.rotate(self.skew, Image.Resampling.BICUBIC, fillcolor=_paper(picture))
        return picture.transpose(Image.Transpose.ROTATE_180) if self.upside_down else picture


def lie_of(picture: Image.Image) -> Lie:
    """How the lines of a grey page run, which may be upside down; a page without ink lies as it should."""
    across, down = _ink(picture)
    if across.size < _FEWEST_DOTS:
        return Lie()
    skew, evidence = _skew(across, down)
    skew_of_side, evidence_of_side = _skew(down, -across)
    on_side = evidence_of_side > _CLEARLY * evidence
    turn = skew_of_side if on_side else skew
    return Lie(on_side=on_side, skew=0.0 if abs(turn) < _LEVEL else turn)


def turned_level(picture: Image.Image) -> Image.Image:
    """A grey picture of something small that lies crooked, like a stamp, with its lines level."""
    across, down = _ink(picture)
    if across.size < _FEWEST_DOTS:
        return picture
    turn = max(_CROOKED, key=lambda angle: _unevenness(across, down, angle))
    return picture.rotate(float(turn), Image.Resampling.BICUBIC, expand=True, fillcolor=_paper(picture))


def _paper(picture: Image.Image) -> int:
    """The grey that most of the page has."""
    counts = picture.histogram()
    return counts.index(max(counts))


def _ink(picture: Image.Image) -> tuple[Dots, Dots]:
    """Where dots are darker than what surrounds them: to the right and downwards."""
    small = picture.copy()
    small.thumbnail((_SMALL, _SMALL), reducing_gap=2.0)
    around, near = small.filter(ImageFilter.BoxBlur(_AROUND)), small.filter(ImageFilter.BoxBlur(_NEAR))
    darker = np.asarray(ImageChops.subtract(around, near))
    rows, columns = (round(side * _MARGIN) for side in darker.shape)
    inner = darker[rows : darker.shape[0] - rows, columns : darker.shape[1] - columns]
    down, across = np.nonzero(inner > _DARKER)
    step = max(1, down.size // _MOST_DOTS)
    return across[::step].astype(np.float64), down[::step].astype(np.float64)


def _skew(across: Dots, down: Dots) -> tuple[float, float]:
    """Degrees, counter-clockwise, that level these dots, and how uneven their rows are then."""
    rough = max(_COARSE, key=lambda angle: _unevenness(across, down, angle))
    fine = max(rough + _FINE, key=lambda angle: _unevenness(across, down, angle))
    return float(fine), _unevenness(across, down, fine)


def _unevenness(across: Dots, down: Dots, angle: float) -> float:
    """How much denser than even the ink lies in the rows under this turn."""
    turn = np.deg2rad(angle)
    rows = down * np.cos(turn) - across * np.sin(turn)
    counts = np.bincount((rows - rows.min()).astype(np.int64))
    return float(np.square(counts, dtype=np.float64).sum() * counts.size / rows.size**2)
