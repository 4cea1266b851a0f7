"""One line of text as people type it: cleaned of what nobody sees, and cut into words that compare as equal."""

import itertools
import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_INVISIBLE = {"Cf"}
_BLANK = {"Cc", "Zl", "Zp", "Zs"}
# The dashes of Unicode, and the minus signs, bullets and lines that are typed for one.
_DASH = r"[-\u058a\u05be\u2010-\u2015\u2e3a\u2e3b\ufe58\ufe63\uff0d\u02d7\u2043\u2212\u2500\u2796]"
_SEPARATOR = rf"(?:{_DASH}|[\s,;:|/\\*=_~+·•<>])+"
_EDGES = re.compile(rf"^{_SEPARATOR}|{_SEPARATOR}$")
_DASHES = re.compile(rf"\s*{_DASH}(?:\s*{_DASH})*>?\s*")  # an arrow is a dash too


class Gap(IntEnum):
    """What stands between two words: only a space, some other sign, or a dash."""

    SPACE = 0
    SIGN = 1
    DASH = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line: ``key`` is folded, ``start`` and ``end`` say where it stands."""

    key: str
    start: int
    end: int


def clean(text: str) -> str:
    """The line in NFC without invisible characters, every kind of blank a single space, none at the ends."""
    seen = "".join(_visible(char) for char in unicodedata.normalize("NFC", text))
    return " ".join(seen.split())


def fold(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def split_words(text: str) -> tuple[Word, ...]:
    """The words of a line in order; letters and digits make words, everything else stands between them."""
    return tuple(Word(fold(found.group()), *found.span()) for found in _WORD.finditer(text))


def keys(text: str) -> tuple[str, ...]:
    """The folded words of a line."""
    return tuple(word.key for word in split_words(text))


def joined(text: str) -> str:
    """The folded words of a line written as one, so that ``SANTA-MARTA`` and ``Santamarta`` are equal."""
    return "".join(keys(text))


def gap(text: str) -> Gap:
    """The kind of what stands between two words, given as text."""
    if _DASHES.search(text):
        return Gap.DASH
    return Gap.SIGN if text.strip() else Gap.SPACE


def parts(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each part between dashes, however many stand together; the first or last may be empty."""
    runs = [(0, 0), *(found.span() for found in _DASHES.finditer(text)), (len(text), len(text))]
    return tuple((before[1], after[0]) for before, after in itertools.pairwise(runs))


def trim(text: str) -> str:
    """The text without separators and dashes at its ends; stops and brackets may belong to it and stay."""
    return _EDGES.sub("", text)


def _visible(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    category = unicodedata.category(char)
    if category in _INVISIBLE:
        return ""
    if category in _BLANK:
        return " "
    return "\ufffd" if category == "Cs" else char
