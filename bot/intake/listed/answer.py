"""What one answer says of the entries of a list: each clause with those that it is about, or why nobody can tell."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product
from math import prod

from bot.core.intent import Verdict
from bot.intake.listed.references import Entry, Reference, Scope, fold_evenly, meant, references
from bot.intake.verdict import Lexicon, answer_to_read, is_courtesy
from bot.intake.verdict.phrases import any_of

Judge = Callable[[str], Verdict]
"""What words say that name no entry; ``UNCLEAR`` where that is nothing, or not certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of some entries, in words without their names."""

    numbers: frozenset[int]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why nothing is decided: ``which`` entries, ``what`` of them, or ``both`` one thing and the other."""

    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What an answer is read with."""

    entries: Sequence[Entry]
    judge: Judge
    lexicon: Lexicon
    people: tuple[str, ...]

    def named(self, words: str) -> tuple[Reference, ...]:
        """The entries that words name."""
        return references(words, self.entries, self.lexicon)

    def decides(self, words: str) -> bool:
        """Whether words say something clear by themselves."""
        return self.judge(words) is not Verdict.UNCLEAR

    def is_courtesy(self, words: str) -> bool:
        """Whether words only greet or thank."""
        return is_courtesy(words, self.lexicon, self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """One thing said of what one reference names."""

    about: Reference
    words: str


_SENTENCE_ENDS = re.compile(r"(?<!\bno)(?<!\bnum)(?<!\bnro)(?<!\bn)(?<!\bs)(?<!\ba)[.!;]+(?=\s|$)|\n+", re.IGNORECASE)
_NUMBERED_LINE = re.compile(r"^(?P<number>\s*(?:#\s?)?\d{1,2})\s*[.)\u2013-]+(?=\s)", re.MULTILINE)
_SPLITS = re.compile(r"[,:]|\b(?:y|e|pero|mientras que)\b")
_TRIMMED = " \t,:;.\u2013\u2014-=()"
_BEFORE_REASON = ",:;.\u2013\u2014-"
_CUTS_AT_MOST = 200  # ways of cutting a sentence; of one with more nobody can tell which was meant


def read_list_answer(
    text: str, entries: Sequence[Entry], judge: Judge, lexicon: Lexicon, people: tuple[str, ...] = ()
) -> tuple[Told, ...] | Doubt:
    """Reads an answer to a list; it says everything about each entry that it names, or it says nothing.

    Args:
        text: What the person wrote.
        entries: The list, as they have it.
        judge: What words say by themselves.
        lexicon: The words.
        people: Names of those whom the person may greet.

    Returns:
        What is said of which entries, no entry twice; or why nobody can tell.
    """
    known = _Known(entries=entries, judge=judge, lexicon=lexicon, people=people)
    answer = _NUMBERED_LINE.sub(r"\g<number>:", answer_to_read(text, lexicon))
    sentences = [one.strip() for one in _SENTENCE_ENDS.split(answer) if one.strip(_TRIMMED)]
    telling = [one for one in sentences if known.named(one) or not known.is_courtesy(one)]
    if len(entries) == 1 and not any(map(known.named, telling)):
        return (Told(numbers=frozenset([entries[0].number]), words=answer.strip()),)
    said = _said(telling, known)
    return said if isinstance(said, Doubt) else _together(said, entries, text)


def _said(sentences: Sequence[str], known: _Known) -> list[_Clause] | Doubt:
    """The clauses of all sentences; one that names nothing is the heading of the next, or goes with the one before."""
    clauses: list[_Clause] = []
    heading, used = "", True
    for sentence in sentences:
        if known.named(sentence):
            read = _clauses(sentence, known)
            if isinstance(read, Doubt) and heading:
                read, used = _clauses(f"{heading} {sentence}", known), True
            if isinstance(read, Doubt):
                return read
            clauses += read
        elif clauses and used and (whole := _with_more(clauses[-1].words, sentence, known.judge)):
            clauses[-1] = replace(clauses[-1], words=whole)
        elif used and known.decides(sentence.strip(_TRIMMED)):
            heading, used = sentence, False
        else:
            return Doubt(reason="which", words=sentence)
    return clauses if used else Doubt(reason="which", words=heading)


def _with_more(words: str, sentence: str, judge: Judge) -> str:
    """What was said with a sentence that says the same, or why it is refused; else ``""``."""
    verdict, own = judge(words), judge(sentence)
    goes_along = own is verdict or (own is Verdict.UNCLEAR and verdict is Verdict.REJECT)
    whole = f"{words}. {sentence}"
    return whole if goes_along and judge(whole) is verdict else ""


def _clauses(sentence: str, known: _Known) -> list[_Clause] | Doubt:
    """The clauses of a sentence: the only way of cutting it in which each names something and decides it."""
    found = known.named(sentence)
    if any(one.scope is Scope.UNKNOWN for one in found):
        return Doubt(reason="which", words=sentence)
    named = [one for one in found if one.scope is not Scope.LEFT_OUT]
    readings = {
        tuple(clauses)
        for cut in _cuts(sentence, found, named)
        if (clauses := _cut(sentence, cut, found, known)) is not None
    }
    return list(readings.pop()) if len(readings) == 1 else Doubt(reason="what", words=sentence)


def _cuts(sentence: str, found: Sequence[Reference], named: Sequence[Reference]) -> Iterator[tuple[int, ...]]:
    """The places where a sentence may be cut so that each piece names something once."""
    between = [
        [place for place in _places(sentence, before.end, after.start) if not _inside(place, found)]
        for before, after in pairwise(named)
    ]
    if prod(map(len, between)) <= _CUTS_AT_MOST:
        yield from product(*between)


def _places(sentence: str, start: int, end: int) -> list[int]:
    """Where a comma or an «y» stands, and where the next name begins, unless one stands right before it."""
    found = list(_SPLITS.finditer(fold_evenly(sentence[start:end])))
    is_joined = bool(found) and not sentence[start + found[-1].end() : end].strip()
    return [*(start + match.start() for match in found), *(() if is_joined else (end,))]


def _inside(place: int, found: Sequence[Reference]) -> bool:
    return any(one.start < place < one.end for one in found)


def _cut(sentence: str, cut: tuple[int, ...], found: Sequence[Reference], known: _Known) -> list[_Clause] | None:
    ends = (*cut, len(sentence))
    clauses: list[_Clause] = []
    for start, end in zip((0, *cut), ends, strict=True):
        inside = [one for one in found if start <= one.start < end]
        about = next(one for one in inside if one.scope is not Scope.LEFT_OUT)
        if about.scope is Scope.ALL and _may_be_not_all(sentence[start : about.start], known):
            return None
        words = _words(sentence[start : about.start], _without(sentence, about.end, end, inside), known)
        if not words:
            return None
        clauses.append(_Clause(about=about, words=words))
    return clauses


def _may_be_not_all(before: str, known: _Known) -> bool:
    """Whether «todas» follows what is denied: «no apruebo todas» may mean none of them, or some."""
    last = _SPLITS.split(fold_evenly(before))[-1]
    return any_of(known.lexicon.lists["list_denials"]).search(last) is not None


def _without(sentence: str, start: int, end: int, found: Sequence[Reference]) -> str:
    """A piece of the sentence without what is left out in it."""
    pieces, place = [], start
    for one in found:
        if one.scope is Scope.LEFT_OUT:
            pieces.append(sentence[place : one.start])
            place = one.end
    return "".join((*pieces, sentence[place:end]))


def _words(before: str, after: str, known: _Known) -> str:
    """What a clause says without what it names, or ``""`` where that is not certain.

    The decision stands before the names, and only a reason behind them; or all of it stands behind them.
    """
    lists = known.lexicon.lists
    before = _from(lists["list_links"]).sub("", before.strip(_TRIMMED))
    before = _up_to(lists["list_joints"]).sub("", before).strip(_TRIMMED)
    rest = rest if (rest := after.strip()).strip(_TRIMMED) else ""
    if rest and (not before or known.is_courtesy(before)):
        words = rest.strip(_TRIMMED)
        return words if known.decides(words) else ""
    if not known.decides(before) or not rest:
        return before if known.decides(before) else ""
    gives_reason = rest[0] in _BEFORE_REASON or any_of(lists["list_reasons"]).match(fold_evenly(rest))
    whole = f"{before}{'' if rest[0] in _BEFORE_REASON else ' '}{rest}"
    return whole if gives_reason and known.judge(whole) is known.judge(before) else ""


@lru_cache(maxsize=4)
def _from(links: tuple[str, ...]) -> re.Pattern[str]:
    """Words at the beginning that only join it to what was said: «y», «en cuanto a»."""
    return re.compile(rf"^(?:{any_of(links).pattern}\s*)+", re.IGNORECASE)


@lru_cache(maxsize=4)
def _up_to(joints: tuple[str, ...]) -> re.Pattern[str]:
    """Words at the end that only join it to what is named: «de acuerdo con», «sí a»."""
    return re.compile(rf"\s{any_of(joints).pattern}$", re.IGNORECASE)


def _together(clauses: Sequence[_Clause], entries: Sequence[Entry], text: str) -> tuple[Told, ...] | Doubt:
    if not clauses:
        return Doubt(reason="what", words=text)
    numbers = meant([one.about for one in clauses], entries)
    told = tuple(Told(numbers=one, words=clause.words) for one, clause in zip(numbers, clauses, strict=True))
    if not all(numbers):
        return Doubt(reason="which", words=text)
    if len(frozenset().union(*numbers)) < sum(map(len, numbers)):
        return Doubt(reason="both", words=text)
    return told
