"""How much of the work an answer tells: «primera parte», «van los otros dos», «los cinco en un solo PDF»."""

import re

from bot.intake.verdict.answers import answer_to_read
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import says
from bot.intake.verdict.wishes import named_words
from bot.intake.verdict.words import fold

_CLAUSE = re.compile(r"([.,;:\n]+(?=\s|$))")


def says_in_part(text: str, lexicon: Lexicon) -> bool:
    """Whether an answer tells a part of the work, and not the last one."""
    answer = fold(answer_to_read(text, lexicon))
    return says(answer, lexicon.lists["digitized_in_part"]) and not says_rest(text, lexicon)


def says_rest(text: str, lexicon: Lexicon) -> bool:
    """Whether an answer tells the rest of the work."""
    return says(fold(answer_to_read(text, lexicon)), lexicon.lists["digitized_rest"])


def says_whole(text: str, lexicon: Lexicon) -> bool:
    """Whether an answer says that all there is to scan is there, or that the rest are workbooks."""
    return (
        bool(named_words(text, lexicon.lists["digitized_whole"], lexicon)) or without_workbooks(text, lexicon) != text
    )


def without_workbooks(text: str, lexicon: Lexicon) -> str:
    """Return a text without the clauses which say that a workbook is not scanned: they deny nothing.

    A text without such clauses comes back as it is, and so does a question.
    """
    clauses = _CLAUSE.split(text)
    kept = [clause for clause in clauses if not says(fold(clause), lexicon.lists["digitized_as_it_is"])]
    return text if "?" in text or kept == clauses else "".join(kept)
