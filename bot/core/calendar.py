"""Business days and office hours: when something is due, with its arithmetic.

Terms run from the day after the fact (Ley 1755/2015 art. 14 counts so), so a mail of Monday with a term of two
business days is due on Wednesday at the end of office hours.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SATURDAY, SUNDAY = 5, 6


class Unit(StrEnum):
    """What a term counts."""

    BUSINESS_DAYS = "business days"
    CALENDAR_DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """So many days of one kind, for example two business days."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When a company works.

    Attributes:
        timezone: IANA name; every day and hour below is meant there.
        opens: Start of office hours.
        closes: End of office hours.
        saturday: Whether Saturdays are worked.
        holidays: Days on which nobody works, the company's own included.
    """

    timezone: str
    opens: time
    closes: time
    saturday: bool
    holidays: frozenset[date]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.timezone)

    def local(self, moment: datetime) -> datetime:
        """The moment as the company's clocks show it."""
        return moment.astimezone(self.zone)

    def works(self, day: date) -> bool:
        """Whether this is a business day."""
        weekday = day.weekday()
        return weekday != SUNDAY and (self.saturday or weekday != SATURDAY) and day not in self.holidays

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody is at work at this moment."""
        local = self.local(moment)
        return self.works(local.date()) and self.opens <= local.time() < self.closes

    def due(self, start: datetime, term: Term) -> datetime:
        """End of office hours of the day on which a term ends, counted from the day after ``start``.

        A term of calendar days that ends on a free day runs to the next business day.
        """
        day = self.local(start).date()
        if term.unit is Unit.CALENDAR_DAYS:
            day += timedelta(days=term.count)
        else:
            for _ in range(term.count):
                day = self._next_business_day(day)
        while not self.works(day):
            day += timedelta(days=1)
        return datetime.combine(day, self.closes, tzinfo=self.zone)

    def business_days_between(self, start: date, end: date) -> int:
        """Business days after ``start`` up to and including ``end``; 0 where ``end`` is not later."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(map(self.works, days))

    def next_opening(self, moment: datetime) -> datetime:
        """When the office opens on the business day after this moment's day."""
        return datetime.combine(self._next_business_day(self.local(moment).date()), self.opens, tzinfo=self.zone)

    def _next_business_day(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.works(day):
            day += timedelta(days=1)
        return day
