"""What somebody writes about a question that is answered already: a value, the opposite, or a remark."""

from bot.core import events as e
from bot.core.case import Case, Question, Request, RequestStatus
from bot.core.decide.confirming import values_in
from bot.core.decide.foretelling import corrected, filing_values
from bot.core.decide.situation import Situation
from bot.core.decide.withdrawing import reversal_asked
from bot.core.events import TurnedReason
from bot.core.intent import Answer, Filing, Verdict
from bot.core.process import Ask, Step


def told_later(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """Values of a finished step that whoever was asked gives afterwards; also when the case is closed.

    What lacks is added; what is there is replaced by whoever told it, and for the branch by any of its coordinators who
    says that it was wrong. A correction in which nothing can be read is asked about.
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
        return case.teller(step.name) == intent.person
    by_teller = bool(intent.filing.number) and case.teller(step.name) == intent.person
    return by_teller or corrects_number(case, step, intent) or (intent.corrects and intent.verdict is Verdict.DONE)


def corrects_number(case: Case, step: Step, intent: Answer) -> bool:
    """Whether the words put another number of filing in the place of the one that was told."""
    names = filing_values(step, Filing(number=intent.filing.number))
    return intent.corrects and bool(names) and names.keys() <= case.values.keys()


def turn(situation: Situation, intent: Answer, reason: TurnedReason, claimed: Request | None) -> e.Turned:
    """An answer that changes nothing; one that refuses is heard by others, wherever it comes too late."""
    return e.Turned(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        reason=reason,
        known=situation.company.person(intent.person) is not None,
        refused=claimed is not None and intent.separable and intent.verdict is Verdict.REJECT,
        request=claimed.key if claimed else "",
        words=intent.words or intent.text,
    )


def second_thoughts(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """The opposite of a decision on record is one question to confirm; anything else is only kept."""
    step = situation.process.step(request.step)
    decided = next((d for d in reversed(case.decisions) if (d.step, d.round) == (request.step, request.round)), None)
    opposite = Verdict.REJECT if decided and decided.approved else Verdict.APPROVE
    readable = intent.separable and intent.verdict is opposite
    if step.ask is not Ask.APPROVE or decided is None or not readable:
        return (_remark(situation, step, intent),)
    if decided.person != intent.person:
        return (turn(situation, intent, TurnedReason.ALREADY_DECIDED, request),)
    question = Request(
        question=Question.REVERSAL,
        step=request.step,
        round=case.round,
        person=intent.person,
        documents=case.documents,
        asked_at=situation.now,
    )
    pending = case.request(question.key)
    if pending is not None and pending.is_open:
        return (e.Commented(at=situation.now, by=intent.person, mail=intent.mail, courtesy=False, words=intent.text),)
    return (reversal_asked(situation, step, question, intent),)


def _remark(situation: Situation, step: Step, intent: Answer) -> e.Commented:
    """A word after the fact; one that denies what was confirmed or told is shown to those to whom doubts go."""
    denies = step.ask is Ask.CONFIRM and intent.separable and intent.verdict in (Verdict.REJECT, Verdict.NOT_DONE)
    return e.Commented(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        courtesy=not denies and not intent.value,
        denies=step.name if denies else "",
        words=intent.text,
    )
