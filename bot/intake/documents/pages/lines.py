"""Running text as lines that know their page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.document import PAGE_BREAK
from bot.intake.documents.text import squeeze

_GLUED = re.compile(r"(?<=[^\W\d_]{4})(?=\d{1,3}(?:[.,]\d{3})+)")
"""Between a word and the amount after it, where a PDF has the next cell of a table right there."""
_LONGEST_LABEL = 7  # words


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
            if line := squeeze(_GLUED.sub(" ", _row(raw))):
                yield Line(line, page)


def _row(line: str) -> str:
    """A row of a table as a line: of two cells, the first of which can be a label, as a label and its value."""
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) != 2:  # noqa: PLR2004 - a label and its value
        return line
    label, value = cells
    is_label = len(label.split()) <= _LONGEST_LABEL and not any(mark.isdigit() or mark in ":,." for mark in label)
    return f"{label}: {value}" if is_label else line
