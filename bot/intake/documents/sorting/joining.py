"""Several files of one document, joined: a letter photographed page by page, or an acceptance scanned by itself.

A file goes on with another only where its name or its own page number says so, or where it looks like the same
document and does not begin one. Whatever names another client or another invoice is never joined.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from bot.core.document import PAGE_BREAK, Document, Ink, Sheet
from bot.core.identifiers import identifier_key
from bot.intake.documents.letters.heading import is_headed
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.running_text import read_again
from bot.intake.documents.signing.ink import LETTERS
from bot.intake.documents.sniff import DOCX, PDF, PICTURE
from bot.intake.documents.sorting.roles import by_content, by_name, likeliest, surest
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_IDENTIFIERS = ("factura", "nit", "contrato", "numero", "radicado")
_ENOUGH = 0.3  # that a name says of a document
_LONG_WORD = 4
_MOST_FILES = 60  # in one mail, of which each is compared with each
_EDGE = 3  # lines of a page where its number stands


def joined(documents: Sequence[Document], words: DocumentWords) -> tuple[Document, ...]:
    """The documents in their order, those that go on in other files joined with them; the other files are left out."""
    if len(documents) > _MOST_FILES:
        return tuple(documents)
    files = [_File.of(document, words) for document in documents]
    leads = {index: lead for index in range(len(files)) if (lead := _lead(index, files)) is not None}
    followers: dict[int, list[_File]] = {}
    for index, lead in leads.items():
        if lead not in leads:
            followers.setdefault(lead, []).append(files[index])
    gone = {index for index, lead in leads.items() if lead in followers}
    return tuple(
        with_sheets(each, [sheet.document for sheet in sorted(followers[index], key=_File.number)], words)
        if index in followers
        else each
        for index, each in enumerate(documents)
        if index not in gone
    )


def with_sheets(lead: Document, sheets: Sequence[Document], words: DocumentWords) -> Document:
    """A document and the files in which it goes on, read as one; only values of the first file keep their page."""
    pages = sum(sheet.pages or 1 for sheet in (lead, *sheets))
    files = tuple(map(_sheet, sheets))
    lead = replace(lead, ink={who: ink for who, ink in lead.ink.items() if ink is Ink.INK})  # it may be signed overleaf
    if not lead.text:
        return replace(lead, sheets=files, pages=pages)
    text = PAGE_BREAK.join(one.text for one in (lead, *sheets) if one.text)
    likeness = by_content(text, words)
    read_as = likeliest(likeness, by_name(lead.filename, words))
    fields = read_again(lead, read_as, text, words) if read_as else {}
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
    """Which sheet a file is: number and total, 0 where nothing says it, and what is said besides."""

    number: int
    total: int
    rest: str


@dataclass(frozen=True, slots=True)
class _File:
    """A file and what tells its place among the files of a document.

    Attributes:
        document: As read.
        is_page: Whether it can be a sheet of anything.
        name: What its name says.
        page: What the first or last lines of its first page say.
        names_a_document: Whether its name says which document it is of.
        letter: The letter that it surely looks like, or ``None``.
        begins: Whether it begins as that letter does.
    """

    document: Document
    is_page: bool
    name: _Mark
    page: _Mark
    names_a_document: bool
    letter: str | None
    begins: bool

    @classmethod
    def of(cls, document: Document, words: DocumentWords) -> "_File":
        """What is known of a file by itself."""
        is_paper = document.media_type in {PDF, DOCX} or document.media_type.startswith(PICTURE)
        name = _mark(fold(PurePath(document.filename).stem), words)
        role, _ = surest(document.likeness, words)
        letter = role if role and document.text and words.roles[role].reader in LETTERS else None
        return cls(
            document=document,
            is_page=is_paper and not (document.damage or document.inline or document.is_some_pages),
            name=name,
            page=_mark(fold(_edges(document)), words),
            names_a_document=max(by_name(name.rest, words).values(), default=0.0) >= _ENOUGH,
            letter=letter,
            begins=letter is not None and is_headed(lines_of(document.text), words),
        )

    def number(self) -> int:
        """Its place among the sheets by its name, or else by its page."""
        return self.name.number or self.page.number


def _edges(document: Document) -> str:
    lines = [line for line in document.text.partition(PAGE_BREAK)[0].splitlines() if line.strip()]
    return "\n".join((*lines[:_EDGE], *lines[-_EDGE:]))


def _lead(index: int, files: Sequence[_File]) -> int | None:
    """The one file that a file goes on with, if there is exactly one."""
    own = files[index]
    others = [at for at, other in enumerate(files) if at != index and own.is_page and other.is_page]
    for goes_on in (_by_name, _by_number, _by_content):
        found = [at for at in others if goes_on(own, files[at])]
        agreeing = [at for at in found if not _contradicts(own.document, files[at].document)]
        if agreeing:
            return agreeing[0] if len(agreeing) == 1 else None
    return None


def _by_name(later: _File, first: _File) -> bool:
    """«Carta cliente hoja 2» goes on with «Carta cliente» and with «Carta cliente hoja 1»."""
    own, other = later.name, first.name
    return own.number > 1 and other.number <= 1 and own.rest == other.rest and later.names_a_document


def _by_number(later: _File, first: _File) -> bool:
    """A page that calls itself the second of two goes on with one that calls itself the first of two."""
    own, other, there = later.page, first.page, first.document.pages or 1
    return own.number > 1 and other.number == 1 and own.total == other.total > 1 and there < other.total


def _by_content(later: _File, first: _File) -> bool:
    """A letter's page without place, day and addressee goes on with the same letter's beginning."""
    return later.letter is not None and later.letter == first.letter and first.begins and not later.begins


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
