"""The company's calendar: public holidays from the ``holidays`` library, and the company's own changes."""

from datetime import date, time
from pathlib import Path
from runpy import run_path

import holidays

from bot.core.calendar import Calendar, Term, Unit
from bot.rules.models_company import CalendarModel, CompanyModel

PUBLIC_HOLIDAYS = {"CO": "Colombia", "AR": "Argentina"}
YEARS_AHEAD = 6


def calendar(company: CompanyModel, rules: CalendarModel, year: int) -> Calendar:
    """The calendar, with the holidays of the year before ``year`` to six years after it."""
    country = PUBLIC_HOLIDAYS[rules.holidays.country or company.country]
    opens, _, closes = rules.hours.partition("-")
    return Calendar(
        timezone=company.timezone,
        opens=time.fromisoformat(opens),
        closes=time.fromisoformat(closes),
        saturday=rules.saturday,
        holidays=_public_holidays(country, range(year - 1, year + YEARS_AHEAD + 1))
        .difference(rules.holidays.remove)
        .union(rules.holidays.add),
    )


def _public_holidays(country: str, years: range) -> frozenset[date]:
    """Reads the library's file of one country alone: importing it would import all 250 (8 MB, 0.1 s)."""
    file = Path(holidays.__file__).with_name("countries") / f"{country.lower()}.py"
    return frozenset(run_path(str(file))[country](years=years))


def term(duration: str) -> Term:
    """The term of a duration in canonical form, such as ``2 business days``."""
    count, _, unit = duration.partition(" ")
    return Term(count=int(count), unit=Unit(unit))
