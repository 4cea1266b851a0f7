"""Reads whether a request is wanted after all that somebody asked to withdraw."""

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import says
from bot.intake.verdict.values import answer_to_read
from bot.intake.verdict.words import fold


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
