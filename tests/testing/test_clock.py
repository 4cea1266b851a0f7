"""The frozen clock moves only when told, and only forward."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.testing.clock import FrozenClock

NOW = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)


def test_time_stands_still() -> None:
    """Asked twice, the clock says the same."""
    clock = FrozenClock(NOW)
    assert clock.now() == clock.now() == NOW


def test_time_moves_when_told() -> None:
    """By a span or to a moment."""
    clock = FrozenClock(NOW)
    assert clock.advance(timedelta(hours=2)) == clock.now() == NOW + timedelta(hours=2)
    assert clock.set(NOW + timedelta(days=1)) == clock.now() == NOW + timedelta(days=1)


def test_time_never_runs_backwards_nor_without_a_zone() -> None:
    """Earlier or naive times are refused and change nothing."""
    clock = FrozenClock(NOW)
    with pytest.raises(ValueError, match="only goes forward"):
        clock.advance(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="only goes forward"):
        clock.set(NOW - timedelta(days=1))
    with pytest.raises(ValueError, match="no time zone"):
        FrozenClock(NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="no time zone"):
        clock.set(NOW.replace(tzinfo=None))
    assert clock.now() == NOW
