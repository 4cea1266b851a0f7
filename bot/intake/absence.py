"""Until when somebody is away, as their automatic reply says."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.core.mail import Mail
from bot.intake.mail_forms import MailForms, fold

_MAX_TEXT = 5_000
_LONGEST = timedelta(days=400)
_GRACE = timedelta(days=60)
"""A day without a year that lies further back is next year's."""

_CENTURY = 100

_BETWEEN = r"[\s,]+(?:[^\W\d_]{1,10}[\s,]+){0,3}?"
_ISO = r"(?P<iso_year>20\d\d)-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
_NUMBERS = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>20\d\d|\d\d))?\b"
_YEAR = r"(?:,?\s+(?:de\s+|del\s+|of\s+)?(?P<{0}>20\d\d))?"


def absent_until(mail: Mail, forms: MailForms, today: date) -> date | None:
    """Read the last day of an absence.

    Args:
        mail: An automatic reply.
        forms: The words before such a day, and the months.
        today: The day of the mail; it settles the year where the text names none.

    Returns:
        The last day away, today or later; ``None`` where the text names no such day.
    """
    text = fold(f"{mail.subject}\n{mail.text[:_MAX_TEXT]}")
    until = list(_days(text, forms.until, forms, today))
    back = [day - timedelta(days=1) for day in _days(text, forms.back, forms, today)]
    coming = [day for day in (*until, *back) if today <= day <= today + _LONGEST]
    return max(coming, default=None)


def _days(text: str, cue: re.Pattern[str], forms: MailForms, today: date) -> Iterator[date]:
    months = "|".join(sorted(map(re.escape, forms.months), key=len, reverse=True))
    day_first = rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|o)?\s+(?:de\s+|of\s+)?(?P<m>{months})\b\.?" + _YEAR.format("y")
    month_first = rf"(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b" + _YEAR.format("y2")
    pattern = re.compile(rf"(?:{_BETWEEN})(?:{_ISO}|{_NUMBERS}|{day_first}|{month_first})")
    for before in cue.finditer(text):
        found = pattern.match(text, before.end())
        day = found and _day(found.groupdict(), forms, today)
        if day:
            yield day


def _day(parts: dict[str, str | None], forms: MailForms, today: date) -> date | None:
    named = parts["m"] or parts["m2"]
    month = str(forms.months[named]) if named else parts["month"] or parts["iso_month"]
    number = parts["d"] or parts["d2"] or parts["day"] or parts["iso_day"]
    year = parts["y"] or parts["y2"] or parts["year"] or parts["iso_year"]
    if month is None or number is None:
        return None
    return _in_calendar(int(year) if year else None, int(month), int(number), today)


def _in_calendar(year: int | None, month: int, number: int, today: date) -> date | None:
    try:
        if year is not None:
            return date(year if year >= _CENTURY else 2000 + year, month, number)
        day = date(today.year, month, number)
        return day if day >= today - _GRACE else day.replace(year=today.year + 1)
    except ValueError:
        return None
