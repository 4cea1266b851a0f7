"""Which trade one word has in a sentence, whatever stands around it."""

import re

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.words import ENCLITICS, Token, fold, key

UNKNOWN = "x"
"""The tag of a word that the lexicon does not know."""

_CARRIES_ENCLITIC = ("inf", "ger", "subj", "you", "third", "they")
_ORDERED = ("subj", "third", "they")
_TOLD_FAMILIARLY = ("third", "you")
_DECISIONS = ("app", "rej")
_REQUESTED = frozenset({"lo", "la", "los", "las"})
_SHORTEST_VERB = 5
_INITIALS = range(2, 4)


def tag_of(token: Token, lexicon: Lexicon, *, capital: bool) -> str:
    """Return the tag of a word; ``capital`` tells that a capital letter is no mere beginning of a sentence."""
    lower = token.text.lower()
    if known := known_tag(lower, lexicon):
        return known
    if near := lexicon.mistyped(lower):
        return near
    shape = _shape(fold(lower), lexicon)
    if not token.text[0].isupper():
        return shape or UNKNOWN
    if shape in {"ger", "manner", "part"} and not capital:
        return shape
    if token.text.isupper() and len(token.text) in _INITIALS:
        return "initials"
    return "name" if capital and not token.text.isupper() else "cap"


def known_tag(lower: str, lexicon: Lexicon) -> str | None:
    """Return the tag of a word in small letters, as written, sounding the same, or with pronouns at its end."""
    if tag := lexicon.exact.get(lower) or _sounding(lower, lexicon):
        return tag
    return next(filter(None, (_carrying(enclitic.fullmatch(fold(lower)), lexicon) for enclitic in ENCLITICS)), None)


def _carrying(match: re.Match[str] | None, lexicon: Lexicon) -> str | None:
    """The tag of a verb with pronouns at its end."""
    tag = lexicon.sounds.get(key(match["verb"])) if match else None
    if match is None or tag is None or tag.rpartition(".")[2] not in _CARRIES_ENCLITIC:
        return None
    family, _, form = tag.rpartition(".")
    if form in _ORDERED and match["clitics"].startswith("se"):
        return f"{family}.order"
    return f"{family}.bid" if family in _DECISIONS and _is_bid(match["verb"], form, match["clitics"]) else tag


def _is_bid(verb: str, form: str, clitics: str) -> bool:
    """«apruébalo», «aprobala», «apruébenla» tell us to go on; «apruébela» more often asks one other person."""
    told = form in _TOLD_FAMILIARLY or (form == "subj" and verb.endswith("n"))
    return told and clitics in _REQUESTED


def _sounding(lower: str, lexicon: Lexicon) -> str | None:
    """The tag of a word that sounds the same; «esperó» is no misspelt «espero», and a single letter is no word."""
    tag = lexicon.sounds.get(key(lower)) if len(lower) > 1 else None
    return None if tag and len(lower) >= _SHORTEST_VERB and lower.endswith("ó") and "." not in tag else tag


def _shape(folded: str, lexicon: Lexicon) -> str | None:
    if len(folded) < _SHORTEST_VERB:
        return None
    return next((tag for ending, tag in lexicon.shapes if folded.endswith(ending)), None)
