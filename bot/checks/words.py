"""Spanish that checks match or show, as values; it stands in ``templates/checks.es.yaml``."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


def needle(phrase: str) -> str:
    """What to look for in a clause with a space at each end; ``stem*`` stands for every ending."""
    return f" {phrase[:-1]}" if phrase.endswith("*") else f" {phrase} "


@dataclass(frozen=True, kw_only=True, eq=False)
class Saying:
    """How somebody puts a statement together: words that open it, a verb, linking words, and what it is about.

    Attributes:
        opens: Words that open it, for example those that deny; none where the verb says it alone.
        verbs: Words for asking, going on, giving up and so on.
        links: Words that may stand between these, and between a verb and its object; any other ends the saying.
        what: Words for what it is about.
    """

    opens: tuple[str, ...]
    verbs: tuple[str, ...]
    links: tuple[str, ...]
    what: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds one in a padded clause."""
        opens, verbs, links, what = (_any_of(each) for each in (self.opens, self.verbs, self.links, self.what))
        begin = rf"{opens} (?:{links} ){{0,3}}" if self.opens else ""
        return re.compile(rf" {begin}{verbs} (?:{links} ){{0,5}}{what} ")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A statement that texts make in many ways; a phrase may end in ``*``, which stands for every ending.

    Attributes:
        says: Any of these makes it.
        unless: A clause with any of these speaks of something else.
        sayings: So does whatever is put together like this.
    """

    says: tuple[str, ...]
    unless: tuple[str, ...] = ()
    sayings: tuple[Saying, ...] = ()

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """What to look for in a padded clause for each phrase that makes it."""
        return tuple(map(needle, self.says))

    def spans(self, clause: str) -> Iterator[tuple[int, int]]:
        """Where a padded clause says it, each from the space before it to the one after."""
        for wanted in self.needles:
            at = clause.find(wanted)
            while at >= 0:
                yield at, at + len(wanted)
                at = clause.find(wanted, at + 1)
        for saying in self.sayings:
            for found in saying.pattern.finditer(clause):
                yield found.span()


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word).replace(chr(92) + '*', '[^ ]*') for word in words)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a log of contacts should tell.

    Attributes:
        title: As people call it, for example ``el recibo de la carta del cliente``.
        parts: All must be stated in one entry.
        unless: An entry with any of these tells of something that only resembles it.
    """

    title: str
    parts: tuple[Claim, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Logic:
    """How sentences deny, suppose and go on; equal only to itself.

    Attributes:
        negations: Words that deny what closely follows them.
        suppositions: Phrases after which nothing is stated as a fact.
        turns: Words that begin another clause.
        number_marks: ``no`` before a number is no negation.
        invoice: Words before an invoice's number.
    """

    negations: frozenset[str]
    suppositions: tuple[str, ...]
    turns: frozenset[str]
    number_marks: frozenset[str]
    invoice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameWords:
    """What does not count in a name; equal only to itself.

    Attributes:
        legal_forms: ``sas``, ``ltda`` and so on, without points.
        legal_phrases: Those of several words, as written in small letters without accents.
        connectors: Articles and prepositions.
        abbreviations: Short word to the whole one.
    """

    legal_forms: frozenset[str]
    legal_phrases: tuple[str, ...]
    connectors: frozenset[str]
    abbreviations: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """All of them.

    Attributes:
        names: For comparing names.
        logic: For finding statements in texts.
        cities: Official or long name to the short one, both folded.
        claims: What texts may say, by name.
        events: What a log should tell, by name.
        costs: Phrases for administrative costs.
        authorities: What a signer may be to act for the client.
        kin: What somebody is to the client who does not act for them, as the beginning of a position.
        addressee_titles: Position of whoever a memo goes to, in place of a name.
        fields: How people call a field, with its article.
        readings: What is told of what was read in a scan, in this order: field to its name.
        kinds: How people call the kinds of request.
        document_types: What was sent in place of an invoice, with its article.
        formats: How people call a file's format, by the beginning of its media type.
        sheets: Words for a page before its number.
        shown: Small words for sentences, by what they mean.
        months: Names of the months, January first.
        reasons: Phrases by which texts give a reason, by what people call it.
    """

    names: NameWords
    logic: Logic
    cities: Mapping[str, str]
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    costs: tuple[str, ...]
    authorities: tuple[str, ...]
    kin: tuple[str, ...]
    addressee_titles: tuple[str, ...]
    fields: Mapping[str, str]
    readings: Mapping[str, str]
    kinds: Mapping[str, str]
    document_types: Mapping[str, str]
    formats: Mapping[str, str]
    sheets: tuple[str, ...]
    shown: Mapping[str, str]
    months: tuple[str, ...]
    reasons: Mapping[str, tuple[str, ...]]
