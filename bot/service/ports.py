"""What the use cases need of the world.

Each port has one or more adapters, an in-memory twin in ``bot.testing``, and one contract suite over all of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.core.account import Arrival, Claim, Outbound, Outcome, Receipt
from bot.core.case import Case, Deadline
from bot.core.document import Document
from bot.core.effects import Context
from bot.core.events import Event
from bot.core.mail import Attachment


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """This moment, aware."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What lies in a mailbox past a cursor: keys oldest first, and the cursor past the last of them."""

    keys: tuple[str, ...]
    cursor: str


class Mailbox(Protocol):
    """A mailbox to read and settle. Raises ``TransientError`` when away, ``PermanentError`` when it refuses us."""

    @property
    def address(self) -> str:
        """Its mail address."""
        ...

    def list(self, cursor: str) -> Listing:
        """What arrived past ``cursor`` (``""``: everything). May list again what was listed; changes nothing."""
        ...

    def read(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Raw mails by key, in order; one that vanished or is still empty is left out. Changes nothing."""
        ...

    def settle(self, outcome: Outcome, keys: Sequence[str]) -> None:
        """Moves mails to the folder of their outcome, if it has one; what is gone already is fine."""
        ...

    def wait(self, timeout: float) -> bool:
        """Sleeps until something may have arrived since the last listing, or ``timeout`` seconds are over.

        A hint only, and it may end early: at once when another thread calls ``close``, also just before.
        """
        ...

    def close(self) -> None:
        """Lets go of connections; the next call connects again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a server said to one mail.

    Attributes:
        refused: Recipients that it refused for good, each with its reason.
        server_id: Message-ID that it gave the mail in place of ours, where it says so; without angle brackets.
    """

    refused: Mapping[str, str] = field(default_factory=dict)
    server_id: str = ""


class Outgoing(Protocol):
    """A way to send.

    Raises ``TransientError`` when it is away, busy or does not let us in (the text names the cure, and the mail can
    wait for it), ``PermanentError`` only when it refuses the mail itself.
    """

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Hands one mail over; when it returns, the server has taken it for all but the refused recipients."""
        ...

    def size_limit(self) -> int | None:
        """Largest mail in bytes that the server takes, or ``None`` where it does not say."""
        ...

    def close(self) -> None:
        """Lets go of connections; the next call connects again."""
        ...


class Timer(Protocol):
    """Calls when it is time; holds no state that matters."""

    def every(self, span: timedelta, call: Callable[[], object]) -> None:
        """Makes ``call``, which returns at once, be called this often."""
        ...

    def start(self) -> None:
        """Begins to call."""
        ...

    def close(self) -> None:
        """Calls no more."""
        ...


class ServiceManager(Protocol):
    """Whoever started the service and watches over it."""

    @property
    def sign_of_life(self) -> timedelta | None:
        """How often it wants to hear ``WATCHDOG=1``, or ``None``."""
        ...

    def notify(self, state: str) -> None:
        """Tells it ``READY=1``, ``WATCHDOG=1`` or ``STOPPING=1``; never raises."""
        ...


class Evidence(Protocol):
    """Raw mails, kept once each under the SHA-256 of their bytes."""

    def put(self, raws: Sequence[bytes]) -> tuple[str, ...]:
        """Digests of the mails, all of them on disk for good when this returns."""
        ...

    def get(self, digest: str) -> bytes:
        """The bytes again. Raises ``PermanentError`` where they are missing or damaged."""
        ...


class Reading(Protocol):
    """Documents that are being read."""

    def result(self) -> tuple[Document, ...]:
        """One document per file in order; waits until they are read; never raises."""
        ...


class Readers(Protocol):
    """Opens attachments where they can do no harm."""

    def start(self, files: Sequence[Attachment]) -> Reading:
        """Begins to read the files of one mail and returns at once."""
        ...

    def close(self) -> None:
        """Ends the workers."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The words of a mail: subject without tag or prefix, plain text, and simple HTML."""

    subject: str
    text: str
    html: str


class Renderer(Protocol):
    """Templates to words."""

    def render(self, template: str, process: str, context: Context) -> Rendered:
        """The words of one mail, the process's own template going before the base one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that handling one mail, or one due deadline, changes: written in one transaction or not at all.

    Attributes:
        receipt: The mail, or ``None`` for a deadline.
        outcome: What became of it.
        reason: Why, where the outcome needs one.
        author: Address of its author.
        message_id: Of the mail, to recognise copies and threads.
        fingerprint: Digest of author, text and attachments, to recognise copies.
        author: Address of whoever wrote the mail, to thread later mails for them.
        case: The case afterwards, or ``None`` where the mail belongs to none.
        events: What happened to it.
        sends: What to send, each with its outbox id.
        claims: Keys that the case holds from now on, all of them; empty lets go of them.
        counter: Name of the counter that gave the case its number, where it was opened now: ``AN-2026``, of which
            ``AN-2026-000123`` must be the next.
        client_key: Normalised name of the client, where the case was opened now, to find others like it.
        releases: Receipts of held mails that may go on, each with whoever vouched.
        drops: Receipts of held mails that were turned down.
        now: When.
    """

    receipt: Receipt | None = None
    outcome: Outcome = Outcome.HANDLED
    reason: str = ""
    author: str = ""
    message_id: str = ""
    fingerprint: str = ""
    case: Case | None = None
    events: tuple[Event, ...] = ()
    sends: tuple[Outbound, ...] = ()
    claims: frozenset[Claim] = frozenset()
    counter: str = ""
    client_key: str = ""
    releases: Mapping[int, str] = field(default_factory=dict)
    drops: tuple[int, ...] = ()
    now: datetime


class Receipts(Protocol):
    """Mails from arrival to settling."""

    def cursor(self, mailbox: str) -> str:
        """Where reading stopped, or ``""``."""
        ...

    def unknown(self, mailbox: str, keys: Sequence[str]) -> tuple[str, ...]:
        """Those of the keys that were never taken in, in order."""
        ...

    def receive(self, mailbox: str, arrivals: Sequence[Arrival], cursor: str | None, now: datetime) -> None:
        """Takes mails in and moves the cursor, in one transaction; what is known already is left as it is."""
        ...

    def claim_receipts(self, owner: str, now: datetime, lease: timedelta, limit: int) -> tuple[Receipt, ...]:
        """Leases pending mails, those due longest first, and counts the attempt; each has a new fence."""
        ...

    def postpone(self, receipt: Receipt, until: datetime, reason: str) -> None:
        """Gives a leased mail back, not to be tried before ``until``; its attempts become those of the value given.

        Raises:
            FenceError: Somebody else has it by now.
        """
        ...

    def seen(self, message_id: str, fingerprint: str) -> Receipt | None:
        """A finished mail that this one is a copy of."""
        ...

    def receipt(self, receipt: int) -> Receipt | None:
        """One mail by its number."""
        ...

    def receipts(self, outcome: Outcome, limit: int) -> tuple[Receipt, ...]:
        """Mails of one outcome, newest first."""
        ...

    def set_outcome(self, receipt: Receipt, outcome: Outcome, reason: str) -> None:
        """A decision on one mail as it was seen: pending again with all its attempts, dropped, quarantined.

        Raises:
            FenceError: Somebody took it up meanwhile.
        """
        ...

    def unsettled(self, mailbox: str, limit: int) -> tuple[Receipt, ...]:
        """Finished mails that still lie where they arrived, oldest first."""
        ...

    def settled(self, receipts: Iterable[int]) -> None:
        """Marks mails as moved."""
        ...


class Cases(Protocol):
    """Cases, their events, and what is known across them."""

    def record(self, record: Record) -> None:
        """Writes it all in one transaction.

        Raises:
            ConflictError: The case changed meanwhile, or another case holds one of the claims or the number, or a
                copy of the mail was finished meanwhile.
            FenceError: The lease on the mail ran out and somebody else has it.
        """
        ...

    def case(self, number: str) -> Case | None:
        """A case by its number."""
        ...

    def cases(
        self, process: str | None, *, open_only: bool, limit: int, before: Case | None = None
    ) -> tuple[Case, ...]:
        """Cases, newest first; only those older than ``before``, where it is given."""
        ...

    def events(self, number: str) -> tuple[Event, ...]:
        """All that ever happened to a case, oldest first.

        Raises:
            PermanentError: The chain is broken; the text says at which event.
        """
        ...

    def next_number(self, counter: str) -> int:
        """The number that the next case of a counter (``AN-2026``) will have if nobody is faster."""
        ...

    def case_of_mail(self, message_ids: Sequence[str]) -> str:
        """Number of the case in which one of these mails came or went, the first that is known, or ``""``."""
        ...

    def holder(self, claim: Claim) -> str:
        """Number of the case that holds a key, or ``""``."""
        ...

    def open_like(self, process: str, branch: str, client_key: str) -> tuple[str, ...]:
        """Numbers of open cases of a branch whose client has this normalised name."""
        ...

    def due(self, now: datetime, limit: int) -> tuple[tuple[str, Deadline], ...]:
        """Deadlines that have passed, each with its case, earliest first."""
        ...

    def unbooked(self, limit: int) -> tuple[Case, ...]:
        """Cases that changed since they were last written to the register."""
        ...

    def booked(self, versions: Mapping[str, int]) -> None:
        """Marks cases as written to the register at these versions."""
        ...

    def keep_block(self, digest: str, block: str) -> None:
        """Keeps the text of a process's block by its digest; known ones are left as they are."""
        ...

    def block(self, digest: str) -> str:
        """The text of a process's block. Raises ``PermanentError`` where it is missing."""
        ...


class Outbox(Protocol):
    """Mails of ours, from decision to the server's word."""

    def claim_outbox(self, owner: str, now: datetime, lease: timedelta, limit: int) -> tuple[Outbound, ...]:
        """Leases mails that wait, those due longest first, and counts the attempt; each has a new fence."""
        ...

    def rendered(self, mails: Sequence[Outbound]) -> None:
        """Keeps digest and Message-ID of mails that were rendered, in one transaction.

        Raises:
            FenceError: A lease ran out.
        """
        ...

    def split(self, mail: Outbound, parts: Sequence[Outbound]) -> None:
        """Replaces a leased mail by several: the first goes on under its lease, the others wait to be sent.

        Raises:
            FenceError: The lease ran out.
        """
        ...

    def finish(self, mail: Outbound, counted: Sequence[str], day: date) -> None:
        """Writes the end of a mail (sent, suppressed, undeliverable) and counts it for these people, at once.

        Raises:
            FenceError: The lease ran out.
        """
        ...

    def retry(self, mail: Outbound, at: datetime) -> None:
        """Gives a mail back after a transient failure with its error and attempts, not to be tried before ``at``.

        Raises:
            FenceError: The lease ran out.
        """
        ...

    def sent_to(self, case: str, person: str, day: date) -> int:
        """Mails sent to somebody about a case (``""``: about none) on a day of the company."""
        ...

    def correspondence(self, case: str) -> tuple[Outbound, ...]:
        """All mails of ours in a case, oldest first."""
        ...

    def received_from(self, case: str) -> tuple[tuple[str, str, str], ...]:
        """Mails that came in a case, oldest first: author, Message-ID, digest."""
        ...

    def outbound(self, mail: str) -> Outbound | None:
        """A mail of ours by its id."""
        ...


class Leases(Protocol):
    """One owner at a time for what only one may do."""

    def lease(self, name: str, owner: str, now: datetime, length: timedelta) -> bool:
        """Takes or renews a lease; false while somebody else holds it."""
        ...

    def release(self, name: str, owner: str) -> None:
        """Gives a lease back."""
        ...


class Ledger(Receipts, Cases, Outbox, Leases, Protocol):
    """Everything that must survive, behind one transaction boundary."""

    def ping(self) -> None:
        """Raises ``TransientError`` unless the ledger can be written to now."""
        ...

    def close(self) -> None:
        """Lets go of connections."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where a file of the register and the ledger disagree.

    Attributes:
        file: Name of the file.
        case: Number of the case, or ``""`` where the ledger has no case for the whole file.
        field: Name of the field, or ``""`` where a whole row is too many or too few.
        expected: What the ledger says.
        found: What the file says.
    """

    file: str
    case: str
    field: str
    expected: str
    found: str


class Register(Protocol):
    """The book that people keep: a projection of the cases, one row each."""

    def write(self, cases: Sequence[Case]) -> None:
        """Writes the rows of these cases, each file at once and whole; what did not change is left alone."""
        ...

    def rebuild(self, cases: Iterable[Case]) -> None:
        """Makes all files anew from these cases, and removes what none of them is in."""
        ...

    def differences(self, cases: Iterable[Case]) -> Iterator[Difference]:
        """Every place where the files say something else than these cases, which are all there are."""
        ...
