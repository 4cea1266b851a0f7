"""How the service is, for whoever watches over it: what lives, what is away, and what waits for how long."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.account import Backlog
from bot.errors import TramitaError
from bot.service.app import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The service at one moment.

    Attributes:
        ill: Loops whose thread is dead or stuck, and ``ledger`` where it does not answer.
        away: What does not work for now, by its name, and since when.
        succeeded: When each loop last did its work without trouble.
        backlog: What waits.
        now: The moment.
    """

    ill: tuple[str, ...]
    away: tuple[tuple[str, datetime], ...]
    succeeded: tuple[tuple[str, datetime], ...]
    backlog: Backlog
    now: datetime

    @property
    def is_well(self) -> bool:
        """Whether the service itself works; what is away is not its fault, and support is told of that by mail."""
        return not self.ill


@dataclass(slots=True)
class Pulse:
    """What the loops tell of themselves; safe to share between threads."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _succeeded: dict[str, datetime] = field(default_factory=dict)
    _ill: Callable[[], tuple[str, ...]] = tuple

    def beat(self, loop: str, at: datetime) -> None:
        """A loop did its work without trouble."""
        with self._lock:
            self._succeeded[loop] = at

    def watch(self, ill: Callable[[], tuple[str, ...]]) -> None:
        """Whom to ask which loops are dead or stuck."""
        self._ill = ill

    def look(self) -> tuple[tuple[str, ...], tuple[tuple[str, datetime], ...]]:
        """Who is ill, and when each did its work, by name."""
        with self._lock:
            succeeded = tuple(sorted(self._succeeded.items()))
        return self._ill(), succeeded


def health(pulse: Pulse, app: App) -> Health:
    """How the service is now; never raises for a ledger that is away."""
    ill, succeeded = pulse.look()
    try:
        backlog, absences = app.ledger.backlog(), app.ledger.absences()
    except TramitaError:
        backlog, absences, ill = Backlog(), (), (*ill, "ledger")
    return Health(
        ill=ill,
        away=tuple((absence.name, absence.since) for absence in absences),
        succeeded=succeeded,
        backlog=backlog,
        now=app.clock.now(),
    )
