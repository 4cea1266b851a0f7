"""Where signatures belong on the letters, and what is seen there.

The printed name and its line are there even when nobody signed, so it is the page's picture that is looked at: from the
closing formula of a letter, or from the heading of the client's box, down to where the next part begins.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.core.document import Ink, Seal, Signatory
from bot.intake.documents.letters.client import after_label
from bot.intake.documents.letters.parts import Parts, parts_of
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.signing.strokes import Box, Mark
from bot.intake.documents.sorting.roles import says_signed
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

LETTERS = frozenset({"letter", "reply"})
"""Readers of what is signed at a place that can be found."""

_WIDE, _HIGH, _HIGHEST = 35, 15, 90  # pixels of a mark that may be a signature; stamps are higher
_REACH = 200  # pixels below the beginning of a place where somebody would sign
_WORD = 4  # letters: a mark around words is a stamp


@dataclass(frozen=True, slots=True)
class Print:
    """Printed text and where it stands, see :mod:`bot.intake.documents.signing.strokes`."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class SigningPage:
    """A page to look at.

    Attributes:
        height: Pixels.
        prints: What is printed on it.
        marks: What else is seen between two heights.
    """

    height: float
    prints: tuple[Print, ...]
    marks: Callable[[float, float], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody signs: the line above, the one that ends it, and what is printed there."""

    who: Signatory
    begins: Line
    ends: Line | None
    lines: tuple[Line, ...]


def ink_on(
    lines: tuple[Line, ...], reader: str, pages: Mapping[int, SigningPage], words: DocumentWords
) -> dict[str, Ink]:
    """What the places of signatures on a letter show.

    Args:
        lines: The letter.
        reader: ``letter`` or ``reply``; nobody can tell of other documents.
        pages: Its pages, by their numbers; of others nobody can tell.
        words: What the documents' words mean.
    """
    found = ((place.who, _seen(place, pages, words)) for place in _places(lines, reader, words))
    return {who: ink for who, ink in found if ink is not None}


def blank_places(lines: tuple[Line, ...], reader: str, words: DocumentWords) -> dict[str, Ink]:
    """The same of a letter in which nothing is drawn at all: every place is blank that words do not call signed."""
    places = _places(lines, reader, words)
    return {place.who: Ink.BLANK for place in places if not _tells_of_signature(place.lines, words)}


def lacks_box(lines: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether a reply ends with the company's signature, and nothing is left there for the client to sign."""
    parts = parts_of(lines, words, reply=True)
    signs = [fold(line.text) for line in parts.signature]
    others = (words.phrases["unsigned"], words.phrases["acceptance"], words.phrases["document"])
    return bool(signs) and not parts.acceptance and not any(one.opens(said) for one in others for said in signs)


def sealed(ink: Mapping[str, Ink], reader: str, seals: Sequence[Seal]) -> Mapping[str, Ink]:
    """The same of a file with digital signatures: its places may be blank and it is signed all the same.

    A letter has one signer, so that a valid one stands for theirs.
    """
    if not seals:
        return ink
    seen = {who: found for who, found in ink.items() if found is Ink.INK}
    is_signed = reader == "letter" and any(seal.is_valid for seal in seals)
    return seen | {Signatory.CLIENT: Ink.INK} if is_signed else seen


def _places(lines: tuple[Line, ...], reader: str, words: DocumentWords) -> Iterator[_Place]:
    parts = parts_of(lines, words, reply=reader == "reply")
    box = parts.acceptance
    if parts.signature:
        closing = lines[len(lines) - len(box) - len(parts.signature) - 1]
        if reader == "letter":
            yield _Place(Signatory.CLIENT, closing, None, parts.signature + box)
        elif reader == "reply":
            yield _Place(Signatory.COMPANY, closing, box[0] if box else None, parts.signature)
    if reader == "reply" and _has_line_to_sign(parts, words):
        yield _Place(Signatory.CLIENT, box[0], None, box[1:])


def _has_line_to_sign(parts: Parts, words: DocumentWords) -> bool:
    """Whether the client's box says where to sign: «Firma», «Nombre», «C.C.»."""
    return any(words.phrases["unsigned"].opens(fold(line.text)) for line in parts.acceptance[1:])


def _seen(place: _Place, pages: Mapping[int, SigningPage], words: DocumentWords) -> Ink | None:
    """What a place shows; nothing is said of one that goes on overleaf or in which words tell of a signature."""
    page = pages.get(place.begins.page)
    if page is None or any(line.page != place.begins.page for line in place.lines):
        return None
    begins = _boxes_of(place.begins, page.prints)
    ends = _boxes_of(place.ends, page.prints) if place.ends and place.ends.page == place.begins.page else ()
    top = min((box[3] for box in begins), default=page.height)  # of several that say the same, so that nothing is left
    bottom = max((box[1] for box in ends), default=page.height)  # out: a place that is taken too large is never blank
    if top >= bottom:
        return None
    marks = page.marks(top, bottom)
    if not marks:
        return None if _tells_of_signature(place.lines, words) else Ink.BLANK
    return Ink.INK if any(_may_sign(mark, top, page.prints) for mark in marks) else None


def _tells_of_signature(lines: Sequence[Line], words: DocumentWords) -> bool:
    """Whether it was signed in print: with those words, beside «Firma:», or with a name in script above the same name.

    What is printed there is no stroke, and whoever reads it may still take it for a signature. A stamp of receipt below
    is signed by whoever received the letter.
    """
    stamps = (words.phrases["received"], words.phrases["filing"])
    unstamped = takewhile(lambda line: not any(one.opens(fold(line.text)) for one in stamps), lines)
    told = [fold(after_label(line.text, words.phrases["name"])) for line in unstamped]
    twice = any(len(one.split()) > 1 and sum(f"{other} ".startswith(f"{one} ") for other in told) > 1 for one in told)
    beside = any(words.phrases["sign_here"].opens(one) and not words.phrases["sign_here"].whole(one) for one in told)
    return twice or beside or says_signed(told, words)


def _boxes_of(line: Line, prints: Sequence[Print]) -> tuple[Box, ...]:
    """Where a line begins: wherever the most of its first words stand."""
    wanted = fold(line.text).split()
    begun = [(words, one.box) for one in prints if (words := fold(one.text).split()) and wanted[: len(words)] == words]
    most = max((len(words) for words, _ in begun), default=0)
    return tuple(box for words, box in begun if len(words) == most)


def _may_sign(mark: Mark, top: float, prints: Sequence[Print]) -> bool:
    return (
        mark.width >= _WIDE
        and _HIGH <= mark.height <= _HIGHEST
        and (mark.top + mark.bottom) / 2 < top + _REACH
        and not any(_is_within(one, mark) for one in prints)
    )


def _is_within(printed: Print, mark: Mark) -> bool:
    left, top, right, bottom = printed.box
    inside = mark.left < left and right < mark.right and mark.top < top and bottom < mark.bottom
    return inside and sum(map(str.isalpha, printed.text)) >= _WORD
