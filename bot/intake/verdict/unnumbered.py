"""Papers that were filed without being given a number: «no me dieron número, solo el sello»."""

import re
from functools import lru_cache

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of
from bot.intake.verdict.words import clean, unaccented

_NAMES = ("filing_number_turns", "denials", "filing_number_given", "filing_number_names", "filing_unnumbered")


def without_number(text: str, lexicon: Lexicon) -> str:
    """Return a text without the words that deny a number: they do not deny that the paper was filed.

    A text without such words comes back as it is.
    """
    rest, denied = _denying(*(lexicon.lists[name] for name in _NAMES)).subn(" ", unaccented(clean(text)))
    return rest if denied else text


@lru_cache(maxsize=8)
def _denying(*lists: tuple[str, ...]) -> re.Pattern[str]:
    turns, denials, given, names, phrases = (any_of(words).pattern for words in lists)
    return re.compile(rf"[\s,;]*(?:{turns}\s)*(?:{denials}(?:\s{given})*\s{names}|{phrases})", re.IGNORECASE)
