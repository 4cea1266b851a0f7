"""What somebody writes about a question that is answered already: a value, the opposite, or a remark."""

from bot.core import events as e
from bot.core.case import Case, Decision, Question, Request, RequestStatus
from bot.core.decide.confirming import values_in
from bot.core.decide.foretelling import corrected, filing_values
from bot.core.decide.situation import Situation
from bot.core.decide.withdrawing import is_known, not_understood, reversal_asked
from bot.core.events import TurnedReason
from bot.core.intent import Answer, Filing, Verdict
from bot.core.process import Ask, Step


def told_later(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """Values of a finished step that whoever was asked gives afterwards; also when the case is closed.

    What lacks is added; one's own number of filing is replaced, and a colleague's by whoever says that it was wrong. A
    value is anybody's to correct who was asked for it. A correction in which nothing can be read is asked about.
    """
    finished = request.status is not RequestStatus.OPEN and request.step in case.done
    if not finished or request.question is not Question.STEP or not (intent.proof.passed and intent.separable):
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
    names = filing_values(step, Filing(number=intent.filing.number))
    return intent.corrects and bool(names) and names.keys() <= case.values.keys()


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
        refused=approves if unclear else claimed is not None and intent.verdict is Verdict.REJECT,
        request=claimed.key if claimed else "",
        words=intent.words or intent.text,
    )


def second_thoughts(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """Whatever may be the opposite of one's own decision is one question to confirm; nothing is reversed by itself.

    Courtesies never come here, so that a word that is not understood may well be "stop".
    """
    step = situation.process.step(request.step)
    decided = next((d for d in reversed(case.decisions) if (d.step, d.round) == (request.step, request.round)), None)
    if step.ask is not Ask.APPROVE or decided is None or request.question is Question.WITHDRAWAL:
        return (_remark(situation, case, step, intent),)
    question = _reversal_of(situation, case, request, intent)
    pending = case.request(question.key)
    if pending is not None and pending.is_open:
        return (not_understood(situation, pending, intent),)
    unclear = not intent.separable or intent.verdict is Verdict.UNCLEAR
    mine = decided.person == intent.person
    if not unclear and (not mine or _repeats(request, decided, intent)):
        return (turn(situation, case, intent, TurnedReason.ALREADY_DECIDED, request),)
    if not mine:
        return (_remark(situation, case, step, intent),)
    return (reversal_asked(situation, step, question, intent),)


def _repeats(request: Request, decided: Decision, intent: Answer) -> bool:
    """Whether the words only say again what was decided; a no to the question of a reversal does."""
    if request.question is Question.REVERSAL:
        return intent.verdict is Verdict.REJECT
    return (intent.verdict is Verdict.APPROVE) == decided.approved


def _reversal_of(situation: Situation, case: Case, request: Request, intent: Answer) -> Request:
    return Request(
        question=Question.REVERSAL,
        step=request.step,
        round=case.round,
        person=intent.person,
        documents=case.documents,
        asked_at=situation.now,
    )


def _remark(situation: Situation, case: Case, step: Step, intent: Answer) -> e.Commented:
    """A word after the fact, shown to those to whom doubts go unless it only repeats what was answered."""
    verdict = intent.verdict if intent.separable else Verdict.UNCLEAR
    confirms = step.ask is Ask.CONFIRM
    denies = confirms and verdict in (Verdict.REJECT, Verdict.NOT_DONE)
    repeats = confirms and verdict in (Verdict.APPROVE, Verdict.DONE)
    denied = _last_denied(case, step.name, intent.person)
    return e.Commented(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        courtesy=repeats and not denied,
        denies=step.name if denies else "",
        affirms=step.name if repeats and denied else "",
        words=intent.text,
    )


def _last_denied(case: Case, step: str, person: str) -> bool:
    """Whether the last that somebody said of a step with these documents is that it is not so."""
    said = (one for one in (*case.denials, *case.confirmations) if (one.step, one.person) == (step, person))
    last = max(said, key=lambda one: one.at, default=None)
    return last is not None and not last.approved
