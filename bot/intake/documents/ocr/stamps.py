"""Stamps on a page: they lie crooked, or over print, and engines that read level lines make nothing of them."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PIL import Image

from bot.intake.documents.ocr.colour import largest, sides_of
from bot.intake.documents.ocr.mend import in_one_writing
from bot.intake.documents.ocr.recognise import Recognised
from bot.intake.documents.ocr.upright import turned_level
from bot.intake.documents.placed.layout import as_letter
from bot.intake.documents.placed.pieces import Engine, PageLine
from bot.intake.documents.signing.ink import SigningPage
from bot.intake.documents.text import fold

_LEGIBLE = 0.5
_OTHER_SIZES = (1.5, 0.8)
_KNOWN = 0.5  # of its words: what the page was read to say before


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp, turned level by itself.

    Attributes:
        lines: What is legible of it.
        again: What is legible of it in other sizes: what an engine guesses, it guesses differently there.
        is_coloured: Whether it is told from print by its ink.
        is_known: Whether most of its words were read among those of the page: it lies level beside the text, or is no
            stamp but printed in colour.
    """

    lines: tuple[PageLine, ...]
    again: Callable[[], Iterator[tuple[PageLine, ...]]]
    is_coloured: bool = False
    is_known: bool = False


def stamps_on(
    engine: Engine, recognised: Recognised, seen: SigningPage, coloured: Sequence[Image.Image]
) -> Iterator[Stamp]:
    """The stamps on a page, those told by their colour first.

    Args:
        engine: Reads them.
        recognised: The page as it was read.
        seen: What else is seen on it.
        coloured: As they lie on the page before it is levelled.
    """
    said = {word for piece in recognised.pieces for word in fold(piece.text).split()}
    for one in coloured:
        yield replace(_read(engine, recognised.lie.upright(one), said), is_coloured=True)
    scale = recognised.picture.height / seen.height
    for mark in largest(seen.marks(0, seen.height)):
        yield _read(engine, recognised.picture.crop(sides_of(mark, scale, recognised.picture)), said)


def _read(engine: Engine, picture: Image.Image, said: Container[str]) -> Stamp:
    level = turned_level(picture)
    lines = _lines(engine, level)
    words = [word for line in lines for word in fold(line.text).split()]
    is_known = bool(words) and sum(word in said for word in words) > _KNOWN * len(words)
    return Stamp(lines, partial(_in_other_sizes, engine, level), is_known=is_known)


def _in_other_sizes(engine: Engine, level: Image.Image) -> Iterator[tuple[PageLine, ...]]:
    for share in _OTHER_SIZES:
        size = (round(level.width * share), round(level.height * share))
        yield _lines(engine, level.resize(size, Image.Resampling.BICUBIC))


def _lines(engine: Engine, level: Image.Image) -> tuple[PageLine, ...]:
    return as_letter(in_one_writing(piece) for piece in engine.read(level) if piece.confidence >= _LEGIBLE)
