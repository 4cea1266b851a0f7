"""Fields of a form in running text: ``Label: value``, ``Label value``, or the value on the line below its label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.core.document import Read
from bot.intake.documents.labels import Label, LabelFinder
from bot.intake.documents.money import amounts_within, money
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.text_columns import headings_in
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords, Kind

_COLON = re.compile(r":(?!\d)(?!//)")
_WORD = re.compile(r"\S+")
_WIDE_GAP = re.compile(r"[ \t\u00a0]{2,}|[\n\t]")
_DIGITS_FIRST = re.compile(r"\d+(?=\s|$)")
_MOST_LABEL_WORDS = 7
_LONGEST_ID_TEXT = 40
_CLIENT = "cliente"
_LONGEST_NAME = 90
_SENTENCE = re.compile(r"[^\W\d_]{4,}(?<!pesos)(?<!PESOS)")
_PROSE = re.compile(r"(?:[^\W\d_]+[.,]?\s+){4}")  # ``Esta factura | se asimila a una letra … Art. 774``
_OTHER_AMOUNTS = ("previous", "base", "tax", "cost", "difference")
_OPEN_ENDS = frozenset({"de", "del", "la", "los", "las", "y", "e", "en"})


@dataclass(frozen=True, slots=True)
class Found:
    """A field found in text: which line holds its label, how sure the label is, and the value."""

    name: str
    line: int
    score: int
    read: Read


def fields_in_text(lines: tuple[Line, ...], finder: LabelFinder, words: DocumentWords) -> tuple[Found, ...]:
    """Every labelled value in the order of the text, doubles included; fields that begin with ``_`` are left out."""
    whole = _with_whole_labels(lines, finder)
    return tuple(
        found for index in range(len(whole)) for found in _in_line(whole, index, finder, words) if found.name[0] != "_"
    )


def _with_whole_labels(lines: tuple[Line, ...], finder: LabelFinder) -> tuple[Line, ...]:
    """The lines where a label that a narrow cell cuts in two (``Fecha de`` over ``emisión``) is one, on the second."""
    found = list(lines)
    for index, (upper, lower) in enumerate(pairwise(lines)):
        label = f"{upper.text} {lower.text}"
        cut = fold(upper.text).rpartition(" ")[2] in _OPEN_ENDS and len(label.split()) <= _MOST_LABEL_WORDS
        if cut and not any(map(str.isdigit, label)) and finder.match(label, 0):
            found[index : index + 2] = (replace(upper, text=""), replace(lower, text=label))
    return tuple(found)


def _in_line(lines: tuple[Line, ...], index: int, finder: LabelFinder, words: DocumentWords) -> Iterator[Found]:
    line = lines[index]
    if headings := headings_in(line.text, finder):
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        for label, written in headings.values(below, words):
            read = Read(value=parse(label.rule.kind, written, words), source=below, page=line.page)
            yield Found(label.rule.name, index, label.score, read)
        return
    for label, written in _labelled(line.text, finder, words):
        source = written or _next_value(lines, index, label, finder, words)
        if label.rule.kind is Kind.TEXT and written and line.text.endswith(written):
            source = _continued(written, lines, index, finder, words)
        if label.rule.kind is Kind.NUMBER and source.endswith("-"):
            source += _digits_below(lines, index)
        if label.rule.kind is Kind.NUMBER and written:
            source = _up_to_label(source, finder)
        value = parse(label.rule.kind, source, words)
        read = Read(value=value, source=source, page=line.page)
        yield Found(label.rule.name, index, label.score, read)


def _up_to_label(text: str, finder: LabelFinder) -> str:
    """A number without what another label beside it says: ``51177420 Contrato CAL-2019-07115``."""
    first = _WORD.match(text)
    if first is None or not first.group().isdigit():
        return text
    following = (found for found in _WORD.finditer(text, first.end()) if found.group()[0].isalpha())
    label = next((found.start() for found in following if finder.match(found.group(), 0)), len(text))
    return text[:label].rstrip()


def _digits_below(lines: tuple[Line, ...], index: int) -> str:
    """The rest of a number that a narrow cell breaks at its hyphen: ``CAL-2021-`` over ``00412``."""
    below = _DIGITS_FIRST.match(lines[index + 1].text) if index + 1 < len(lines) else None
    return below[0] if below else ""


def _labelled(text: str, finder: LabelFinder, words: DocumentWords) -> Iterator[tuple[Label, str]]:
    """The labels of a line with their values: those with a colon, and one without before them."""
    colons = list(colon_labels(text, finder))
    yield from _by_words(text[: colons[0][1]] if colons else text, finder, words, alone=not colons)
    for index, (label, _, start) in enumerate(colons):
        end = colons[index + 1][1] if index + 1 < len(colons) else len(text)
        yield label, text[start:end].strip(" -|")


def colon_labels(text: str, finder: LabelFinder) -> Iterator[tuple[Label, int, int]]:
    """Labels that end in a colon: where each begins, and where its value does."""
    end = 0
    for colon in _COLON.finditer(text):
        if found := _label_before(text, end, colon.start(), finder):
            label, start = found
            end = colon.end()
            yield label, start, end


def _label_before(text: str, low: int, high: int, finder: LabelFinder) -> tuple[Label, int] | None:
    """The longest run of words that ends at ``high`` and is a label, and where it begins: behind a wide gap, if any."""
    gaps = [low + gap.end() for gap in _WIDE_GAP.finditer(text[low:high].rstrip())]
    if gaps and (found := _label_before(text, gaps[-1], high, finder)):
        return found
    starts = [low + match.start() for match in _WORD.finditer(text[low:high])]
    for start in starts[-_MOST_LABEL_WORDS:]:
        if label := finder.match(text[start:high], 0):
            return label, start
    return None


def _by_words(text: str, finder: LabelFinder, words: DocumentWords, *, alone: bool) -> Iterator[tuple[Label, str]]:
    """A label without colon at the beginning, if what follows can be nothing but its value or it stands alone."""
    ends = [match.end() for match in _WORD.finditer(text)][:_MOST_LABEL_WORDS]
    for end in reversed(ends):
        label = finder.match(text[:end], 0)
        if label is None:
            continue
        rest = text[end:].strip()
        if (alone and not rest) or _follows(rest, label, words):
            yield label, rest
        return


def _follows(rest: str, label: Label, words: DocumentWords) -> bool:
    """Whether what stands behind a label without colon can be nothing but its value; of texts, only a company is."""
    if label.rule.name == _CLIENT:
        last = [found.end() for found in words.company_endings.several.finditer(plain(rest))][-1:]
        return last == [len(rest)] and not rest[0].islower()
    prose = label.rule.kind is Kind.NUMBER and _PROSE.match(rest)
    return bool(rest) and not label.rule.kind.free and not prose and _is_value(label.rule.kind, rest, words)


def _is_value(kind: Kind, text: str, words: DocumentWords) -> bool:
    """Whether the text can be nothing but a value; a number behind other words is no amount without its sign."""
    if kind is Kind.MONEY and money(text) is None:
        said = f" {fold(text)} "
        of_another = any(f" {term} " in said for idea in _OTHER_AMOUNTS for term in words.concepts[idea])
        if of_another or (_SENTENCE.search(text) and not amounts_within(text)):
            return False
    return parse(kind, text, words) is not None


def _continued(written: str, lines: tuple[Line, ...], index: int, finder: LabelFinder, words: DocumentWords) -> str:
    """A name with its rest from the next line, where the line cannot end with it: ``Pérez,`` or before ``de …``."""
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if not following or finder.match(following) or any(_labelled(following, finder, words)):
        return written
    last = fold(written).rpartition(" ")[2]
    open_end = written.endswith((",", "&")) or last in _OPEN_ENDS or following[0].islower()
    return f"{written} {following}" if open_end and len(written) + len(following) <= _LONGEST_NAME else written


def _next_value(lines: tuple[Line, ...], index: int, label: Label, finder: LabelFinder, words: DocumentWords) -> str:
    """The next line, if it can be the value of a label that stands alone."""
    if index + 1 >= len(lines):
        return ""
    following = lines[index + 1].text
    if finder.match(following) is not None or any(colon_labels(following, finder)):
        return ""
    if label.rule.kind.free:
        return following
    short = len(fold(following)) <= _LONGEST_ID_TEXT or label.rule.kind.value == "amount_in_words"
    return following if short and _is_value(label.rule.kind, following, words) else ""
