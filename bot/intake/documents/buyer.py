"""Whose invoice it is: where the client's data begin, and how much of a line is the client's name."""

import re

from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.textform import Found
from bot.intake.documents.words import DocumentWords

_ISSUER_LINES = 3
_LONGEST_TITLE = 6  # words
_PARTY = frozenset({"cliente", "nombre", "nit"})
_ID = re.compile(
    r"[\s,;(|/\u2013-]+(?:n\.?i\.?t|c\.?c|c\.?e|cuit|cuil|dni|rut|cedula|identificacion)\b[\s.:/°º#n]*(?=\d{2})"
)


def buyer_line(found: tuple[Found, ...], lines: tuple[Line, ...], words: DocumentWords) -> int:
    """Where the client's data begin: below the title of their section, else where they are told from the issuer's.

    Of two parties that are both named and have their own id below their name, the issuer is the first; the client's id
    may be beside the name, and is then a line above it in a scan. Where no label names the client, the data begin with
    the second id.
    """
    below = _section(lines, words)
    if any(each.line > below >= 0 and each.name in _PARTY and each.read.value is not None for each in found):
        return below
    ids = [each for each in found if each.name == "nit" and each.read.value is not None]
    names = [each for each in found if each.name in {"cliente", "nombre"}]
    second = next((each.line for each in ids if each.read.value != ids[0].read.value), None)
    if not names:
        heads = len(ids) == 1 and ids[0].line < _ISSUER_LINES
        return second or (ids[0].line + 1 if heads else 0)
    first = min(each.line for each in names)
    later = [each.line for each in names if each.line > first and each.read.value not in {None, names[0].read.value}]
    if second is not None and later and first < ids[0].line < later[0] <= second:
        return later[0]
    if second is not None and second + 1 in later and first < ids[0].line:
        return second
    return first


def _section(lines: tuple[Line, ...], words: DocumentWords) -> int:
    """The title of the client's section (``Datos del adquiriente / comprador``), -1 where there is none."""
    client = set(words.concepts["client"])
    for index, line in enumerate(lines):
        folded = fold(line.text)
        titled = words.section_words.opens(folded) and len(folded.split()) <= _LONGEST_TITLE
        if titled and not client.isdisjoint(folded.split()):
            return index
    return -1


def name_alone(text: str, words: DocumentWords) -> str:
    """A client's name without the id that follows it on its line, or the title of the invoice in the next column."""
    folded = plain(text)
    if found := _ID.search(folded):
        return text[: found.start()].rstrip(" ,;(-|\u2013")
    for ending in words.company_endings.several.finditer(folded):
        if words.phrases["invoice_title"].opens(fold(text[ending.end() :])):
            return text[: ending.end()]
    return text
