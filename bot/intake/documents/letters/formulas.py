"""The formulas at which letters are cut, and how long the lines between them are."""

import re
from collections.abc import Iterator

from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.words import Phrases

HEAD = 12
"""Lines of a letter among which its heading is."""

SHORT = 8
"""Words of a line that is a heading or a formula, not a sentence."""

DATELINE = 10
"""Words of a line with place and day."""

_TITLE_ENDS = re.compile(r"\s*[.:\u2010-\u2015-]")


def first_of(lines: tuple[Line, ...], phrases: Phrases, start: int, default: int) -> int:
    """The first short line from ``start`` on that begins with one of the phrases, or a title of them."""
    return next(all_of(lines, phrases, start), default)


def all_of(lines: tuple[Line, ...], phrases: Phrases, start: int) -> Iterator[int]:
    """All of them."""
    for index in range(start, len(lines)):
        line = lines[index]
        folded = fold(line.text)
        if phrases.opens(folded) and (len(folded.split()) <= SHORT or ":" in line.text[:15] or titles(line, phrases)):
            yield index


def titles(line: Line, phrases: Phrases) -> bool:
    """Whether the phrase stands before a stop, a colon or a dash: «Cordial saludo. Damos respuesta a …»."""
    flat = plain(line.text)
    found = phrases.pattern.match(flat)
    return found is not None and _TITLE_ENDS.match(flat, found.end()) is not None
