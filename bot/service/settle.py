"""Finished receipts back to the mailbox: each mail to the folder of its outcome, in batches."""

from itertools import groupby

from bot.core.account import Receipt
from bot.service.app import App
from bot.service.ports import Mailbox

MAILS_AT_ONCE = 500


def settle(mailbox: Mailbox, app: App) -> int:
    """Moves the finished mails of one mailbox; returns how many.

    Raises:
        TransientError: The mailbox is away; what was not moved is moved the next time.
    """
    moved = 0
    while not app.stop.is_set() and (finished := app.ledger.unsettled(mailbox.address, MAILS_AT_ONCE)):
        for outcome, mails in groupby(sorted(finished, key=_outcome), key=lambda receipt: receipt.outcome):
            batch = list(mails)
            mailbox.settle(outcome, [receipt.key for receipt in batch])
            app.ledger.settled([receipt.id for receipt in batch])
            moved += len(batch)
    return moved


def _outcome(receipt: Receipt) -> str:
    return str(receipt.outcome)
