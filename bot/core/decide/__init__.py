"""What happens to a case: ``decide(situation, intent) -> events``. Pure; it finds nothing out, it only decides."""

from typing import assert_never

from bot.core import events as e
from bot.core import intent as i
from bot.core.case import Case
from bot.core.decide.answering import answer
from bot.core.decide.opening import open_case
from bot.core.decide.passing import absent, tick, undelivered
from bot.core.decide.remarking import comment
from bot.core.decide.situation import Situation
from bot.core.decide.supplying import inquire, repeat, supply
from bot.core.decide.withdrawing import elsewhere, go_on, withdraw

__all__ = ["Situation", "decide"]


def decide(  # noqa: C901, PLR0911, PLR0912 - one line per kind of intent
    situation: Situation, case: Case | None, intent: i.Intent
) -> tuple[e.CaseEvent, ...]:
    """What this intent makes of the case.

    Args:
        situation: The process, the roster of today, what the checks found, and the time.
        case: The case so far, or ``None`` for one that opens.
        intent: What a mail means, or a deadline that is due.

    Returns:
        Events in order. Nothing is ever decided in silence: what changes nothing is an event too.

    Raises:
        ValueError: An intent that needs a case came without one; that is ours.
    """
    if isinstance(intent, i.Open):
        return open_case(situation, intent)
    if case is None:
        msg = f"{type(intent).__name__} needs a case"
        raise ValueError(msg)
    match intent:
        case i.Answer():
            return answer(situation, case, intent)
        case i.Supply():
            return supply(situation, case, intent)
        case i.Withdraw():
            return withdraw(situation, case, intent)
        case i.GoOn():
            return go_on(situation, case, intent)
        case i.Inquire():
            return inquire(situation, case, intent)
        case i.Elsewhere():
            return (elsewhere(situation, case, intent),)
        case i.Repeat():
            return repeat(situation, case, intent)
        case i.Comment():
            return (comment(situation, case, intent),)
        case i.Absent():
            return absent(situation, case, intent)
        case i.Undelivered():
            return undelivered(situation, intent)
        case i.Tick():
            return tick(situation, case, intent)
    assert_never(intent)
