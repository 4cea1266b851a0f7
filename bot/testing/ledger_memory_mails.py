"""Mails of the ledger in memory: those that came, ours that go, and the leases.

The methods are described by the ports that they fulfil, in :mod:`bot.service.ports`.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.core.account import Absence, Arrival, Backlog, Outbound, Outcome, Queue, Receipt, Received
from bot.errors import FenceError

_IDLE = (Outcome.NOT_OURS, Outcome.FORGOTTEN, Outcome.COPY)
"""What became of mails whose bytes nobody needs for long."""


@dataclass(slots=True, kw_only=True)
class Mail:
    """A receipt and what is known beside it; ``due_at`` is ``None`` once finished."""

    receipt: Receipt
    due_at: datetime | None
    owner: str = ""
    message_id: str = ""
    fingerprint: str = ""
    author: str = ""
    unsettled: bool = False
    queue: Queue = Queue.MAILS


@dataclass(slots=True, kw_only=True)
class Waiting:
    """A mail of ours; ``due_at`` is ``None`` once finished."""

    mail: Outbound
    due_at: datetime | None
    owner: str = ""


class Memory:
    """What is remembered of mails, and the lock under which it is touched."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._cursors: dict[str, str] = {}
        self._mails: dict[int, Mail] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._outbox: dict[str, Waiting] = {}
        self._budgets: Counter[tuple[str, str, date]] = Counter()
        self._leases: dict[str, tuple[str, datetime]] = {}
        self._absences: dict[str, Absence] = {}


class _Backlog(Memory):
    def backlog(self) -> Backlog:
        with self._lock:
            mails = [mail.receipt.received_at for mail in self._mails.values() if mail.due_at]
            outbound = [waiting.mail.created_at for waiting in self._outbox.values() if waiting.due_at]
            outcomes = Counter(mail.receipt.outcome for mail in self._mails.values())
        return Backlog(
            mails=len(mails),
            oldest_mail=min(mails, default=None),
            outbound=len(outbound),
            oldest_outbound=min(outbound, default=None),
            quarantined=outcomes[Outcome.QUARANTINED],
            held=outcomes[Outcome.HELD],
        )


class _Receipts(_Backlog):
    def cursor(self, mailbox: str) -> str:
        return self._cursors.get(mailbox, "")

    def unknown(self, mailbox: str, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if (mailbox, key) not in self._numbers)

    def receive(self, mailbox: str, arrivals: Sequence[Arrival], cursor: str | None, now: datetime) -> None:
        with self._lock:
            for arrival in arrivals:
                number = self._numbers.setdefault((mailbox, arrival.key), len(self._numbers) + 1)
                receipt = Receipt(id=number, mailbox=mailbox, key=arrival.key, digest=arrival.digest, received_at=now)
                self._mails.setdefault(number, Mail(receipt=receipt, due_at=now))
            if cursor is not None:
                self._cursors[mailbox] = cursor

    def claim_receipts(
        self, owner: str, now: datetime, lease: timedelta, limit: int, queue: Queue = Queue.MAILS
    ) -> tuple[Receipt, ...]:
        with self._lock:
            mails = ((number, mail) for number, mail in self._mails.items() if mail.queue is queue)
            due = sorted((mail.due_at, number) for number, mail in mails if _is_due(mail, now))
            taken = [self._mails[number] for _, number in due[:limit]]
            for mail in taken:
                receipt = mail.receipt
                mail.receipt = replace(receipt, fence=receipt.fence + 1, attempts=receipt.attempts + 1)
                mail.due_at, mail.owner = now + lease, owner
            return tuple(sorted((mail.receipt for mail in taken), key=lambda receipt: receipt.id))

    def postpone(self, receipt: Receipt, until: datetime, reason: str) -> None:
        with self._lock:
            mail = self._leased(receipt)
            mail.receipt = replace(mail.receipt, attempts=receipt.attempts, reason=reason)
            mail.due_at, mail.owner = until, ""

    def requeue(self, receipt: Receipt, queue: Queue, author: str) -> None:
        with self._lock:
            self.postpone(replace(receipt, attempts=receipt.attempts - 1), receipt.received_at, "")
            mail = self._mails[receipt.id]
            mail.queue, mail.author = queue, author

    def authors_in(self, queue: Queue) -> frozenset[str]:
        with self._lock:
            waiting = (mail for mail in self._mails.values() if mail.queue is queue and mail.due_at is not None)
            return frozenset(mail.author for mail in waiting)

    def seen(self, message_id: str, fingerprint: str) -> Receipt | None:
        if not message_id or not fingerprint:
            return None
        with self._lock:
            return next(
                (
                    mail.receipt
                    for mail in self._mails.values()
                    if (mail.message_id, mail.fingerprint) == (message_id, fingerprint)
                ),
                None,
            )

    def receipt(self, receipt: int) -> Receipt | None:
        mail = self._mails.get(receipt)
        return mail.receipt if mail else None

    def receipts(self, outcome: Outcome, limit: int) -> tuple[Receipt, ...]:
        with self._lock:
            newest_first = (mail.receipt for mail in reversed(self._mails.values()))
            return tuple(receipt for receipt in newest_first if receipt.outcome is outcome)[:limit]

    def receipts_after(self, number: int, limit: int) -> tuple[Receipt, ...]:
        with self._lock:
            later = (mail.receipt for mail in self._mails.values() if mail.receipt.id > number)
            return tuple(sorted(later, key=lambda receipt: receipt.id))[:limit]

    def forgettable(self, before: datetime, limit: int) -> tuple[str, ...]:
        with self._lock:
            receipts = [mail.receipt for mail in self._mails.values()]
        old = [r.digest for r in receipts if r.outcome is Outcome.NOT_OURS and r.received_at < before]
        needed = {r.digest for r in receipts if r.outcome not in _IDLE or r.received_at >= before}
        return tuple(digest for digest in dict.fromkeys(old) if digest not in needed)[:limit]

    def forgotten(self, digests: Sequence[str]) -> None:
        with self._lock:
            for mail in self._mails.values():
                if mail.receipt.digest in digests and mail.receipt.outcome is Outcome.NOT_OURS:
                    mail.receipt = replace(mail.receipt, outcome=Outcome.FORGOTTEN)

    def set_outcome(self, receipt: Receipt, outcome: Outcome, reason: str) -> None:
        with self._lock:
            mail = self._mails[receipt.id]
            if mail.receipt.fence != receipt.fence:
                raise FenceError(f"Mail {receipt.id} was taken up meanwhile; look at it again.")
            fence = receipt.fence + 1
            mail.receipt = replace(mail.receipt, outcome=outcome, reason=reason, attempts=0, fence=fence)
            mail.due_at = receipt.received_at if outcome is Outcome.PENDING else None
            mail.unsettled = outcome.is_settled_in_mailbox
            mail.fingerprint = ""

    def unsettled(self, mailbox: str, limit: int) -> tuple[Receipt, ...]:
        with self._lock:
            waiting = (mail.receipt for mail in self._mails.values() if mail.unsettled)
            return tuple(receipt for receipt in waiting if receipt.mailbox == mailbox)[:limit]

    def settled(self, receipts: Iterable[int]) -> None:
        with self._lock:
            for number in receipts:
                self._mails[number].unsettled = False

    def _leased(self, receipt: Receipt) -> Mail:
        mail = self._mails[receipt.id]
        if mail.due_at is None or mail.receipt.fence != receipt.fence:
            raise FenceError(f"Mail {receipt.id} is in other hands by now, or finished.")
        return mail


class _Outbox(Memory):
    def claim_outbox(
        self, mailbox: str, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> tuple[Outbound, ...]:
        with self._lock:
            rows = ((number, row) for number, row in enumerate(self._outbox.values()) if row.mail.mailbox == mailbox)
            due = sorted((row.due_at, number) for number, row in rows if _is_due(row, now))
            in_order = tuple(self._outbox.values())
            taken = [in_order[number] for number in sorted(number for _, number in due[:limit])]
            for row in taken:
                row.mail = replace(row.mail, fence=row.mail.fence + 1, attempts=row.mail.attempts + 1)
                row.due_at, row.owner = now + lease, owner
            return tuple(row.mail for row in taken)

    def stranded(self, mailboxes: Sequence[str]) -> tuple[str, ...]:
        with self._lock:
            waiting = {row.mail.mailbox for row in self._outbox.values() if row.due_at is not None}
            return tuple(sorted(waiting - set(mailboxes)))

    def rendered(self, mails: Sequence[Outbound]) -> None:
        with self._lock:
            for row, mail in [(self._sending(mail), mail) for mail in mails]:
                row.mail = replace(row.mail, digest=mail.digest, message_id=mail.message_id)

    def split(self, mail: Outbound, parts: Sequence[Outbound]) -> None:
        with self._lock:
            row = self._sending(mail)
            row.mail = replace(row.mail, send=parts[0].send)
            for part in parts[1:]:
                self._outbox.setdefault(part.id, Waiting(mail=part, due_at=part.created_at))

    def finish(self, mail: Outbound, counted: Sequence[str], day: date) -> None:
        with self._lock:
            row = self._sending(mail)
            row.due_at = None
            row.mail = replace(
                row.mail, state=mail.state, error=mail.error, server_id=mail.server_id, sent_at=mail.sent_at
            )
            self._budgets.update((mail.case, whom, day) for whom in counted)

    def retry(self, mail: Outbound, at: datetime) -> None:
        with self._lock:
            row = self._sending(mail)
            row.due_at, row.owner = at, ""
            row.mail = replace(row.mail, error=mail.error, attempts=mail.attempts)

    def sent_to(self, case: str, people: Sequence[str], day: date) -> Mapping[str, int]:
        return {person: mails for person in people if (mails := self._budgets[case, person, day])}

    def correspondence(self, case: str) -> tuple[Outbound, ...]:
        with self._lock:
            return tuple(row.mail for row in self._outbox.values() if row.mail.case == case)

    def received_from(self, case: str) -> tuple[Received, ...]:
        with self._lock:
            came = (mail for mail in self._mails.values() if mail.receipt.case == case)
            return tuple(
                Received(
                    author=mail.author,
                    message_id=mail.message_id,
                    digest=mail.receipt.digest,
                    at=mail.receipt.received_at,
                )
                for mail in came
            )

    def seen_by(self, case: str, person: str) -> tuple[str, ...]:
        theirs = (mail.message_id for mail in self.received_from(case) if mail.author == person)
        ours = (mail.message_id for mail in self.correspondence(case) if person in (*mail.send.to, *mail.send.cc))
        return tuple(message_id for message_id in (*theirs, *ours) if message_id)

    def outbound_after(self, mail: str, limit: int) -> tuple[Outbound, ...]:
        with self._lock:
            later = sorted(number for number in self._outbox if number > mail)
            return tuple(self._outbox[number].mail for number in later[:limit])

    def outbound(self, mail: str) -> Outbound | None:
        row = self._outbox.get(mail)
        return row.mail if row else None

    def _sending(self, mail: Outbound) -> Waiting:
        row = self._outbox[mail.id]
        if row.due_at is None or row.mail.fence != mail.fence:
            raise FenceError(f"Mail {mail.id} is in other hands by now, or finished.")
        return row


class _Leases(Memory):
    def lease(self, name: str, owner: str, now: datetime, length: timedelta) -> bool:
        with self._lock:
            holder, until = self._leases.get(name, (owner, now))
            if holder != owner and until > now:
                return False
            self._leases[name] = (owner, now + length)
            return True

    def release(self, name: str, owner: str) -> None:
        with self._lock:
            if self._leases.get(name, ("", None))[0] == owner:
                del self._leases[name]

    def give_back(self, owner: str) -> None:
        with self._lock:
            self._leases = {name: held for name, held in self._leases.items() if held[0] != owner}
            rows: tuple[Mail | Waiting, ...] = (*self._mails.values(), *self._outbox.values())
            for row in rows:
                if row.owner == owner and row.due_at is not None:
                    row.due_at, row.owner = _began(row), ""


class _Absences(Memory):
    def absences(self) -> tuple[Absence, ...]:
        with self._lock:
            return tuple(self._absences[name] for name in sorted(self._absences))

    def missed(self, name: str, error: str, now: datetime) -> Absence:
        with self._lock:
            return self._absences.setdefault(name, Absence(name=name, since=now, error=error))

    def found(self, name: str) -> None:
        with self._lock:
            self._absences.pop(name, None)


class MemoryMails(_Receipts, _Outbox, _Leases, _Absences):
    """The ports ``Receipts``, ``Outbox``, ``Leases`` and ``Absences``."""


def _began(row: Mail | Waiting) -> datetime:
    return row.receipt.received_at if isinstance(row, Mail) else row.mail.created_at


def _is_due(row: Mail | Waiting, now: datetime) -> bool:
    return row.due_at is not None and row.due_at <= now
