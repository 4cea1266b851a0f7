"""Amounts and days are written as Colombian letters write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.testing import prose

DAY = date(2026, 2, 16)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "CERO PESOS M/CTE"),
        (1, "UN PESOS M/CTE"),
        (21, "VEINTIÚN PESOS M/CTE"),
        (100, "CIEN PESOS M/CTE"),
        (101, "CIENTO UN PESOS M/CTE"),
        (999, "NOVECIENTOS NOVENTA Y NUEVE PESOS M/CTE"),
        (1_000, "MIL PESOS M/CTE"),
        (31_000, "TREINTA Y UN MIL PESOS M/CTE"),
        (1_000_000, "UN MILLÓN DE PESOS M/CTE"),
        (21_500_016, "VEINTIÚN MILLONES QUINIENTOS MIL DIECISÉIS PESOS M/CTE"),
        (2_000_000, "DOS MILLONES DE PESOS M/CTE"),
    ],
)
def test_amounts_in_words(amount: int, said: str) -> None:
    """Numbers lose their last letter before a noun, and round millions take a preposition."""
    assert prose.pesos_in_words(Decimal(amount)) == said


@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    """No two numbers are said alike."""
    assert (prose.in_words(one) == prose.in_words(other)) == (one == other)


@pytest.mark.parametrize("amount", [Decimal("0.5"), Decimal(-1), Decimal(10**12)])
def test_what_cannot_be_said_is_refused(amount: Decimal) -> None:
    """Cents, debts and millions of millions are no invoice totals."""
    with pytest.raises(ValueError, match="cannot be said"):
        prose.pesos_in_words(amount)


def test_days_in_all_forms() -> None:
    """Figures, dashes, words and stamps."""
    assert prose.short_date(DAY) == "16/02/2026"
    assert prose.dashed_date(DAY) == "16-feb-26"
    assert prose.long_date(DAY) == "16 de febrero de 2026"
    assert prose.stamp_date(DAY) == "16 FEB 2026"
    assert prose.month_and_year(DAY) == "febrero de 2026"
    assert prose.weekday_name(DAY) == "lunes"


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "12:05 a. m."), (9, "9:05 a. m."), (12, "12:05 p. m."), (16, "4:05 p. m.")]
)
def test_twelve_hour_times(hour: int, said: str) -> None:
    """Midnight and noon are twelve."""
    assert prose.clock_time(datetime(2026, 3, 4, hour, 5, tzinfo=UTC)) == said


def test_money_and_capitals() -> None:
    """Points between thousands; capitals without accents."""
    assert prose.money(Decimal(5_057_500)) == "$ 5.057.500"
    assert prose.plain_capitals("Peñón Güiza & Cía.") == "PENON GUIZA & CIA."
