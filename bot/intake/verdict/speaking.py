"""Whether a line says something of a case, or is only a name, a post, an address, a slogan."""

import re

from bot.intake.verdict.approval import read
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.reading import Kind
from bot.intake.verdict.tagging import Sentence, sentences

_CONTACT = re.compile(
    r"\S+@\S+|\b(?:https?:|www\.)\S+"
    r"|[<\[][^<>\[\]\n]{0,300}[>\]]"
    r"|(?<![\w-])\+?\(?\d[\d ()-]{5,}\d"
    r"|\b(?:NIT|Nit|nit|CUIT|Cuit)\b[:.\s]*[\d.-]+"
    r"|\b\d{1,3}[A-Za-z]\b|\b[Nn][Oo]?\b\.?(?=\s*#?\s*\d)|[|*•·#]"
)
"""Addresses, telephones, tax numbers, pictures, the numbers of houses, and what stands between them."""

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_DECIDES = frozenset({Kind.YES, Kind.NO, Kind.WEAK_NO, Kind.DOUBT, Kind.OPEN, Kind.QUESTION})
_SURELY = frozenset({Kind.NO, Kind.OPEN})
_WORK = frozenset({"act", "exec", "memo", "charge"})
_OF_A_CASE = _WORK | {"go", "paper", "wrong", "snag", "forget", "undo", "task", "money"}
"""Trades of words that no signature has; the first ones no legal notice either."""

_HANDLED = re.compile(r"\bgo\.\S+ (?:art |clit )?doc |\bclit go\.")
_TOLD = re.compile(
    r"^art client |^doc $|\b(?:art|clit|dem) doc |\b(?:client|doc|valid) (?:\S+ )?colon "
    r"|\bsince valid |^by (?:art )?(?:id|valid) "
)


def speaks(line: str, lexicon: Lexicon) -> bool:
    """Whether a line decides, doubts, sets a condition, or holds a word of the case, apart from numbers to call."""
    rest = without_contacts(line)
    kinds = _SURELY if _is_title(rest) else _DECIDES
    return any(_speaks(sentence, kinds, lexicon) for sentence in sentences(rest, lexicon))


def _is_title(line: str) -> bool:
    """Whether a line is a name of several words, each with a capital: «Servicios Integrales Muestra S.A.»."""
    words = _LONG_WORD.findall(line)
    return len(words) > 1 and all(word[0].isupper() for word in words) and not line.isupper()


def orders_work(line: str, lexicon: Lexicon) -> bool:
    """Whether a line holds words of the work itself, as no legal notice does."""
    said = sentences(line, lexicon)
    return any(not _trades(sentence).isdisjoint(_WORK) or _HANDLED.search(sentence.tags) for sentence in said)


def without_contacts(line: str) -> str:
    """A line without addresses and telephones."""
    return _CONTACT.sub(", ", line)


def _speaks(sentence: Sentence, kinds: frozenset[Kind], lexicon: Lexicon) -> bool:
    of_case = not _trades(sentence).isdisjoint(_OF_A_CASE) or _TOLD.search(sentence.tags)
    return bool(of_case) or read(sentence, lexicon.plain).kind in kinds


def _trades(sentence: Sentence) -> frozenset[str]:
    return frozenset(tag.partition(".")[0] for tag in sentence.tags.split())
