"""From a decision to one transaction: the case after its events, the mails that follow, the keys it holds."""

from dataclasses import replace

from bot.core.account import Outbound, Outcome
from bot.core.case import Case
from bot.core.decide import Situation, decide
from bot.core.effects import Send
from bot.core.evolve import fold
from bot.core.identifiers import plain
from bot.core.intent import Intent
from bot.core.react import react
from bot.service.app import App
from bot.service.dossier import claims_of
from bot.service.incoming import Incoming
from bot.service.ports import Record


def decided(app: App, situation: Situation, before: Case | None, intent: Intent) -> Record:
    """Pure deciding and reacting, and what the ledger must keep of it."""
    events = decide(situation, before, intent)
    case = fold(before, events)
    if case is None or not events:
        return Record(now=situation.now)
    stem = f"{case.number.lower()}.{case.version}"
    sends = react(situation, case, events)
    return Record(
        case=case,
        events=events,
        sends=tuple(
            Outbound(id=f"{stem}.{n}", case=case.number, mailbox=case.mailbox, send=send, created_at=situation.now)
            for n, send in enumerate(sends)
        ),
        claims=claims_of(before, case, app),
        counter="" if before else case.number.rpartition("-")[0],
        client_key="" if before else plain(case.client),
        now=situation.now,
    )


def mails_about(incoming: Incoming, *sends: Send, held: int | None = None) -> Record:
    """Mails of ours about a mail that belongs to no case; their ids name the held mail that they speak about."""
    received = incoming.receipt.id
    stem = f"r-{received}" if held is None else f"r-{held}.{received}"
    if incoming.receipt.vouched_by:
        stem = f"{stem}.0"  # it spoke before, when it was held
    return Record(
        sends=tuple(
            Outbound(
                id=f"{stem}.{n}",
                case="",
                mailbox=incoming.receipt.mailbox,
                send=send,
                created_at=incoming.now,
            )
            for n, send in enumerate(sends)
        ),
        now=incoming.now,
    )


def finished(
    incoming: Incoming, record: Record | None = None, *, outcome: Outcome = Outcome.HANDLED, reason: str = ""
) -> Record:
    """The record together with the mail that it finishes."""
    return replace(
        record or Record(now=incoming.now),
        receipt=incoming.receipt,
        outcome=outcome,
        reason=reason,
        author=incoming.author,
        message_id=incoming.mail.message_id or "",
        fingerprint=incoming.fingerprint,
    )
