"""The only way in which a case changes: one event after the other."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from itertools import takewhile
from typing import assert_never

from bot.core import events as e
from bot.core.case import Case, Correction, Decision, Remark
from bot.core.deadline import Deadline, DeadlineKind
from bot.core.holdings import with_documents, with_papers, with_part
from bot.core.mail import unique
from bot.core.process import State
from bot.core.request import Question, Request, RequestStatus


def fold(case: Case | None, events: Iterable[e.CaseEvent]) -> Case | None:
    """The case after these events."""
    return reduce(_step, events, case)


def _step(case: Case | None, event: e.CaseEvent) -> Case:
    if isinstance(event, e.Opened):
        return _opened(event)
    if case is None:
        msg = f"a case begins with Opened, not with {type(event).__name__}"
        raise ValueError(msg)
    return replace(evolve(case, event), version=case.version + 1, updated_at=event.at)


def _opened(event: e.Opened) -> Case:
    return Case(
        number=event.number,
        process=event.process,
        rules=event.rules,
        version=1,
        state=State.INCOMPLETE,
        round=1,
        opened_at=event.at,
        updated_at=event.at,
        requester=event.by,
        requester_name=event.requester_name,
        vouched_by=event.vouched_by,
        branch=event.branch,
        city=event.city,
        client=event.client,
        keyword=event.keyword,
        subject=event.subject,
        mailbox=event.mailbox,
        linked=(event.linked,) if event.linked else (),
    )


def evolve(case: Case, event: e.CaseEvent) -> Case:  # noqa: C901, PLR0911, PLR0912 - one line per kind of event
    """The case after one event; ``fold`` counts the version."""
    match event:
        case e.Opened():
            return _opened(event)
        case e.SubjectCorrected():
            return replace(case, keyword=event.keyword, city=event.city, client=event.client, subject=event.subject)
        case e.Contested():
            return replace(case, remarks=(*case.remarks, Remark(person=event.by, words=event.words, at=event.at)))
        case e.DocumentsReceived():
            return with_documents(case, event)
        case e.PapersAdded():
            return with_papers(case, event)
        case e.Checked():
            return replace(case, findings=event.findings, facts=event.facts)
        case e.FindingsSettled():
            return replace(case, findings=tuple(one for one in case.findings if one.code not in event.codes))
        case e.FoundIncomplete():
            silence = Deadline(kind=DeadlineKind.SILENCE, step="", due=event.due)
            return replace(case, state=State.INCOMPLETE, deadlines=(silence,))
        case e.StepOpened():
            return replace(
                case,
                state=event.state,
                asked_again=(),
                requests=(*case.requests, *event.requests),
                deadlines=(*_of_steps(case.deadlines), *event.deadlines),
            )
        case e.PersonAsked():
            others = (request for request in case.requests if request.key != event.request.key)
            return replace(case, requests=(*others, _as_raised(case, event.request)))
        case e.QuestionAsked():
            raised = replace(event.request, raised_by=event.by, words=event.words)
            before = (request for request in case.requests if request.key != raised.key)
            deadlines = {deadline.key: deadline for deadline in (*case.deadlines, *event.deadlines)}
            return replace(case, requests=(*before, raised), deadlines=tuple(deadlines.values()))
        case e.AnswerUnclear():
            return replace(case, requests=_each(case, event.request, lambda r: replace(r, unclear=r.unclear + 1)))
        case e.Approved():
            return replace(
                _finished(case, event.step), decisions=(*case.decisions, _decision(event, event.round, approved=True))
            )
        case e.Refused():
            refused = _decision(event, event.round, approved=False)
            return replace(
                _answered(case, event.step),
                decisions=(*case.decisions, refused),
                done=tuple(takewhile(lambda step: step != event.step, case.done)),
            )
        case e.DecisionUndone():
            return _undone(case, event)
        case e.StepDone():
            confirmed = (*case.confirmations, _decision(event, case.round, approved=True))
            return replace(_finished(case, event.step), values={**case.values, **event.values}, confirmations=confirmed)
        case e.PartTold():
            told = _decision(event, case.round, approved=True)
            return replace(with_part(case, event), foretold=(*case.foretold, told))
        case e.ValuesTold():
            return replace(case, values={**case.values, **event.values})
        case e.ValuesCorrected():
            return _corrected(case, event)
        case e.Registered():
            return replace(case, register=event.status)
        case e.Returned():
            return replace(_voided(case), state=State.RETURNED)
        case e.RoundBegun():
            notes = (event.words,) if event.words else ()
            begun = replace(_voided(case), round=event.round, changed=event.changed, notes=notes, remarks=())
            return _begun_anew(begun, event.dropped) if event.changed else begun
        case e.QuestionAnswered():
            return _question_answered(case, event)
        case e.Withdrawn():
            return replace(_voided(case), state=State.WITHDRAWN)
        case e.Closed():
            return replace(_voided(case), state=State.CLOSED, outcome=event.outcome)
        case e.Reopened():
            return replace(case, state=State.INCOMPLETE, outcome="")
        case e.WaitEnded():
            return replace(case, waits=False, notes=(*case.notes, event.words))
        case e.SentToReview():
            review = Deadline(kind=DeadlineKind.REVIEW, step="", due=event.again)
            return replace(case, state=State.MANUAL_REVIEW, deadlines=(review,))
        case e.DeadlinePassed():
            return replace(case, deadlines=(*_without(case.deadlines, event), *event.following))
        case e.Linked():
            return replace(case, linked=(*case.linked, event.other))
        case e.NotYetDone():
            return case if event.lacks else _not_done(case, event)
        case e.Commented():
            after = _remarked(replace(case, asked_again=()) if event.no_better else case, event)
            return _denied(after, event, event.denies) if event.denies else _affirmed(after, event)
        case e.Turned():
            return _joined(case, event)
        case e.Absence() | e.DeliveryFailed():
            return case
    assert_never(event)


def _undone(case: Case, event: e.DecisionUndone) -> Case:
    """As if it had not been decided: what was done after it, and the copies that were signed with it, count no more."""
    numbered = enumerate(case.decisions, 1)
    decisions = tuple(replace(one, undone=True) if number == event.decision else one for number, one in numbered)
    done = tuple(takewhile(lambda step: step != event.step, case.done))
    return replace(case, decisions=decisions, done=done, signed=())


def _begun_anew(case: Case, dropped: tuple[str, ...]) -> Case:
    """With other documents, nothing that was done or told about the former ones counts."""
    values = {name: value for name, value in case.values.items() if name not in dropped}
    anew = replace(case, done=(), confirmations=(), denials=(), foretold=(), values=values)
    return replace(anew, scans=(), signed=(), kept=())


def _denied(case: Case, event: e.NotYetDone | e.Commented, step: str) -> Case:
    denial = Decision(
        step=step, round=case.round, person=event.by, approved=False, words=event.words, proof="", at=event.at
    )
    return replace(case, denials=(*case.denials, denial))


def _not_done(case: Case, event: e.NotYetDone) -> Case:
    """Asked again for what it is about; what had been told of the step already is told anew."""
    denied = replace(_denied(case, event, event.step), asked_again=event.documents)
    if not event.dropped:
        return denied
    values = {name: value for name, value in case.values.items() if name not in event.dropped}
    foretold = tuple(one for one in case.foretold if one.step != event.step)
    return replace(denied, values=values, kept=(), foretold=foretold)


def _remarked(case: Case, event: e.Commented) -> Case:
    remark = Remark(person=event.by, words=event.words, at=event.at)
    return replace(case, remarks=(*case.remarks, remark)) if event.weighs else case


def _affirmed(case: Case, event: e.Commented) -> Case:
    back = (event.affirms, event.by)
    return replace(case, denials=tuple(one for one in case.denials if (one.step, one.person) != back))


def _corrected(case: Case, event: e.ValuesCorrected) -> Case:
    corrections = (
        Correction(
            step=event.step,
            round=case.round,
            person=event.by,
            former=former,
            value=event.values[name],
            words=event.words,
            at=event.at,
        )
        for name, former in event.former.items()
    )
    return replace(case, values={**case.values, **event.values}, corrections=(*case.corrections, *corrections))


def _decision(event: e.Approved | e.Refused | e.StepDone | e.PartTold, in_round: int, *, approved: bool) -> Decision:
    return Decision(
        step=event.step,
        round=in_round,
        person=event.by,
        approved=approved,
        words=event.words,
        proof=event.proof,
        at=event.at,
    )


def _each(case: Case, key: str, change: Callable[[Request], Request]) -> tuple[Request, ...]:
    return tuple(change(request) if request.key == key else request for request in case.requests)


def _answered(case: Case, step: str) -> Case:
    def close(request: Request) -> Request:
        asked = request.is_open and request.step == step and request.question is Question.STEP
        return replace(request, status=RequestStatus.ANSWERED) if asked else request

    return replace(
        case,
        requests=tuple(map(close, case.requests)),
        deadlines=tuple(deadline for deadline in case.deadlines if deadline.step != step),
    )


def _finished(case: Case, step: str) -> Case:
    return replace(_answered(case, step), done=(*case.done, step))


def _as_raised(case: Case, request: Request) -> Request:
    """One more person is asked the same: in the words of whoever raised it, and with the same people to tell."""
    same = next((one for one in case.requests if one.asks_the_same(request) and one.raised_by), request)
    return replace(request, raised_by=same.raised_by, words=same.words, joined=same.joined)


def _joined(case: Case, event: e.Turned) -> Case:
    """Who is told to wait for the answer about a withdrawal hears of it."""
    if event.reason not in (e.TurnedReason.ASKED_ALREADY, e.TurnedReason.WITHDRAWAL_PENDING):
        return case
    waits_for = {request.key for request in case.withdrawal}

    def join(request: Request) -> Request:
        joined = unique((*request.joined, event.by))
        return replace(request, joined=joined) if request.key in waits_for else request

    return replace(case, requests=tuple(map(join, case.requests)))


def _question_answered(case: Case, event: e.QuestionAnswered) -> Case:
    """Whoever answers does so for all who were asked the same; what was to happen by itself until then does not."""
    asked = case.request(event.request)
    if asked is None:
        return case

    def close(request: Request) -> Request:
        same = request.is_open and request.asks_the_same(asked)
        return replace(request, status=RequestStatus.ANSWERED) if same else request

    of_reversal = (DeadlineKind.REMIND, DeadlineKind.HOLD)
    ends = of_reversal if asked.question is Question.REVERSAL else (DeadlineKind.WITHDRAWAL,)
    kept = (one for one in case.deadlines if one.step != asked.step or one.kind not in ends)
    return replace(case, requests=tuple(map(close, case.requests)), deadlines=tuple(kept))


def _without(deadlines: Iterable[Deadline], passed: e.DeadlinePassed) -> tuple[Deadline, ...]:
    """Those that did not pass; nobody is reminded any more of what the case has stopped waiting for."""
    kinds = (passed.kind, DeadlineKind.REMIND) if passed.kind is DeadlineKind.HOLD else (passed.kind,)
    return tuple(one for one in deadlines if one.step != passed.step or one.kind not in kinds)


def _voided(case: Case) -> Case:
    def void(request: Request) -> Request:
        return replace(request, status=RequestStatus.VOID) if request.is_open else request

    return replace(case, requests=tuple(map(void, case.requests)), deadlines=())


def _of_steps(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """What was waited for before a step opened is over."""
    return tuple(deadline for deadline in deadlines if deadline.step)
