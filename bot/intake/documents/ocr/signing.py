"""A page that OCR read, as one on which signatures are looked for."""

from collections.abc import Iterator, Sequence
from statistics import median

from PIL import Image

from bot.intake.documents.ocr.recognise import Recognised
from bot.intake.documents.placed.layout import as_letter
from bot.intake.documents.placed.pieces import Piece
from bot.intake.documents.signing.ink import Print, SigningPage
from bot.intake.documents.signing.strokes import DOTS_PER_INCH, Box, Mark, marks_on

_LONG_SIDE = 11 * DOTS_PER_INCH  # pixels; the paper is taken for letter size
_LEGIBLE = 0.5
_LETTERS = (0.4, 2.0)  # of the usual height of words: what is larger or smaller is a stroke that was taken for letters


def page_of(recognised: Recognised) -> SigningPage:
    """What is printed on the page, and the marks that are not."""
    picture = recognised.picture
    scale = _LONG_SIDE / max(picture.size)
    small = picture.resize(
        (max(1, round(picture.width * scale)), max(1, round(picture.height * scale))), Image.Resampling.BOX
    )
    legible = tuple(_legible(recognised.pieces))
    marks = marks_on(small, (_box(piece, scale) for piece in legible))

    def between(top: float, bottom: float) -> tuple[Mark, ...]:
        return tuple(mark for mark in marks if mark.bottom > top and mark.top < bottom)

    lines = as_letter(recognised.pieces)
    begun = (Print(line.text, _box(line.pieces[0], scale)) for line in lines)
    printed = (Print(piece.text, _box(piece, scale)) for piece in recognised.pieces)
    return SigningPage(small.height, (*begun, *printed), between)


def _legible(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces that are print; a signature that was taken for a word is sure of nothing, or far too large."""
    if not pieces:
        return
    usual = median(piece.height for piece in pieces)
    least, most = (share * usual for share in _LETTERS)
    for piece in pieces:
        if piece.confidence >= _LEGIBLE and least <= piece.height <= most:
            yield piece


def _box(piece: Piece, scale: float) -> Box:
    return piece.left * scale, piece.top * scale, piece.right * scale, piece.bottom * scale
