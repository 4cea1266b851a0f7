"""Two lines of a text that are a small table: headings in one, a value under each in the next."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.intake.documents.labels import Label, LabelFinder
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords, Kind

_FEWEST_LABELS = 3
_MOST_LABEL_WORDS = 5
_MOST_WORDS = 14  # of headings that may be told apart in several ways
_VALUE = re.compile(r"(?:COP\s*)?\$\s*[\d.,']+|\S+", re.IGNORECASE)
_RATE = re.compile(r"\s?\(?\d{1,2}(?:[.,]\d{1,2})?\s?%\)?")

_Labels = tuple[Label | None, ...]
_Pairs = tuple[tuple[Label, str], ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a line, ``None`` for one of something that we do not look for.

    Attributes:
        labels: As they are most likely told apart.
        parts: Their words, which may be headings in other ways too: ``Fecha factura`` may be one column or two.
        finder: Knows the headings.
    """

    labels: _Labels
    parts: tuple[str, ...]
    finder: LabelFinder

    def values(self, below: str, words: DocumentWords) -> Iterator[tuple[Label, str]]:
        """The values in the line below; none where it has another number of them, or is a line of goods."""
        written = _VALUE.findall(below)
        if any(label and label.rule.name[0] == "_" for label in self.labels):
            return
        likely = _paired(self.labels, written)
        fitting = (likely,) if _fits(likely, words) else tuple(self._fitting(written, words))
        if len({tuple((label.rule.name, value) for label, value in pairs) for pairs in fitting}) == 1:
            yield from _whole(fitting[0])
        elif not fitting:
            yield from (one for one in _whole(likely) if parse(one[0].rule.kind, one[1], words) is not None)

    def _fitting(self, written: Sequence[str], words: DocumentWords) -> Iterator[_Pairs]:
        """In each other way in which no more words are unknown, and every value is of its kind: those."""
        if len(self.parts) > _MOST_WORDS:
            return iter(())
        unknown, ways = self.labels.count(None), _ways(self.parts, len(written), self.finder)
        told = (_paired(labels, written) for labels in ways if labels.count(None) <= unknown)
        return (pairs for pairs in told if _fits(pairs, words))


def _paired(labels: _Labels, written: Sequence[str]) -> _Pairs:
    """Each label with the value under it; nothing where their numbers differ."""
    return tuple((a, b) for a, b in zip(labels, written, strict=True) if a) if len(labels) == len(written) else ()


def _fits(pairs: _Pairs, words: DocumentWords) -> bool:
    return bool(pairs) and all(parse(label.rule.kind, value, words) is not None for label, value in _whole(pairs))


def _whole(pairs: _Pairs) -> tuple[tuple[Label, str], ...]:
    """The pairs that are no free text; a period whose first and last day have a column each is one."""
    days = " - ".join(value for label, value in pairs if label.rule.kind is Kind.PERIOD)
    told = ((label, days if label.rule.kind is Kind.PERIOD else value) for label, value in pairs)
    return tuple((label, value) for label, value in told if not label.rule.kind.free)


def headings_in(text: str, finder: LabelFinder) -> Headings | None:
    """The headings that a line is made of, if at least three of different fields are known among them."""
    parts = _RATE.sub("", text).split()
    if ":" in text or any(map(str.isdigit, "".join(parts))):
        return None
    labels: list[Label | None] = []
    at = 0
    while at < len(parts):
        label, at = _longest(parts, at, finder)
        labels.append(label)
    known = {label.rule.name for label in labels if label}
    if len(known) < _FEWEST_LABELS:
        return None
    return Headings(tuple(labels), tuple(parts), finder)


def _ways(parts: Sequence[str], columns: int, finder: LabelFinder) -> Iterator[_Labels]:
    """Every way to read the words as so many headings; a word that is part of none is one of something else."""
    if not parts and not columns:
        yield ()
    if not columns <= len(parts) <= columns * _MOST_LABEL_WORDS:
        return
    for end in range(1, min(_MOST_LABEL_WORDS, len(parts)) + 1):
        label = _at(parts, 0, end, finder)
        if label or end == 1:
            yield from ((label, *rest) for rest in _ways(parts[end:], columns - 1, finder))


def _longest(parts: list[str], at: int, finder: LabelFinder) -> tuple[Label | None, int]:
    """The label that begins here, of as many words as name one field only, and where the next begins."""
    first = _at(parts, at, at + 1, finder)
    best, end = first, at + 1
    for stop in range(at + 2, min(len(parts), at + _MOST_LABEL_WORDS) + 1):
        alone = _at(parts, stop - 1, stop, finder)
        longer = _at(parts, at, stop, finder)
        if longer and (alone is None or alone.rule == longer.rule) and (best is None or best.rule == longer.rule):
            best, end = longer, stop
    return best, end


def _at(parts: Sequence[str], start: int, stop: int, finder: LabelFinder) -> Label | None:
    return finder.match(" ".join(parts[start:stop]), 0)
