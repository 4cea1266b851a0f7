"""What only one process may do at a time, done under a lease that is given back as soon as it is over."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from bot.service.app import App


def reading(address: str) -> str:
    """Name of the lease under which a mailbox is read."""
    return f"mailbox:{address}"


@contextmanager
def leased(name: str, length: timedelta, app: App) -> Iterator[bool]:
    """Whether the lease could be had; given back at the end, so that the next process need not wait it out.

    Raises:
        TransientError: The ledger is away.
    """
    taken = app.ledger.lease(name, app.owner, app.clock.now(), length)
    try:
        yield taken
    finally:
        if taken:
            app.ledger.release(name, app.owner)
