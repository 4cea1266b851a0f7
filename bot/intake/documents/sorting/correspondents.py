"""Which letter is which by who writes to whom: the reply is for the client, the client's letter bears their name.

A letter may begin with «En respuesta a su comunicación», and a reply may ask for something; both know their client.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.core.document import CERTAIN, Document, TextSource
from bot.intake.documents.letters.heading import block_below_day, dateline
from bot.intake.documents.letters.parts import parts_of
from bot.intake.documents.pages.lines import Line, lines_of
from bot.intake.documents.running_text import read_again
from bot.intake.documents.sorting.roles import by_name, likeliest
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_LETTER, _REPLY = "letter", "reply"
_TABLES = frozenset({"memo", "log", "invoice", "einvoice"})
_LEAST = 0.15  # likeness of both letters together: less is no letter
_SAYS_NOTHING = 0.3
_FOR, _AGAINST = 0.4, 0.2
_SHORTEST = 4  # letters of a word that tells one name from another
_MOST = 40  # documents of one mail that tell whose case it is


@dataclass(frozen=True, slots=True)
class _Known:
    """Words of the names of the client and of whoever of ours asks, as the other documents tell them."""

    clients: tuple[frozenset[str], ...]
    senders: tuple[frozenset[str], ...]

    @classmethod
    def by(cls, documents: Sequence[Document], words: DocumentWords) -> Self:
        telling = [each for each in documents if _reader(each.likeness, words) in _TABLES][:_MOST]
        return cls(_names(telling, "cliente"), _names(telling, "de"))


def _reader(likeness: Mapping[str, float], words: DocumentWords) -> str:
    role = max(likeness, key=lambda name: likeness[name], default=None)
    return words.roles[role].reader if role and likeness[role] >= _SAYS_NOTHING else ""


def _names(documents: Sequence[Document], field: str) -> tuple[frozenset[str], ...]:
    told = (_words(str(document.value(field) or "")) for document in documents)
    return tuple(dict.fromkeys(filter(None, told)))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if len(word) >= _SHORTEST)


def told_apart(documents: Sequence[Document], words: DocumentWords) -> tuple[Document, ...]:
    """The documents, letters among them with the likeness that their author and addressee give them."""
    known = _Known.by(documents, words)
    if not known.clients:
        return tuple(documents)
    speaking = tuple(
        each if _is_silent(each, words) else _told_apart(each, known, frozenset(), words) for each in documents
    )
    sure = frozenset(role for each in speaking for role, score in each.likeness.items() if score >= CERTAIN)
    return tuple(_told_apart(each, known, sure, words) if _is_silent(each, words) else each for each in speaking)


def _is_silent(document: Document, words: DocumentWords) -> bool:
    """Whether its words make it neither letter, so that only its form and its names may."""
    letters = (_role_of(reader, words) for reader in (_LETTER, _REPLY))
    return sum(document.likeness.get(role, 0.0) for role in letters) < _LEAST


def _told_apart(document: Document, known: _Known, sure: frozenset[str], words: DocumentWords) -> Document:
    letter, reply = (_role_of(reader, words) for reader in (_LETTER, _REPLY))
    if document.text_source not in (TextSource.TEXT, TextSource.OCR):
        return document
    silent = _is_silent(document, words)
    if silent and not _may_be_letter(document, words):
        return document
    from_us = _is_from_us(document, known, words)
    own, other = (reply, letter) if from_us else (letter, reply)
    if from_us is None or (silent and own in sure):
        return document
    likeness = {
        **document.likeness,
        own: min(1.0, document.likeness.get(own, 0.0) + _FOR),
        other: max(0.0, document.likeness.get(other, 0.0) - _AGAINST),
    }
    name = by_name(document.filename, words)
    role = likeliest(likeness, name)
    moved = role is not None and role != likeliest(document.likeness, name)
    fields = read_again(document, role, document.text, words) if moved and role else document.fields
    return replace(document, likeness=likeness, fields=fields)


def _may_be_letter(document: Document, words: DocumentWords) -> bool:
    """Whether it says nothing, has a day at its head, and ends as letters do."""
    if max(document.likeness.values(), default=0.0) >= _SAYS_NOTHING:
        return False
    parts = parts_of(lines_of(document.text), words)
    return bool(parts.signature) and bool(dateline(parts.head + parts.addressee, words))


def _role_of(reader: str, words: DocumentWords) -> str:
    return next(name for name, role in words.roles.items() if role.reader == reader)


def _is_from_us(document: Document, known: _Known, words: DocumentWords) -> bool | None:
    """Whether the company wrote it, by the name below, else by those above; ``None`` where they say both or nothing."""
    lines = lines_of(document.text)
    parts = parts_of(lines, words)
    we_sign, they_sign = (_names_one(parts.signature, names) for names in (known.senders, known.clients))
    if we_sign != they_sign:
        return we_sign
    to = parts.addressee or block_below_day(lines, words)
    ours = _names_one(to, known.clients) or we_sign
    above = tuple(line for line in parts.head if line not in to)
    theirs = _names_one(to, known.senders) or _names_one(above, known.clients) or they_sign
    return ours if ours != theirs else None


def _names_one(lines: Sequence[Line], names: Sequence[frozenset[str]]) -> bool:
    said = frozenset(word for line in lines for word in fold(line.text).split())
    return any(len(name & said) == len(name) for name in names)
