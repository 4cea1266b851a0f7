"""Several files of one document, joined: a letter photographed page by page, or an acceptance scanned by itself.

A file goes on with another only where its name or its own page number says so, or where it looks like the same
document and does not begin one. Whatever names another client or another invoice is never joined.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from bot.core.document import Document, Sheet
from bot.core.identifiers import identifier_key
from bot.intake.documents.bundle import LETTERS, is_first_page
from bot.intake.documents.pages import PAGE_BREAK
from bot.intake.documents.roles import by_content, by_name, likeliest, surest
from bot.intake.documents.running_text import read_text
from bot.intake.documents.sniff import DOCX, PDF, PICTURE
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_IDENTIFIERS = ("factura", "nit", "contrato", "numero", "radicado")
_ENOUGH = 0.3  # that a name says of a document
_LONG_WORD = 4
_EDGE = 3  # lines of a page where its number stands


def joined(documents: Sequence[Document], words: DocumentWords) -> tuple[Document, ...]:
    """The documents in their order, those that go on in other files joined with them; the other files are left out."""
    leads = {index: lead for index in range(len(documents)) if (lead := _lead(index, documents, words)) is not None}
    followers: dict[int, list[int]] = {}
    for index, lead in leads.items():
        if lead not in leads:
            followers.setdefault(lead, []).append(index)
    gone = {index for group in followers.values() for index in group}
    return tuple(
        with_sheets(each, [documents[later] for later in _in_order(followers[index], documents, words)], words)
        if index in followers
        else each
        for index, each in enumerate(documents)
        if index not in gone
    )


def with_sheets(lead: Document, sheets: Sequence[Document], words: DocumentWords) -> Document:
    """A document and the files in which it goes on, read as one; only values of the first file keep their page."""
    pages = sum(sheet.pages or 1 for sheet in (lead, *sheets))
    files = tuple(map(_sheet, sheets))
    if not lead.text:
        return replace(lead, sheets=files, pages=pages)
    text = PAGE_BREAK.join(one.text for one in (lead, *sheets) if one.text)
    likeness = by_content(text, words)
    read_as = likeliest(likeness, by_name(lead.filename, words))
    fields = read_text(read_as, text, words) if read_as else {}
    own = lead.pages or 1
    placed = {name: read if (read.page or 0) <= own else replace(read, page=None) for name, read in fields.items()}
    role, confidence = surest(likeness, words)
    return replace(
        lead, sheets=files, pages=pages, text=text, likeness=likeness, fields=placed, role=role, confidence=confidence
    )


def _sheet(document: Document) -> Sheet:
    return Sheet(
        filename=document.filename,
        media_type=document.media_type,
        size=document.size,
        sha256=document.sha256,
        part=document.part,
        member=document.member,
    )


@dataclass(frozen=True, slots=True)
class _Mark:
    """Which sheet a file is: number and total, 0 where nothing says it, and what its name says besides."""

    number: int
    total: int
    rest: str


def _in_order(indexes: Sequence[int], documents: Sequence[Document], words: DocumentWords) -> list[int]:
    return sorted(
        indexes,
        key=lambda index: max(_of_name(documents[index], words).number, _of_page(documents[index], words).number),
    )


def _lead(index: int, documents: Sequence[Document], words: DocumentWords) -> int | None:
    """The one file that a file goes on with, if there is exactly one."""
    if not _may_go_on(documents[index]):
        return None
    others = [other for other in range(len(documents)) if other != index and _may_go_on(documents[other])]
    for goes_on in (_by_name, _by_number, _by_content):
        found = [other for other in others if goes_on(documents[index], documents[other], words)]
        agreeing = [other for other in found if not _contradicts(documents[index], documents[other])]
        if agreeing:
            return agreeing[0] if len(agreeing) == 1 else None
    return None


def _may_go_on(document: Document) -> bool:
    is_page = document.media_type in {PDF, DOCX} or document.media_type.startswith(PICTURE)
    return is_page and document.damage is None and not document.inline and not document.is_some_pages


def _by_name(later: Document, first: Document, words: DocumentWords) -> bool:
    """«Carta cliente hoja 2» goes on with «Carta cliente» and with «Carta cliente hoja 1»."""
    own, other = _of_name(later, words), _of_name(first, words)
    names_a_document = max(by_name(own.rest, words).values(), default=0.0) >= _ENOUGH
    return own.number > 1 and other.number <= 1 and own.rest == other.rest and names_a_document


def _by_number(later: Document, first: Document, words: DocumentWords) -> bool:
    """A page that calls itself the second of two goes on with one that calls itself the first of two."""
    own, other = _of_page(later, words), _of_page(first, words)
    return own.number > 1 and other.number == 1 and own.total == other.total > 1 and (first.pages or 1) < other.total


def _by_content(later: Document, first: Document, words: DocumentWords) -> bool:
    """A letter's page without place, day and addressee goes on with the same letter's beginning."""
    (role, _), (same, _) = surest(later.likeness, words), surest(first.likeness, words)
    if role is None or role != same or words.roles[role].reader not in LETTERS or not later.text or not first.text:
        return False
    return is_first_page(first.text, role, words) and not is_first_page(later.text, role, words)


def _of_page(document: Document, words: DocumentWords) -> _Mark:
    """What the first or last lines of its first page say of it."""
    lines = [line for line in document.text.partition(PAGE_BREAK)[0].splitlines() if line.strip()]
    return _mark(fold("\n".join((*lines[:_EDGE], *lines[-_EDGE:]))), words)


def _of_name(document: Document, words: DocumentWords) -> _Mark:
    """What the name of its file says of it."""
    return _mark(fold(PurePath(document.filename).stem), words)


def _mark(folded: str, words: DocumentWords) -> _Mark:
    found = _numbered(words).search(folded)
    if found is None:
        return _Mark(0, 0, folded)
    number, total = found["number"] or found["last"], found["total"] or found["of"] or "0"
    return _Mark(int(number), int(total), f"{folded[: found.start()]}{folded[found.end() :]}".strip())


@lru_cache(maxsize=2)
def _numbered(words: DocumentWords) -> re.Pattern[str]:
    """«hoja 2», «pag 2/3» and «hoja 2 de 3» anywhere, «2 de 3» at the end: with a month behind it, it is a day."""
    sheet, of = words.sheets.pattern.pattern, words.sheet_totals.pattern.pattern
    named = rf"{sheet} (?P<number>\d{{1,2}})(?: (?:{of} )?(?P<total>\d{{1,2}}))?(?!\d)"
    return re.compile(rf"{named}|(?<!\d)(?P<last>\d{{1,2}}) {of} (?P<of>\d{{1,2}})$")


def _contradicts(later: Document, first: Document) -> bool:
    """Whether two files name different invoices, clients or numbers, and so are two documents."""
    pairs = ((str(later.value(name) or ""), str(first.value(name) or "")) for name in _IDENTIFIERS)
    if any(own and other and identifier_key(own) != identifier_key(other) for own, other in pairs):
        return True
    own, other = (set(_long_words(one)) for one in (later, first))
    return bool(own and other) and not own & other


def _long_words(document: Document) -> Iterator[str]:
    return (word for word in fold(str(document.value("cliente") or "")).split() if len(word) >= _LONG_WORD)
