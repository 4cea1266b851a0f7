"""Ports to what must survive, behind one transaction boundary."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.core.account import Absence, Arrival, Backlog, Claim, Outbound, Outcome, Queue, Receipt, Received
from bot.core.case import Case
from bot.core.deadline import Deadline
from bot.core.events import Event
from bot.service.ports.record import Record


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

    def claim_receipts(
        self, owner: str, now: datetime, lease: timedelta, limit: int, queue: Queue = Queue.MAILS
    ) -> tuple[Receipt, ...]:
        """Leases pending mails, those due longest first, and counts the attempt; each has a new fence."""
        ...

    def requeue(self, receipt: Receipt, queue: Queue, author: str) -> None:
        """Gives a leased mail back to another queue, due as when it came; the attempt does not count.

        Raises:
            FenceError: Somebody else has it by now.
        """
        ...

    def authors_in(self, queue: Queue) -> frozenset[str]:
        """Who wrote the mails that wait in a queue or are being handled from it, as :meth:`requeue` was told."""
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

    def receipts_after(self, number: int, limit: int) -> tuple[Receipt, ...]:
        """Mails of any outcome with greater numbers than this one, in order of arrival."""
        ...

    def forgettable(self, before: datetime, limit: int) -> tuple[str, ...]:
        """Digests of mails that are none of ours, taken in before this moment and not again since, or as ours."""
        ...

    def forgotten(self, digests: Sequence[str]) -> None:
        """Marks the receipts of mails that are none of ours and whose bytes are gone."""
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
            DamagedHistoryError: The chain is broken; it says at which event.
        """
        ...

    def next_number(self, counter: str) -> int:
        """The number that the next case of a counter (``AN-2026``) will have if nobody is faster."""
        ...

    def case_of_mail(self, message_ids: Sequence[str]) -> str:
        """Number of the case in which one of these mails came or went, the first that is known, or ``""``."""
        ...

    def holders(self, claims: Iterable[Claim]) -> Mapping[Claim, str]:
        """Numbers of the cases that hold these keys; those that nobody holds are left out."""
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

    def claim_outbox(
        self, mailbox: str, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> tuple[Outbound, ...]:
        """Leases waiting mails of a mailbox, those due longest first, and counts the attempt; each has a new fence."""
        ...

    def stranded(self, mailboxes: Sequence[str]) -> tuple[str, ...]:
        """Addresses of other mailboxes than these from which mails wait to be sent, in order."""
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

    def sent_to(self, case: str, people: Sequence[str], day: date) -> Mapping[str, int]:
        """Mails sent to these people about a case (``""``: about none) on a day; who got none is left out."""
        ...

    def correspondence(self, case: str) -> tuple[Outbound, ...]:
        """All mails of ours in a case, oldest first."""
        ...

    def received_from(self, case: str) -> tuple[Received, ...]:
        """Mails that came in a case, oldest first."""
        ...

    def seen_by(self, case: str, person: str) -> tuple[str, ...]:
        """Message-IDs of a case that somebody has written or got: their own mails, then ours, each oldest first."""
        ...

    def outbound_after(self, mail: str, limit: int) -> tuple[Outbound, ...]:
        """Mails of ours, those of no case included, that follow this id, in an order that stays."""
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

    def give_back(self, owner: str) -> None:
        """Frees whatever a process that has ended still held: leases, and mails, which are due as when they came."""
        ...


class Absences(Protocol):
    """What does not work for now."""

    def absences(self) -> tuple[Absence, ...]:
        """All of them, by name."""
        ...

    def missed(self, name: str, error: str, now: datetime) -> Absence:
        """Notes that something is away, unless that is known already; what is known of it."""
        ...

    def found(self, name: str) -> None:
        """It works again."""
        ...


class Ledger(Receipts, Cases, Outbox, Leases, Absences, Protocol):
    """Everything that must survive, behind one transaction boundary."""

    def backlog(self) -> Backlog:
        """What waits now."""
        ...

    def ping(self) -> None:
        """Raises ``TransientError`` unless the ledger can be written to now."""
        ...

    def close(self) -> None:
        """Lets go of connections."""
        ...
