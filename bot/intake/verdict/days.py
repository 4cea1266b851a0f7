"""Days as people write them in answers."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import says
from bot.intake.verdict.words import fold, unaccented

_DAY = re.compile(
    r"(?<![\d.-])(?:(?P<y>\d{4})[/-](?P<ym>\d{1,2})[/-](?P<yd>\d{1,2})|(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<year>\d{4}|\d{2}))(?![\d-])"
)
# «el 4/03»: without its year, only where a word says that it is a day.
_SHORT_DAY = re.compile(
    r"\b(?P<name>el|del|dia|fecha)(?P<gap>:?\s+)(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\w/-])", re.IGNORECASE
)
_CENTURY = 2000
# In January people write the year that is over; nobody tells of a filing half a year later.
_DAYS_BACK = timedelta(days=183)


def days_in(answer: str, lexicon: Lexicon, today: date, latest: date) -> Iterator[date]:
    """Yield the days that an answer names, of what happened: none after ``latest``, or over half a year ago.

    A day without its year is the nearest such day to ``today``.
    """
    yield from (day for day in _named(answer, lexicon, today) if today - _DAYS_BACK <= day <= latest)


def _named(answer: str, lexicon: Lexicon, today: date) -> Iterator[date]:
    for match in _DAY.finditer(answer):
        year = int(match["y"] or match["year"])
        parts = (
            year if year > _CENTURY else _CENTURY + year,
            int(match["ym"] or match["m"]),
            int(match["yd"] or match["d"]),
        )
        yield from _date(*parts)
    folded = fold(answer)
    months = {fold(name)[:3]: number for number, name in enumerate(lexicon.lists["months"], 1)}
    for match in _SHORT_DAY.finditer(folded):
        yield from _nearest(int(match["m"]), int(match["d"]), today)
    for match in _month_day(lexicon.lists["months"]).finditer(folded):
        month = months.get(match["month"][:3], 0)
        if match["year"]:
            yield from _date(int(match["year"]), month, int(match["day"]))
        else:
            yield from _nearest(month, int(match["day"]), today)
    for match in _short_month(lexicon.lists["months"]).finditer(folded):
        yield from _date(int(match["year"]), months.get(match["month"], 0), int(match["day"]))
    for name, back in (("today", 0), ("yesterday", 1), ("day_before_yesterday", 2)):
        if says(folded, lexicon.lists[name]):
            yield today - timedelta(days=back)


def _nearest(month: int, day: int, today: date) -> Iterator[date]:
    years = (today.year - 1, today.year, today.year + 1)
    days = [found for year in years for found in _date(year, month, day)]
    yield from sorted(days, key=lambda found: abs(found - today))[:1]


@lru_cache(maxsize=8)
def _month_day(names: tuple[str, ...]) -> re.Pattern[str]:
    months = "|".join(map(fold, names))
    return re.compile(
        rf"\b(?P<day>\d{{1,2}}) (?:de )?(?P<month>{months})(?: (?:del? )?(?P<year>\d{{4}}))?\b", re.IGNORECASE
    )


@lru_cache(maxsize=8)
def _short_month(names: tuple[str, ...]) -> re.Pattern[str]:
    """«05 MAR 2026» on a stamp."""
    months = "|".join(fold(name)[:3] for name in names)
    return re.compile(rf"\b(?P<day>\d{{1,2}})[ /-](?P<month>{months})\.?[ /-](?P<year>\d{{4}})\b", re.IGNORECASE)


def _date(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def without_days_in_figures(answer: str) -> str:
    """Return the answer without such days as 26/11/2026."""
    return _DAY.sub(" ", answer)


def without_days(answer: str, lexicon: Lexicon) -> str:
    """Return the answer without days, in figures or with the month's name; without accents, capitals kept."""
    months = _month_day(lexicon.lists["months"])
    shown = _SHORT_DAY.sub(r"\g<name>\g<gap>", without_days_in_figures(unaccented(answer)))
    return months.sub(" ", _short_month(lexicon.lists["months"]).sub(" ", shown))
