"""The question whether an approved request is withdrawn: who is asked, and who else as time passes."""

from dataclasses import replace

from bot.core import events as e
from bot.core.calendar import Term
from bot.core.case import Case, Decision
from bot.core.company import DOUBTS_ROLE
from bot.core.deadline import Deadline, DeadlineKind
from bot.core.decide.situation import Situation
from bot.core.intent import Withdraw
from bot.core.mail import unique
from bot.core.process import Step
from bot.core.request import Question, Request


def withdrawal_asked(situation: Situation, case: Case, approved: Decision, intent: Withdraw) -> tuple[e.CaseEvent, ...]:
    """Asks whoever approved and their deputies; the case waits for the first answer, however long it takes."""
    step = situation.process.step(approved.step)
    first, *others = _deciders(situation, case, approved.person, intent.person)
    due = situation.company.calendar.due(situation.now, _reminder_term(situation, step))
    raised = e.QuestionAsked(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        request=_question(situation, case, step, first),
        deadlines=(Deadline(kind=DeadlineKind.WITHDRAWAL, step=step.name, due=due),),
        words=intent.text,
    )
    return (raised, *(_asked_too(situation, case, step, person, intent.mail) for person in others))


def asked_by_now(situation: Situation, case: Case, step: Step, mail: str = "") -> tuple[e.PersonAsked, ...]:
    """Those who may answer by now and were not asked yet: today's deputies, and after a while those above."""
    asked = case.withdrawal
    approver = next(one.person for one in reversed(case.decisions) if one.step == step.name)
    may_answer = _deciders(situation, case, approver, asked[0].raised_by)
    if situation.company.calendar.due(min(one.asked_at for one in asked), _patience(situation, step)) <= situation.now:
        may_answer += situation.company.holders(step.escalate.role if step.escalate else DOUBTS_ROLE, case.branch)
    known = {case.requester, *(one.person for one in asked)}
    return tuple(
        _asked_too(situation, case, step, person, mail) for person in unique(may_answer) if person not in known
    )


def withdrawal_due(situation: Situation, case: Case, deadline: Deadline) -> tuple[e.CaseEvent, ...]:
    """Nobody has answered yet: who was asked is reminded, and others are asked as well."""
    step = situation.process.step(deadline.step)
    again = replace(deadline, due=situation.company.calendar.due(situation.now, _reminder_term(situation, step)))
    passed = e.DeadlinePassed(
        at=situation.now,
        kind=deadline.kind,
        step=deadline.step,
        people=tuple(one.person for one in case.withdrawal),
        following=(again,),
    )
    return (*asked_by_now(situation, case, step), passed)


def _deciders(situation: Situation, case: Case, approver: str, raised_by: str) -> tuple[str, ...]:
    """The approver and their deputies of today; those to whom doubts go where the roster knows none of them."""
    company = situation.company
    standing_in = company.substitutes(approver, situation.today)
    known = tuple(person for person in unique((approver, *standing_in)) if company.person(person))
    others = (
        tuple(person for person in people if person not in (case.requester, raised_by))
        for people in (known, company.holders(DOUBTS_ROLE, case.branch))
    )
    return next(filter(None, others), (approver,))


def _question(situation: Situation, case: Case, step: Step, person: str) -> Request:
    return Request(
        question=Question.WITHDRAWAL,
        step=step.name,
        round=case.round,
        person=person,
        documents=case.documents,
        asked_at=situation.now,
    )


def _asked_too(situation: Situation, case: Case, step: Step, person: str, mail: str) -> e.PersonAsked:
    return e.PersonAsked(
        at=situation.now, mail=mail, request=_question(situation, case, step, person), reason="withdrawal"
    )


def _reminder_term(situation: Situation, step: Step) -> Term:
    return step.remind or _patience(situation, step)


def _patience(situation: Situation, step: Step) -> Term:
    """How long until others are asked as well: as long as the decision itself may take."""
    return step.escalate.after if step.escalate else step.remind or situation.process.silence
