"""Names as people compare them: legal forms, accents, points, order and one slip of the pen do not make another."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import takewhile

from rapidfuzz import fuzz

from bot.checks.words import NameWords
from bot.core.identifiers import plain

SHORTEST_MISSPELT = 5
"""Letters of a word in which one slip is forgiven; who the client is, their tax id says as well."""

FEWEST_IN_COMMON = 2
"""Names and surnames by which a shortened name of a person is still theirs."""

SPELT_LETTER = re.compile(r"\b([a-xz])[.\s]+(?=[a-xz]\b)")
WORD = re.compile(r"[^\W_]+\.?")
FORM = "0"
"""Stands for a legal form of several words while a name is read."""


class Alike(Enum):
    """How two names relate."""

    SAME = auto()
    VARIANT = auto()
    DIFFERENT = auto()


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    has_legal_form: bool


def compare_clients(one: str, other: str, words: NameWords) -> Alike:
    """The same letter by letter, the same written differently, or another client."""
    if one.split() == other.split():
        return Alike.SAME
    first, second = _read(one, words), _read(other, words)
    if "".join(first.words) == "".join(second.words) or _pairs_up(first.words, second.words):
        return Alike.VARIANT
    if (_lacks_tildes(one) or _lacks_tildes(other)) and _without_tilde(first) == _without_tilde(second):
        return Alike.VARIANT
    companies = first.has_legal_form or second.has_legal_form
    return Alike.VARIANT if not companies and _shortened(first.words, second.words) else Alike.DIFFERENT


def _lacks_tildes(text: str) -> bool:
    """Whether a system without Spanish letters may have printed it: capitals, and no letter but the plain ones."""
    return text.isascii() and text.isupper()


def _without_tilde(name: _Name) -> str:
    """The letters of a name as a system without Spanish letters prints them: ``PENA`` may be ``Peña`` there."""
    return "".join(name.words).replace("ñ", "n")


def likeness(one: str, other: str, words: NameWords) -> int:
    """How alike two clients' names are in the words that count, in any order, of 100."""
    return round(fuzz.token_sort_ratio(*(" ".join(_read(name, words).words) for name in (one, other))))


def same_person(one: str, other: str, words: NameWords) -> bool:
    """Whether two names are one person's, in capitals, without a second name or with initials as it may be."""
    first, second = _read(one, words).words, _read(other, words).words
    return _shortened(first, second) or _pairs_up(first, second)


def names_client(short: str, full: str, words: NameWords) -> bool:
    """Whether the short name that people put into a subject can be that of this client."""
    if _lacks_tildes(short) or _lacks_tildes(full):
        short, full = (one.replace("ñ", "n").replace("Ñ", "N") for one in (short, full))
    first, second = _read(short, words).words, _read(full, words).words
    return "".join(first) == "".join(second) or not _unmatched(*sorted((first, second), key=len))


def text_holds_name(text: str, full: str, words: NameWords) -> bool:
    """Whether the words of a name that count stand in a text one after the other."""
    return " ".join(("", *_read(full, words).words, "")) in " ".join(("", *_read_words(text, words).words, ""))


def text_names_client(text: str, full: str, words: NameWords) -> bool:
    """Whether the words of a client's name stand in a text, wherever; of a person enough of them."""
    name, said = _read(full, words), _read_words(text, words).words
    missing = _unmatched(name.words, said)
    enough = not name.has_legal_form and len(name.words) - len(missing) >= FEWEST_IN_COMMON
    return not missing or enough or "".join(name.words) in "".join(said)


def _read_words(text: str, words: NameWords) -> _Name:
    """The words that count, with the point of an abbreviation, and whether there was a legal form among them."""
    flat = SPELT_LETTER.sub(r"\1", plain(text).replace("&amp;", "&").replace("&", " y "))
    for phrase in words.legal_phrases:
        flat = flat.replace(phrase, f" {FORM} ")
    found = [words.abbreviations.get(word.rstrip("."), word) for word in WORD.findall(flat)]
    bare = [word for word in found if word != FORM and word.rstrip(".") not in words.legal_forms]
    kept = [word for word in bare if word not in words.connectors]
    return _Name(tuple(kept or bare or found), has_legal_form=bare != found)


_read = lru_cache(maxsize=64)(_read_words)
"""Of names; the memo's are compared with those of every other document, by several checks."""


def _pairs_up(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words are the same in any order, but for abbreviations and one slip, whichever comes first."""
    return _pairs_with(one, other) or _pairs_with(other, one)


def _pairs_with(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    left, right = list((Counter(one) - Counter(other)).elements()), list((Counter(other) - Counter(one)).elements())
    if len(left) != len(right):
        return False
    slips = 0
    for word in left:
        match = next((rival for rival in right if _abbreviates(word, rival)), None)
        if match is None:
            match = next((rival for rival in right if _is_slip(word, rival)), None)
            slips += 1
        if match is None or slips > 1:
            return False
        right.remove(match)
    return True


def _shortened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other with words left out, enough of them being in both."""
    short, long = sorted((one, other), key=len)
    ways = ((short, long), (long, short))[: 2 if len(short) == len(long) else 1]
    return any(_has_enough(of) and not _unmatched(of, among) for of, among in ways)


def _has_enough(name: tuple[str, ...]) -> bool:
    """Whether it has as many whole words as a shortened name needs."""
    return sum(len(word.rstrip(".")) > 1 for word in name) >= FEWEST_IN_COMMON


def _unmatched(short: tuple[str, ...], long: tuple[str, ...]) -> list[str]:
    """The words of the short name that the long one lacks; equal words find each other before similar ones do."""
    free = list((Counter(long) - Counter(short)).elements())
    missing = []
    for word in (Counter(short) - Counter(long)).elements():
        match = next((rival for rival in free if _abbreviates(word, rival)), None)
        match = match or next((rival for rival in free if _is_slip(word, rival)), None)
        if match is None:
            missing.append(word)
        else:
            free.remove(match)
    return missing


def _abbreviates(one: str, other: str) -> bool:
    """Whether one is an initial of the other, or its beginning with a point."""
    return _shortens(one, other) or _shortens(other, one)


def _shortens(short: str, whole: str) -> bool:
    stem = short.rstrip(".")
    return (short.endswith(".") or len(stem) == 1) and whole.rstrip(".").startswith(stem)


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter, or by two that changed places; never by the first, and by no digit."""
    if min(len(one), len(other)) < SHORTEST_MISSPELT or one[0] != other[0] or any(map(str.isdigit, one + other)):
        return False
    start = _common_start(one, other)
    end = _common_start(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])  # noqa: PLR2004 - two letters


def _common_start(one: str, other: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
