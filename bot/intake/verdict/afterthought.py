"""Reads what somebody writes after their own yes: whether it may be a second thought."""

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import says
from bot.intake.verdict.words import fold


def leaves_it_approved(text: str, lexicon: Lexicon, own: frozenset[str], names: frozenset[str]) -> bool:
    """Whether words after an approval are as harmless as they would be beside it.

    Nothing may stand beside a bare yes but courtesies. Beside a plain one anything may that does not take it back, also
    what happened: «el cliente ya pagó». Said afterwards only wishes and tasks of the kind are harmless: «Yuliana, por
    favor dele prioridad».

    Args:
        text: What the person wrote.
        lexicon: The words.
        own: Identifiers of the case, as :func:`judge` takes them.
        names: Names of the case, likewise.
    """

    def is_yes(said: str) -> bool:
        return judge(said, Stage.APPROVAL, lexicon, own, names).verdict is Verdict.APPROVE

    if any(is_yes(f"{yes}. {text}") for yes in lexicon.lists["said_yes"]):
        return True
    is_task = says(fold(text), lexicon.lists["said_besides"])
    return is_task and all(is_yes(f"{yes}{mark} {text}") for yes in lexicon.lists["said_approved"] for mark in ".,")
