"""Words as people type them, brought to one spelling: accents, case, b/v, s/c/z, silent h, repeated letters."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
# «~~aprobado~~» is struck out where mail programs draw it.
_STRUCK = re.compile(r"~~[^~\n]+~~")
_SPACE = re.compile(r"[^\S\n]+")
_SPACED_OUT = re.compile(r"\b(?:[^\W\d_] ){4,}[^\W\d_]\b")
# «V.º B.º»
_ORDINAL = re.compile(r"(?i)(?<=[vb])(?<![^\W\d_º][vb])\.?º")
# «apro9bado»: a digit between letters is a slip.
_STRAY_DIGIT = re.compile(r"(?<=[a-zñáéíóú]{3})\d(?=[a-zñáéíóú]{3})")
_REPEATED = re.compile(r"(.)\1+")
# What a file or a page is called: «aprobado.pdf» decides nothing, nor does «<carta aprobada.pdf>» of a phone.
_FILE = (
    r"\.(?:pdf|xlsx?|docx?|pptx?|csv|txt|rtf|od[ts]|jpe?g|png|gif|bmp|tiff?|heic|webp|zip|rar|7z|eml|msg|html?|xml)\b"
)
_CALLED = re.compile(
    rf"[<\[][^<>\[\]\n]{{1,200}}{_FILE}[^<>\[\]\n]{{0,80}}[>\]]|(?<![\w.-])[\w.-]{{1,200}}?{_FILE}"
    r"|\b(?:https?://|www\.|cid:)[^\s<>\[\]]+",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"""(?P<money>\$\s?\d[\d.,]*|\d[\d.,]*\s?%)
      | (?P<id>\b\d{1,3}N(?=\s?[\#\d-])|(?:[^\W\d_]{1,6}-)?[^\W\d_]{1,6}[-.]?\d[\d-]*|\d[\d./-]*\d|\d)
      | (?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)
      | (?P<space>[^\S\n]+)
      | (?P<mark>_{2,}|\.{2,}|[^\w\s]|\n|_)""",
    re.VERBOSE,
)
# What sounds alike in Spanish is written alike; the order matters.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"qu(?=[ei])", "k"),
        (r"c(?=[ei])", "s"),
        (r"ch", "ç"),
        (r"[cq]", "k"),
        (r"z", "s"),
        (r"v", "b"),
        (r"ll", "y"),
        (r"g(?=[ei])", "j"),
        (r"n(?=[bp])", "m"),
        (r"h", ""),
    )
)
_SHORTEST_SOUNDED = 4
ENCLITICS = (
    re.compile(r"(?P<verb>.{3,}?)(?P<clitics>(?:se|me|te|nos)?(?:l[oae]s?)|se|me|te|nos)$"),
    re.compile(r"(?P<verb>.{3,})(?P<clitics>l[oae]s?)$"),
)
"""Pronouns at the end of a verb: «anúlese-la», and «regrese-la», whose own ending looks like one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word, number or mark of a text, with the place where it stands."""

    text: str
    kind: str
    start: int
    end: int


def clean(text: str) -> str:
    """Return the text composed (NFC), without invisible characters and struck words, one kind of space."""
    shown = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("\r\n", "\n").replace("°", "º")
    lines = _SPACE.sub(" ", shown.replace("\r", "\n").replace("\u2028", "\n"))
    lines = _ORDINAL.sub("o", _STRAY_DIGIT.sub("", _STRUCK.sub(" ", lines)))
    return _SPACED_OUT.sub(lambda match: match.group().replace(" ", ""), lines)


def without_names(text: str) -> str:
    """Return the text without the names of files and pages."""
    return _CALLED.sub(" ", text)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word in small letters without accents (``ñ`` included), compatible forms replaced (``º`` to ``o``)."""
    return unaccented(word).lower()


def unaccented(text: str) -> str:
    """Return a text without accents, compatible forms replaced."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """Return how a word sounds: ``aprovada`` and ``aprobada`` are one; short words keep their letters."""
    folded = fold(word)
    if len(folded) >= _SHORTEST_SOUNDED:
        for pattern, sound in _SOUNDS:
            folded = pattern.sub(sound, folded)
    return _REPEATED.sub(r"\1", folded)


def without_pronouns(folded: str) -> tuple[str, ...]:
    """Return what a folded word may be without the pronouns at its end: «cuidese» to «cuide»."""
    return tuple(match["verb"] for match in (enclitic.fullmatch(folded) for enclitic in ENCLITICS) if match)


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a cleaned text, spaces left out."""
    return tuple(
        Token(text=match.group(), kind=match.lastgroup or "mark", start=match.start(), end=match.end())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "space"
    )
