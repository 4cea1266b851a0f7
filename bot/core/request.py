"""The questions that a case asks: of whom, about what, and whether they still wait."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self


class Question(StrEnum):
    """What a request asks of somebody."""

    STEP = "step"
    REVERSAL = "reversal"
    WITHDRAWAL = "withdrawal"


class RequestStatus(StrEnum):
    """Whether a request still waits."""

    OPEN = "open"
    ANSWERED = "answered"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to one person about one step, round and set of documents.

    Attributes:
        question: What is asked.
        step: About which step.
        round: In which round, from 1.
        person: Who is asked.
        documents: Digest of the set of documents that was shown.
        asked_at: When.
        notified: Whether a mail asks them; a principal with a deputy may answer without being asked.
        unclear: How many of their answers could not be understood.
        status: Whether it still waits.
        raised_by: Who made us ask, where it is a question outside the steps.
        words: Their words; the events keep them apart, as people's own.
        decision: Which decision of the case a reversal would take back, counted from 1; questions of old do not say.
        by_word: Whether only the word of a decision answers it, for which nothing waits: what raised it was unclear.
        joined: Who else is told the answer, having written about the same while it waited.
    """

    question: Question = Question.STEP
    step: str
    round: int
    person: str
    documents: str
    asked_at: datetime
    notified: bool = True
    unclear: int = 0
    status: RequestStatus = RequestStatus.OPEN
    raised_by: str = ""
    words: str = ""
    decision: int = 0
    by_word: bool = False
    joined: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a secret is bound to, besides the case."""
        about = f"{self.question}/{self.step}/{self.round}/{self.person}/{self.documents[:16]}"
        return f"{about}/{self.decision}" if self.decision else about

    @property
    def is_open(self) -> bool:
        """Whether an answer to it would count."""
        return self.status is RequestStatus.OPEN

    def asks_the_same(self, other: Self) -> bool:
        """Whether both ask one thing, of whomever."""
        mine = (self.question, self.step, self.round, self.documents, self.decision)
        return mine == (other.question, other.step, other.round, other.documents, other.decision)
