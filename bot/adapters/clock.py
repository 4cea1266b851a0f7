"""The real time."""

from datetime import UTC, datetime


class SystemClock:
    """The port ``Clock`` on the machine's clock."""

    def now(self) -> datetime:
        """This moment in UTC."""
        return datetime.now(UTC)
