"""Labels with their values in one cell: ``Cliente: Ruiz Ltda.   NIT: 999.012.345-2``, or one over the other."""

import re
from collections.abc import Iterator

from bot.intake.documents.labels import Label, LabelFinder
from bot.intake.documents.sheets.cells import Cell
from bot.intake.documents.sheets.contexts import is_bare
from bot.intake.documents.text import fold
from bot.intake.documents.textform import colon_labels
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords, Kind

_BOX = re.compile(r"\s*[(\[][^()\[\]]{0,3}[)\]]\s*")
_ASKED = re.compile(r"(?<=\w)\s*\?\s*:?(?=\s*[^\s:])")  # ``¿Se cobran costos? Sí ( ) No (X)``
_HINT = re.compile(r"\s*\([^()\d]{4,}\)\s*")  # ``¿Por cuánto es? (total con IVA)`` still has to be answered
_ROOM = " \t\n_"  # what is left to write on is no part of what was written
_FIRST_WORD = re.compile(r"(\w+)[\s,;.]+(?=\w)")


def labels_and_values(cell: Cell, finder: LabelFinder, words: DocumentWords) -> tuple[tuple[Label, str], ...]:
    """Each label in a cell that has its value in the same cell; nothing where the cell does not begin with one."""
    if not isinstance(cell.raw, str):
        return ()
    text = _ASKED.sub(": ", cell.raw)
    if ":" not in text:
        return _over_value(text, finder, words) if "\n" in text else ()
    name, _, value = text.partition(":")
    label = finder.match(name) if value.strip() and not _HINT.fullmatch(value) else None
    if label is None or label.rule.kind is Kind.LONG_TEXT:
        return ((label, value.strip()),) if label else ()
    found = [(label, 0, len(name) + 1), *_further(text, len(name) + 1, finder, words)]
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    values = ((one, text[start:end].strip(_ROOM)) for (one, _, start), end in zip(found, ends, strict=True))
    return tuple((one, written) for one, written in values if written)


def _over_value(text: str, finder: LabelFinder, words: DocumentWords) -> tuple[tuple[Label, str], ...]:
    """A label on the first line of a cell, with its value below it; no label that only goes on there."""
    name, _, value = text.strip().partition("\n")
    label = finder.match(name, 0)
    whole = finder.match(text)
    goes_on = whole is not None and not (label and label.rule.kind.marked and label.rule == whole.rule)
    if label is None or goes_on or parse(label.rule.kind, value, words) is None:
        return ()
    return ((label, value.strip()),)


def _further(text: str, low: int, finder: LabelFinder, words: DocumentWords) -> Iterator[tuple[Label, int, int]]:
    """Labels of other values in the same cell, none of free text: a sentence may have a colon."""
    before = text[: low - 1]
    for label, start, end in colon_labels(text[low:], finder):
        begin = low + start + _length_of_answer(text[low + start : low + end], words)
        name = text[begin : low + end - 1]
        if not label.rule.kind.free or _is_apart(text, begin):
            yield _amount_of(before, name, finder, words) or label, begin, low + end
        before = name


def _is_apart(text: str, begin: int) -> bool:
    """Whether a label stands apart from what goes before it: on a line of its own, or after a wide gap."""
    before = text[:begin]
    gap = before[len(before.rstrip()) :]
    return "\n" in gap or len(gap) > 1


def _length_of_answer(text: str, words: DocumentWords) -> int:
    """How long the yes, no or box is that belongs to the label before this one: ``Costos: SI  Valor costos: …``."""
    if box := _BOX.match(text):
        return box.end()
    word = _FIRST_WORD.match(text)
    is_answer = word and any(phrases.whole(fold(word[1])) for phrases in words.yes_no.values())
    return word.end() if word and is_answer else 0


def _amount_of(before: str, name: str, finder: LabelFinder, words: DocumentWords) -> Label | None:
    """``Valor`` behind the label of what it is of."""
    found = finder.match(f"{before} {name}", 0) if is_bare(name, words) is Kind.MONEY else None
    return found if found and found.rule.kind is Kind.MONEY else None
