"""Days and periods as Spanish-speaking people write them: the day comes first, and two digits of a year are 20xx."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from bot.intake.documents.text import plain
from bot.intake.documents.words import DocumentWords

_FIRST_SERIAL = 20_000  # Excel's day number of 1954-10-03
_LAST_SERIAL = 80_000  # and of 2119-01-11
_SERIAL_ZERO = date(1899, 12, 30)
_CENTURY = 2000
_NUMERIC = r"(?P<d1>\d{1,2})\s*[/.\-]\s*(?P<m1>\d{1,2})\s*[/.\-]\s*(?P<y1>\d{4}|\d{2})(?!\d)"
_ISO = r"(?P<y2>\d{4})[/.\-](?P<m2>\d{1,2})[/.\-](?P<d2>\d{1,2})(?!\d)"
_FILLER = r"(?:[\s/.\-,]|\(\d{1,2}\)|WORDS)*"
_DAY_FIRST = r"(?P<d3>\d{1,2})(?:ro|o|°|º)?FILL(?P<m3>MONTHS)\b\.?FILL(?P<y3>\d{4}|\d{2})(?!\d)"
_MONTH_FIRST = r"\b(?P<m4>MONTHS)\b\.?\s+(?P<d4>\d{1,2})(?!\d)FILL(?P<y4>\d{4})(?!\d)"
_IN_WORDS_TOO = (  # «16 (dieciséis) de febrero de dos mil veintiséis (2026)», «dieciséis (16) de febrero de 2026»
    r"(?P<d5>\d{1,2})\s*(?:\((?:NUMERALS|\s|y)+\)|\))FILL(?P<m5>MONTHS)\bFILL(?:(?:NUMERALS|y)\s+)*\(?(?P<y5>\d{4})(?!\d)"
)
_MONTH_ONLY = r"\b(?P<m>MONTHS)\b\.?FILL(?P<y>\d{4}|\d{2})(?!\d)"


@lru_cache(maxsize=4)
def _patterns(words: DocumentWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a day and how a whole month look, with the names of the months."""
    months = "|".join(sorted(words.months, key=len, reverse=True))
    filler = _FILLER.replace("WORDS", words.day_fillers.pattern.pattern)
    day = rf"(?<![\d/.\-])(?:{_ISO}|{_NUMERIC}|{_IN_WORDS_TOO}|{_DAY_FIRST})|{_MONTH_FIRST}"
    numerals = "|".join(sorted(words.numerals, key=len, reverse=True))
    filled = {"MONTHS": months, "NUMERALS": numerals, "FILL": filler}
    ready = [_filled(pattern, filled) for pattern in (day, _MONTH_ONLY)]
    return re.compile(ready[0]), re.compile(ready[1])


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return pattern


def dates_within(text: str, words: DocumentWords) -> list[tuple[int, int, date]]:
    """Every day named in the text: where it begins and ends, and which day it is. Impossible days are left out."""
    day, _ = _patterns(words)
    return [(m.start(), m.end(), value) for m in day.finditer(plain(text)) if (value := _day(m, words)) is not None]


def day_of(text: str, words: DocumentWords) -> date | None:
    """The one day in the text, or ``None`` where there is none or more than one."""
    found = {value for _, _, value in dates_within(text, words)}
    return found.pop() if len(found) == 1 else None


def day_of_serial(number: float) -> date | None:
    """The day behind an Excel number whose cell lost its date format, or ``None`` where it can be no such day."""
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    return _SERIAL_ZERO + timedelta(days=int(number))


def period_of(text: str, words: DocumentWords) -> str | None:
    """A billed period as ISO days, ``2026-02-01/2026-02-28``; a month's name stands for the whole month."""
    days = [value for _, _, value in dates_within(text, words)]
    if len(days) > 1:
        return f"{days[0].isoformat()}/{days[1].isoformat()}"
    month = _patterns(words)[1].search(plain(text))
    if days or month is None:
        return None
    first = _build(month["y"], words.months[month["m"]], 1)
    if first is None:
        return None
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return f"{first.isoformat()}/{last.isoformat()}"


def _day(found: re.Match[str], words: DocumentWords) -> date | None:
    parts = found.groupdict()
    for form in "12345":
        if parts[f"d{form}"]:
            name = parts[f"m{form}"]
            month = int(name) if name.isdigit() else words.months[name]
            return _build(parts[f"y{form}"], month, int(parts[f"d{form}"]))
    return None


def _build(year: str, month: int, day: int) -> date | None:
    number = int(year)
    try:
        return date(number if len(year) > 2 else _CENTURY + number, month, day)  # noqa: PLR2004 - two digits of a year
    except ValueError:
        return None
