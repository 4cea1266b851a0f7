"""What is not kept for ever: mail that is none of ours, and what was read in scans that nobody asks for any more."""

from contextlib import ExitStack
from datetime import timedelta

from bot.service.app import App
from bot.service.leasing import leased, reading

KEPT = timedelta(days=30)
READINGS_KEPT = timedelta(days=90)
"""Longer than a case waits for anybody; a scan that is asked for later is read again."""

MAILS_AT_ONCE = 500
LEASE = timedelta(minutes=5)


def forget_readings(app: App) -> int:
    """Removes what was read in scans and was not asked for in a long time; says of none that it is more to do."""
    app.scans.forget(app.clock.now() - READINGS_KEPT)
    return 0


def forget_foreign_mail(app: App) -> int:
    """Removes the bytes of old mail that is none of ours; returns of how many mails.

    No mailbox is read meanwhile: the same bytes that arrive again just now would be taken for kept.

    Raises:
        TransientError: The ledger or the evidence is away.
    """
    before = app.clock.now() - KEPT
    if not app.ledger.forgettable(before, 1):
        return 0
    with ExitStack() as held:
        if not all(held.enter_context(leased(reading(address), LEASE, app)) for address in app.mailboxes):
            return 0
        digests = app.ledger.forgettable(before, MAILS_AT_ONCE)
        app.evidence.drop(digests)
        app.ledger.forgotten(digests)
    return len(digests)
