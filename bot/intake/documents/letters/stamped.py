"""A stamp of receipt printed above a letter or in its heading: its day and number are none of the letter's."""

import re

from bot.intake.documents.dates import dates_within
from bot.intake.documents.letters.formulas import SHORT
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.words import DocumentWords

_MOST_LINES = 9
_MOST_ABOVE = 5  # lines of a letterhead above a stamp
_FILED = re.compile(r"(?:n[o\u00b0\u00ba.\s]*)?[a-z]{1,4}-(?:[a-z]{1,5}-)?\d{4}-\d{2,}")
_HOUR = re.compile(r"\d{1,2}:\d{2}")


def without_stamp(lines: tuple[Line, ...], words: DocumentWords) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of a stamp in a letter's heading, and the letter without them; no line where there is no stamp."""
    for start in range(min(_MOST_ABOVE, len(lines))):
        ends = _end_of_stamp(lines, start, words)
        if _is_stamp(lines[start:ends], within=start > 0, words=words):
            return lines[start:ends], (*lines[:start], *lines[ends:])
    return (), lines


def _is_stamp(block: tuple[Line, ...], *, within: bool, words: DocumentWords) -> bool:
    """Whether lines are called a stamp and tell its day or number; those between a letter's own tell both."""
    named = any(_opens(line, words, "received", "filing") for line in block)
    day = any(_has_day(line, words) for line in block)
    number = any(_FILED.search(plain(line.text)) for line in block)
    return named and ((day and number) if within else (day or number))


def _end_of_stamp(lines: tuple[Line, ...], start: int, words: DocumentWords) -> int:
    """The first line that cannot be a stamp's: no word of one, no number, no second day, and not our name."""
    ends, days = start, 0
    for line in lines[start : min(start + _MOST_LINES, len(lines) - 1)]:
        day = _has_day(line, words)
        could_be = _is_stamps(line, words) or (day and _is_bare_day(line, words)) or _is_ours(line, lines)
        if (day and days) or not could_be:
            break
        ends, days = ends + 1, days + day
    return ends


def _is_stamps(line: Line, words: DocumentWords) -> bool:
    is_short = len(fold(line.text).split()) <= SHORT
    opened = _opens(line, words, "received", "filing", "stamp_line")
    return (is_short and opened) or _FILED.fullmatch(plain(line.text).strip()) is not None


def _opens(line: Line, words: DocumentWords, *kinds: str) -> bool:
    return any(words.phrases[kind].opens(fold(line.text)) for kind in kinds)


def _has_day(line: Line, words: DocumentWords) -> bool:
    return bool(dates_within(line.text, words))


def _is_bare_day(line: Line, words: DocumentWords) -> bool:
    """Whether a line is a day and an hour, without the place that a letter's own day has."""
    [(start, end, _), *_] = dates_within(line.text, words)
    beside = fold(f"{line.text[:start]} {_HOUR.sub('', line.text[end:])}").split()
    return all(words.phrases["stamp_line"].whole(word) or len(word) == 1 for word in beside)


def _is_ours(line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether it is the name of the company that the letter below is for, with its legal form or without."""
    name = fold(line.text)
    others = (fold(other.text) for other in lines if other is not line)
    return len(name.split()) > 1 and any(other == name or other.startswith(f"{name} ") for other in others)
