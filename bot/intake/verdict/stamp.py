"""Number and day on the stamp of a filed paper, where its file has text."""

import re
from datetime import date

from bot.core.intent import Filing
from bot.intake.verdict.days import days_in
from bot.intake.verdict.filing import filing
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import says
from bot.intake.verdict.words import fold

_LINES = 6
_LONGEST_NUMBER = 40
# A stamp stands on the first page; a long file of many headings is none.
_LONGEST_TEXT = 20_000
_MOST_HEADINGS = 10


def stamp(text: str, lexicon: Lexicon, today: date, own: frozenset[str]) -> Filing:
    """Return what stands in the few lines from a stamp's heading on; a number has a line of its own there.

    Args:
        text: Of the whole file.
        lexicon: The words.
        today: No day after it is a stamp's.
        own: As for :func:`bot.intake.verdict.filing.filing`.
    """
    lines = [line.strip() for line in text[:_LONGEST_TEXT].splitlines()]
    headings = [place for place, line in enumerate(lines) if _is_heading(line, lexicon)][:_MOST_HEADINGS]
    stamped = [line for place in headings for line in lines[place : place + _LINES]]
    alone = (line for line in stamped if len(line) <= _LONGEST_NUMBER and not re.search(r"\s", line))
    numbers = {number for line in alone if (number := filing(line, lexicon, today, own).number)}
    days = {day for line in stamped for day in days_in(line, lexicon, today, today)}
    return Filing(
        number=numbers.pop() if len(numbers) == 1 else None,
        day=days.pop() if len(days) == 1 else None,
    )


def _is_heading(line: str, lexicon: Lexicon) -> bool:
    return len(line.split()) <= 2 and says(fold(line), lexicon.lists["filing_stamps"])  # noqa: PLR2004 - no sentence
