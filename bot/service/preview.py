"""What would be done with the mail that lies in a mailbox. Looks only: no flag, no receipt, no case changes."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from bot.core.account import Outcome, Receipt
from bot.core.events import Opened as CaseOpened
from bot.core.mail import Mail
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.handle import foresee, opened
from bot.service.ports import Mailbox, Record

MAILS_SHOWN = 20


class Fate(StrEnum):
    """What would become of a mail."""

    OPENS = "opens"
    BELONGS = "belongs"
    EXPLAINED = "explained"
    COPY = "copy"
    AUTOMATIC = "automatic"
    NOT_OURS = "not_ours"
    HELD = "held"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """One mail: who wrote it, what would become of it, in which case, and why."""

    sender: str
    subject: str
    fate: Fate
    case: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A mailbox: how many mails lie past the cursor, how many were never taken in, and the first of those."""

    waiting: int
    new: int
    mails: tuple[Foreseen, ...]


def survey(mailbox: Mailbox, app: App) -> Survey:
    """Looks at a mailbox, each mail by itself as if it came now.

    Raises:
        TransientError: The mailbox or the ledger is away.
        PermanentError: The mailbox refuses us.
    """
    keys = mailbox.list(app.ledger.cursor(mailbox.address)).keys
    unknown = app.ledger.unknown(mailbox.address, keys)
    mails = tuple(_foreseen(key, raw, mailbox, app) for key, raw in mailbox.read(unknown[:MAILS_SHOWN]))
    return Survey(waiting=len(keys), new=len(unknown), mails=mails)


def _foreseen(key: str, raw: bytes, mailbox: Mailbox, app: App) -> Foreseen:
    mail = parse(raw)
    digest = hashlib.sha256(raw).hexdigest()
    receipt = Receipt(id=0, mailbox=mailbox.address, key=key, digest=digest, received_at=app.clock.now())
    try:
        record = foresee(opened(receipt, raw, mail, app), app)
    except Exception as error:  # noqa: BLE001 - the service would park such a mail; the others are still shown
        return _told(mail, Fate.QUARANTINED, "", repr(error))
    return _told(mail, fate_of(record), record.case.number if record.case else "", record.reason)


def _told(mail: Mail, fate: Fate, case: str, reason: str) -> Foreseen:
    return Foreseen(sender=mail.author or "", subject=mail.subject, fate=fate, case=case, reason=reason)


def fate_of(record: Record) -> Fate:
    """What a record makes of its mail."""
    if record.case is not None:
        return Fate.OPENS if any(isinstance(event, CaseOpened) for event in record.events) else Fate.BELONGS
    return Fate.EXPLAINED if record.outcome is Outcome.HANDLED else Fate(record.outcome)
