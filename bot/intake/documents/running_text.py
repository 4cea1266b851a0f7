"""The fields of a document that is text: a PDF, or whatever else came as lines."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.document import Document, Read
from bot.intake.documents.invoice import read_invoice
from bot.intake.documents.labels import finder
from bot.intake.documents.letters.read import read_letter, read_reply
from bot.intake.documents.pages.lines import Line, lines_of
from bot.intake.documents.textform import fields_in_text
from bot.intake.documents.words import DocumentWords


def read_text(role: str, text: str, words: DocumentWords) -> Mapping[str, Read]:
    """The fields of a document of a known role from its running text."""
    lines = lines_of(text)
    read = _TEXT_READERS.get(words.roles[role].reader)
    return read(lines, words) if read else _read_form(words.roles[role].reader, lines, words)


def read_again(document: Document, role: str, text: str, words: DocumentWords) -> Mapping[str, Read]:
    """The same without the places of the letters: what OCR read is as sure as its letters on average."""
    fields = read_text(role, text, words)
    if document.scan is None:
        return fields
    sure = document.scan.confidence
    return {name: replace(read, confidence=sure) for name, read in fields.items()}


def _read_form(reader: str, lines: tuple[Line, ...], words: DocumentWords) -> Mapping[str, Read]:
    """A form that came as text, for example a memo printed to PDF: of each field the surest label."""
    found = fields_in_text(lines, finder(words, reader), words)
    return {each.name: each.read for each in sorted(found, key=lambda each: (each.read.value is not None, each.score))}


_TEXT_READERS: Mapping[str, Callable[[tuple[Line, ...], DocumentWords], Mapping[str, Read]]] = {
    "invoice": read_invoice,
    "letter": read_letter,
    "reply": read_reply,
}
