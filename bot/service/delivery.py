"""One mail of ours to its server, and what the server said to it."""

from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.core.account import Outbound, OutboxState
from bot.core.events import DeliveryFailed
from bot.core.intent import Undelivered
from bot.errors import ConflictError, PermanentError, TransientError
from bot.service.app import App
from bot.service.budget import within_budget
from bot.service.recording import decided
from bot.service.situation import bare_situation, process_of

log = structlog.get_logger()


def hand_over(mail: Outbound, raw: bytes, app: App) -> tuple[Outbound, Sequence[str], Sequence[str]]:
    """How the mail ended, who gets it, and whom the server refused for good.

    Raises:
        TransientError: The way out, the ledger or the evidence is away; nothing was sent.
    """
    recipients = within_budget(mail, app)
    if not recipients:
        return replace(mail, state=OutboxState.SUPPRESSED, error="budget"), (), ()
    try:
        delivery = app.outgoing[mail.mailbox].send(mail.mailbox, recipients, raw)
    except PermanentError as error:
        return replace(mail, state=OutboxState.UNDELIVERABLE, error=str(error)), (), recipients
    sent = replace(mail, state=OutboxState.SENT, sent_at=app.clock.now(), server_id=delivery.server_id)
    return sent, tuple(p for p in recipients if p not in delivery.refused), tuple(delivery.refused)


def end(mail: Outbound, counted: Sequence[str], app: App) -> None:
    """Marks a mail; tries twice, for a connection may have been cut that can be opened again."""
    day = app.rules.company.calendar.local(app.clock.now()).date()
    try:
        app.ledger.finish(mail, counted, day)
    except TransientError:
        app.ledger.finish(mail, counted, day)
    log.info("mail.ended", mail=mail.id, state=str(mail.state))


def note_undelivered(mail: Outbound, person: str, app: App) -> None:
    """A refused recipient is an event of the case, once per mail and person."""
    case = app.ledger.case(mail.case) if mail.case else None
    if case is None:
        log.error("mail.refused", mail=mail.id)
        return
    known = (event for event in app.ledger.events(case.number) if isinstance(event, DeliveryFailed))
    if any((event.effect, event.person) == (mail.id, person) for event in known):
        return
    situation = bare_situation(process_of(case, app), app, app.clock.now(), case.mailbox)
    record = decided(app, situation, case, Undelivered(person=person, effect=mail.id, mail=""))
    try:
        app.ledger.record(record)
    except ConflictError:
        note_undelivered(mail, person, app)
