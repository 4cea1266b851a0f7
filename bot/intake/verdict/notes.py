"""What somebody wrote beside documents: whether it says more than that they come along."""

import re
from collections.abc import Iterable

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import words_in
from bot.intake.verdict.words import fold, without_names

_WORD = re.compile(r"\w+")


def noted(text: str, about: Iterable[str], lexicon: Lexicon) -> str:
    """The text, or ``""`` where it only says which request the documents are for.

    Args:
        text: The author's own words.
        about: Names and numbers that stand in the request anyhow.
        lexicon: Holds the words of covering letters.
    """
    covering = words_in(*(lexicon.lists[name] for name in ("courtesies", "filing_attached", "covering")))
    expected = covering.union(_WORD.findall(fold(" ".join(about))))
    return "" if expected.issuperset(_WORD.findall(fold(without_names(text)))) else text


def says_attached(text: str, lexicon: Lexicon) -> bool:
    """Whether the words say that a file comes with them."""
    return not set(lexicon.lists["attached"]).isdisjoint(_WORD.findall(fold(text)))
