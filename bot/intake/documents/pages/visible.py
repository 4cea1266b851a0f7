"""Text of a page that nobody sees is none of its words: text that is not drawn, or that changes nothing where it is.

Scanners and recognition programs lay such text over or under the picture of a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass
from itertools import islice

import pypdfium2
from pypdfium2 import raw

_MOST_OBJECTS = 20_000
_DEEPEST = 6
_FAINT = 13  # of 255: of less opacity nothing is seen
_NEARLY_WHITE = 230
_DARK = 150
_OPAQUE = 255
_SIDES = 6  # segments of a rectangle, the first point and the way back included
_SMALLEST = 1.0  # point
_DIFFERENT = 8  # of 255, in grey
_SCALE = 2  # dots of a point
_MOST_DOTS = 8_000_000
_COVERS = frozenset({raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING})

_BLACK = (0, 0, 0, 255)

Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


def unseen_text(page: pypdfium2.PdfPage) -> tuple[pypdfium2.PdfObject, ...]:
    """The pieces of text that a page shows to nobody."""
    drawn = tuple(map(_Drawn.of, islice(page.get_objects(max_depth=_DEEPEST), _MOST_OBJECTS)))
    paper: Bounds = page.get_bbox()
    not_drawn = [one for one in drawn if one.is_text and one.is_nothing(paper)]
    known = frozenset(map(id, not_drawn))
    covered = _covered(drawn)
    rest = (one for one in drawn if one.is_text and one.bounds and id(one) not in known)
    on_dark = _on_dark_boxes(drawn)
    doubtful = [one for one in rest if id(one) in covered or (one.is_nearly_white and id(one) not in on_dark)]
    return tuple(one.piece for one in (*not_drawn, *_changing_nothing(page, doubtful)))


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """Something drawn on a page: where, unless it is a part of a drawing that says so, and for text its colour."""

    piece: pypdfium2.PdfObject
    is_text: bool
    bounds: Bounds | None
    colour: tuple[int, int, int, int]

    @classmethod
    def of(cls, piece: pypdfium2.PdfObject) -> "_Drawn":
        is_text = piece.type == raw.FPDF_PAGEOBJ_TEXT
        placed = (is_text or piece.type in _COVERS) and not piece.level
        return cls(piece, is_text, piece.get_bounds() if placed else None, _colour(piece) if is_text else _BLACK)

    def is_nothing(self, paper: Bounds) -> bool:
        """Whether this text has no colour or size, or is not on the paper."""
        if raw.FPDFTextObj_GetTextRenderMode(self.piece) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            return True
        if self.colour[3] < _FAINT:
            return True
        return self.bounds is not None and (_is_tiny(self.piece) or not _meet(self.bounds, paper))

    @property
    def is_nearly_white(self) -> bool:
        """Whether white paper hides it."""
        return min(self.colour[:3]) >= _NEARLY_WHITE


def show(pieces: Iterable[pypdfium2.PdfObject], *, shown: bool) -> None:
    """Takes pieces out of the page, or puts them back, for as long as it is open; the file stays as it is."""
    for one in pieces:
        raw.FPDFPageObj_SetIsActive(one, shown)


def _colour(piece: pypdfium2.PdfObject) -> tuple[int, int, int, int]:
    red, green, blue, opacity = c_uint(), c_uint(), c_uint(), c_uint(255)
    raw.FPDFPageObj_GetFillColor(piece, byref(red), byref(green), byref(blue), byref(opacity))
    return red.value, green.value, blue.value, opacity.value


def _is_tiny(piece: pypdfium2.PdfObject) -> bool:
    size = c_float()
    raw.FPDFTextObj_GetFontSize(piece, byref(size))
    matrix = piece.get_matrix()
    height: float = size.value * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    return 0 < height < _SMALLEST


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covered(drawn: Sequence[_Drawn]) -> frozenset[int]:
    """The pieces of text over whose middle something is drawn after them."""
    found: set[int] = set()
    covers: list[Bounds] = []
    for one in reversed(drawn):
        if one.bounds is None:
            continue
        if not one.is_text:
            if one.piece.type != raw.FPDF_PAGEOBJ_PATH or _is_filled(one.piece):
                covers.append(one.bounds)
        elif any(_meet(_middle(one.bounds), cover) for cover in covers):
            found.add(id(one))
    return frozenset(found)


def _middle(bounds: Bounds) -> Bounds:
    across, up = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    return across, up, across, up


def _on_dark_boxes(drawn: Sequence[_Drawn]) -> frozenset[int]:
    """The nearly white pieces of text whose ground is a dark rectangle: no page is drawn to see that they are read."""
    found: set[int] = set()
    grounds: list[_Drawn] = []
    for one in drawn:
        if one.bounds is None:
            continue
        if not one.is_text:
            grounds.append(one)
        elif one.is_nearly_white:
            middle = _middle(one.bounds)
            ground = next((box for box in reversed(grounds) if box.bounds and _meet(middle, box.bounds)), None)
            if ground and ground.bounds and _is_dark_box(ground) and _within(one.bounds, ground.bounds):
                found.add(id(one))
    return frozenset(found)


def _within(inner: Bounds, outer: Bounds) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _is_dark_box(one: _Drawn) -> bool:
    """Whether it is a filled rectangle on which white letters are read."""
    if one.piece.type != raw.FPDF_PAGEOBJ_PATH or not _is_filled(one.piece):
        return False
    *colour, opacity = _colour(one.piece)
    is_box = raw.FPDFPath_CountSegments(one.piece) <= _SIDES
    return is_box and opacity == _OPAQUE and max(colour) < _DARK


def _is_filled(path: pypdfium2.PdfObject) -> bool:
    mode, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, byref(mode), byref(stroke))
    return bool(mode.value != raw.FPDF_FILLMODE_NONE)


def _changing_nothing(page: pypdfium2.PdfPage, pieces: Sequence[_Drawn]) -> Iterator[_Drawn]:
    """Those of the pieces without which the page looks the same."""
    width, height = page.get_size()
    if not pieces or width * height * _SCALE**2 > _MOST_DOTS:
        return
    from PIL import ImageChops  # noqa: PLC0415 - readers that never see a doubtful page stay smaller

    whole = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False).to_pil()
    show((one.piece for one in pieces), shown=False)
    without = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False).to_pil()
    show((one.piece for one in pieces), shown=True)
    differing = ImageChops.difference(whole, without).point(lambda grey: 255 if grey >= _DIFFERENT else 0)
    for one in pieces:
        if one.bounds and differing.crop(_dots(page, one.bounds, differing.size)).getbbox() is None:
            yield one


def _dots(page: pypdfium2.PdfPage, bounds: Bounds, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where something of a page lies in its picture, however the page is turned: left, upper, right and lower edge."""
    across, down = c_int(), c_int()
    corners = []
    for x, y in ((bounds[0], bounds[1]), (bounds[2], bounds[3])):
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, byref(across), byref(down))
        corners.append((across.value, down.value))
    (x0, y0), (x1, y1) = corners
    return max(0, min(x0, x1)), max(0, min(y0, y1)), min(size[0], max(x0, x1) + 1), min(size[1], max(y0, y1) + 1)
