"""A log without a table: each contact is a few lines, ``Fecha:``, ``Responsable:``, ``Gestión:``, below the other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.core.document import Read
from bot.intake.documents.labels import finder
from bot.intake.documents.sheets.cells import Cell, Direction, Sheet
from bot.intake.documents.sheets.day_sections import day_alone
from bot.intake.documents.sheets.log_columns import told_by
from bot.intake.documents.text import fold
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords, FieldRule

_FEWEST_LINES = 3  # of a contact
_FEWEST_CONTACTS = 2
_LONGEST_NUMBER = 15  # letters: «Gestión N° 12»
_DIGITS = re.compile(r"\d+")
_TELLING = frozenset({"detalle", "resultado"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A labelled value: the label without numbers (every contact has the same ones), field, row and value."""

    label: str
    rule: FieldRule
    row: int
    read: Read


@dataclass(frozen=True, slots=True)
class Blocks:
    """The contacts, the rows they lie in, where the first begins, and how many fields they have."""

    contacts: tuple[Mapping[str, Read], ...]
    rows: range
    place: str
    names: frozenset[str]


def find_blocks(sheet: Sheet, words: DocumentWords) -> Blocks | None:
    """The contacts of such a log, if there are at least two, each with a day and what was done."""
    lines = tuple(_lines(sheet, words))
    often = Counter(line.label for line in lines)
    days = [line.label for line in lines if line.rule.name == "fecha"]
    count = max((often[label] for label in days), default=0)
    regular = {line.label: line.rule.name for line in lines if often[line.label] == count}
    if count < _FEWEST_CONTACTS or len(regular) < _FEWEST_LINES or not _TELLING & set(regular.values()):
        return None
    opening = next(line.label for line in lines if line.label in regular)
    starts = [index for index, line in enumerate(lines) if line.label == opening]
    ends = [*starts[1:], len(lines)]
    parts = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    contacts = tuple({line.rule.name: line.read for line in reversed(part)} for part in parts)
    if any("fecha" not in contact for contact in contacts):
        return None
    rows = range(lines[starts[0]].row, lines[-1].row + 1)
    place = lines[starts[0]].read.cell or ""
    return Blocks(contacts, rows, place, frozenset(line.rule.name for line in lines[starts[0] :]))


def _lines(sheet: Sheet, words: DocumentWords) -> Iterator[_Line]:
    told: set[Cell] = set()
    for cell in sheet.cells:
        if cell in told:
            continue
        text = cell.raw if isinstance(cell.raw, str) else ""
        name, colon, inline = text.partition(":")
        rule = _rule(name if colon else cell.text, words) if text else None
        if rule is None:
            if (day := day_alone(cell, words)) is not None:
                read = Read(value=day, source=cell.text, cell=cell.name, sheet=sheet.name)
                yield _Line("", rule_named("fecha", words), cell.row, read)
            continue
        value = None if inline.strip() else _beside(sheet, cell, words)
        if value is not None:
            told.add(value)
        raw = inline.strip() if value is None else value.raw
        rule = _told(rule, str(raw), words)
        where = value or cell
        parsed = told_by(rule, value, words) if value is not None else parse(rule.kind, raw, words) if raw else None
        source = inline.strip() if value is None else value.text
        yield _Line(
            _DIGITS.sub("", fold(name)).strip(),
            rule,
            cell.row,
            Read(value=parsed, source=source, cell=where.name, sheet=sheet.name),
        )


def _rule(text: str, words: DocumentWords) -> FieldRule | None:
    label = finder(words, "log_columns").match(text, 0)
    return label.rule if label else None


def _told(rule: FieldRule, text: str, words: DocumentWords) -> FieldRule:
    """``Gestión: Se llamó al cliente`` tells what was done, ``Gestión: 3`` is its number."""
    return rule_named("detalle", words) if rule.name == "numero" and tells([text]) else rule


def tells(texts: Sequence[str]) -> bool:
    """Whether what stands under ``Gestión`` are sentences, not numbers."""
    return any(len(text) > _LONGEST_NUMBER for text in texts)


def rule_named(name: str, words: DocumentWords) -> FieldRule:
    """The field of a contact with this name."""
    return next(rule for rule in words.fields["log_columns"] if rule.name == name)


def _beside(sheet: Sheet, label: Cell, words: DocumentWords) -> Cell | None:
    """The next filled cell to the right that is no label."""
    ahead = takewhile(lambda cell: _is_value(cell, words), sheet.onward(label, Direction.RIGHT))
    return next((cell for cell in ahead if not cell.empty), None)


def _is_value(cell: Cell, words: DocumentWords) -> bool:
    return not (isinstance(cell.raw, str) and cell.text.endswith(":") and _rule(cell.text, words))
