"""Reads whether a request is to wait, and whether it is wanted after all."""

import re

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.answers import answer_to_read
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of, says
from bot.intake.verdict.words import fold

_SENTENCE = re.compile(r"[.!?;\n]+(?=\s|$)")


def asks_to_wait(text: str, lexicon: Lexicon) -> bool:
    """Whether whoever asks wants nothing done yet: «no lo tramiten todavía», «hasta que yo confirme»."""
    lists = lexicon.lists
    not_yet = re.compile(rf"\bno (?:\w+ ){{0,2}}{any_of(lists['wait_deeds']).pattern}")
    said = (" ".join(one.split()) for one in _SENTENCE.split(fold(answer_to_read(text, lexicon))))
    return any(says(one, lists["waits"]) or (not_yet.search(one) and says(one, lists["wait_until"])) for one in said)


def wants_it_after_all(
    text: str, lexicon: Lexicon, own: frozenset[str] = frozenset(), names: frozenset[str] | None = None
) -> bool:
    """Whether a text takes a withdrawal back: «no la retiren», «era otro caso, sigan»; a question never does."""
    said = " ".join(fold(answer_to_read(text, lexicon)).split())
    if "?" in said or says(said, lexicon.lists["withdraw_conditions"]):
        return False
    if says(said, lexicon.lists["withdraw_taken_back"]):
        return True
    judged = judge(text, Stage.APPROVAL, lexicon, own, names)
    goes_on = judged.verdict is Verdict.APPROVE and judged.reason == "explicit"
    return goes_on and not says(said, lexicon.lists["withdraw_spoken_of"])
