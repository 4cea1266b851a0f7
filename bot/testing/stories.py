"""Stories told by mail, as data: who writes what, and what must come of it; ``data/stories.es.yaml`` holds four."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.testing.documents import ROLES, File, five, stamped_memo
from bot.testing.facts import BOGOTA, CaseFacts, facts
from bot.testing.words import words

STAMPED = "memorando_sellado"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A document that comes with a mail.

    Attributes:
        role: One of the five, or the stamped memo.
        facts: What it says other than the case's other documents, see :func:`bot.testing.facts.facts`.
        drawn: How it is drawn, see :func:`bot.testing.documents.five`.
    """

    role: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    drawn: Mapping[str, Any] = field(default_factory=dict)

    def draw(self, case: Mapping[str, Any]) -> File:
        """The file, of a case with these facts."""
        told = facts(**{**case, **self.facts})
        if self.role == STAMPED:
            return stamped_memo(told)
        (file,) = five(told, without=frozenset(ROLES) - {self.role}, **self.drawn)
        return file


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One mail from somebody, and what follows at once.

    Attributes:
        at: When it comes.
        who: Address of its author.
        answers: Template of the mail of ours that it answers, the last one sent; ``""`` for the request itself.
        client: The mail program, see :data:`bot.testing.replies.CLIENTS`.
        writes: What its author typed; ``""`` for the usual words of a request.
        brings: Attachments.
        state: Of the case afterwards.
        sends: Every mail that must leave for it, no others: template and address.
    """

    at: datetime
    who: str
    answers: str = ""
    client: str = "outlook"
    writes: str = ""
    brings: tuple[Brought, ...] = ()
    state: str
    sends: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that must be on record."""

    round: int
    step: str
    person: str
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One client's case.

    Attributes:
        title: What it is about.
        case: Arguments of :func:`bot.testing.facts.facts`.
        steps: In the order of time.
        decisions: All that are on record at the end, in order.
        register: What fields of the register's row must hold at the end.
    """

    title: str
    case: Mapping[str, Any]
    steps: tuple[Step, ...]
    decisions: tuple[Decided, ...]
    register: Mapping[str, str]

    @property
    def facts(self) -> CaseFacts:
        """What the documents say."""
        return facts(**self.case)


def stories() -> tuple[Story, ...]:
    """The four stories of the demonstration, in the order of time."""
    data = words("stories")
    return tuple(_story(raw, data["people"]) for raw in data["stories"])


def _story(raw: Mapping[str, Any], people: Mapping[str, str]) -> Story:
    steps = tuple(_step(one, people) for one in raw["steps"])
    begins = steps[0].at
    return Story(
        title=raw["title"],
        case={"memo_date": begins.date(), "mailed_at": begins, **raw["case"]},
        steps=steps,
        decisions=tuple(Decided(**{**one, "person": people[one["person"]]}) for one in raw["decisions"]),
        register=raw["register"],
    )


def _step(raw: Mapping[str, Any], people: Mapping[str, str]) -> Step:
    changes: dict[str, Any] = {
        "at": datetime.fromisoformat(raw["at"]).replace(tzinfo=BOGOTA),
        "who": people[raw["who"]],
        "brings": tuple(
            Brought(**one) if isinstance(one, dict) else Brought(role=one) for one in raw.get("brings", ())
        ),
        "sends": tuple((template, people[name]) for template, names in raw["sends"].items() for name in names),
    }
    return Step(**{**raw, **changes})
