"""What somebody writes about a question that is answered already: a value, the opposite, or a remark."""

from bot.core import events as e
from bot.core.case import Case, Decision
from bot.core.decide.confirming import values_in
from bot.core.decide.foretelling import corrected, filing_values, other_values
from bot.core.decide.situation import Situation
from bot.core.decide.withdrawing import is_known, not_understood, reversal_asked
from bot.core.events import TurnedReason
from bot.core.intent import Answer, Filing, Verdict
from bot.core.process import Ask, Step
from bot.core.request import Question, Request, RequestStatus


def told_later(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """Values of a finished step that whoever was asked gives afterwards; also when the case is closed.

    What lacks is added; one's own number of filing is replaced, and a colleague's by whoever says that it was wrong. A
    value is anybody's to correct who was asked for it. A correction in which nothing can be read is asked about.
    Words that deny the step tell no value of it.
    """
    finished = request.status is not RequestStatus.OPEN and request.step in case.done
    counts = intent.proof.passed and intent.separable and intent.verdict is not Verdict.NOT_DONE
    if not finished or request.question is not Question.STEP or not counts:
        return ()
    step, now = situation.process.step(request.step), situation.now
    told = values_in(step, intent)
    missing = {name: value for name, value in told.items() if name not in case.values}
    if missing:
        return (e.ValuesTold(at=now, by=intent.person, mail=intent.mail, step=step.name, values=missing),)
    if intent.corrects and step.fields and not told:
        return (e.AnswerUnclear(at=now, by=intent.person, mail=intent.mail, request=request.key, words=intent.text),)
    return corrected(situation, case, step, intent, told) if _may_correct(case, step, intent) else ()


def _may_correct(case: Case, step: Step, intent: Answer) -> bool:
    if step.ask is Ask.VALUE:
        return True
    by_teller = bool(intent.filing.number) and case.teller(step.name) == intent.person
    return by_teller or corrects_number(case, step, intent) or (intent.corrects and intent.verdict is Verdict.DONE)


def corrects_number(case: Case, step: Step, intent: Answer) -> bool:
    """Whether the words put another number of filing in the place of the one that was told."""
    told = filing_values(step, Filing(number=intent.filing.number))
    return intent.corrects and bool(other_values(case, told))


def turn(situation: Situation, case: Case, intent: Answer, reason: TurnedReason, claimed: Request | None) -> e.Turned:
    """An answer that changes nothing; one that may refuse is heard by others, wherever it comes too late."""
    approves = claimed is not None and situation.process.step(claimed.step).ask is Ask.APPROVE
    unclear = not intent.separable or intent.verdict is Verdict.UNCLEAR
    return e.Turned(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        reason=reason,
        known=is_known(situation, case, intent.person),
        refused=(approves or reason is TurnedReason.CLOSED)
        if unclear
        else claimed is not None and _refuses(case, claimed, intent),
        request=claimed.key if claimed else "",
        words=intent.words or intent.text,
    )


def second_thoughts(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """Whatever may be the opposite of one's own decision is one question to confirm; nothing is reversed by itself.

    Whatever may take back an approval holds the case; other words are asked about too, and courtesies never come here.
    """
    step = situation.process.step(request.step)
    last = case.last_decision(request.step, request.round)
    if step.ask is not Ask.APPROVE or not last or request.question is Question.WITHDRAWAL:
        return (_remark(situation, case, step, intent),)
    decided = case.decisions[last - 1]
    wanted = _wanted(case, request, decided, intent)
    pending = next((one for one in case.requests if _asks_to_reverse(one, step, intent.person)), None)
    if pending is not None and (wanted is None or not pending.by_word):
        return (not_understood(situation, pending, intent),)
    mine = decided.person == intent.person
    if wanted is not None and (not mine or wanted == decided.approved):
        return (turn(situation, case, intent, TurnedReason.ALREADY_DECIDED, request),)
    if not mine:
        return (_remark(situation, case, step, intent),)
    question = _reversal(situation, case, request, intent, by_word=wanted is None)
    return (reversal_asked(situation, step, question, intent),)


def _wanted(case: Case, request: Request, decided: Decision, intent: Answer) -> bool | None:
    """Whether the words speak for an approval, or against it, as a doubt does; ``None`` where nobody knows."""
    if not intent.separable or intent.verdict is Verdict.UNCLEAR:
        return False if intent.stops and decided.approved else None
    return not _refuses(case, request, intent)


def _refuses(case: Case, request: Request, intent: Answer) -> bool:
    """Whether a clear answer speaks against what was asked for; a yes to the question of a reversal may."""
    if request.question is Question.REVERSAL:
        return (intent.verdict is Verdict.APPROVE) == case.to_reverse(request).approved
    return intent.verdict in (Verdict.REJECT, Verdict.NOT_DONE)


def _asks_to_reverse(request: Request, step: Step, person: str) -> bool:
    is_theirs = (request.question, request.step, request.person) == (Question.REVERSAL, step.name, person)
    return is_theirs and request.is_open


def _reversal(situation: Situation, case: Case, request: Request, intent: Answer, *, by_word: bool) -> Request:
    return Request(
        question=Question.REVERSAL,
        step=request.step,
        round=case.round,
        person=intent.person,
        documents=case.documents,
        asked_at=situation.now,
        decision=case.last_decision(request.step, request.round),
        by_word=by_word,
    )


def _remark(situation: Situation, case: Case, step: Step, intent: Answer) -> e.Commented:
    """A word after the fact, shown to those to whom doubts go unless it only repeats what was answered."""
    verdict = intent.verdict if intent.separable else Verdict.UNCLEAR
    confirms = step.ask is Ask.CONFIRM
    denies = confirms and verdict in (Verdict.REJECT, Verdict.NOT_DONE) and not situation.received
    repeats = confirms and verdict in (Verdict.APPROVE, Verdict.DONE)
    denied = _last_denied(case, step.name, intent.person)
    return e.Commented(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        courtesy=(repeats and not denied) or (intent.attaches and bool(situation.received)),
        denies=step.name if denies else "",
        affirms=step.name if repeats and denied else "",
        words=intent.text,
    )


def _last_denied(case: Case, step: str, person: str) -> bool:
    """Whether the last that somebody said of a step with these documents is that it is not so."""
    said = (one for one in (*case.denials, *case.confirmations) if (one.step, one.person) == (step, person))
    last = max(said, key=lambda one: one.at, default=None)
    return last is not None and not last.approved
