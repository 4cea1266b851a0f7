"""Whether what is on record still holds together: every history, what follows from it, and every mail's bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import cast

from bot.core.account import Outbound, Outcome, Receipt
from bot.core.case import Case
from bot.core.events import CaseEvent
from bot.core.evolve import fold
from bot.errors import DamagedHistoryError, PermanentError
from bot.service.ports import Evidence, Ledger
from bot.service.register import all_cases

MAILS_AT_ONCE = 500


class FaultKind(StrEnum):
    """What does not hold."""

    HISTORY = "history"
    STATE = "state"
    MAIL_IN = "mail_in"
    MAIL_OUT = "mail_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that does not hold.

    Attributes:
        kind: What it is about.
        about: Number of the case, of the mail that came, or id of the mail that left.
        detail: Number of the event, names of the fields, or digest of the mail.
    """

    kind: FaultKind
    about: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How much was looked at, and what does not hold."""

    cases: int
    mails: int
    faults: tuple[Fault, ...]


def verify(ledger: Ledger, evidence: Evidence) -> Verified:
    """Looks at everything; changes nothing. Mails that were none of ours are only there for their time."""
    faults: list[Fault] = []
    cases = mails = 0
    for case in all_cases(ledger):
        cases += 1
        faults += _of_case(case, ledger)
    for mail in _all_outbound(ledger):
        if mail.digest:
            mails += 1
            faults += _of_mail(FaultKind.MAIL_OUT, mail.id, mail.digest, evidence)
    for receipt in _all_receipts(ledger):
        if receipt.outcome is not Outcome.FORGOTTEN:
            mails += 1
            faults += _of_mail(FaultKind.MAIL_IN, str(receipt.id), receipt.digest, evidence)
    return Verified(cases=cases, mails=mails, faults=tuple(faults))


def _of_case(case: Case, ledger: Ledger) -> Iterator[Fault]:
    """A history that was changed, or a case that is not what its history makes it."""
    try:
        history = cast("tuple[CaseEvent, ...]", ledger.events(case.number))
    except DamagedHistoryError as damage:
        yield Fault(kind=FaultKind.HISTORY, about=case.number, detail=str(damage.event))
        return
    folded = fold(None, history)
    differing = [each.name for each in fields(case) if getattr(case, each.name) != getattr(folded, each.name, None)]
    if differing:
        yield Fault(kind=FaultKind.STATE, about=case.number, detail=", ".join(differing))


def _all_receipts(ledger: Ledger) -> Iterator[Receipt]:
    """Every mail that ever came, in order of arrival."""
    last = 0
    while page := ledger.receipts_after(last, MAILS_AT_ONCE):
        yield from page
        last = page[-1].id


def _all_outbound(ledger: Ledger) -> Iterator[Outbound]:
    """Every mail of ours, whatever it is about."""
    last = ""
    while page := ledger.outbound_after(last, MAILS_AT_ONCE):
        yield from page
        last = page[-1].id


def _of_mail(kind: FaultKind, about: str, digest: str, evidence: Evidence) -> Iterator[Fault]:
    """A mail whose bytes are missing, or are others than those that were handled."""
    try:
        evidence.get(digest)
    except PermanentError:
        yield Fault(kind=kind, about=about, detail=digest)
