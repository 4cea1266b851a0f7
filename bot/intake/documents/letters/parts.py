"""The anatomy of a letter: where it is cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.document import Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.letters.client import after_label, company, to_company
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import place, tax_id
from bot.intake.documents.words import DocumentWords, Phrases

_HEAD = 12
_SHORT = 8  # words of a line that is a heading or a formula, not a sentence
_LONGEST_ADDRESS = 8  # lines
_DATELINE = 10  # words of a line with place and day
_LONGEST_NAME = 8  # words
_LONGEST_CALL = 24  # letters: «Respetados señores»
_STAMP_REACH = 4  # lines from the word of a received stamp to its day
_BELOW_NAME = 3  # lines from a name to the number of its document
_TITLE_ENDS = re.compile(r"\s*[.:\u2010-\u2015-]")
_RULE = re.compile(r"[_.\u2026\u2010-\u2015-]{6,}")


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter cut where letters are cut; each part may be empty.

    Attributes:
        head: Letterhead, place and day, number.
        addressee: Whom it is for.
        body: Reference, greeting and sentences.
        signature: After the closing formula, or from the name over a document's number on.
        acceptance: The client's box, in a reply.
    """

    head: tuple[Line, ...]
    addressee: tuple[Line, ...]
    body: tuple[Line, ...]
    signature: tuple[Line, ...]
    acceptance: tuple[Line, ...]


def apart(lines: tuple[Line, ...], words: DocumentWords) -> tuple[Line, ...]:
    """The lines, with a sentence that begins behind whom it addresses («Señores: les solicito …») on one of its own."""
    return tuple(one for line in lines for one in _address_and_sentence(line, words))


def _address_and_sentence(line: Line, words: DocumentWords) -> Iterator[Line]:
    name, colon, sentence = line.text.partition(":")
    addressed = colon and len(name) <= _LONGEST_CALL and words.phrases["addressee"].opens(fold(name))
    if addressed and _is_sentence(sentence, words):
        yield Line(f"{name}:", line.page)
        yield Line(sentence.strip(), line.page)
    else:
        yield line


def _is_sentence(text: str, words: DocumentWords) -> bool:
    """Whether it is too long for a name, and no company's."""
    return len(text.split()) >= _SHORT and not _ends_with_company(text, words)


def parts_of(lines: tuple[Line, ...], words: DocumentWords) -> Parts:
    """Cut a letter at its formulas; one that is addressed to nobody is all body."""
    to = _addressee(lines, words)
    greeting = _first(lines, words.phrases["greeting"], to + 1, default=_first_matter(lines, to + 1, words))
    subject = _first(lines[: greeting + 1], words.phrases["subject"], to + 1, default=greeting)
    ends, signs = _closing(lines, max(subject, greeting) + 1, words)
    box = _box(lines, signs, max(subject, to + 1), words)
    after = {"signature": lines[signs:box], "acceptance": lines[box:]}
    ends = min(ends, box)
    if to < 0:
        return Parts(head=_short_lines(lines), addressee=(), body=lines[:ends], **after)
    return Parts(head=lines[:to], addressee=lines[to:subject], body=lines[subject:ends], **after)


def _short_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The beginning of a letter, up to its first sentence."""
    head = lines[:_HEAD]
    ends = next((index for index, line in enumerate(head) if len(line.text.split()) > _DATELINE), len(head))
    return head[:ends]


def _addressee(lines: tuple[Line, ...], words: DocumentWords) -> int:
    """The line with a courtesy title or a label, that greets a client with their id, or names the company; else -1."""
    label = words.phrases["addressee_label"].pattern
    for index, line in enumerate(lines):
        flat = plain(line.text)
        labelled = label.match(flat)
        if labelled and flat[labelled.end() :].lstrip().startswith(":"):
            return index
        if _is_title(line, words.phrases["addressee"], words):
            return index
    return to_company(lines[:_HEAD], words)


def _closing(lines: tuple[Line, ...], start: int, words: DocumentWords) -> tuple[int, int]:
    """Where the sentences end and where the signature begins: after a formula, else where somebody's name stands."""
    closing = next((at for at in _all(lines, words.phrases["closing"], start) if _ends(lines[at].text, words)), -1)
    if closing >= 0:
        return closing, closing + 1
    signs = _first_name(lines, start - 1, words)
    return (signs, signs) if signs else (len(lines), len(lines))


def _ends(text: str, words: DocumentWords) -> bool:
    """Whether a formula ends the letter, and does not open what is asked: «respetuosamente expongo:»."""
    folded = fold(text)
    opened = text.rstrip().endswith(":") and not words.phrases["closing"].whole(folded)
    return not opened and words.phrases["opens_request"].pattern.search(folded) is None


def _first_name(lines: tuple[Line, ...], start: int, words: DocumentWords) -> int:
    """After the sentences, the line to sign on, or the name with the number of a document below it; 0 where none is."""
    told = False
    for index, line in enumerate(lines):
        labelled = words.phrases["sign_label"].whole(fold(line.text)) and index * 2 > len(lines)
        told = told or labelled or len(fold(line.text).split()) > _SHORT
        if not told or index < start:
            continue
        if words.phrases["sign_label"].whole(fold(line.text)) or _RULE.fullmatch(line.text):
            return index
        below = lines[index + 1 : index + 1 + _BELOW_NAME]
        if is_name(line.text, words) and (_has_document(below, words) or _has_position(below, words)):
            return index
    return 0


def is_name(text: str, words: DocumentWords) -> bool:
    """Whether the line can be nothing but somebody's name: a few words, all of them capitalised, and no number."""
    written = text.strip(" .,:").split()
    capitals = (word[:1].isupper() or words.fillers.whole(fold(word)) for word in written)
    return 1 < len(written) <= _LONGEST_NAME and text[:1].isupper() and all(capitals) and not _has_digit(text)


def _has_document(below: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether one of the next lines begins with a citizen's id, or is its number alone."""
    for line in below:
        flat = plain(line.text)
        if len(fold(flat).split()) <= _DATELINE and words.phrases["document"].opens(flat) and tax_id(flat):
            return True
        if tax_id(flat) and not any(map(str.isalpha, flat)):
            return True
        if _has_digit(flat):
            return False
    return False


def _has_position(below: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether the next line is nothing but a position: «Administradora y Representante Legal»."""
    folded = fold(below[0].text) if below else ""
    return 0 < len(folded.split()) <= _SHORT and words.phrases["position"].opens(folded) and below[0].text[:1].isupper()


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _box(lines: tuple[Line, ...], signs: int, start: int, words: DocumentWords) -> int:
    """Where the client's box begins; without a signature above it, only where a line is nothing but its title."""
    acceptance = words.phrases["acceptance"]
    if signs < len(lines):
        return _first(lines, acceptance, signs - 1, default=len(lines))
    titles = (index for index in range(start, len(lines)) if acceptance.whole(fold(lines[index].text)))
    return next((index for index in titles if index + 1 < len(lines)), len(lines))


def _first_matter(lines: tuple[Line, ...], start: int, words: DocumentWords) -> int:
    """The first line from ``start`` on that is too long for an address, or that names what the letter is about.

    ``start`` where none is near.
    """
    about = (words.phrases["invoice"], words.phrases["contract"])
    called = start and words.phrases["addressee"].whole(fold(lines[start - 1].text))
    if called and start < len(lines) and _is_sentence(lines[start].text, words):
        return start
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


def is_heading(block: Sequence[str], words: DocumentWords) -> bool:
    """Whether a block beside the beginning of a letter has its day, and is no stamp.

    The day of a heading has its place before it, or a label; a stamp that is hardly legible may be no more than a day.
    """
    lines = tuple(Line(text, 1) for text in block)
    if any(words.phrases["received"].pattern.search(plain(line.text)) for line in lines):
        return False
    labelled = any(words.phrases["date"].opens(fold(line.text)) and dates_within(line.text, words) for line in lines)
    return labelled or dateline(lines, words).get("ciudad") is not None


def block_below_day(lines: tuple[Line, ...], words: DocumentWords) -> tuple[Line, ...]:
    """Whom a letter without courtesy title is for: what stands between its day and its subject or greeting."""
    head = lines[:_HEAD]
    for index, line in enumerate(head):
        if len(line.text.split()) <= _DATELINE and dates_within(line.text, words):
            openings = (words.phrases["subject"], words.phrases["greeting"])
            ends = min(_first(head, phrases, index + 1, default=len(head)) for phrases in openings)
            return head[index + 1 : ends] if ends < len(head) else ()
    return ()


def _first(lines: tuple[Line, ...], phrases: Phrases, start: int, default: int) -> int:
    """The first short line from ``start`` on that begins with one of the phrases, or a title of them."""
    return next(_all(lines, phrases, start), default)


def _all(lines: tuple[Line, ...], phrases: Phrases, start: int) -> Iterator[int]:
    """All of them."""
    for index in range(start, len(lines)):
        line = lines[index]
        folded = fold(line.text)
        if phrases.opens(folded) and (len(folded.split()) <= _SHORT or ":" in line.text[:15] or _titles(line, phrases)):
            yield index


def _titles(line: Line, phrases: Phrases) -> bool:
    """Whether the phrase stands before a stop, a colon or a dash: «Cordial saludo. Damos respuesta a …»."""
    flat = plain(line.text)
    found = phrases.pattern.match(flat)
    return found is not None and _TITLE_ENDS.match(flat, found.end()) is not None


def _is_title(line: Line, phrases: Phrases, words: DocumentWords) -> bool:
    """Whether a line says whom a letter is for: it is short, or goes on with an id."""
    folded = fold(line.text)
    is_short = len(folded.split()) <= _SHORT or ":" in line.text[:15] or _ends_with_company(line.text, words)
    identified = (words.phrases["tax_id"], words.phrases["document"])
    return phrases.opens(folded) and (is_short or any(one.pattern.search(plain(line.text)) for one in identified))


def _ends_with_company(text: str, words: DocumentWords) -> bool:
    name = company(text, words)
    return name is not None and text.rstrip(" .").endswith(name.rstrip(" ."))


def dateline(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read | None]:
    """``Santiago de Cali, 2 de marzo de 2026``: the first day of the heading with its city, else the first.

    A day in the subject is of what the letter is about: ``Asunto: respuesta a su reclamo del 09/03/2026``.
    """
    found: list[tuple[Read, Read | None]] = []
    stamped = 0
    for line in lines:
        days = dates_within(line.text, words)
        if words.phrases["received"].opens(fold(line.text)):
            stamped = 0 if days else _STAMP_REACH
        elif days and words.phrases["subject"].opens(fold(line.text)):
            continue
        elif days and not stamped:
            start, _, value = days[0]
            before = after_label(line.text[:start], words.phrases["place_and_day"])
            city = place(before.rstrip(" ,"), words) if "," in before else None
            where = Read(value=city, source=line.text, page=line.page) if city else None
            found.append((Read(value=value, source=line.text, page=line.page), where))
        else:
            stamped = 0 if days else max(0, stamped - 1)
    if not found:
        return {}
    day, where = next((one for one in found if one[1]), found[0])
    return {"fecha": day, "ciudad": where}
