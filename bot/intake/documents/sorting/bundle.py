"""One PDF with several documents in it, told apart by what each of its pages says."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.core.document import CERTAIN, PAGE_BREAK, Document, TextSource, pages_address
from bot.intake.documents.invoice import read_invoice
from bot.intake.documents.letters.heading import opens_letter
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.pages.pdf import picture_pages
from bot.intake.documents.running_text import read_text
from bot.intake.documents.signing.ink import LETTERS, sealed
from bot.intake.documents.signing.pdf import ink_in_pdf
from bot.intake.documents.sorting.roles import by_content, by_name, likeliest, surest
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

Pages = tuple[int, ...]
"""Pages of a file, counted from 0."""

_ENOUGH = 0.3  # likeness of a page that also begins as a letter does, and of the title of a form
_TITLE_LINES = 10
_FEWEST = 2  # documents in a file that is worth taking apart


def documents_in(document: Document, content: bytes, words: DocumentWords) -> tuple[Document, ...]:
    """The documents that a file holds, each with its own pages; none where it is a single document, or nobody knows.

    The text of each has all pages of the file, those of the others empty, so that values keep the file's page numbers.

    Args:
        document: The file as read, its pages parted by form feeds.
        content: The same, as bytes.
        words: What the documents' words mean.
    """
    pages = document.text.split(PAGE_BREAK)
    groups = grouped(pages, words) if len(pages) > 1 else ()
    if len(groups) < _FEWEST:
        return ()
    unread = [index for index, text in enumerate(pages) if not text.strip()]
    pictures = picture_pages(content, unread) if unread else frozenset()
    apart = (_document(document, group, pages, words) for group in _with_pictures(groups, pictures))
    return tuple(_looked_at(part, content, words) for part in apart)


def _looked_at(document: Document, content: bytes, words: DocumentWords) -> Document:
    """With what the places of signatures show, which pages that nobody could read may show elsewhere."""
    if document.role is None or document.pages_unread:
        return replace(document, ink={})
    reader = words.roles[document.role].reader
    return replace(document, ink=sealed(ink_in_pdf(content, document.text, reader, words), reader, document.seals))


def as_container(document: Document) -> Document:
    """A file whose documents are told apart from it: by itself it is none."""
    return replace(document, role=None, confidence=0.0, likeness={}, fields={}, text="", ink={})


def grouped(pages: Sequence[str], words: DocumentWords) -> tuple[Pages, ...]:
    """The pages of each document in the order of the file; a page that begins none belongs to the one before it."""
    found: dict[str | None, list[int]] = {}
    current: str | None = None
    for index, text in enumerate(pages):
        current = _begun_by(text, found, words) or current
        found.setdefault(current, []).append(index)
    cover = found.pop(None, [])
    groups = [tuple(group) for group in found.values()]
    if any(pages[index].strip() for index in cover):
        return (tuple(cover), *groups)
    return ((*cover, *groups[0]), *groups[1:]) if groups else (tuple(cover),)


def _begun_by(text: str, so_far: Collection[str | None], words: DocumentWords) -> str | None:
    """The role of the document that a page begins, or goes on with after pages of another."""
    likeness = by_content(text, words)
    role = likeliest(likeness, {})
    if role is None:
        return None
    if role in so_far:
        return role if likeness[role] >= CERTAIN else None
    enough = _ENOUGH if words.roles[role].reader in LETTERS else CERTAIN
    return role if likeness[role] >= enough and _is_first_page(text, role, words) else None


def _is_first_page(text: str, role: str, words: DocumentWords) -> bool:
    """Whether a text begins a document of this role: like a letter, with an invoice's number, or a form's title."""
    reader, lines = words.roles[role].reader, lines_of(text)
    if reader in LETTERS:
        accepts = bool(lines) and words.phrases["acceptance"].opens(fold(lines[0].text))
        return opens_letter(lines, words) and not accepts  # the client's box, on a page of its own
    if reader == "invoice":
        number = read_invoice(lines, words).get("factura")
        return number is not None and number.value is not None
    title = "\n".join(line.text for line in lines[:_TITLE_LINES])
    return by_content(title, words)[role] >= _ENOUGH


def _with_pictures(groups: Sequence[Pages], pictures: Collection[int]) -> tuple[Pages, ...]:
    """The same, where pages that nobody could read are documents of their own, as many as lie apart."""
    read = (tuple(index for index in group if index not in pictures) for group in groups)
    unread: list[list[int]] = []
    for index in sorted(pictures):
        if unread and unread[-1][-1] == index - 1:
            unread[-1].append(index)
        else:
            unread.append([index])
    return tuple(sorted((*filter(None, read), *map(tuple, unread))))


def _document(document: Document, group: Pages, pages: Sequence[str], words: DocumentWords) -> Document:
    text = PAGE_BREAK.join(text if index in group else "" for index, text in enumerate(pages))
    own = replace(document, member=pages_address(document.member, group[0] + 1), pages=len(group))
    if not any(pages[index].strip() for index in group):
        nothing = replace(own, text="", fields={}, likeness={}, role=None, confidence=0.0)
        return replace(nothing, text_source=TextSource.NONE)
    likeness = by_content(text, words)
    read_as = likeliest(likeness, by_name(document.filename, words))
    role, confidence = surest(likeness, words)
    fields = read_text(read_as, text, words) if read_as else {}
    return replace(own, text=text, likeness=likeness, fields=fields, role=role, confidence=confidence)
