"""What is put off and not denied: «no puedo aprobar desde el celular, lo hago mañana», «no he visto la carta»."""

import re
from functools import lru_cache

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of, says
from bot.intake.verdict.words import fold

_CLAUSE = re.compile(r"[,;:.\n]+")
_LISTS = ("put_off", "put_off_links", "put_off_verbs")


def beside_put_off(answer: str, lexicon: Lexicon) -> str | None:
    """The rest of an answer whose one denial only says when or where it cannot be approved; else ``None``."""
    clauses = [" ".join(clause.split()) for clause in _CLAUSE.split(fold(answer)) if clause.strip()]
    refusals = [clause for clause in clauses if says(clause, lexicon.lists["denials"])]
    whole = _put_off(*(lexicon.lists[name] for name in _LISTS))
    when = any_of(lexicon.lists["put_off"])
    if len(refusals) != 1 or not whole.fullmatch(refusals[0]) or not when.search(refusals[0]):
        return None
    return ". ".join(clause for clause in clauses if clause != refusals[0])


def has_not_looked(answer: str, lexicon: Lexicon) -> bool:
    """Whether somebody says that they have not seen the paper, and nothing of what they were asked to see on it."""
    folded = fold(answer)
    return says(folded, lexicon.lists["not_looked"]) and not says(folded, lexicon.lists["looked_for"])


@lru_cache(maxsize=8)
def _put_off(when: tuple[str, ...], links: tuple[str, ...], verbs: tuple[str, ...]) -> re.Pattern[str]:
    aside, link, verb = (any_of(words).pattern for words in (when, links, verbs))
    return re.compile(rf"(?:(?:{aside}|{link}) )*no (?:{link} )*{verb}(?: (?:{aside}|{link}))*")
