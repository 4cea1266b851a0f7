"""Which entries of a list words name: «el 2 y el 5», «AN-2026-000123», «Hotel Sol», «todos», «los demás»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of
from bot.intake.verdict.words import fold


class Scope(Enum):
    """How words name entries: these, all but some, the rest, those left out, or so that nobody knows which."""

    THESE = "these"
    ALL = "all"
    REST = "rest"
    LEFT_OUT = "left_out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list that we sent: its number there, from 1, its case and the client as the list names it."""

    number: int
    case: str
    client: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that name entries.

    Attributes:
        start: Where they begin in the text.
        end: Where they end.
        scope: How they name them.
        numbers: The entries, or with ``ALL`` those that are left out.
        plural: Whether an article of several stands before them: «los 5» are five, or the fifth and another.
    """

    start: int
    end: int
    scope: Scope
    numbers: frozenset[int] = frozenset()
    plural: bool = False


_SMALLEST_COUNT = 2
_JOINT = re.compile(r"\s*(?:,\s*y|,|y|e|ni|/|&)\s*")
_RANGE = re.compile(r"\s*(?:al?|hasta(?: el| la)?)\s*")
_NOT_A_PLACE = r"(?![\d/%°º]|[.,:-]\d|\s?%)"


def references(text: str, entries: Sequence[Entry], lexicon: Lexicon) -> tuple[Reference, ...]:
    """The references of a text in their order, those that stand together as one, exceptions with what they except."""
    folded = fold_evenly(text)
    found = sorted(_single(folded, entries, lexicon), key=lambda one: (one.start, -one.end))
    apart: list[Reference] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    joined = _joined(apart, folded)
    size = len(entries)
    return tuple(_counted(one, size) for one in _with_exceptions(joined, folded, lexicon))


def fold_evenly(text: str) -> str:
    """The text folded letter by letter, so that places in it are places in the text."""
    return "".join(one if len(one) == 1 else letter for letter in text for one in (fold(letter),))


def _single(folded: str, entries: Sequence[Entry], lexicon: Lexicon) -> Iterator[Reference]:
    lists = lexicon.lists
    for match in _all(lists["list_all"], lists["list_counted"], lists["list_things"]).finditer(folded):
        counted = _SMALLEST_COUNT + lists["list_counted"].index(match["count"]) if match["count"] else len(entries)
        fits = len(entries) == (_SMALLEST_COUNT if match["both"] else counted)
        yield Reference(start=match.start(), end=match.end(), scope=Scope.ALL if fits else Scope.UNKNOWN)
    for match in any_of(lists["list_rest"]).finditer(folded):
        yield Reference(start=match.start(), end=match.end(), scope=Scope.REST)
    numbers = {entry.case.lower(): entry.number for entry in entries}
    for match in _case(lists["list_labels"]).finditer(folded):
        number = numbers.get(f"{match['prefix']}-{match['year']}-{int(match['count']):06d}")
        if number or match["prefix"].upper() in {entry.case.partition("-")[0] for entry in entries}:
            yield _these(match.start(), match.end(), number)
    for match in _place(lists["list_labels"], lists["list_ordinals"], lists["months"]).finditer(folded):
        yield replace(
            _these(match.start(), match.end(), _number(match, lists["list_ordinals"], entries)),
            plural=match["article"] in lists["list_plural"],
        )
    for match, number in _clients(folded, entries, lexicon):
        yield _these(match.start(), match.end(), number)


def _these(start: int, end: int, number: int | None) -> Reference:
    known = number is not None
    return Reference(
        start=start,
        end=end,
        scope=Scope.THESE if known else Scope.UNKNOWN,
        numbers=frozenset([number] if number is not None else []),
    )


def _number(match: re.Match[str], ordinals: Sequence[str], entries: Sequence[Entry]) -> int | None:
    if match["number"]:
        number = int(match["number"])
    else:
        number = next(place for place, word in enumerate(ordinals, 1) if fold(word)[:-1] == match["ordinal"][:-1])
    return number if any(entry.number == number for entry in entries) else None


@lru_cache(maxsize=8)
def _all(phrases: tuple[str, ...], counts: tuple[str, ...], things: tuple[str, ...]) -> re.Pattern[str]:
    """«Todas las anulaciones», «las tres»."""
    every, thing = any_of(phrases).pattern, any_of(things).pattern
    counted = rf"(?:l[oa]s|est[oa]s)\s(?P<count>{'|'.join(counts)})\b"
    both = r"(?P<both>amb[oa]s)\b"
    return re.compile(rf"(?:(?:{every}\s)?\b{counted}|\b{both}|{every})(?:\s(?:(?:l|est|es)[oa]s\s)?{thing})*")


@lru_cache(maxsize=8)
def _case(labels: tuple[str, ...]) -> re.Pattern[str]:
    led = rf"(?:(?:el|la|los|las)\s)?(?:{any_of(labels).pattern}\s)*"
    return re.compile(
        rf"(?<![\w-]){led}(?P<prefix>[a-z]{{1,8}})[- ]?(?P<year>\d{{4}})[- ]?(?P<count>\d{{1,9}})(?![\w-])"
    )


@lru_cache(maxsize=8)
def _place(labels: tuple[str, ...], ordinals: tuple[str, ...], months: tuple[str, ...]) -> re.Pattern[str]:
    """A number of the list with what may stand before it; none that is a day, an amount or part of a longer one."""
    label = rf"(?:{any_of(labels, '').pattern}(?![a-z])\.?|n[°º]|#)\s?"
    month = any_of(months).pattern
    ordinal = "|".join(rf"{re.escape(fold(word)[:-1])}[oa]" for word in ordinals)
    return re.compile(
        rf"(?<![\w$.,/-])(?:(?P<article>el|la|los|las|al|del|de la|de los|de las)\s)?(?:{label})*"
        rf"(?:(?P<number>\d{{1,3}})(?![a-z\d]){_NOT_A_PLACE}(?!\sde\s{month})|(?P<ordinal>{ordinal})\b)"
    )


def _clients(folded: str, entries: Sequence[Entry], lexicon: Lexicon) -> Iterator[tuple[re.Match[str], int | None]]:
    """Clients called by their whole name, legal form or not; one that two entries share names neither."""
    label = any_of(lexicon.lists["list_labels"]).pattern
    called: dict[str, list[int]] = {}
    for entry in entries:
        for name in _names(entry.client):
            called.setdefault(name, []).append(entry.number)
    for name, numbers in called.items():
        led = rf"(?:(?:(?:el|la|lo)\s)?(?:{label}\s)?(?:de|del|de la)\s|(?:el|la)\s)?"
        for match in re.finditer(rf"(?<!\w){led}{re.escape(name)}(?!\w)", folded):
            yield match, numbers[0] if len(numbers) == 1 else None


_LEGAL_FORM = re.compile(r"[\s,]+(?:s\.?\s?a\.?\s?s?\.?|s\.?\s?r\.?\s?l\.?|ltda\.?|e\.?\s?u\.?|y cia\.?)$")
_SHORTEST_NAME = 5


def _names(client: str) -> Iterator[str]:
    whole = " ".join(fold_evenly(client).split())
    for name in {whole, _LEGAL_FORM.sub("", whole)}:
        if len(name) >= _SHORTEST_NAME:
            yield name


def _joined(found: Sequence[Reference], folded: str) -> list[Reference]:
    joined: list[Reference] = []
    for one in found:
        before = joined[-1] if joined else None
        between = folded[before.end : one.start] if before else ""
        if before and _is_range(before, one, between, folded):
            first, last = max(before.numbers), min(one.numbers)
            span = frozenset(range(first, last + 1))
            joined[-1] = replace(before, end=one.end, numbers=before.numbers | span, plural=False)
        elif before and before.scope is one.scope is Scope.THESE and _JOINT.fullmatch(between):
            joined[-1] = replace(before, end=one.end, numbers=before.numbers | one.numbers, plural=False)
        else:
            joined.append(one)
    return joined


def _is_range(before: Reference, one: Reference, between: str, folded: str) -> bool:
    """«Del 1 al 3»: the article of the second is part of the first's «del»."""
    if not before.scope is one.scope is Scope.THESE:
        return False
    reaches = f"{between}{folded[one.start : one.end]}".strip()
    begins = folded[before.start : before.end].startswith("del ")
    upward = max(before.numbers) < min(one.numbers)
    return upward and ((begins and reaches.startswith("al ")) or _RANGE.fullmatch(between) is not None)


def _with_exceptions(joined: Sequence[Reference], folded: str, lexicon: Lexicon) -> Iterator[Reference]:
    """What stands behind «salvo» is left out of the «todos» before it, or of everything where nothing is named."""
    kept: list[Reference] = []
    excepting = any_of(lexicon.lists["list_except"], r"\s*$")
    for one in joined:
        before = kept[-1] if kept else None
        start = before.end if before else 0
        excepts = excepting.search(folded[start : one.start])
        if not excepts:
            kept.append(one)
        elif one.scope is Scope.THESE and before is None:
            kept.append(replace(one, start=excepts.start(), scope=Scope.ALL))
        elif one.scope is Scope.THESE and before and before.scope is Scope.ALL and not before.numbers:
            kept[-1] = replace(before, numbers=one.numbers)
            kept.append(Reference(start=start + excepts.start(), end=one.end, scope=Scope.LEFT_OUT))
        else:
            kept.append(replace(one, scope=Scope.UNKNOWN))
    yield from kept


def _counted(one: Reference, size: int) -> Reference:
    """«Los 5» are all of five; of another list nobody knows whether five of them, or the fifth."""
    if one.scope is not Scope.THESE or not one.plural:
        return one
    return replace(one, scope=Scope.ALL if one.numbers == {size} else Scope.UNKNOWN, numbers=frozenset())


def meant(said: Sequence[Reference], entries: Sequence[Entry]) -> tuple[frozenset[int], ...]:
    """The entries that each of several references means; «los demás» are those that no other one names."""
    everything = frozenset(entry.number for entry in entries)
    named = frozenset(number for one in said if one.scope is Scope.THESE for number in one.numbers)
    return tuple(_meant(one, everything, named) for one in said)


def _meant(one: Reference, everything: frozenset[int], named: frozenset[int]) -> frozenset[int]:
    if one.scope is Scope.ALL:
        return everything - one.numbers
    return everything - named if one.scope is Scope.REST else one.numbers
