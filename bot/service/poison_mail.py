"""Mails that were at hand whenever the process died: each is tried alone at last, and only once."""

from collections.abc import Callable, Sequence

from bot.core.account import Receipt
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.quarantine import quarantined

DEADLY = "The process died while it had nothing but this mail at hand; it was not opened again."


def suspects(receipts: Sequence[Receipt], app: App) -> tuple[Receipt, ...]:
    """Those that were taken up more often than they could fail: whoever had them did not live to say so."""
    return tuple(receipt for receipt in receipts if receipt.attempts > app.rules.limits.quarantine_tries)


def tried_alone(receipt: Receipt, attempt: Callable[[Receipt], None], app: App) -> None:
    """Attempts one mail with a note in the ledger; where the note is there already, it goes to quarantine unopened."""
    note = f"trial:{receipt.id}"
    if any(absence.name == note for absence in app.ledger.absences()):
        app.ledger.record(quarantined(receipt, parse(b""), DEADLY, app))
    else:
        app.ledger.missed(note, "", app.clock.now())
        attempt(receipt)
    app.ledger.found(note)
