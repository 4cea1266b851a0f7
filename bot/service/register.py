"""Changed cases to the register, once per cycle, by one process at a time."""

from collections.abc import Iterator
from datetime import timedelta

from bot.core.case import Case
from bot.errors import TransientError
from bot.service.app import App
from bot.service.leasing import leased
from bot.service.ports import Cases

CASES_AT_ONCE = 1000
LEASE = timedelta(minutes=5)


def book(app: App) -> int:
    """Writes the rows of the cases that changed; returns how many.

    Raises:
        TransientError: The register cannot be written now (a workbook that somebody holds open); it is tried again.
    """
    with leased("register", LEASE, app) as ours:
        return _write_all(app) if ours else 0


def _write_all(app: App) -> int:
    booked = 0
    while not app.stop.is_set() and (cases := app.ledger.unbooked(CASES_AT_ONCE)):
        app.register.write(cases)
        app.ledger.booked({case.number: case.version for case in cases})
        booked += len(cases)
    return booked


def rebuild(app: App) -> int:
    """Makes the register anew from the ledger; returns how many cases it holds.

    Raises:
        TransientError: Another process writes the register now, or it cannot be written.
    """
    with leased("register", LEASE, app) as ours:
        if not ours:
            raise TransientError("another process is writing the register; try again in a moment")
        cases = tuple(all_cases(app.ledger))
        app.register.rebuild(cases)
        app.ledger.booked({case.number: case.version for case in cases})
    return len(cases)


def all_cases(ledger: Cases, *, open_only: bool = False) -> Iterator[Case]:
    """Every case, newest first, read a page at a time."""
    last: Case | None = None
    while page := ledger.cases(None, open_only=open_only, limit=CASES_AT_ONCE, before=last):
        yield from page
        last = page[-1]
