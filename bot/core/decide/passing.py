"""What happens without anybody's words: deadlines pass, people are away, mails do not arrive."""

from dataclasses import replace

from bot.core import events as e
from bot.core.case import Case
from bot.core.company import DOUBTS_ROLE
from bot.core.deadline import Deadline, DeadlineKind
from bot.core.decide.answering import ask_deputies
from bot.core.decide.owing import owing
from bot.core.decide.situation import Situation
from bot.core.decide.steps import (
    DISCONTINUED,
    NOT_CONTINUED,
    REVIEW_AGAIN,
    advance,
    is_due_today,
    requests_for,
    resumed,
    silent_at,
)
from bot.core.decide.withdrawal import asked_by_now, withdrawal_due
from bot.core.intent import Absent, Tick, Undelivered
from bot.core.mail import unique
from bot.core.request import Question


def tick(situation: Situation, case: Case, intent: Tick) -> tuple[e.CaseEvent, ...]:
    """A deadline is due: somebody is reminded, somebody else is told, or the case ends in silence."""
    deadline = next((d for d in case.deadlines if d.key == intent.deadline and d.due <= situation.now), None)
    if deadline is None:
        return ()
    if deadline.kind is DeadlineKind.SILENCE:
        ended = e.Closed(at=situation.now, outcome=NOT_CONTINUED)
        return (ended, e.Registered(at=situation.now, status=DISCONTINUED))
    if deadline.kind is DeadlineKind.REVIEW:
        return _reviewed(situation, case, deadline)
    if deadline.kind is DeadlineKind.WITHDRAWAL:
        return withdrawal_due(situation, case, deadline)
    if case.is_held and not case.may_be_reversed(deadline.step):
        return (_put_off(situation, deadline),)
    if deadline.kind is DeadlineKind.ESCALATE:
        return (_escalated(situation, case, deadline),)
    if deadline.kind is DeadlineKind.HOLD:
        return resumed(situation, case, deadline.step, _waited(situation, case, deadline))
    return (*_due_today(situation, case, deadline.step), _reminded(situation, case, deadline))


def absent(situation: Situation, case: Case, intent: Absent) -> tuple[e.CaseEvent, ...]:
    """Somebody asked is away: the roster's deputies are asked as well, and the first decision counts."""
    away = e.Absence(at=situation.now, by=intent.person, mail=intent.mail, person=intent.person, until=intent.until)
    asked = (r for r in case.waiting_for(intent.person) if r.question is Question.STEP)
    leaving = (r for r in case.withdrawal if r.person == intent.person)
    return (
        away,
        *(event for r in asked for event in ask_deputies(situation, case, r, "absent", intent.mail)),
        *(
            event
            for r in leaving
            for event in asked_by_now(situation, case, situation.process.step(r.step), intent.mail)
        ),
    )


def undelivered(situation: Situation, intent: Undelivered) -> tuple[e.CaseEvent, ...]:
    """A mail of ours did not arrive; somebody must know."""
    failed = e.DeliveryFailed(at=situation.now, mail=intent.mail, person=intent.person, effect=intent.effect)
    return (failed,)


def _reviewed(situation: Situation, case: Case, deadline: Deadline) -> tuple[e.CaseEvent, ...]:
    """The case goes on if the roster has somebody to ask by now; else it is tried again, and nobody is told twice."""
    onwards = advance(situation, case, "")
    if onwards and not any(isinstance(event, e.SentToReview) for event in onwards):
        return onwards
    again = situation.company.calendar.due(situation.now, REVIEW_AGAIN)
    following = (replace(deadline, due=again),)
    return (e.DeadlinePassed(at=situation.now, kind=deadline.kind, step="", people=(), following=following),)


def _put_off(situation: Situation, deadline: Deadline) -> e.DeadlinePassed:
    """Nobody is urged to go on with a case that waits for whoever may take it back."""
    following = _again(situation, deadline)
    return e.DeadlinePassed(at=situation.now, kind=deadline.kind, step=deadline.step, people=(), following=following)


def _again(situation: Situation, deadline: Deadline) -> tuple[Deadline, ...]:
    step = situation.process.step(deadline.step)
    escalate = step.escalate.after if step.escalate else None
    term = step.remind if deadline.kind is DeadlineKind.REMIND else escalate or step.remind or situation.process.silence
    return (replace(deadline, due=situation.company.calendar.due(situation.now, term)),) if term else ()


def _reminded(situation: Situation, case: Case, deadline: Deadline) -> e.DeadlinePassed:
    ends = [d.due for d in case.deadlines if d.kind is DeadlineKind.HOLD and d.step == deadline.step]
    following = tuple(one for one in _again(situation, deadline) if all(one.due < end for end in ends))
    return replace(_waited(situation, case, deadline), following=following)


def _waited(situation: Situation, case: Case, deadline: Deadline) -> e.DeadlinePassed:
    """Nobody answered in time, of those who were asked by mail, or nobody sent the document that they wait for."""
    asked = (
        r for r in case.open_requests if r.question is not Question.WITHDRAWAL and is_due_today(situation, case, r)
    )
    owed = owing(situation, case, deadline.step)
    waiting = owed or tuple(r.person for r in asked if r.step == deadline.step and r.notified)
    return e.DeadlinePassed(at=situation.now, kind=deadline.kind, step=deadline.step, people=unique(waiting))


def _due_today(situation: Situation, case: Case, step: str) -> tuple[e.PersonAsked, ...]:
    """Those whom today's roster would ask and who were not mailed yet, such as somebody back at work."""
    if not any(r.step == step and r.question is Question.STEP for r in case.open_requests):
        return ()
    mailed = {r.person for r in case.open_requests if r.step == step and r.notified}
    due = requests_for(situation, case, situation.process.step(step))
    fresh = (request for request in due if request.notified and request.person not in mailed)
    return tuple(e.PersonAsked(at=situation.now, request=request, reason="due") for request in fresh)


def _escalated(situation: Situation, case: Case, deadline: Deadline) -> e.DeadlinePassed:
    """Told to those who can urge somebody else; where there is none yet, it is tried again after the same term."""
    escalate = situation.process.step(deadline.step).escalate
    holders = situation.company.holders(escalate.role if escalate else DOUBTS_ROLE, case.branch)
    silent = set(silent_at(situation, case, deadline.step))
    people = tuple(person for person in holders if silent - {person})
    following = () if people else _again(situation, deadline)
    return e.DeadlinePassed(
        at=situation.now, kind=deadline.kind, step=deadline.step, people=people, following=following
    )
