"""Whoever decided takes it back with a word, as long as nothing rests on it that cannot be taken back."""

from bot.core import events as e
from bot.core.case import Case, Decision
from bot.core.decide.afterwards import turn
from bot.core.decide.situation import Situation
from bot.core.decide.steps import and_on, in_progress
from bot.core.events import TurnedReason
from bot.core.intent import FILING_NUMBER, Answer, Stage, Wish
from bot.core.process import Ask
from bot.core.request import Question, Request


def undone(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """The step is asked again, in a round of its own; nothing where it is no decision of theirs, or too long ago.

    What is filed is told to be: it takes more than a word.
    """
    number = case.last_decision(request.step, request.round)
    if not _may_undo(situation, case, request, number, intent):
        return ()
    if _is_filed(situation, case):
        return (turn(situation, case, intent, TurnedReason.FILED, request),)
    now, mail = situation.now, intent.mail
    taken_back = e.DecisionUndone(
        at=now,
        by=intent.person,
        mail=mail,
        step=request.step,
        round=request.round,
        decision=number,
        words=intent.text,
    )
    begun = e.RoundBegun(at=now, by=intent.person, mail=mail, round=case.round + 1, changed=(), dropped=(), words="")
    return and_on(situation, case, taken_back, begun, *in_progress(situation, case, mail))


def undo_until(situation: Situation, decision: Decision) -> str:
    """Until when a decision may be undone with a word, in ISO 8601."""
    return situation.company.calendar.due(decision.at, situation.process.receipts.undo).isoformat()


def _may_undo(situation: Situation, case: Case, request: Request, number: int, intent: Answer) -> bool:
    if Wish.UNDO not in intent.wishes or not intent.separable or not number or request.question is Question.WITHDRAWAL:
        return False
    decided = case.decisions[number - 1]
    in_time = situation.now <= situation.company.calendar.due(decided.at, situation.process.receipts.undo)
    decides = situation.process.step(request.step).ask is Ask.APPROVE
    return decides and in_time and decided.person == intent.person and not decided.undone


def _is_filed(situation: Situation, case: Case) -> bool:
    """Whether the memo lies where it cannot be taken back by mail."""
    filings = {step.name for step in situation.process.steps if step.stage is Stage.FILING}
    return FILING_NUMBER in case.values or not filings.isdisjoint(case.done)
