"""The ledger in memory: what the SQL one promises, without a database; for tests and the demo.

The methods are described by the ports that they fulfil, in :mod:`bot.service.ports`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.account import Claim, Outcome
from bot.core.case import Case
from bot.core.deadline import Deadline
from bot.core.events import Event
from bot.errors import ConflictError, PermanentError
from bot.service.ports import Record
from bot.testing.ledger_memory_mails import Mail, MemoryMails, Waiting


@dataclass(slots=True, kw_only=True)
class _Kept:
    """A case with its events; ``booked`` is the version that the register knows."""

    case: Case
    events: tuple[Event, ...] = ()
    client_key: str = ""
    booked: int = 0


class _Cases(MemoryMails):
    def __init__(self) -> None:
        super().__init__()
        self._cases: dict[str, _Kept] = {}
        self._claims: dict[Claim, str] = {}
        self._counters: Counter[str] = Counter()
        self._blocks: dict[str, str] = {}

    def record(self, record: Record) -> None:
        with self._lock:
            whole = (record, *record.beside)
            for one in whole:
                self._check(one)
            for one in whole:
                self._write(one)

    def _write(self, record: Record) -> None:
        if record.receipt:
            self._finish(record, self._mails[record.receipt.id])
        if record.case:
            self._keep(record, record.case)
        for mail in record.sends:
            self._outbox[mail.id] = Waiting(mail=mail, due_at=record.now)
        for number in (*record.releases, *record.drops):
            self._decide_held(self._mails[number], record)

    def case(self, number: str) -> Case | None:
        kept = self._cases.get(number)
        return kept.case if kept else None

    def cases(
        self, process: str | None, *, open_only: bool, limit: int, before: Case | None = None
    ) -> tuple[Case, ...]:
        newest_first = sorted(self._all(), key=_age, reverse=True)
        older = (case for case in newest_first if before is None or _age(case) < _age(before))
        wanted = (case for case in older if process in (None, case.process))
        return tuple(case for case in wanted if not (open_only and case.state.is_final))[:limit]

    def events(self, number: str) -> tuple[Event, ...]:
        kept = self._cases.get(number)
        return kept.events if kept else ()

    def next_number(self, counter: str) -> int:
        return self._counters[counter] + 1

    def case_of_mail(self, message_ids: Sequence[str]) -> str:
        with self._lock:
            cases = {mail.message_id: mail.receipt.case for mail in self._mails.values() if mail.receipt.case}
            for mail in (waiting.mail for waiting in self._outbox.values() if waiting.mail.case):
                cases |= {mail.message_id: mail.case, mail.server_id: mail.case}
        return next((cases[key] for key in message_ids if key in cases and key), "")

    def holders(self, claims: Iterable[Claim]) -> Mapping[Claim, str]:
        return {claim: self._claims[claim] for claim in claims if claim in self._claims}

    def open_like(self, process: str, branch: str, client_key: str) -> tuple[str, ...]:
        wanted = (process, branch, client_key)
        with self._lock:
            likes = {
                number: (kept.case.process, kept.case.branch, kept.client_key)
                for number, kept in self._cases.items()
                if not kept.case.state.is_final
            }
        return tuple(sorted(number for number, like in likes.items() if like == wanted))

    def due(self, now: datetime, limit: int) -> tuple[tuple[str, Deadline], ...]:
        deadlines = ((case.number, deadline) for case in self._all() for deadline in case.deadlines)
        passed = (found for found in deadlines if found[1].due <= now)
        return tuple(sorted(passed, key=lambda found: (found[1].due, found[0], found[1].key)))[:limit]

    def unbooked(self, limit: int) -> tuple[Case, ...]:
        with self._lock:
            changed = [kept.case for kept in self._cases.values() if kept.booked < kept.case.version]
        return tuple(sorted(changed, key=lambda case: (case.updated_at, case.number)))[:limit]

    def booked(self, versions: Mapping[str, int]) -> None:
        with self._lock:
            for number, version in versions.items():
                self._cases[number].booked = max(version, self._cases[number].booked)

    def keep_block(self, digest: str, block: str) -> None:
        self._blocks.setdefault(digest, block)

    def block(self, digest: str) -> str:
        if digest not in self._blocks:
            raise PermanentError(f"The ledger lacks the rules with digest {digest}.")
        return self._blocks[digest]

    def _all(self) -> tuple[Case, ...]:
        with self._lock:
            return tuple(kept.case for kept in self._cases.values())

    def _check(self, record: Record) -> None:
        if record.receipt:
            self._leased(record.receipt)
            original = self.seen(record.message_id, record.fingerprint)
            if original and record.outcome is not Outcome.COPY:
                raise ConflictError(f"A copy of mail {record.receipt.id} was finished meanwhile.")
        if record.case:
            self._check_case(record, record.case)
        if any(mail.id in self._outbox for mail in record.sends):
            raise PermanentError("An id was used twice in the outbox.")

    def _check_case(self, record: Record, case: Case) -> None:
        number = int(case.number.removeprefix(f"{record.counter}-")) if record.counter else 0
        if record.counter and number != self.next_number(record.counter):
            raise ConflictError(f"{case.number} was given to another case meanwhile.")
        kept = self._cases.get(case.number)
        if case.version - len(record.events) != (kept.case.version if kept else 0):
            raise ConflictError(f"{case.number} changed meanwhile.")
        if any(self._claims.get(claim, case.number) != case.number for claim in record.claims or ()):
            raise ConflictError(f"Another case holds what {case.number} claims.")

    def _finish(self, record: Record, mail: Mail) -> None:
        number = record.case.number if record.case else ""
        mail.receipt = replace(mail.receipt, outcome=record.outcome, reason=record.reason, case=number)
        mail.due_at = None
        mail.message_id = record.message_id
        mail.fingerprint = "" if record.outcome is Outcome.COPY else record.fingerprint
        mail.author = record.author
        mail.unsettled = record.outcome.is_settled_in_mailbox

    def _keep(self, record: Record, case: Case) -> None:
        if record.counter:
            self._counters[record.counter] += 1
            self._cases[case.number] = _Kept(case=case, client_key=record.client_key)
        kept = self._cases[case.number]
        kept.case = case
        kept.events += record.events
        if record.claims is not None:
            self._claims = {claim: number for claim, number in self._claims.items() if number != case.number}
            self._claims |= dict.fromkeys(record.claims, case.number)

    def _decide_held(self, mail: Mail, record: Record) -> None:
        if mail.receipt.outcome is not Outcome.HELD:
            return
        whom = record.releases.get(mail.receipt.id)
        if whom is None:
            mail.receipt = replace(mail.receipt, outcome=Outcome.DROPPED)
            mail.unsettled = Outcome.DROPPED.is_settled_in_mailbox
        else:
            mail.receipt = replace(mail.receipt, outcome=Outcome.PENDING, vouched_by=whom, attempts=0)
            mail.due_at = record.now
            mail.fingerprint = ""


def _age(case: Case) -> tuple[datetime, str]:
    return case.opened_at, case.number


class MemoryLedger(_Cases):
    """The port ``Ledger``; safe to share between threads."""

    def ping(self) -> None:
        """Can always be written to."""

    def close(self) -> None:
        """Holds nothing to let go of."""
