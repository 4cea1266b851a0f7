"""In whose place somebody decides: «aprobado por delegación de Martha». Whoever is asked in her place may say so."""

import re
from functools import lru_cache

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of
from bot.intake.verdict.words import fold


def without_mandate(text: str, people: frozenset[str], lexicon: Lexicon) -> str:
    """The text without the words that only say for whom of these people it decides.

    Args:
        text: What the person wrote.
        people: Folded words of the names of those for whom somebody may decide.
        lexicon: The words.
    """
    folded = fold(text)
    if len(folded) != len(text) or not people:
        return text
    names = ("mandates", "named_by", "name_titles")
    found = _mandate(people, *(lexicon.lists[name] for name in names)).search(folded)
    return text[: found.start()] + text[found.end() :] if found else text


@lru_cache(maxsize=8)
def _mandate(
    people: frozenset[str], mandates: tuple[str, ...], links: tuple[str, ...], titles: tuple[str, ...]
) -> re.Pattern[str]:
    """The words must end what is said: in «en ausencia de Martha no, mañana» they do not."""
    mandate, link, title, name = (any_of(words).pattern for words in (mandates, links, titles, tuple(sorted(people))))
    whom = rf"(?: {link}(?: {title}\.?)*(?: {name})+)?"
    return re.compile(rf"[ ,(]*{mandate}{whom}\)?(?=\s*(?:[.!]\s*)?(?:\n|$))")
