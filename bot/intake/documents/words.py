"""The words by which documents are read, loaded once from ``templates/documents.es.yaml``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self, cast

from bot.errors import SettingsError
from bot.intake.documents.text import fold


class Kind(StrEnum):
    """What sort of value a field holds, which decides how it is parsed.

    Attributes:
        free: Whether any text would do, so that finding one proves little.
        marked: Whether it is chosen by marks, which may lie in several cells.
    """

    free: bool
    marked: bool

    def __new__(cls, value: str, trait: str = "") -> Self:
        """A member with what is special about it."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.free = trait == "free"
        kind.marked = trait == "marked"
        return kind

    TEXT = "text", "free"
    LONG_TEXT = "long_text", "free"
    PERSON = "person", "free"
    PLACE = "place", "free"
    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    AMOUNT_IN_WORDS = "amount_in_words"
    TAX_ID = "tax_id"
    PERIOD = "period"
    KINDS = "kinds", "marked"
    YES_NO = "yes_no", "marked"
    CAUSE = "cause"
    COUNT = "count"
    CHECKLIST = "checklist", "free"


@dataclass(frozen=True)
class Phrases:
    """A set of words and phrases, found as whole words; ``stem*`` stands for every ending."""

    terms: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds a phrase in text made ``plain``, whatever stands between its words."""
        return re.compile(rf"(?<![a-z0-9])(?:{_alternation(self.terms)})(?![a-z0-9])")

    @cached_property
    def several(self) -> re.Pattern[str]:
        """Finds one phrase or more of them in a row in plain text, with the stop at their end."""
        one = self.pattern.pattern
        return re.compile(rf"(?:{one})(?:[\s.]+(?:{one}))*\.?")

    @cached_property
    def before_value(self) -> re.Pattern[str]:
        """Finds a phrase in plain text where a colon, a digit or a blank to fill in follows."""
        return re.compile(rf"(?:{self.pattern.pattern})(?=[\s.]*(?:[:_]|\d))")

    def ends(self, text: str) -> bool:
        """Whether one of the phrases is the last thing that stands in plain text, but for signs."""
        return self.begin_at_end(text) is not None

    def begin_at_end(self, text: str) -> int | None:
        """Where the phrase begins that is the last thing in plain text, but for signs."""
        found = self._at_end.search(text)
        return found.start() if found else None

    @cached_property
    def _at_end(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.pattern.pattern})[\W_]*$")

    def whole(self, text: str) -> bool:
        """Whether the folded text is exactly one of the phrases."""
        return self.pattern.fullmatch(text) is not None

    def opens(self, text: str) -> bool:
        """Whether the folded text begins with one of the phrases."""
        return self.pattern.match(text) is not None


def _alternation(terms: Iterable[str]) -> str:
    longest_first = sorted(terms, key=len, reverse=True)
    return "|".join(re.escape(term).replace(r"\*", "[a-z0-9]*").replace(r"\ ", r"[\W_]+") for term in longest_first)


@dataclass(frozen=True, kw_only=True)
class FieldRule:
    """How a field is named on paper.

    Attributes:
        name: The field's name in the rules; one that begins with ``_`` is recognised but not kept.
        kind: What its value is.
        labels: Each a set of concepts that together make its label.
        never: Concepts that make it another field's label.
        exact: Folded labels that are its own, word for word.
    """

    name: str
    kind: Kind
    labels: tuple[frozenset[str], ...]
    never: frozenset[str]
    exact: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class RoleWords:
    """How a document is told from the others.

    Attributes:
        reader: Which reader reads it.
        name: What to look for in its name, and how much that weighs: both folded, with a space before and after them.
        cues: What to look for in its content, likewise.
        essential: Fields without which it was not read well.
    """

    reader: str
    name: Mapping[str, float]
    cues: Mapping[str, float]
    essential: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DocumentWords:
    """Everything Spanish that the readers of documents know (see the comments of the file), equal only to itself."""

    months: Mapping[str, int]
    day_fillers: Phrases
    numerals: Mapping[str, int]
    blanks: Phrases
    number_marks: Phrases
    number_fillers: Phrases
    yes_no: Mapping[str, Phrases]
    kinds: Mapping[str, Phrases]
    both: Phrases
    either: Phrases
    courtesies: Phrases
    company_endings: Phrases
    city_names: Mapping[str, str]
    concepts: Mapping[str, tuple[str, ...]]
    fillers: Phrases
    fields: Mapping[str, tuple[FieldRule, ...]]
    roles: Mapping[str, RoleWords]
    invoice_titles: Mapping[str, Phrases]
    phrases: Mapping[str, Phrases]
    amounts: Mapping[str, Phrases]
    no_costs: Phrases
    other_papers: Phrases
    sheets: Phrases
    sheet_totals: Phrases
    signed: Phrases
    company_sections: Phrases
    section_words: Phrases
    help_headings: Phrases
    log_titles: Phrases
    own_offices: Phrases
    kinds_of_form: Phrases
    day_parts: Mapping[str, Phrases]
    decisions: Mapping[str, Phrases]


@lru_cache(maxsize=2)
def load_document_words(path: Path) -> DocumentWords:
    """Read the file of words, once: the rules, the readers and the language all want it at the start.

    Raises:
        SettingsError: The file cannot be read, or a part of it is missing or misshapen.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415 - readers get the words ready-made and stay small
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - as above

    try:
        raw = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return _words(raw)
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise SettingsError(f"{path} cannot be read: {error}. Restore it from the distribution.") from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SettingsError(f"{path} lacks or misshapes {error}. Compare it with the distribution's.") from error


def _words(raw: Mapping[str, Any]) -> DocumentWords:
    return DocumentWords(
        months=dict(raw["months"]),
        day_fillers=_phrases(raw["day_fillers"]),
        numerals=dict(raw["numerals"]),
        blanks=_phrases(raw["blanks"]),
        number_marks=_phrases(raw["number_marks"]),
        number_fillers=_phrases(raw["number_fillers"]),
        yes_no=_named(raw["yes_no"]),
        kinds=_named(raw["kinds"]),
        both=_phrases(raw["both"]),
        either=_phrases(raw["either"]),
        courtesies=_phrases(raw["courtesies"]),
        company_endings=_phrases(raw["company_endings"]),
        city_names=dict(raw["city_names"]),
        concepts={name: tuple(terms) for name, terms in raw["concepts"].items()},
        fillers=_phrases(raw["fillers"]),
        fields={part: _field_rules(rules, raw["concepts"]) for part, rules in raw["fields"].items()},
        roles={name: _role(role) for name, role in raw["roles"].items()},
        invoice_titles=_named(raw["invoice_titles"]),
        phrases=_named(raw["phrases"]),
        amounts=_named(raw["amounts"]),
        no_costs=_phrases(raw["no_costs"]),
        other_papers=_phrases(raw["other_papers"]),
        sheets=_phrases(raw["sheets"]),
        sheet_totals=_phrases(raw["sheet_totals"]),
        signed=_phrases(raw["signed"]),
        company_sections=_phrases(raw["company_sections"]),
        log_titles=_phrases(raw["log_titles"]),
        section_words=_phrases(raw["section_words"]),
        help_headings=_phrases(raw["help_headings"]),
        own_offices=_phrases(raw["own_offices"]),
        kinds_of_form=_phrases(raw["kinds_of_form"]),
        day_parts=_named(raw["day_parts"]),
        decisions=_named(raw["decisions"]),
    )


def _phrases(terms: Iterable[str]) -> Phrases:
    return Phrases(tuple(terms))


def _named(groups: Mapping[str, Iterable[str]]) -> Mapping[str, Phrases]:
    return {name: _phrases(terms) for name, terms in groups.items()}


def _weighed(weights: Mapping[str, float]) -> Mapping[str, float]:
    """By what to look for in padded text; ``stem*`` stands for every ending."""
    return {f" {term[:-1]}" if term.endswith("*") else f" {term} ": float(weight) for term, weight in weights.items()}


def _role(raw: Mapping[str, Any]) -> RoleWords:
    return RoleWords(
        reader=raw["reader"],
        name=_weighed(raw["name"]),
        cues=_weighed(raw["cues"]),
        essential=tuple(raw.get("essential", ())),
    )


def _field_rules(raw: Mapping[str, Mapping[str, Any]], concepts: Mapping[str, object]) -> tuple[FieldRule, ...]:
    rules = tuple(
        FieldRule(
            name=name,
            kind=Kind(rule["is"]),
            labels=tuple(frozenset(label.split()) for label in rule["labels"]),
            never=frozenset(rule.get("never", ())),
            exact=frozenset(map(fold, cast("Iterable[str]", rule.get("exact", ())))),
        )
        for name, rule in raw.items()
    )
    for rule in rules:
        unknown = rule.never.union(*rule.labels) - concepts.keys()
        if unknown:
            raise ValueError(f"fields.{rule.name}: unknown concepts {', '.join(sorted(unknown))}")
    return rules
