"""How people write amounts, days and names in the documents of a case."""

import unicodedata
from datetime import date, datetime
from decimal import Decimal

from bot.testing.words import words

HUNDRED, THOUSAND, MILLION, MILLION_MILLIONS = 10**2, 10**3, 10**6, 10**12


def money(amount: Decimal) -> str:
    """An amount as in a letter: ``$ 5.057.500``."""
    return "$ " + f"{amount:,.0f}".replace(",", ".")


def short_date(day: date) -> str:
    """A day in figures: ``03/03/2026``."""
    return f"{day:%d/%m/%Y}"


def dashed_date(day: date) -> str:
    """A day as regional forms abbreviate it, month in three letters: ``16-feb-26``."""
    return f"{day:%d}-{month_name(day)[:3]}-{day:%y}"


def stamp_date(day: date) -> str:
    """A day as date stamps have it: ``20 FEB 2026``."""
    return f"{day:%d} {month_name(day)[:3].upper()} {day:%Y}"


def month_name(day: date) -> str:
    """The month of a day, in lower case."""
    return str(words("prose")["months"][day.month - 1])


def weekday_name(day: date) -> str:
    """The day of the week, in lower case."""
    return str(words("prose")["weekdays"][day.weekday()])


def month_and_year(day: date) -> str:
    """The month of a day in words, in lower case, and its year."""
    prose = words("prose")
    return str(prose["month_and_year"].format(month=month_name(day), year=day.year))


def long_date(day: date) -> str:
    """A day in words, as letters begin."""
    prose = words("prose")
    return str(prose["long_date"].format(day=day.day, month=month_name(day), year=day.year))


def half_day(moment: datetime) -> str:
    """The two letters after a twelve-hour time."""
    return str(words("prose")["half_days"][moment.hour // 12])


def clock_time(moment: datetime) -> str:
    """A time of twelve hours: ``9:42 a. m.``."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {half_day(moment)}"


def plain_capitals(text: str) -> str:
    """Capitals without accents, as hurried people type; ``Ñ`` loses its tilde too."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).upper()


def in_words(number: int) -> str:
    """A cardinal number from 0 below a million millions, in lower case."""
    prose = words("prose")
    if number >= MILLION:
        head, rest = divmod(number, MILLION)
        millions = prose["million"] if head == 1 else f"{_shortened(in_words(head))} {prose['millions']}"
        return f"{millions} {in_words(rest)}" if rest else str(millions)
    if number >= THOUSAND:
        head, rest = divmod(number, THOUSAND)
        thousands = prose["thousand"] if head == 1 else f"{_shortened(in_words(head))} {prose['thousand']}"
        return f"{thousands} {in_words(rest)}" if rest else str(thousands)
    return _below_thousand(number)


def pesos_in_words(amount: Decimal) -> str:
    """The line under a total that repeats it in words, in capitals.

    Raises:
        ValueError: If the amount is not in whole pesos, or negative, or beyond what :func:`in_words` says.
    """
    if amount != amount.to_integral_value() or not 0 <= amount < MILLION_MILLIONS:
        raise ValueError(f"{amount} cannot be said in whole pesos")
    prose = words("prose")
    whole_millions = amount >= MILLION and amount % MILLION == 0
    pattern = prose["pesos_of" if whole_millions else "pesos"]
    return str(pattern.format(words=_shortened(in_words(int(amount))))).upper()


def _below_thousand(number: int) -> str:
    prose = words("prose")
    if number == HUNDRED:
        return str(prose["hundred"])
    hundreds, rest = divmod(number, HUNDRED)
    parts = [prose["hundreds"][hundreds]] if hundreds else []
    if rest or not hundreds:
        parts.append(_below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    prose = words("prose")
    if number < len(prose["below_thirty"]):
        return str(prose["below_thirty"][number])
    tens, unit = divmod(number, 10)
    return str(prose["tens"][tens] + (prose["and"] + prose["below_thirty"][unit] if unit else ""))


def _shortened(number: str) -> str:
    """The form that a number ending in one takes before a noun."""
    for ending, short in words("prose")["shortened"].items():
        if number.endswith(ending):
            return number.removesuffix(ending) + str(short)
    return number
