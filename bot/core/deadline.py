"""What happens in a case by itself if nobody acts before."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeadlineKind(StrEnum):
    """What happens when a deadline passes.

    Until ``HOLD`` the case waits for whoever may take a decision back; while there is a ``WITHDRAWAL``, it waits for
    those who are asked whether the request is withdrawn.
    """

    REMIND = "remind"
    ESCALATE = "escalate"
    HOLD = "hold"
    WITHDRAWAL = "withdrawal"
    SILENCE = "silence"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something that happens by itself if nobody acts before."""

    kind: DeadlineKind
    step: str
    due: datetime

    @property
    def key(self) -> str:
        """Its name within the case; a case has at most one deadline of a name."""
        return f"{self.kind}/{self.step}"
