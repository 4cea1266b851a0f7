"""Facts about a case, in the past tense. A case is nothing but the fold of these.

``personal`` fields hold people's own words or names; the ledger keeps them outside the chained event, referred to by
a salted digest, so that they can be erased while the chain stays whole.
"""

from bot.core.events.answers import (
    Absence,
    AnswerUnclear,
    Approved,
    DecisionUndone,
    DeliveryFailed,
    Mistaken,
    NotYetDone,
    PersonAsked,
    QuestionAnswered,
    QuestionAsked,
    Refused,
    StepDone,
    StepOpened,
)
from bot.core.events.arrival import (
    Checked,
    Commented,
    Contested,
    DocumentsReceived,
    FindingsSettled,
    FoundIncomplete,
    Linked,
    Opened,
    PaperKind,
    PapersAdded,
    PartTold,
    RoundBegun,
    SubjectCorrected,
    Turned,
    ValuesCorrected,
    ValuesTold,
)
from bot.core.events.course import (
    Closed,
    DeadlinePassed,
    Registered,
    Reopened,
    Returned,
    SentToReview,
    WaitEnded,
    Withdrawn,
)
from bot.core.events.event import Event, TurnedReason

__all__ = [
    "Absence",
    "AnswerUnclear",
    "Approved",
    "CaseEvent",
    "Checked",
    "Closed",
    "Commented",
    "Contested",
    "DeadlinePassed",
    "DecisionUndone",
    "DeliveryFailed",
    "DocumentsReceived",
    "Event",
    "FindingsSettled",
    "FoundIncomplete",
    "Linked",
    "Mistaken",
    "NotYetDone",
    "Opened",
    "PaperKind",
    "PapersAdded",
    "PartTold",
    "PersonAsked",
    "QuestionAnswered",
    "QuestionAsked",
    "Refused",
    "Registered",
    "Reopened",
    "Returned",
    "RoundBegun",
    "SentToReview",
    "StepDone",
    "StepOpened",
    "SubjectCorrected",
    "Turned",
    "TurnedReason",
    "ValuesCorrected",
    "ValuesTold",
    "WaitEnded",
    "Withdrawn",
]

CaseEvent = (
    Opened
    | SubjectCorrected
    | Contested
    | DocumentsReceived
    | Checked
    | FindingsSettled
    | FoundIncomplete
    | StepOpened
    | PersonAsked
    | AnswerUnclear
    | Approved
    | Refused
    | DecisionUndone
    | StepDone
    | PartTold
    | ValuesTold
    | ValuesCorrected
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
    | WaitEnded
    | DeadlinePassed
    | Absence
    | DeliveryFailed
    | Turned
    | Commented
    | Linked
    | SentToReview
)
"""Every fact that there is; ``evolve`` and ``react`` match on it exhaustively."""
