"""A clock that stands still until a test moves it."""

from datetime import datetime, timedelta


class FrozenClock:
    """The twin of the clock port: ``now`` changes only by ``advance`` and ``set``.

    Args:
        now: Aware time to start at.

    Raises:
        ValueError: If ``now`` has no time zone.
    """

    def __init__(self, now: datetime) -> None:
        self._now = _aware(now)

    def now(self) -> datetime:
        """The time at which the clock stands."""
        return self._now

    def advance(self, by: timedelta) -> datetime:
        """Move forward by a span and return the new time.

        Raises:
            ValueError: If the span is negative: cases never go back in time.
        """
        if by < timedelta(0):
            raise ValueError(f"a clock only goes forward, not by {by}")
        self._now += by
        return self._now

    def set(self, now: datetime) -> datetime:
        """Jump to a later aware time and return it.

        Raises:
            ValueError: If ``now`` is naive or lies before the current time.
        """
        return self.advance(_aware(now) - self._now)


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone; give an aware datetime")
    return moment
