"""The ledger's own values: a mail from its arrival to its settling, and ours from the outbox to the sent mark."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from bot.core.effects import Send


def number_of(text: str) -> int:
    """A number that stands for any text in an effect's id, which becomes part of a Message-ID."""
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:6])


class Outcome(StrEnum):
    """What became of a mail; the mailbox's rules say where a mail of each outcome is moved."""

    PENDING = "pending"
    HANDLED = "handled"
    COPY = "copy"
    AUTOMATIC = "automatic"
    NOT_OURS = "not_ours"
    HELD = "held"
    QUARANTINED = "quarantined"
    DROPPED = "dropped"
    FORGOTTEN = "forgotten"

    @property
    def is_settled_in_mailbox(self) -> bool:
        """Whether the mail may be moved; what is none of ours, held or pending stays where it lies."""
        return self in (Outcome.HANDLED, Outcome.COPY, Outcome.AUTOMATIC, Outcome.QUARANTINED, Outcome.DROPPED)


class Queue(StrEnum):
    """Where a mail waits to be handled; whoever serves one queue is never held up by the other."""

    MAILS = ""
    SCANS = "scans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A mail whose bytes are safe: where it lies in its mailbox, and their digest."""

    key: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A mail that was taken in, once per mailbox and key.

    Attributes:
        id: The ledger's number, in order of arrival.
        mailbox: Address of the mailbox.
        key: The mailbox adapter's own name of the mail.
        digest: Of the raw mail in the evidence.
        received_at: When it was taken in.
        outcome: What became of it.
        attempts: How often handling was tried.
        vouched_by: Who confirmed that its author belongs to the branch, or ``""``.
        fence: Number of its lease; only the newest may finish it.
        reason: Why it is held, quarantined or none of ours; a short code or a traceback.
        case: Number of the case it belongs to, or ``""``.
    """

    id: int
    mailbox: str
    key: str
    digest: str
    received_at: datetime
    outcome: Outcome = Outcome.PENDING
    attempts: int = 0
    vouched_by: str = ""
    fence: int = 0
    reason: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits.

    Attributes:
        mails: Mails that came and are not handled yet.
        oldest_mail: When the first of them came.
        outbound: Mails of ours that are not sent yet.
        oldest_outbound: When the first of them was decided.
        quarantined: Mails that could not go on.
        held: Mails that wait for a word about their author.
    """

    mails: int = 0
    oldest_mail: datetime | None = None
    outbound: int = 0
    oldest_outbound: datetime | None = None
    quarantined: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A mail that came in a case: who wrote it, its Message-ID, the digest of its bytes, and when it was taken in."""

    author: str
    message_id: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Something that does not work for now.

    Attributes:
        name: What: ``fetch:mail@address``, ``register``.
        since: When it was missed first.
        error: What was said about it then.
    """

    name: str
    since: datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A key that only one case may hold at a time, such as an invoice of a process."""

    kind: str
    key: str


class OutboxState(StrEnum):
    """How far a mail of ours came."""

    WAITING = "waiting"
    SENT = "sent"
    SUPPRESSED = "suppressed"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """A mail of ours.

    Attributes:
        id: The effect's own id, from which its Message-ID derives: ``an-2026-000123.7`` or ``r-512.1``.
        case: Number of its case, or ``""``.
        mailbox: Address of the mailbox that it leaves from.
        send: What to send to whom.
        created_at: When it was decided.
        state: How far it came.
        digest: Of the rendered mail in the evidence, or ``""`` before it is rendered.
        message_id: Without angle brackets, ``""`` before it is rendered.
        server_id: The id that the server gave it instead, or ``""``; answers may refer to either.
        attempts: How often sending was tried.
        error: The last refusal, or ``""``.
        fence: Number of its lease.
        sent_at: When the server took it.
    """

    id: str
    case: str
    mailbox: str
    send: Send
    created_at: datetime
    state: OutboxState = OutboxState.WAITING
    digest: str = ""
    message_id: str = ""
    server_id: str = ""
    attempts: int = 0
    error: str = ""
    fence: int = 0
    sent_at: datetime | None = None
