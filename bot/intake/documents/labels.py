"""Labels found by meaning: a label is the set of ideas in it, so any wording of the same ideas is the same label."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords, FieldRule

_LONGEST_LABEL = 70
_LONGEST_WITH_HINT = 120  # ``NIT o C.C. (con dígito de verificación)``
_MOST_WORDS = 10
_SHORTEST_MENDABLE = 5
_LONG_WORD = 9  # letters, in which two slips are forgiven instead of one
_NUMBERING = re.compile(r"^\s*\(?(?:\d{1,2}(?:\.\d{1,2}){1,2}[.)\-]?\s+|\d{1,2}[.)\-]\s*|[ivxIVX]{1,4}[.)\-]\s+)")
_STAR = re.compile(r"^\s*(?:\(\*\)|\*)\s*")
_HINT = re.compile(r"\s*\([^()]*\)\s*[:*]*\s*$")
_EXACT = 100


@dataclass(frozen=True, slots=True)
class Label:
    """A text recognised as the label of a field; the higher the score, the more exactly it says so."""

    rule: FieldRule
    score: int


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The ideas of a text, how many of its words carry one, and how many words nothing is known of."""

    ideas: frozenset[str]
    known: int
    unknown: int


class _Ideas:
    """Finds the ideas in a folded text, whichever document it is from."""

    def __init__(self, words: DocumentWords) -> None:
        self._fillers = words.fillers
        self._single: dict[str, frozenset[str]] = {}
        self._stems: list[tuple[str, str]] = []
        self._phrases: list[tuple[str, str]] = []
        for name, terms in words.concepts.items():
            for term in terms:
                self._enter(term, name)
        self._phrases += [(f" {term} ", "") for term in words.fillers.terms if " " in term]
        self._phrases.sort(key=lambda entry: len(entry[0]), reverse=True)
        self._mendable = tuple(term for term in self._single if len(term) >= _SHORTEST_MENDABLE)
        self.meaning = lru_cache(maxsize=2048)(self._meaning)
        self._of_word = lru_cache(maxsize=2048)(self._find_word)

    def _enter(self, term: str, name: str) -> None:
        if " " in term:
            self._phrases.append((f" {term} ", name))
        elif term.endswith("*"):
            self._stems.append((term.removesuffix("*"), name))
        else:
            self._single[term] = self._single.get(term, frozenset()) | {name}

    def _meaning(self, folded: str) -> _Meaning:
        ideas: set[str] = set()
        known = 0
        rest = f" {folded} "
        for phrase, name in self._phrases:
            if phrase not in rest:
                continue
            rest = rest.replace(phrase, " ")
            if name:
                ideas.add(name)
                known += len(phrase.split())
        unknown = []
        for word in rest.split():
            found = self._of_word(word)
            ideas |= found
            known += bool(found)
            if not found and not self._fillers.whole(word):
                unknown.append(word)
        return self._mended(frozenset(ideas), known, unknown)

    def _find_word(self, word: str) -> frozenset[str]:
        stems = {name for stem, name in self._stems if word.startswith(stem)}
        return self._single.get(word, frozenset()) | stems

    def _mended(self, ideas: frozenset[str], known: int, unknown: list[str]) -> _Meaning:
        """Words with a slip of the pen taken for what they must be, if that leaves nothing unknown."""
        as_written = _Meaning(ideas, known, len(unknown))
        if not known and len(unknown) != 1:
            return as_written
        meant = [_nearest(word, self._mendable) for word in unknown if len(word) >= _SHORTEST_MENDABLE]
        if len(meant) < len(unknown) or None in meant:
            return as_written
        return _Meaning(ideas.union(*(self._single[word] for word in meant if word)), known + len(meant), 0)


def unnumbered(text: str) -> str:
    """A label without the number of its line or section: ``3.1 Número``."""
    return _NUMBERING.sub("", text)


class LabelFinder:
    """Recognises the labels of one document's fields.

    Args:
        words: The ideas that labels are made of.
        rules: The fields to look for; among equals the first one wins.
    """

    def __init__(self, words: DocumentWords, rules: tuple[FieldRule, ...]) -> None:
        self._rules = rules
        self._exact = {text: rule for rule in reversed(rules) for text in rule.exact}
        self._blanks = words.blanks
        self._ideas = _ideas(words)
        self._label = lru_cache(maxsize=4096)(self._find_label)
        self._best = lru_cache(maxsize=1024)(self._find_best)

    def named(self, name: str) -> Label | None:
        """The field of this name, as if its own words stood there."""
        return next((Label(rule, _EXACT) for rule in self._rules if rule.name == name), None)

    def match(self, text: str, allowance: int = 1) -> Label | None:
        """The field that the text names, or ``None``; ``allowance`` unknown words may stand beside two known ones."""
        if len(text) > _LONGEST_WITH_HINT:
            return None
        text = _STAR.sub("", text)
        found = self._label(text, allowance) if len(text) <= _LONGEST_LABEL else None
        bare = _HINT.sub("", text)
        return self.match(bare, allowance) if found is None and bare != text else found

    def _find_label(self, text: str, allowance: int) -> Label | None:
        folded = fold(unnumbered(text))
        if rule := self._exact.get(folded):
            return Label(rule, _EXACT)
        if not folded or folded.count(" ") >= _MOST_WORDS or self._blanks.whole(folded):
            return None
        found = self._ideas.meaning(folded)
        if not found.ideas or found.unknown > (allowance if found.known > 1 else 0):
            return None
        best = self._best(found.ideas)
        return replace(best, score=best.score - found.unknown) if best else None

    def _find_best(self, ideas: frozenset[str]) -> Label | None:
        best: Label | None = None
        for rule in self._rules:
            if rule.never & ideas:
                continue
            size = max((len(label) for label in rule.labels if label <= ideas), default=0)
            score = 10 * size - (len(ideas) - size)
            if size and (best is None or score > best.score):
                best = Label(rule, score)
        return best


@lru_cache(maxsize=2)
def _ideas(words: DocumentWords) -> _Ideas:
    return _Ideas(words)


@lru_cache(maxsize=8)
def finder(words: DocumentWords, part: str) -> LabelFinder:
    """The finder of the labels of one part of ``fields`` in the file of words, made once."""
    return LabelFinder(words, words.fields[part])


def _nearest(word: str, choices: Iterable[str]) -> str | None:
    """The word that was meant: one slip away (a letter too many, missing, wrong, or two swapped), two if it is long.

    The first letter is right: ``PASTO`` is a city, and no ``gasto``.
    """
    slips = 2 if len(word) >= _LONG_WORD else 1
    alike = [choice for choice in choices if choice[0] == word[0]]
    found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=slips)
    return None if found is None else str(found[0])
