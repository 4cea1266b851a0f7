"""What a reply refers to: its own number, and the day and filing of the letter that it answers."""

import re
from collections.abc import Iterator

from bot.core.document import Read
from bot.intake.documents.letters.prose import Prose, day_at, numbers_after
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import plain
from bot.intake.documents.values import number, without_marks
from bot.intake.documents.words import DocumentWords

_OUTGOING = re.compile(r"[a-z]{1,4}(?:[ -][a-z]{1,5})?[ -]\d{4}[ -]\d{2,}|[a-z]{1,5}-\d{3,}(?:-\d{2,4})?")
_FILED = re.compile(
    r"(?<![a-z0-9-])(?:[a-z]{1,4}-(?:[a-z]{1,5}-)?\d{4}-\d{2,}|[a-z]{1,4}-[a-z]{2,5}-\d{3,}|\d{4}-[a-z]{1,5}-\d{2,})(?![\d-])"
)
_LETTER_REACH = 70  # letters, enough for ", radicada con el No. R-CAL-2026-00403 del"
_WORD_END = 3  # letters before a stop that ends a sentence
_SENTENCE_END = re.compile(r"[a-z)]{3}[.;]\s")


def outgoing_number(head: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The reply's own number: alone on a line of the heading, after its label, or behind the day."""
    for line in head:
        label = words.phrases["outgoing"].pattern.match(plain(line.text))
        rest = line.text[label.end() :].lstrip(" .:°º#") if label else line.text
        if _is_outgoing(rest, words) and (value := number(rest, words)):
            return Read(value=value, source=line.text, page=line.page)
    beside = numbers_after(Prose.of(head), words.phrases["outgoing"], words)
    return next((read for read in beside if _is_outgoing(str(read.value), words)), None)


def _is_outgoing(text: str, words: DocumentWords) -> bool:
    return _OUTGOING.fullmatch(without_marks(plain(text), words)) is not None


def answered_filing(prose: Prose, own: Read | None, words: DocumentWords) -> Read | None:
    """The filing of the letter that is answered: the first that is not the reply's own, nor called that of an exit."""
    outgoing = own.value if own else None
    found = (read for read in numbers_after(prose, words.phrases["filing"], words) if read.value != outgoing)
    return next(found, None) or next((read for read in _further_on(prose, words) if read.value != outgoing), None)


def _further_on(prose: Prose, words: DocumentWords) -> Iterator[Read]:
    """Numbers of a filing's form after their letter, in the same sentence: ``su petición radicada el 13 con No. …``."""
    for phrase in words.phrases["their_letter"].pattern.finditer(prose.flat):
        found = _FILED.search(prose.flat, phrase.end(), phrase.end() + _LETTER_REACH)
        between = prose.flat[phrase.end() : found.start()] if found else ""
        told = _SENTENCE_END.search(between) or words.phrases["contract"].pattern.search(between)
        if found and not told and (value := number(found.group(), words)):
            yield prose.read(value, found.start(), found.end())


def day_of_their_letter(prose: Prose, own: Read | None, words: DocumentWords) -> Read | None:
    """The day of the letter that is answered; one behind an invoice, in another sentence or the reply's is none."""
    for phrase in words.phrases["their_letter"].pattern.finditer(prose.flat):
        day = day_at(prose, phrase.end(), words, _LETTER_REACH)
        if day is None or (own is not None and day.value == own.value):
            continue
        at = prose.text.find(day.source, phrase.end())
        between = prose.flat[phrase.end() - _WORD_END : at]
        if not words.phrases["invoice"].pattern.search(between) and not _SENTENCE_END.search(between):
            return day
    return None
