"""What a reply refers to: its own number, and the day and filing of the letter that it answers."""

import re

from bot.core.document import Read
from bot.intake.documents.pages import Line
from bot.intake.documents.prose import Prose, day_at, numbers_after
from bot.intake.documents.text import plain
from bot.intake.documents.values import number, without_marks
from bot.intake.documents.words import DocumentWords

_OUTGOING = re.compile(r"[a-z]{1,4}(?:[ -][a-z]{2,5})?[ -]\d{4}[ -]\d{2,}|[a-z]{1,5}-\d{3,}(?:-\d{2,4})?")
_LETTER_REACH = 70  # letters, enough for ", radicada con el No. R-CAL-2026-00403 del"
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
    cited = next(found, None)
    if cited is not None:
        return cited
    beside = numbers_after(prose, words.phrases["their_letter"], words)
    return next((read for read in beside if read.value != outgoing and _is_outgoing(str(read.value), words)), None)


def day_of_their_letter(prose: Prose, words: DocumentWords) -> Read | None:
    """The day of the letter that is answered; one that follows an invoice or another sentence is none."""
    for phrase in words.phrases["their_letter"].pattern.finditer(prose.flat):
        day = day_at(prose, phrase.end(), words, _LETTER_REACH)
        if day is None:
            continue
        at = prose.text.find(day.source, phrase.end())
        between = prose.flat[phrase.end() : at]
        if not words.phrases["invoice"].pattern.search(between) and not _SENTENCE_END.search(between):
            return day
    return None
