"""What letters tell in rows: ``Contrato: CAL-2024-00871``, and small tables whose headings stand over their values."""

import re
from collections.abc import Iterator, Sequence

from bot.core.document import FieldValue, Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.labels import Label, LabelFinder, finder
from bot.intake.documents.money import money
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import plain
from bot.intake.documents.textform import fields_in_text
from bot.intake.documents.values import number, tax_id
from bot.intake.documents.words import DocumentWords, FieldRule, Kind

_ROWS = "letter"
_INVOICE, _DAY = "factura", "fecha"
_NUMBERS = frozenset({"contrato", "factura"})
_WORDS_TO_NUMBER = 4
_LONGEST_ROW = 14  # words
_MOST_COLUMNS = 6
_MOST_IN_CELL = 4
_SHAPES = {
    Kind.MONEY: re.compile(r"(?:cop\s*|\$\s*)\d[\d.,]*|\d{1,3}(?:\.\d{3})+(?:,\d{2})?"),
    Kind.NUMBER: re.compile(r"[a-z]{1,6}(?:[ -][a-z]{1,5})?[ -]?\d{2,}(?:-\d{1,8})*|\d{3,12}"),
    Kind.TAX_ID: re.compile(r"\d{1,3}(?:\.\d{3}){1,3}(?:\s*-\s*\d)?|\d{6,11}(?:-\d)?"),
}


def rows_of(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """The labelled values of short lines, each field once: the first that has a value."""
    short = tuple(line for line in lines if len(line.text.split()) <= _LONGEST_ROW)
    rows: dict[str, Read] = {}
    for found in fields_in_text(short, finder(words, _ROWS), words):
        if found.read.value is not None and _is_row(found.name, found.read.source):
            rows.setdefault(found.name, found.read)
    return rows | _client_row(short, words)


def _is_row(name: str, source: str) -> bool:
    """Whether a number follows its label at once: «el contrato. Se trata de la factura No. …» is a sentence."""
    return name not in _NUMBERS or any(map(str.isdigit, " ".join(source.split()[:_WORDS_TO_NUMBER])))


def _client_row(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """The client behind a label: with a colon, or in a table behind one of several words."""
    label = words.phrases["client_label"].pattern
    for line in lines:
        found = label.match(plain(line.text))
        rest = line.text[found.end() :].lstrip() if found else ""
        name = rest.lstrip(":").strip(" .")
        labelled = rest.startswith(":") or (found is not None and " " in found.group() and name[:1].isupper())
        if labelled and len(name.split()) > 1:
            return {"cliente": Read(value=name, source=line.text, page=line.page)}
    return {}


def unrolled(lines: tuple[Line, ...], words: DocumentWords) -> tuple[Line, ...]:
    """The lines, with headings over one row of values as a line for each column, and labels of two lines whole."""
    labels = finder(words, _ROWS)
    told: list[Line] = []
    for line in lines:
        if told and _completes(told[-1].text, line.text, words):
            told[-1] = Line(f"{told[-1].text} {line.text}", line.page)
            continue
        table = _table(told[-1].text, line.text, labels, words) if told else ()
        if table:
            told.pop()
            told += (Line(text, line.page) for text in table)
        else:
            told.append(line)
    return tuple(told)


def _completes(upper: str, lower: str, words: DocumentWords) -> bool:
    """Whether a narrow cell has the label of the client on two lines: «Nombre o razón» over «social …»."""
    label = words.phrases["client_label"].pattern
    whole = label.match(plain(f"{upper} {lower}"))
    return whole is not None and whole.end() > len(upper) > 0 and label.fullmatch(plain(upper)) is None


def _table(heading: str, values: str, labels: LabelFinder, words: DocumentWords) -> tuple[str, ...]:
    """``Label: value`` of each column, if the heading is nothing but labels and the values fit them in one way only."""
    if ":" in heading or not any(map(str.isdigit, values)):
        return ()
    for columns in sorted(_columns(heading.split(), labels), key=len, reverse=True):
        cells = _cells(values.split(), [label.rule for label, _ in columns], words)
        if len(cells) == 1:
            of_invoice = next((text for label, text in columns if label.rule.name == _INVOICE), "")
            return tuple(
                f"{of_invoice if label.rule.name == _DAY else ''} {text}: {cell}".strip()
                for (label, text), cell in zip(columns, cells[0], strict=True)
            )
    return ()


def _columns(parts: Sequence[str], labels: LabelFinder) -> list[tuple[tuple[Label, str], ...]]:
    """Every way to read the words as labels, two at least; none where anything else stands among them."""
    if len(parts) > _MOST_COLUMNS * 2:
        return []
    return [found for found in _labelled(parts, labels) if 1 < len(found) <= _MOST_COLUMNS]


def _labelled(parts: Sequence[str], labels: LabelFinder) -> Iterator[tuple[tuple[Label, str], ...]]:
    if not parts:
        yield ()
    for end in range(1, min(_MOST_IN_CELL, len(parts)) + 1):
        text = " ".join(parts[:end])
        if label := labels.match(text, 0):
            yield from (((label, text), *rest) for rest in _labelled(parts[end:], labels))


def _cells(parts: Sequence[str], rules: Sequence[FieldRule], words: DocumentWords) -> list[tuple[str, ...]]:
    """Every way to cut a line into one value for each column; more than one is none that can be trusted."""
    if len(parts) > len(rules) * _MOST_IN_CELL or any(rule.kind.free for rule in rules):
        return []
    return list(_cuts(parts, rules, words))


def _cuts(parts: Sequence[str], rules: Sequence[FieldRule], words: DocumentWords) -> Iterator[tuple[str, ...]]:
    if not rules:
        if not parts:
            yield ()
        return
    for end in range(1, min(_MOST_IN_CELL, len(parts) - len(rules) + 1) + 1):
        cell = " ".join(parts[:end])
        if _fits(cell, rules[0].kind, words):
            yield from ((cell, *rest) for rest in _cuts(parts[end:], rules[1:], words))


def _fits(cell: str, kind: Kind, words: DocumentWords) -> bool:
    """Whether the text is a value of this kind, and nothing more."""
    flat = plain(cell)
    if kind is Kind.DATE:
        days = dates_within(cell, words)
        return len(days) == 1 and days[0][:2] == (0, len(cell))
    value: FieldValue = None
    if kind in _SHAPES and _SHAPES[kind].fullmatch(flat):
        value = {Kind.MONEY: money(cell), Kind.NUMBER: number(cell, words), Kind.TAX_ID: tax_id(cell)}[kind]
    return value is not None
