"""Stamps on a page: they lie crooked, and engines that read level lines make nothing of them."""

from collections.abc import Iterator

from bot.intake.documents.ocr.layout import as_letter
from bot.intake.documents.ocr.pieces import Engine, PageLine
from bot.intake.documents.ocr.recognise import Recognised
from bot.intake.documents.ocr.upright import turned_level
from bot.intake.documents.signing.ink import SigningPage
from bot.intake.documents.signing.strokes import Mark

_WIDE, _HIGH = 90, 40  # pixels at 100 dots per inch: an inch of rubber, hardly turned
_LARGEST = 400  # pixels there: more is a frame of the page
_MOST = 3
_BORDER = 4  # pixels there
_LEGIBLE = 0.5


def stamped_lines(engine: Engine, recognised: Recognised, seen: SigningPage) -> Iterator[PageLine]:
    """What the stamps on a page say, each turned level by itself.

    Args:
        engine: Reads them.
        recognised: The page as it was read.
        seen: What else is seen on it.
    """
    scale = recognised.picture.height / seen.height
    stamps = sorted(filter(_may_be_stamp, seen.marks(0, seen.height)), key=lambda mark: -mark.width * mark.height)
    for mark in stamps[:_MOST]:
        sides = (mark.left - _BORDER, mark.top - _BORDER, mark.right + _BORDER, mark.bottom + _BORDER)
        left, top, right, bottom = (round(side * scale) for side in sides)
        picture = recognised.picture.crop(
            (max(0, left), max(0, top), min(recognised.picture.width, right), min(recognised.picture.height, bottom))
        )
        pieces = engine.read(turned_level(picture))
        yield from as_letter(piece for piece in pieces if piece.confidence >= _LEGIBLE)


def _may_be_stamp(mark: Mark) -> bool:
    return _WIDE <= mark.width <= _LARGEST and _HIGH <= mark.height <= _LARGEST
