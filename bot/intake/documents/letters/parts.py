"""The anatomy of a letter: where it is cut."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.intake.documents.letters.client import company, is_institution, to_company
from bot.intake.documents.letters.countersigned import client_signs
from bot.intake.documents.letters.formulas import DATELINE, HEAD, SHORT, all_of, first_of, titles
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import tax_id
from bot.intake.documents.words import DocumentWords, Phrases

_LONGEST_ADDRESS = 8  # lines
_LONGEST_NAME = 8  # words
_WORDS_OF_NAME = 3
_LONGEST_CALL = 24  # letters: «Respetados señores»
_BELOW_NAME = 3  # lines from a name to the number of its document
_PLACE_AND_DAY = re.compile(r"[A-ZÁÉÍÓÚ][^\d,]*, (?:\w+ )?\d")
_DAY_LAST = re.compile(r"\d{1,2} de [a-zA-Z]{4,10} del? \d{4}\W*$")
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
    ends = _end_of_address(line.text, words)
    if ends and _is_sentence(line.text[ends:], words):
        yield Line(line.text[:ends], line.page)
        yield Line(line.text[ends:].strip(), line.page)
    else:
        yield line


def _end_of_address(text: str, words: DocumentWords) -> int:
    """Where a colon, or a stop behind several words, ends whom a line addresses; 0 where it addresses nobody."""
    called, colon, _ = text.partition(":")
    addressed, stop, _ = text.partition(". ")
    if colon and len(called) <= _LONGEST_CALL and words.phrases["addressee"].opens(fold(called)):
        return len(called) + 1
    is_address = SHORT >= len(addressed.split()) >= _WORDS_OF_NAME and words.phrases["addressee"].opens(fold(addressed))
    return len(addressed) + 1 if stop and is_address else 0


def _is_sentence(text: str, words: DocumentWords) -> bool:
    """Whether it is too long for a name, and no company's."""
    return len(text.split()) >= SHORT and not _ends_with_company(text, words)


def parts_of(lines: tuple[Line, ...], words: DocumentWords, *, reply: bool = False) -> Parts:
    """Cut a letter at its formulas; one that is addressed to nobody is all body.

    Args:
        lines: Its text.
        words: What the documents' words mean.
        reply: Whether it is the company's, on which the client may sign under any title that says so.
    """
    to = _addressee(lines, words)
    greeting = first_of(lines, words.phrases["greeting"], to + 1, default=_first_matter(lines, to + 1, words))
    subject = first_of(lines[: greeting + 1], words.phrases["subject"], to + 1, default=greeting)
    box = _titled_box(lines, max(subject, to + 1), words)
    ends, signs = _closing(lines[:box], max(subject, greeting) + 1, words)
    box = min(box, _box(lines, signs, max(subject, to + 1), words))
    if reply:
        box = min(box, client_signs(lines, signs, words))
    after = {"signature": lines[signs:box], "acceptance": lines[box:]}
    ends = min(ends, box)
    if to < 0:
        return Parts(head=_short_lines(lines), addressee=(), body=lines[:ends], **after)
    return Parts(head=lines[:to], addressee=lines[to:subject], body=lines[subject:ends], **after)


def _short_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The beginning of a letter, up to its first sentence."""
    head = lines[:HEAD]
    ends = next((index for index, line in enumerate(head) if not _is_of_heading(line)), len(head))
    return head[:ends]


def _is_of_heading(line: Line) -> bool:
    """Whether a line is short, or ends with a place and a day behind its sentence."""
    if _DAY_LAST.search(line.text) and len(_DAY_LAST.sub("", line.text).split()) <= DATELINE:
        return True
    last = line.text.rpartition(". ")[2]
    return len(line.text.split()) <= DATELINE or (
        _PLACE_AND_DAY.match(last) is not None and len(last) <= len(line.text) // 2
    )


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
    return to_company(lines[:HEAD], words)


def _closing(lines: tuple[Line, ...], start: int, words: DocumentWords) -> tuple[int, int]:
    """Where the sentences end and where the signature begins: after a formula, else where somebody's name stands."""
    closing = next((at for at in all_of(lines, words.phrases["closing"], start) if _ends(lines[at].text, words)), -1)
    if closing >= 0:
        return closing, closing + 1
    signs = _first_name(lines, start - 1, words) or _name_at_end(lines, start, words)
    return (signs, signs) if signs else (len(lines), len(lines))


def _ends(text: str, words: DocumentWords) -> bool:
    """Whether a formula ends the letter, and does not open what is asked: «respetuosamente expongo:»."""
    folded = fold(text)
    opened = text.rstrip().endswith(":") and not words.phrases["closing"].whole(folded)
    return not opened and words.phrases["opens_request"].pattern.search(folded) is None


def _above(lines: tuple[Line, ...], rule: int, words: DocumentWords) -> int:
    """Where a signature begins that stands on a line to sign on: with the name in script above it, if there is one."""
    return rule - 1 if rule and is_name(lines[rule - 1].text, words) else rule


def _with_script(lines: tuple[Line, ...], name: int) -> int:
    """Where a signature begins whose name stands twice: in script, and printed below it."""
    return name - 1 if name and fold(lines[name - 1].text) == fold(lines[name].text) else name


def _first_name(lines: tuple[Line, ...], start: int, words: DocumentWords) -> int:
    """After the sentences, the line to sign on, or the name with the number of a document below it; 0 where none is."""
    told = False
    for index, line in enumerate(lines):
        labelled = words.phrases["sign_label"].whole(fold(line.text)) and index * 2 > len(lines)
        before, told = told or labelled, told or labelled or _is_told(line, words)
        if not before or index < start:
            continue
        if words.phrases["sign_label"].whole(fold(line.text)) or _RULE.fullmatch(line.text):
            return _above(lines, index, words)
        below = lines[index + 1 : index + 1 + _BELOW_NAME]
        if is_name(line.text, words) and (_has_document(below, words) or _has_position(below, words)):
            return _with_script(lines, index)
    return 0


def _is_told(line: Line, words: DocumentWords) -> bool:
    """Whether a line is of a sentence: too long for a name, or with a stop behind what is no company."""
    return len(fold(line.text).split()) > SHORT or (
        line.text.endswith(".") and len(line.text.split()) > _WORDS_OF_NAME and not company(line.text, words)
    )


def _name_at_end(lines: tuple[Line, ...], start: int, words: DocumentWords) -> int:
    """Below the last sentence, the first line that can be nothing but somebody's name; 0 where none is."""
    stamped = (words.phrases["received"], words.phrases["filing"])
    second_half = range(len(lines) // 2, len(lines))
    end = next((at for at in second_half if any(one.opens(fold(lines[at].text)) for one in stamped)), len(lines))
    last = max((at for at, line in enumerate(lines[:end]) if _is_told(line, words)), default=end)
    below = (at for at in range(max(last + 1, start), end) if _names_person(lines[at].text, words))
    return next(below, 0)


def _names_person(text: str, words: DocumentWords) -> bool:
    position, received = words.phrases["position"], words.phrases["received"]
    called = position.opens(fold(text)) or received.pattern.search(plain(text))
    return is_name(text, words) and not called and not company(text, words) and not is_institution(text, words)


def is_name(text: str, words: DocumentWords) -> bool:
    """Whether the line can be nothing but somebody's name: a few words, all of them capitalised, and no number."""
    written = text.strip(" .,:").split()
    capitals = (word[:1].isupper() or words.fillers.whole(fold(word)) for word in written)
    return 1 < len(written) <= _LONGEST_NAME and text[:1].isupper() and all(capitals) and not _has_digit(text)


def _has_document(below: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether one of the next lines begins with a citizen's id, or is its number alone."""
    for line in below:
        flat = plain(line.text)
        if len(fold(flat).split()) <= DATELINE and words.phrases["document"].opens(flat) and tax_id(flat):
            return True
        if tax_id(flat) and not any(map(str.isalpha, flat)):
            return True
        if _has_digit(flat):
            return False
    return False


def _has_position(below: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether the next line is nothing but a position: «Administradora y Representante Legal»."""
    folded = fold(below[0].text) if below else ""
    return 0 < len(folded.split()) <= SHORT and words.phrases["position"].opens(folded) and below[0].text[:1].isupper()


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _titled_box(lines: tuple[Line, ...], start: int, words: DocumentWords) -> int:
    """Where the title of the client's box stands before a colon, in the second half: «ACEPTACIÓN DEL CLIENTE: …»."""
    acceptance = words.phrases["acceptance"]
    found = (at for at in range(max(start, len(lines) // 2), len(lines)) if titles(lines[at], acceptance))
    return next((at for at in found if lines[at].text[:1].isupper() and at + 1 < len(lines)), len(lines))


def _box(lines: tuple[Line, ...], signs: int, start: int, words: DocumentWords) -> int:
    """Where the client's box begins; without a signature above it, only where a line is nothing but its title."""
    acceptance = words.phrases["acceptance"]
    if signs < len(lines):
        return first_of(lines, acceptance, signs - 1, default=len(lines))
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
        if len(text.split()) > DATELINE or any(phrases.opens(fold(text)) for phrases in about):
            return index
    return start


def _is_title(line: Line, phrases: Phrases, words: DocumentWords) -> bool:
    """Whether a line says whom a letter is for: it is short, or goes on with an id."""
    folded = fold(line.text)
    is_short = len(folded.split()) <= SHORT or ":" in line.text[:15] or _ends_with_company(line.text, words)
    identified = (words.phrases["tax_id"], words.phrases["document"])
    return phrases.opens(folded) and (is_short or any(one.pattern.search(plain(line.text)) for one in identified))


def _ends_with_company(text: str, words: DocumentWords) -> bool:
    name = company(text, words)
    return name is not None and text.rstrip(" .").endswith(name.rstrip(" ."))
