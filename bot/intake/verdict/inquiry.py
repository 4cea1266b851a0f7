"""Mails that only ask how a case is getting on: «¿en qué va?», «¿ya aprobaron?», «¿alguna novedad?»."""

import re

from bot.intake.verdict.frame import answer_of
from bot.intake.verdict.identifiers import names_another
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of
from bot.intake.verdict.words import clean, fold

_LONGEST = 2_000
_BESIDE = ("courtesies", "inquiry_words")
_ANSWERS = ("confirm_yes", "confirm_no", "inquiry_bars")
_WORD = re.compile(r"[^\W\d_]+")


def asks_how_it_goes(text: str, lexicon: Lexicon, own: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a text asks how its case is getting on, and says nothing else.

    Args:
        text: What the person wrote.
        lexicon: The words.
        own: Identifiers of the case; whoever names another one asks about that.
        names: Folded words of the case's client, city and people, which may stand in the question.
    """
    answer = answer_of(clean(text), lexicon) if len(text) <= _LONGEST else ""
    folded, lists = fold(answer), lexicon.lists
    asked = lists["inquiries"] + (lists["inquiries_asked"] if "?" in answer else ())
    rest, found = any_of(asked).subn(" ", folded)
    polite = {fold(word) for name in _BESIDE for phrase in lists[name] for word in phrase.split()}
    beside = polite - {fold(one) for name in _ANSWERS for one in lists[name]}
    known = all(word in beside or word in names for word in _WORD.findall(rest))
    return bool(found) and known and not names_another(answer, own, lexicon)
