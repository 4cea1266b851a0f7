"""Mails that were at hand whenever the process died: each is tried alone at last, and not for ever."""

from collections.abc import Callable, Sequence

from bot.core.account import Receipt
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.quarantine import quarantined

TRIALS = 3
"""Deaths with a mail alone at hand until it is held to be their cause: whoever kills at random seldom hits so often."""

DEADLY = "The process died while it had nothing but this mail at hand; it was not opened again."


def suspects(receipts: Sequence[Receipt], app: App) -> tuple[Receipt, ...]:
    """Those that were taken up more often than they could fail: whoever had them did not live to say so."""
    return tuple(receipt for receipt in receipts if receipt.attempts > app.rules.limits.quarantine_tries)


def tried_alone(receipt: Receipt, attempt: Callable[[Receipt], None], app: App) -> None:
    """Attempts one mail with a note in the ledger; where notes of dead processes abound, it is parked unopened."""
    prefix = f"trial:{receipt.id}."
    own = f"{prefix}{app.owner}"
    dead = {absence.name for absence in app.ledger.absences() if absence.name.startswith(prefix)} - {own}
    if len(dead) >= TRIALS:
        app.ledger.record(quarantined(receipt, parse(b""), DEADLY, app))
    else:
        app.ledger.missed(own, "", app.clock.now())
        attempt(receipt)
    for note in (*dead, own):
        app.ledger.found(note)
