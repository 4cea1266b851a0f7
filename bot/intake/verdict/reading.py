"""What one sentence contributes to the decision of an answer."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a sentence contributes to the decision.

    ``DOUBT`` leaves a bare yes or no open, and a plain decision only if it comes after it; ``OPEN`` leaves all open.
    """

    YES = "yes"
    NO = "no"
    WEAK_YES = "weak_yes"
    WEAK_NO = "weak_no"
    NEUTRAL = "neutral"
    TALK = "talk"
    DOUBT = "doubt"
    OPEN = "open"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One sentence read: what it contributes, by which rule, in which words."""

    kind: Kind
    reason: str
    words: str
