"""Mails that cannot go on by themselves: support gets the reason, a known author is told that somebody looks at it."""

from dataclasses import dataclass

from bot.core.account import Outbound, Outcome, Receipt
from bot.core.company import SUPPORT_ROLE
from bot.core.effects import Send
from bot.core.mail import Mail
from bot.service.app import App
from bot.service.chronicle import head
from bot.service.incoming import fingerprint
from bot.service.ports import Evidence, Receipts, Record
from bot.service.screening import VIRUS

LOOKALIKE = "lookalike:"
"""How the reason of a mail begins whose domain only looks like one of the company's; both domains follow."""

REASON_AT_MOST = 4000
PARKED_AT_MOST = 1000


def quarantined(receipt: Receipt, mail: Mail, reason: str, app: App) -> Record:
    """Parks a mail, with everybody told who must know; who was told at an earlier trial is not told again."""
    company, author, now = app.rules.company, mail.author or "", app.clock.now()
    told = {"subject": mail.subject, "person": author, "receipt": receipt.id, "reason": reason[-REASON_AT_MOST:]}
    sends = [Send(template="alerta", to=company.holders(SUPPORT_ROLE, ""), context=told, alarm=True)]
    if company.person(author) is not None:
        found = reason.removeprefix(VIRUS) if reason.startswith(VIRUS) else ""
        context = {**told, "reason": _kind(reason), "found": found}
        sends.append(Send(template="en_revision", to=(author,), context=context))
    ids = (f"q-{receipt.id}.{n}" for n in range(len(sends)))
    return Record(
        receipt=receipt,
        outcome=Outcome.QUARANTINED,
        reason=reason,
        author=author,
        message_id=mail.message_id or "",
        fingerprint=fingerprint(mail),
        sends=tuple(
            Outbound(id=number, case="", mailbox=receipt.mailbox, send=send, created_at=now)
            for number, send in zip(ids, sends, strict=True)
            if app.ledger.outbound(number) is None
        ),
        now=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A mail in quarantine, or held: its receipt, who wrote what, and the last line of the reason."""

    receipt: Receipt
    sender: str
    subject: str
    why: str


def parked(ledger: Receipts, evidence: Evidence) -> tuple[Parked, ...]:
    """The mails in quarantine, newest first, and then those held until somebody says who their author is."""
    kinds = (Outcome.QUARANTINED, Outcome.HELD)
    return tuple(_parked(one, evidence) for kind in kinds for one in ledger.receipts(kind, PARKED_AT_MOST))


def _parked(receipt: Receipt, evidence: Evidence) -> Parked:
    mail = head(receipt.digest, evidence)
    return Parked(
        receipt=receipt,
        sender=(mail and mail.author) or "",
        subject=mail.subject if mail else "",
        why=(receipt.reason.strip().splitlines() or [""])[-1],
    )


def _kind(reason: str) -> str:
    """What the author may know of the reason: whether it is about who they are, a virus, or anything else."""
    return next((kind for kind in ("author", "virus") if reason.startswith(f"{kind}:")), "mail")
