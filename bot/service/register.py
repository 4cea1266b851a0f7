"""Changed cases to the register, once per cycle, by one process at a time."""

from datetime import timedelta

from bot.service.app import App

CASES_AT_ONCE = 1000
LEASE = timedelta(minutes=5)


def book(app: App) -> int:
    """Writes the rows of the cases that changed; returns how many.

    Raises:
        TransientError: The register cannot be written now (a workbook that somebody holds open); it is tried again.
    """
    if not app.ledger.lease("register", app.owner, app.clock.now(), LEASE):
        return 0
    booked = 0
    while cases := app.ledger.unbooked(CASES_AT_ONCE):
        app.register.write(cases)
        app.ledger.booked({case.number: case.version for case in cases})
        booked += len(cases)
    return booked
