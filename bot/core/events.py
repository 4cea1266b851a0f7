"""Facts about a case, in the past tense. A case is nothing but the fold of these.

``personal`` fields hold people's own words or names; the ledger keeps them outside the chained event, referred to by
a salted digest, so that they can be erased while the chain stays whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.core.case import Deadline, DeadlineKind, Piece, Question, Request
from bot.core.document import FieldValue
from bot.core.finding import Finding
from bot.core.process import State


def personal(default: object = "") -> Any:  # noqa: ANN401 - dataclasses.field is typed so
    """A field of people's own words or data, kept outside the chained event."""
    return field(default=default, metadata={"personal": True})


class TurnedReason(StrEnum):
    """Why something that somebody sent changed nothing."""

    NOT_ASKED = "not_asked"
    OWN_REQUEST = "own_request"
    NO_CARRIER = "no_carrier"
    NOT_AUTHENTICATED = "not_authenticated"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    OLDER_ROUND = "older_round"
    ALREADY_DECIDED = "already_decided"
    DUPLICATE = "duplicate"
    INVOICE_TAKEN = "invoice_taken"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every fact carries.

    Attributes:
        at: When it was decided.
        by: Address of whoever caused it, or ``""`` for the clock.
        mail: Digest of the raw mail that caused it, or ``""``.
    """

    at: datetime
    by: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Event):
    """A request was taken up under a number."""

    number: str
    process: str
    rules: str
    branch: str
    city: str
    keyword: str
    mailbox: str
    linked: str = ""
    client: str = personal()
    subject: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsReceived(Event):
    """Documents came in; they replace those of the same role."""

    pieces: tuple[Piece, ...] = personal(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Event):
    """The whole set was checked; ``facts`` is what the memo says."""

    findings: tuple[Finding, ...] = personal(())
    facts: Mapping[str, FieldValue] = field(default_factory=dict, metadata={"personal": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsSettled(Event):
    """A person answered for what the machine could only doubt, such as a signature."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIncomplete(Event):
    """Something must be mended before anybody is asked; after ``due`` the request is not continued."""

    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOpened(Event):
    """Somebody was asked; the case waits in ``state``."""

    step: str
    state: State
    requests: tuple[Request, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAsked(Event):
    """One more person was asked about an open step, for example a deputy."""

    request: Request
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUnclear(Event):
    """An answer could not be understood and is asked again."""

    request: str
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Event):
    """Whoever was asked said yes."""

    step: str
    round: int
    proof: str
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Event):
    """Whoever was asked said no; the words are the reasons."""

    step: str
    round: int
    proof: str
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone(Event):
    """A confirmation or a value came in; ``values`` is what it told."""

    step: str
    values: Mapping[str, str]
    proof: str
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesTold(Event):
    """Values that a finished step still lacked were told afterwards."""

    step: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYetDone(Event):
    """Whoever was asked said that it is not done, or brought too little; the step stays open.

    Attributes:
        step: The step that stays open.
        lacks: What the answer should have brought.
        copy_needed: Whether a document is missing or cannot be read.
    """

    step: str
    lacks: tuple[str, ...] = ()
    copy_needed: bool = False
    words: str = personal()


class PaperKind(StrEnum):
    """What later papers are; they never change the set that was approved."""

    SCAN = "scan"
    BETTER_COPY = "better_copy"
    PROOF = "proof"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAdded(Event):
    """Papers came in after the approval; the approved set stays as it was."""

    kind: PaperKind
    pieces: tuple[Piece, ...] = personal(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Event):
    """The register's row of the case changed its status."""

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Event):
    """A refusal sent the request back to the requester."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundBegun(Event):
    """Documents changed or a second look was asked for: what was asked before is void, decisions stay on record."""

    round: int
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Event):
    """A question outside the steps: may a decision be reversed, may a request be withdrawn after approval."""

    request: Request
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(Event):
    """Such a question was answered; ``agreed`` tells how."""

    question: Question
    request: str
    agreed: bool
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Event):
    """The request was taken back."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Event):
    """Nothing is left to do; ``outcome`` tells how it ended."""

    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Event):
    """A request that was not continued is answered after all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePassed(Event):
    """Nobody acted in time: a reminder or an escalation; ``following`` is the next deadline, if any."""

    kind: DeadlineKind
    step: str
    people: tuple[str, ...]
    following: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(Event):
    """Somebody who was asked is away."""

    person: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailed(Event):
    """A mail of ours never reached somebody."""

    person: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned(Event):
    """Somebody sent something that changes nothing; ``known`` tells whether they get an answer that says why.

    ``refused`` tells that it says no: others must hear that somebody objects to what is over.
    """

    reason: TurnedReason
    known: bool
    refused: bool = False
    request: str = ""
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented(Event):
    """Somebody said something that decides nothing; ``courtesy`` where it only thanks or acknowledges."""

    courtesy: bool = True
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Event):
    """Another case belongs to this one."""

    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentToReview(Event):
    """The process cannot go on by itself; a person must look. Whether it can is tried again at ``again``."""

    reason: str
    again: datetime


CaseEvent = (
    Opened
    | DocumentsReceived
    | Checked
    | FindingsSettled
    | FoundIncomplete
    | StepOpened
    | PersonAsked
    | AnswerUnclear
    | Approved
    | Refused
    | StepDone
    | ValuesTold
    | NotYetDone
    | PapersAdded
    | Registered
    | Returned
    | RoundBegun
    | QuestionAsked
    | QuestionAnswered
    | Withdrawn
    | Closed
    | Reopened
    | DeadlinePassed
    | Absence
    | DeliveryFailed
    | Turned
    | Commented
    | Linked
    | SentToReview
)
"""Every fact that there is; ``evolve`` and ``react`` match on it exhaustively."""
