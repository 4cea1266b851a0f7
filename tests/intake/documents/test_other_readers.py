"""Amounts and days are read as libraries of others read them, wherever these read them at all."""

from datetime import date
from decimal import Decimal

import dateparser
import pytest
from babel.numbers import NumberFormatError, format_currency, format_decimal, parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.documents.dates import day_of
from bot.intake.documents.money import money
from bot.intake.documents.words import DocumentWords

PLACES = ("es_CO", "es_AR")
SHAPES = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "{day} de {month} de %Y", "{day} {month} %Y")
SETTINGS = {"DATE_ORDER": "DMY", "STRICT_PARSING": True}


@pytest.mark.parametrize("place", PLACES)
@given(cents=st.integers(min_value=0, max_value=10**13))
def test_an_amount_as_the_country_writes_it(place: str, cents: int) -> None:
    """With a sign of currency or without, always with two decimals or only where there are any."""
    amount = Decimal(cents) / 100
    assert money(format_decimal(amount, locale=place)) == amount
    assert money(format_currency(amount, "COP", "$ #,##0.00", locale=place)) == amount


@pytest.mark.parametrize("place", PLACES)
@given(text=st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,3}){0,3}", fullmatch=True))
def test_no_text_is_another_amount_than_the_strict_reader_says(place: str, text: str) -> None:
    """What it refuses may be read in the English way, and what is no amount of money is none."""
    try:
        expected = parse_decimal(text, locale=place, strict=True)
    except NumberFormatError:
        return
    assert money(text) in {expected, None}


@given(
    day=st.dates(min_value=date(2000, 1, 1), max_value=date(2068, 12, 31)),
    shape=st.sampled_from(SHAPES),
)
def test_a_day_as_the_date_parser_reads_it(words: DocumentWords, day: date, shape: str) -> None:
    """Day, month and year, in figures or with the name of the month."""
    month = next(name for name, number in words.months.items() if number == day.month)
    text = f"{day:{shape}}".format(day=day.day, month=month)
    other = dateparser.parse(text, languages=["es"], settings=SETTINGS)
    assert other is not None
    assert day_of(text, words) == other.date() == day
