"""The course of a case: registered, returned, withdrawn, closed, reopened."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.deadline import Deadline, DeadlineKind
from bot.core.events.event import Event, personal


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Event):
    """The register's row of the case changed its status."""

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Event):
    """A refusal sent the request back to the requester."""

    step: str


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
class WaitEnded(Event):
    """Whoever asked wanted it to wait, and lets it go on."""

    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePassed(Event):
    """Nobody acted in time: a reminder or an escalation; ``following`` is the next deadline, if any."""

    kind: DeadlineKind
    step: str
    people: tuple[str, ...]
    following: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentToReview(Event):
    """The process cannot go on by itself; a person must look. Whether it can is tried again at ``again``."""

    reason: str
    again: datetime
