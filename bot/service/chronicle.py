"""Everything that is on record about one case: what happened, and the mails that came and went."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.account import Outbound, Received
from bot.core.case import Case
from bot.core.events import Event
from bot.core.mail import Mail
from bot.errors import PermanentError
from bot.intake.parse import parse
from bot.service.ports import Evidence, Ledger

HEAD_OF_A_MAIL = 64 * 1024
"""The headers of a mail lie in its beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail of the case.

    Attributes:
        sender: Address of its author.
        to: Addresses of its readers.
        subject: As it reads; ``""`` where the mail is not rendered yet or missing from the evidence.
        state: How far a mail of ours came; ``received`` for one that came to us.
        digest: Of the raw mail in the evidence, or ``""``.
        template: Of a mail of ours, since all of a thread have one subject; ``""`` for one that came to us.
        at: When it was sent or taken in, in ISO 8601; ``""`` where it was not sent.
        error: The last refusal, or ``""``.
    """

    sender: str
    to: Sequence[str]
    subject: str
    state: str
    digest: str
    template: str = ""
    at: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """A case with its events and mails, each oldest first."""

    case: Case
    events: tuple[Event, ...]
    received: tuple[Letter, ...]
    sent: tuple[Letter, ...]


def chronicle(number: str, ledger: Ledger, evidence: Evidence) -> Chronicle | None:
    """All of a case, or ``None`` where there is none of this number.

    Raises:
        PermanentError: The chain of its events is broken.
    """
    case = ledger.case(number)
    if case is None:
        return None
    received = (_received(mail, evidence) for mail in ledger.received_from(number))
    return Chronicle(
        case=case,
        events=ledger.events(number),
        received=tuple(received),
        sent=tuple(_sent(mail, evidence) for mail in ledger.correspondence(number)),
    )


def head(digest: str, evidence: Evidence) -> Mail | None:
    """The headers of a mail, or ``None`` where the evidence has lost it."""
    try:
        return parse(evidence.get(digest)[:HEAD_OF_A_MAIL])
    except PermanentError:
        return None


def _received(mail: Received, evidence: Evidence) -> Letter:
    read = head(mail.digest, evidence)
    return Letter(
        sender=mail.author,
        to=tuple(one.email for one in read.to) if read else (),
        subject=read.subject if read else "",
        state="received",
        digest=mail.digest,
        at=mail.at.isoformat(),
    )


def _sent(mail: Outbound, evidence: Evidence) -> Letter:
    read = head(mail.digest, evidence) if mail.digest else None
    return Letter(
        sender=mail.mailbox,
        to=(*mail.send.to, *mail.send.cc),
        subject=read.subject if read else "",
        state=str(mail.state),
        digest=mail.digest,
        template=mail.send.template,
        at=mail.sent_at.isoformat() if mail.sent_at else "",
        error=mail.error,
    )
