"""Taking things back: the requester a request, an approver a decision. After an approval both ask first."""

from dataclasses import replace
from datetime import datetime

from bot.core import events as e
from bot.core.case import Case
from bot.core.deadline import Deadline, DeadlineKind
from bot.core.decide.situation import Situation
from bot.core.decide.steps import (
    NOT_CONTINUED,
    RETURNED,
    WITHDRAWN,
    advance,
    and_on,
    checked,
    deadlines_of,
    in_progress,
    last_approval,
    resumed,
)
from bot.core.decide.withdrawal import withdrawal_asked
from bot.core.events import TurnedReason
from bot.core.evolve import fold
from bot.core.intent import Answer, Elsewhere, GoOn, Spoken, Verdict, Withdraw
from bot.core.process import State, Step
from bot.core.request import Question, Request


def withdraw(situation: Situation, case: Case, intent: Withdraw) -> tuple[e.CaseEvent, ...]:
    """A coordinator of the branch takes the request back; whoever approved it is asked first, once at a time."""
    reason = _may_not(situation, case, intent)
    if reason is not None:
        return (replace(turned(situation, case, intent, reason), refused=True),)
    approved = last_approval(situation, case)
    if approved is None:
        return _withdrawn(situation, intent.person, intent.mail, intent.text)
    if case.withdrawal:
        return (turned(situation, case, intent, TurnedReason.ASKED_ALREADY),)
    return withdrawal_asked(situation, case, approved, intent)


def go_on(situation: Situation, case: Case, intent: GoOn) -> tuple[e.CaseEvent, ...]:
    """A coordinator of the branch wants the request after all: it waits no more, for them or for who is asked."""
    reason = _may_not(situation, case, intent)
    if reason is not None:
        return (turned(situation, case, intent, reason),)
    if case.waits:
        return _waits_no_more(situation, case, intent)
    answered = e.QuestionAnswered(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        question=Question.WITHDRAWAL,
        request=case.withdrawal[0].key,
        agreed=False,
        words=intent.text,
    )
    return and_on(situation, case, answered)


def _waits_no_more(situation: Situation, case: Case, intent: GoOn) -> tuple[e.CaseEvent, ...]:
    """Whoever asked lets the case go on; one that was closed meanwhile is under way again."""
    now, mail = situation.now, intent.mail
    ended = e.WaitEnded(at=now, by=intent.person, mail=mail, words=intent.text)
    again = e.Reopened(at=now, by=intent.person, mail=mail)
    is_closed = case.state is State.CLOSED
    happened: tuple[e.CaseEvent, ...] = (again, *in_progress(situation, case, mail), ended) if is_closed else (ended,)
    after = fold(case, happened)
    assert after is not None  # noqa: S101 - a fold over a case is a case
    return (*happened, *checked(situation, after, intent.person, mail))


def _patience_ends(situation: Situation, step: Step) -> datetime:
    """A question about a decision waits no longer than the decision itself until somebody else is told."""
    term = step.escalate.after if step.escalate else step.remind or situation.process.silence
    return situation.company.calendar.due(situation.now, term)


def turned(situation: Situation, case: Case, intent: Spoken, reason: TurnedReason) -> e.Turned:
    """Something that changes nothing; only people who are known get an answer that says why."""
    known = is_known(situation, case, intent.person)
    return e.Turned(at=situation.now, by=intent.person, mail=intent.mail, reason=reason, known=known, words=intent.text)


def elsewhere(situation: Situation, case: Case, intent: Elsewhere) -> e.Turned:
    """What belongs to another case than its thread changes neither; its author is told where it belongs."""
    if not intent.proof.passed:
        return turned(situation, case, intent, TurnedReason.NOT_AUTHENTICATED)
    reason = TurnedReason.OTHER_DOCUMENTS if intent.documents else TurnedReason.OTHER_CASE
    return replace(turned(situation, case, intent, reason), other=intent.number)


def is_known(situation: Situation, case: Case, person: str) -> bool:
    """Whether somebody is of the roster, or asked for the case because somebody vouched for them."""
    return person == case.requester or situation.company.person(person) is not None


def speaks_for_branch(situation: Situation, case: Case, person: str) -> bool:
    """Whether somebody may act for the request: the requester, a coordinator of the branch, or their deputy."""
    return person == case.requester or situation.company.coordinates(person, case.branch, situation.today)


def withdrawal_answered(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """One of those asked agrees to a withdrawal after approval, or does not, and the case goes on."""
    answered = _question_answered(situation, request, intent)
    if answered is None:
        return (not_understood(situation, request, intent),)
    if not answered.agreed:
        return and_on(situation, case, answered)
    return (answered, *_withdrawn(situation, request.raised_by, intent.mail, request.words))


def reversal_asked(situation: Situation, step: Step, question: Request, intent: Answer) -> e.QuestionAsked:
    """The question whether a decision is to be reversed; only words that spoke against it hold the case."""
    return e.QuestionAsked(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        request=question,
        deadlines=() if question.by_word else _held(situation, step),
        words=intent.text,
    )


def _held(situation: Situation, step: Step) -> tuple[Deadline, ...]:
    """The case does not go on meanwhile; the person is reminded as often as of the decision itself."""
    hold = Deadline(kind=DeadlineKind.HOLD, step=step.name, due=_patience_ends(situation, step))
    reminders = (one for one in deadlines_of(situation, step) if one.kind is DeadlineKind.REMIND and one.due < hold.due)
    return (*reminders, hold)


def reversal_answered(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """The approver confirms that a decision is to be reversed, or lets it stand, and the case goes on."""
    answered = _question_answered(situation, request, intent)
    if answered is None:
        return (not_understood(situation, request, intent),)
    if not answered.agreed:
        return resumed(situation, case, request.step, answered)
    now, mail, proof = situation.now, intent.mail, intent.proof.by
    words = f"{request.words.strip()}\n{intent.words}"
    if case.to_reverse(request).approved:
        refused = e.Refused(
            at=now, by=intent.person, mail=mail, step=request.step, round=case.round, proof=proof, words=words
        )
        returned = e.Returned(at=now, mail=mail, step=request.step)
        return (answered, refused, returned, e.Registered(at=now, mail=mail, status=RETURNED))
    approved = e.Approved(
        at=now, by=intent.person, mail=mail, step=request.step, round=case.round, proof=proof, words=words
    )
    happened: tuple[e.CaseEvent, ...] = (answered, approved, *in_progress(situation, case, mail))
    after = fold(case, happened)
    assert after is not None  # noqa: S101 - a fold over a case is a case
    return (*happened, *advance(situation, after, mail))


def _may_not(situation: Situation, case: Case, intent: Withdraw | GoOn) -> TurnedReason | None:
    if not intent.proof.passed:
        return TurnedReason.NOT_AUTHENTICATED
    if not speaks_for_branch(situation, case, intent.person):
        return TurnedReason.NOT_ASKED
    if isinstance(intent, GoOn) and case.waits and case.outcome == NOT_CONTINUED:
        return None
    return {State.CLOSED: TurnedReason.CLOSED, State.WITHDRAWN: TurnedReason.WITHDRAWN}.get(case.state)


def _withdrawn(situation: Situation, person: str, mail: str, reason: str) -> tuple[e.CaseEvent, ...]:
    return (
        e.Withdrawn(at=situation.now, by=person, mail=mail, reason=reason),
        e.Registered(at=situation.now, mail=mail, status=WITHDRAWN),
    )


def _question_answered(situation: Situation, request: Request, intent: Answer) -> e.QuestionAnswered | None:
    if not intent.separable or intent.verdict not in (Verdict.APPROVE, Verdict.REJECT):
        return None
    return e.QuestionAnswered(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        question=request.question,
        request=request.key,
        agreed=intent.verdict is Verdict.APPROVE,
        words=intent.words,
    )


def not_understood(situation: Situation, request: Request, intent: Answer) -> e.AnswerUnclear:
    """An answer to such a question that is asked again."""
    return e.AnswerUnclear(at=situation.now, by=intent.person, mail=intent.mail, request=request.key, words=intent.text)
