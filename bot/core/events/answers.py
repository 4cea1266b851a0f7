"""Who was asked what, and what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.deadline import Deadline
from bot.core.events.event import Event, personal
from bot.core.process import State
from bot.core.request import Question, Request


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
class Mistaken:
    """A file that is not what was asked for.

    Attributes:
        file: Its name.
        role: What it is instead, or ``""`` where it does not open, or is no document.
        other: The number in it of another invoice or client, where that is what is wrong.
        strange: Whether it can be read and names neither the invoice nor the memo of the case.
    """

    file: str
    role: str
    other: str = ""
    strange: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUnclear(Event):
    """An answer decided nothing and is asked again.

    Attributes:
        request: Key of the request that it answers.
        words: What was written.
        postponed: Whether the words put the answer off.
        files: Those with which a yes may mean something else than what was asked.
        unseen: Whether the words say that documents did not arrive, or cannot be read.
    """

    request: str
    words: str = personal()
    postponed: bool = False
    files: tuple[Mistaken, ...] = personal(())
    unseen: bool = False


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
class DecisionUndone(Event):
    """Whoever decided took it back in time, with a word; ``decision`` is counted from 1."""

    step: str
    round: int
    decision: int
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone(Event):
    """A confirmation or a value came in; ``values`` is what it told."""

    step: str
    values: Mapping[str, str]
    proof: str
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYetDone(Event):
    """Whoever was asked said that it is not done, or brought too little; the step stays open.

    Attributes:
        step: The step that stays open.
        lacks: What the answer should have brought.
        copy_needed: Whether a document is missing or cannot be read.
        documents: Roles of the documents that it is about, the plainest named first.
        mistaken: Files that came instead of what lacks.
        dropped: Names of values that were told of the step before and hold no longer.
        explains: Whether the words say more than that it is not done.
    """

    step: str
    dropped: tuple[str, ...] = ()
    explains: bool = False
    lacks: tuple[str, ...] = ()
    copy_needed: bool = False
    documents: tuple[str, ...] = ()
    mistaken: tuple[Mistaken, ...] = personal(())
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Event):
    """A question outside the steps: may a decision be reversed, may a request be withdrawn after approval."""

    request: Request
    deadlines: tuple[Deadline, ...] = ()
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(Event):
    """Such a question was answered; ``agreed`` tells how."""

    question: Question
    request: str
    agreed: bool
    words: str = personal()


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
