"""Lists of the lexicon looked for in folded text."""

import re
from functools import lru_cache

from bot.intake.verdict.words import fold

_WORD = re.compile(r"[^\W_]+")


def says(folded: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in a folded text, as whole words."""
    return any_of(phrases).search(folded) is not None


@lru_cache(maxsize=64)
def words_in(*lists: tuple[str, ...]) -> frozenset[str]:
    """The folded words of all phrases of some lists."""
    return frozenset(word for phrases in lists for phrase in phrases for word in _WORD.findall(fold(phrase)))


@lru_cache(maxsize=64)
def any_of(phrases: tuple[str, ...], after: str = r"\b") -> re.Pattern[str]:
    """Return one pattern for a whole list, the longest phrase first, compiled once for each list."""
    longest_first = sorted(map(fold, phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))}){after}")
