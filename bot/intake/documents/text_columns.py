"""Two lines of a text that are a small table: headings in one, a value under each in the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.intake.documents.labels import Label, LabelFinder
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords

_FEWEST_LABELS = 3
_MOST_LABEL_WORDS = 5
_VALUE = re.compile(r"(?:COP\s*)?\$\s*[\d.,']+|\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a line, ``None`` for one of something that we do not look for."""

    labels: tuple[Label | None, ...]

    def values(self, below: str, words: DocumentWords) -> Iterator[tuple[Label, str]]:
        """The values in the line below; none where it has another number of them, or is a line of goods."""
        written = _VALUE.findall(below)
        if len(written) != len(self.labels) or any(label and label.rule.name[0] == "_" for label in self.labels):
            return
        for label, value in zip(self.labels, written, strict=True):
            if label and not label.rule.kind.free and parse(label.rule.kind, value, words) is not None:
                yield label, value


def headings_in(text: str, finder: LabelFinder) -> Headings | None:
    """The headings that a line is made of, if at least three of different fields are known among them."""
    if ":" in text or any(map(str.isdigit, text)):
        return None
    parts = text.split()
    labels: list[Label | None] = []
    at = 0
    while at < len(parts):
        label, at = _longest(parts, at, finder)
        labels.append(label)
    known = {label.rule.name for label in labels if label}
    return Headings(tuple(labels)) if len(known) >= _FEWEST_LABELS else None


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


def _at(parts: list[str], start: int, stop: int, finder: LabelFinder) -> Label | None:
    return finder.match(" ".join(parts[start:stop]), 0)
