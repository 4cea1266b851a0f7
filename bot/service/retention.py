"""Mail that is none of ours keeps only its receipt after a month: what is not our business is not our archive."""

from contextlib import ExitStack
from datetime import timedelta

from bot.service.app import App
from bot.service.leasing import leased, reading

KEPT = timedelta(days=30)
MAILS_AT_ONCE = 500
LEASE = timedelta(minutes=5)


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
