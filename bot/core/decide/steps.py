"""Going on: which step is next, who is asked, and what happens when there is nobody or nothing left to ask."""

from collections.abc import Iterator

from bot.core import events as e
from bot.core.calendar import Term, Unit
from bot.core.case import Case, Decision
from bot.core.deadline import Deadline, DeadlineKind
from bot.core.decide.owing import owing, stuck_at
from bot.core.decide.situation import Situation
from bot.core.evolve import fold
from bot.core.mail import unique
from bot.core.process import ActionKind, Ask, State, Step
from bot.core.request import Question, Request

REVIEW_AGAIN = Term(count=1, unit=Unit.BUSINESS_DAYS)
"""How often it is tried again to go on with a case that nobody could be asked about."""

FINISHED = "terminada"
NOT_CONTINUED = "no_continuada"
RETURNED = "Devuelto"
WITHDRAWN = "Retirado"
IN_PROGRESS = "En trámite"
DISCONTINUED = "No continuada"


def checked(situation: Situation, case: Case, by: str, mail: str) -> tuple[e.CaseEvent, ...]:
    """What follows from the report: what must be mended, or the word to go on, is awaited; else the next step opens."""
    found = e.Checked(
        at=situation.now, by=by, mail=mail, findings=situation.report.findings, facts=dict(situation.facts)
    )
    if situation.report.blocks or case.waits:
        due = situation.company.calendar.due(situation.now, situation.process.silence)
        return (found, e.FoundIncomplete(at=situation.now, mail=mail, due=due))
    after = fold(case, (found,))
    assert after is not None  # noqa: S101 - a fold over a case is a case
    return (found, *advance(situation, after, mail))


def advance(situation: Situation, case: Case, mail: str) -> tuple[e.CaseEvent, ...]:
    """Opens every step that may be asked now; closes the case when none is left; does neither while it is held."""
    if case.is_held:
        return ()
    events: list[e.CaseEvent] = []
    waiting = False
    for step in remaining(situation, case):
        if told := _told_whole(case, step):
            events.append(_done_by(situation, told, mail))
            continue
        waiting = True
        if not _is_open(case, step):
            requests = requests_for(situation, case, step)
            if not requests:
                again = situation.company.calendar.due(situation.now, REVIEW_AGAIN)
                review = e.SentToReview(at=situation.now, mail=mail, reason=f"nobody:{step.name}", again=again)
                return (*events, review)
            events += _enter(situation, step, requests, mail)
        if step.blocks:
            break
    if not waiting:
        events.append(e.Closed(at=situation.now, mail=mail, outcome=FINISHED))
    return tuple(events)


def and_on(situation: Situation, case: Case, *events: e.CaseEvent) -> tuple[e.CaseEvent, ...]:
    """These events, and what may be asked after them."""
    after = fold(case, events)
    assert after is not None  # noqa: S101 - a fold over a case is a case
    return (*events, *advance(situation, after, events[0].mail))


def resumed(situation: Situation, case: Case, step: str, happened: e.CaseEvent) -> tuple[e.CaseEvent, ...]:
    """What follows when an approval stands after all; where it was a refusal that stands, nothing does."""
    return and_on(situation, case, happened) if step in case.done else (happened,)


def in_progress(situation: Situation, case: Case, mail: str) -> tuple[e.Registered, ...]:
    """A case that is under way again says so in the register."""
    if case.register == IN_PROGRESS:
        return ()
    return (e.Registered(at=situation.now, mail=mail, status=IN_PROGRESS),)


def requests_for(situation: Situation, case: Case, step: Step) -> tuple[Request, ...]:
    """Who is asked at a step: holders of its roles and their deputies of today.

    Nobody decides on their own request, nor settles a doubt about it; work on it they may do. Of a branch's
    coordinators only the requester gets a mail, but any of them may answer.
    """
    company, today = situation.company, situation.today
    requests: dict[str, Request] = {}
    decides = step.ask is Ask.APPROVE or bool(step.doubts)
    for role in step.who:
        holders = company.holders(role, case.branch)
        for holder in holders:
            deputies = company.substitutes(holder, today)
            notified = case.requester in (holder, *deputies) or case.requester not in holders
            for person in unique((holder, *deputies)):
                if person == case.requester and decides:
                    continue
                asked = notified and (person != holder or not deputies)
                requests.setdefault(person, _request(situation, case, step.name, person, notified=asked))
    if requests and not any(request.notified for request in requests.values()):
        return tuple(_request(situation, case, step.name, person, notified=True) for person in requests)
    return tuple(requests.values())


def is_due_today(situation: Situation, case: Case, request: Request) -> bool:
    """Whether somebody who was asked to approve is waited for: a deputy only for as long as they stand in."""
    step = situation.process.step(request.step)
    if step.ask is not Ask.APPROVE or request.question is not Question.STEP:
        return True
    company = situation.company
    holders = unique(holder for role in step.who for holder in company.holders(role, case.branch))
    standing_in = (person for holder in holders for person in company.substitutes(holder, situation.today))
    return request.person in (*holders, *standing_in)


def silent_at(situation: Situation, case: Case, step: str) -> tuple[str, ...]:
    """Those who were mailed about a step before today and have not answered, or who owe it a document since then."""
    local = situation.company.calendar.local
    stuck = stuck_at(situation, case, step)
    if stuck and (awaited := owing(situation, case, step)):
        return awaited if local(stuck.at).date() < situation.today else ()
    waiting = (r for r in case.open_requests if r.step == step and r.notified)
    return unique(r.person for r in waiting if local(r.asked_at).date() < situation.today)


def _request(situation: Situation, case: Case, step: str, person: str, *, notified: bool) -> Request:
    return Request(
        question=Question.STEP,
        step=step,
        round=case.round,
        person=person,
        documents=case.documents,
        asked_at=situation.now,
        notified=notified,
    )


def remaining(situation: Situation, case: Case) -> Iterator[Step]:
    """The steps that the case still has before it, in order."""
    for step in situation.process.steps:
        applies = all(condition.holds(case.facts, case.codes) for condition in step.when)
        if applies and step.name not in case.done:
            yield step


def _told_whole(case: Case, step: Step) -> Decision | None:
    """Who told the last of all that a step wants, before or beside its question; ``None`` while anything lacks."""
    told = [one for one in case.foretold if one.step == step.name]
    whole = bool(case.kept) and all(name in case.values for name in step.fields)
    return told[-1] if told and whole else None


def _done_by(situation: Situation, told: Decision, mail: str) -> e.StepDone:
    return e.StepDone(
        at=situation.now, by=told.person, mail=mail, step=told.step, values={}, proof=told.proof, words=told.words
    )


def _is_open(case: Case, step: Step) -> bool:
    return any(r.step == step.name and r.question is Question.STEP for r in case.open_requests)


def _enter(situation: Situation, step: Step, requests: tuple[Request, ...], mail: str) -> Iterator[e.CaseEvent]:
    yield e.StepOpened(
        at=situation.now,
        mail=mail,
        step=step.name,
        state=step.state,
        requests=requests,
        deadlines=tuple(deadlines_of(situation, step)),
    )
    for action in step.on_enter:
        if action.kind is ActionKind.REGISTER:
            yield e.Registered(at=situation.now, mail=mail, status=action.value)


def deadlines_of(situation: Situation, step: Step) -> Iterator[Deadline]:
    """What happens if a step that opens now is not answered."""
    calendar = situation.company.calendar
    if step.remind:
        yield Deadline(kind=DeadlineKind.REMIND, step=step.name, due=calendar.due(situation.now, step.remind))
    if step.escalate:
        due = calendar.due(situation.now, step.escalate.after)
        yield Deadline(kind=DeadlineKind.ESCALATE, step=step.name, due=due)


def last_approval(situation: Situation, case: Case) -> Decision | None:
    """The latest approval of this round, where none was refused since."""
    if case.state is State.RETURNED:
        return None
    steps = {step.name for step in situation.process.steps if step.ask is Ask.APPROVE}
    decided = (d for d in reversed(case.decisions) if d.approved and d.round == case.round and d.step in steps)
    return next(decided, None)
