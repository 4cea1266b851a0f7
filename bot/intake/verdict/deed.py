"""What one clause says about a deed: done, in trouble of three kinds, open, or nothing that bears on it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.intake.verdict.deed_rules import (
    BESIDE,
    BESIDE_OF,
    DOUBTS,
    FAILED,
    HAPPENED,
    KERNELS,
    NO_MATTER,
    NO_STATEMENT,
    OF_PAPERS,
    OVERALL,
    PAST,
    PUT_RIGHT,
    STANDING,
    TO_COME,
)
from bot.intake.verdict.grammar import has, pattern


class State(StrEnum):
    """What a clause says about the deed.

    ``STANDS`` is trouble that remains, ``FAILED`` trouble that a later deed mends if it says so, ``GONE`` trouble of a
    time that is over. ``OPEN`` undoes what is called done, ``TALK`` bears on nothing.
    """

    DONE = "done"
    STANDS = "stands"
    FAILED = "failed"
    GONE = "gone"
    OPEN = "open"
    TALK = "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause read.

    Attributes:
        state: What it says.
        reason: The rule that decided.
        mends: Whether it says that what it tells came at last, after trouble.
        turns: Whether it begins with «pero» or the like.
        words: The sentence that it stands in, as written.
    """

    state: State
    reason: str
    mends: bool
    turns: bool
    words: str


def read_clause(tags: str, family: str, words: str) -> Clause:
    """Read one clause.

    Args:
        tags: Its settled tags.
        family: ``dig`` or ``fil``: the verbs of the deed that was asked about.
        words: The sentence that it stands in.
    """
    state, reason = _state(tags, family)
    return Clause(
        state=state,
        reason=reason,
        mends=has(tags, PUT_RIGHT),
        turns=has(tags, "<start> (but|yet)"),
        words=words,
    )


def _state(tags: str, family: str) -> tuple[State, str]:
    if unsaid := _first(NO_STATEMENT, tags, family):
        return State.OPEN, unsaid
    if trouble := _trouble(tags, family):
        return trouble
    if any(_has(tags, kernel, family) for kernel in KERNELS[family]):
        doubt = _doubt(tags, family)
        return (State.OPEN, doubt) if doubt else (State.DONE, "explicit")
    beside = _beside(tags, family)
    return (State.OPEN, beside) if beside else (State.TALK, "talk")


def _doubt(tags: str, family: str) -> str | None:
    if has(tags, TO_COME) and not has(tags, PAST):
        return "future"
    return _first(DOUBTS, tags, family)


def _beside(tags: str, family: str) -> str | None:
    overall = None if has(tags, OF_PAPERS) else _first(OVERALL, tags, family)
    return overall or (None if has(tags, NO_MATTER) else _first((*BESIDE_OF[family], *BESIDE), tags, family))


def _trouble(tags: str, family: str) -> tuple[State, str] | None:
    over = has(tags, "gone")
    if standing := _first(STANDING, tags, family):
        return (State.GONE if over else State.STANDS), standing
    if has(tags, "(neg|sin)"):
        if over or has(tags, r"(would|\w+.was)"):
            return State.GONE, "negated"
        return (State.FAILED if _first(HAPPENED, tags, family) else State.STANDS), "negated"
    if failed := _first(FAILED, tags, family):
        return (State.GONE if over else State.FAILED), failed
    return None


def _first(rules: tuple[tuple[str, str], ...], tags: str, family: str) -> str | None:
    return next((reason for reason, shape in rules if _has(tags, shape, family)), None)


def _has(tags: str, shape: str, family: str) -> bool:
    return _compiled(shape, family).search(tags) is not None


@cache
def _compiled(shape: str, family: str) -> re.Pattern[str]:
    return pattern(shape.replace("F.", f"{family}."))
