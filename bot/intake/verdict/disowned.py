"""Approvals that are named and not given: «reverso mi visto bueno», «descarten mi aprobado», «prueba: aprobado»."""

import re
from functools import lru_cache

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of, words_in
from bot.intake.verdict.words import clean, fold

_CLAUSE = re.compile(r"[^.,;:()!¡?¿\n\u2013\u2014-]+")
_WORD = re.compile(r"[^\W\d_]+")


def is_disowned(answer: str, names: frozenset[str] | None, lexicon: Lexicon) -> bool:
    """Whether an approval is taken back, or nothing but a test or an example.

    Args:
        answer: What the person wrote, which reads like an approval.
        names: Folded words of the names of the case, which may stand beside it.
        lexicon: The words.
    """
    clauses = _CLAUSE.findall(fold(clean(answer)))
    beside = words_in(lexicon.lists["courtesies"]) | (names or frozenset())
    known = words_in(lexicon.lists["giving"]) | (beside - words_in(lexicon.lists["denials"]))
    return any(_takes_back(clause, known, lexicon) or _only_tries(clause, lexicon) for clause in clauses)


def _takes_back(clause: str, known: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether what governs «mi visto bueno» is not known to give it: «tienen», «doy», «va»."""
    found = _own_approval(lexicon.lists["own_approvals"]).match(clause)
    return found is not None and not known.issuperset(_WORD.findall(found["governs"]))


def _only_tries(clause: str, lexicon: Lexicon) -> bool:
    words = frozenset(_WORD.findall(clause))
    tried = words_in(lexicon.lists["tried"])
    return not tried.isdisjoint(words) and words <= tried | words_in(lexicon.lists["tried_beside"])


@lru_cache(maxsize=4)
def _own_approval(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The words before it, as far back as the last «y»."""
    return re.compile(rf"(?:.*\by\b)?(?P<governs>.*?){any_of(phrases).pattern}")
