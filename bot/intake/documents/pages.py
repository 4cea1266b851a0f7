"""Running text as lines that know their page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.document import PAGE_BREAK
from bot.intake.documents.text import squeeze

_GLUED = re.compile(r"(?<=[^\W\d_]{4})(?=\d{1,3}(?:[.,]\d{3})+)")
"""Between a word and the amount after it, where a PDF has the next cell of a table right there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and its page, counted from 1."""

    text: str
    page: int


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that hold anything, squeezed; pages are parted by form feeds."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    for page, body in enumerate(text.split(PAGE_BREAK), start=1):
        for raw in body.splitlines():
            if line := squeeze(_GLUED.sub(" ", raw)):
                yield Line(line, page)
