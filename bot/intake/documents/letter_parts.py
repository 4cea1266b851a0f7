"""The anatomy of a letter: where it is cut, and who stands where in it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.core.document import Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.pages import Line
from bot.intake.documents.prose import Prose
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import person, place, tax_id
from bot.intake.documents.words import DocumentWords, Phrases

_HEAD = 12
_SHORT = 8  # words of a line that is a heading or a formula, not a sentence
_LONGEST_ADDRESS = 8  # lines
_DATELINE = 10  # words of a line with place and day
_LABEL_REACH = 20
_WORD = r"(?:[A-ZÁÉÍÓÚÑ0-9&][\w&.'\-]*|del?|las?|los|el|y|e)"
_NAME = re.compile(rf"\s+({_WORD}(?:\s+{_WORD}){{0,9}})(?=[\s,;.]|$)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter cut where letters are cut; each part may be empty.

    Attributes:
        head: Letterhead, place and day, number.
        addressee: Whom it is for.
        body: Reference, greeting and sentences.
        signature: After the closing formula.
        acceptance: The client's box, in a reply.
    """

    head: tuple[Line, ...]
    addressee: tuple[Line, ...]
    body: tuple[Line, ...]
    signature: tuple[Line, ...]
    acceptance: tuple[Line, ...]


def parts_of(lines: tuple[Line, ...], words: DocumentWords) -> Parts:
    """Cut a letter at its formulas; one that is addressed to nobody is all body."""
    to = _first(lines, words.phrases["addressee"], 0, default=_to_company(lines, words))
    greeting = _first(lines, words.phrases["greeting"], to + 1, default=_first_matter(lines, to + 1, words))
    subject = _first(lines[: greeting + 1], words.phrases["subject"], to + 1, default=greeting)
    closing = _first(lines, words.phrases["closing"], max(subject + 2, greeting + 1), default=len(lines))
    box = _first(lines, words.phrases["acceptance"], closing, default=len(lines))
    ends = {"signature": lines[closing + 1 : box], "acceptance": lines[box:]}
    if to < 0:
        return Parts(head=lines[:_HEAD], addressee=(), body=lines[:closing], **ends)
    return Parts(head=lines[:to], addressee=lines[to:subject], body=lines[subject:closing], **ends)


def _to_company(lines: tuple[Line, ...], words: DocumentWords) -> int:
    """The line of the heading that names nothing but a company as the one written to: ``A Empresa S.A.``; else -1."""
    for index, line in enumerate(lines[:_HEAD]):
        name = _after_label(line.text, words.phrases["to_whom"])
        if name != line.text and _company(name, words) == name:
            return index
    return -1


def _first_matter(lines: tuple[Line, ...], start: int, words: DocumentWords) -> int:
    """The first line from ``start`` on that is too long for an address, or that names what the letter is about.

    ``start`` where none is near.
    """
    about = (words.phrases["invoice"], words.phrases["contract"])
    for index in range(start, min(start + _LONGEST_ADDRESS, len(lines))):
        text = lines[index].text
        if len(text.split()) > _DATELINE or any(phrases.opens(fold(text)) for phrases in about):
            return index
    return start


def opens_letter(lines: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether these lines begin as letters do: with a day, and its place or whom the letter is for.

    The back of an invoice speaks to its reader too («Señor usuario: …»), without a day.
    """
    short = tuple(line for line in lines[:_HEAD] if len(fold(line.text).split()) <= _DATELINE)
    return bool(dateline(short, words)) and is_headed(lines, words)


def is_headed(lines: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether these lines have a place and a day at their head, or whom they are for."""
    head = lines[:_HEAD]
    addressed_to = _first(head, words.phrases["addressee"], 0, default=-1)
    return addressed_to >= 0 or dateline(head, words).get("ciudad") is not None


def _first(lines: tuple[Line, ...], phrases: Phrases, start: int, default: int) -> int:
    """The first short line from ``start`` on that begins with one of the phrases."""
    for index in range(start, len(lines)):
        folded = fold(lines[index].text)
        if phrases.opens(folded) and (len(folded.split()) <= _SHORT or ":" in lines[index].text[:15]):
            return index
    return default


def dateline(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read | None]:
    """``Santiago de Cali, 2 de marzo de 2026``: the first day of the heading, and the city before it."""
    for line in lines:
        days = dates_within(line.text, words)
        if days and not words.phrases["received"].opens(fold(line.text)):
            start, _, value = days[0]
            city = place(line.text[:start].rstrip(" ,"), words) if "," in line.text[:start] else None
            where = Read(value=city, source=line.text, page=line.page) if city else None
            return {"fecha": Read(value=value, source=line.text, page=line.page), "ciudad": where}
    return {}


def client(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first company named in these lines, else the name that stands above a tax id."""
    for line in lines:
        if name := _company(line.text, words):
            return Read(value=name, source=line.text, page=line.page)
    for above, line in pairwise(lines):
        if words.phrases["tax_id"].opens(plain(line.text)) and not any(map(str.isdigit, above.text)):
            name = above.text.partition(":")[2].strip() if ":" in above.text[:_LABEL_REACH] else above.text
            return Read(value=name or above.text, source=above.text, page=above.page)
    return next((found for line in lines if (found := _before_tax_id(line, words))), None)


def named_in(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """What follows the label of a client's name: ``Razón social: Cooperativa La Esperanza``."""
    for line in lines:
        label, _, name = line.text.partition(":")
        if name.strip() and words.phrases["called"].whole(fold(label)):
            return Read(value=name.strip(), source=line.text, page=line.page)
    return None


def represented(body: Prose, words: DocumentWords) -> Read | None:
    """Whom the writer says that they represent: ``representante legal de Colegio San Ignacio, identificado con …``."""
    for phrase in words.phrases["represents"].pattern.finditer(body.flat):
        found = _NAME.match(body.text, phrase.end())
        name = _before_id(found[1], words) if found else ""
        if found and len(name.split()) > 1:
            return body.read(name, found.start(1), found.start(1) + len(name))
    return None


def _before_id(name: str, words: DocumentWords) -> str:
    """The name without the label of the tax id that follows it in a letter of nothing but capitals."""
    label = words.phrases["tax_id"].pattern.search(plain(name))
    return name[: label.start()].rstrip() if label else name


def _before_tax_id(line: Line, words: DocumentWords) -> Read | None:
    """The name on the same line as the tax id: ``E.S.E. Hospital San Rafael - NIT 999.012.345-2``."""
    label = words.phrases["tax_id"].pattern.search(plain(line.text))
    name = _after_label(line.text[: label.start()] if label else "", words.phrases["addressee"]).strip(" -\u2013,|(:/")
    is_name = 1 < len(name.split()) <= _DATELINE and not any(map(str.isdigit, name)) and ":" not in name
    return Read(value=name, source=line.text, page=line.page) if is_name else None


def without_addressee(lines: tuple[Line, ...], addressee: tuple[Line, ...], words: DocumentWords) -> tuple[Line, ...]:
    """The lines that do not name the company that the letter is for, as its stamp of receipt does."""
    whom = client(addressee, words)
    name = fold(str(whom.value)) if whom else ""
    return tuple(line for line in lines if not name or name not in fold(line.text))


def addressed(addressee: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The person written to: on the line of the courtesy title, or on the next; a company's contact is no client."""
    if tax_id_in(addressee, words) is not None:
        return None
    for line in addressee[:2]:
        name = person(line.text, words)
        if name and not words.phrases["addressee"].whole(fold(name)):
            return Read(value=name, source=line.text, page=line.page)
    return None


def _company(text: str, words: DocumentWords) -> str | None:
    """The name of a company at the beginning of a line, up to its legal form."""
    if ":" in text[:_LABEL_REACH]:
        text = text.partition(":")[2].strip()
    text = _after_label(text, words.phrases["addressee"])
    found = words.company_endings.several.search(plain(text))
    return text[: found.end()] if found and found.start() else None


def tax_id_in(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first tax id that is called one."""
    for line in lines:
        label = words.phrases["tax_id"].pattern.search(plain(line.text))
        if label and (value := tax_id(line.text[label.end() :])):
            return Read(value=value, source=line.text, page=line.page)
    return None


def signer(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first line under the closing formula that is a name."""
    index = _signer_index(lines, words)
    if index is None:
        return None
    line = lines[index]
    return Read(value=person(_after_label(line.text, words.phrases["name"]), words), source=line.text, page=line.page)


def _signer_index(lines: tuple[Line, ...], words: DocumentWords) -> int | None:
    for index, line in enumerate(lines):
        text = _after_label(line.text, words.phrases["name"])
        named = len(fold(text).split()) > 1 and not any(map(str.isdigit, text))
        if named and not words.phrases["unsigned"].whole(fold(text)) and not _company(text, words):
            return index
    return None


def position_of_signer(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The line below the name that holds no number: in which quality the person signs."""
    index = _signer_index(lines, words)
    if index is None:
        return None
    for line in lines[index + 1 : index + 3]:
        if not any(map(str.isdigit, line.text)) and not _company(line.text, words):
            return Read(value=line.text, source=line.text, page=line.page)
    return None


def _after_label(text: str, label: Phrases) -> str:
    found = label.pattern.match(plain(text))
    return text[found.end() :].lstrip(" :.") if found else text


def citizen_id(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first citizen's id that is called one."""
    for line in lines:
        label = words.phrases["document"].pattern.search(plain(line.text))
        if label and (value := tax_id(line.text[label.end() :])):
            return Read(value=value, source=line.text, page=line.page)
    return None
