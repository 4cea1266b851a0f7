"""The only way in which a case changes: one event after the other."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from typing import assert_never

from bot.core import events as e
from bot.core.case import Case, Deadline, DeadlineKind, Decision, Piece, Question, Request, RequestStatus
from bot.core.mail import unique
from bot.core.process import State


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
        case e.DocumentsReceived():
            return _with_documents(case, event.pieces)
        case e.PapersAdded():
            return replace(case, papers=(*case.papers, *map(_placed, event.pieces)))
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
                requests=(*case.requests, *event.requests),
                deadlines=(*_of_steps(case.deadlines), *event.deadlines),
            )
        case e.PersonAsked():
            others = (request for request in case.requests if request.key != event.request.key)
            return replace(case, requests=(*others, event.request))
        case e.QuestionAsked():
            raised = replace(event.request, raised_by=event.by, words=event.words)
            return replace(case, requests=(*case.requests, raised))
        case e.AnswerUnclear():
            return replace(case, requests=_each(case, event.request, lambda r: replace(r, unclear=r.unclear + 1)))
        case e.Approved():
            return replace(
                _finished(case, event.step), decisions=(*case.decisions, _decision(event, event.round, approved=True))
            )
        case e.Refused():
            refused = _decision(event, event.round, approved=False)
            return replace(_answered(case, event.step), decisions=(*case.decisions, refused))
        case e.StepDone():
            confirmed = (*case.confirmations, _decision(event, case.round, approved=True))
            return replace(_finished(case, event.step), values={**case.values, **event.values}, confirmations=confirmed)
        case e.ValuesTold():
            return replace(case, values={**case.values, **event.values})
        case e.Registered():
            return replace(case, register=event.status)
        case e.Returned():
            return replace(_voided(case), state=State.RETURNED)
        case e.RoundBegun():
            begun = replace(_voided(case), round=event.round, changed=event.changed, plea=event.words)
            return replace(begun, done=(), confirmations=()) if event.changed else begun
        case e.QuestionAnswered():
            status = RequestStatus.ANSWERED
            return replace(case, requests=_each(case, event.request, lambda r: replace(r, status=status)))
        case e.Withdrawn():
            return replace(_voided(case), state=State.WITHDRAWN)
        case e.Closed():
            return replace(_voided(case), state=State.CLOSED, outcome=event.outcome)
        case e.Reopened():
            return replace(case, state=State.INCOMPLETE, outcome="")
        case e.SentToReview():
            review = Deadline(kind=DeadlineKind.REVIEW, step="", due=event.again)
            return replace(case, state=State.MANUAL_REVIEW, deadlines=(review,))
        case e.DeadlinePassed():
            passed = f"{event.kind}/{event.step}"
            kept = tuple(deadline for deadline in case.deadlines if deadline.key != passed)
            return replace(case, deadlines=(*kept, *event.following))
        case e.Linked():
            return replace(case, linked=(*case.linked, event.other))
        case e.NotYetDone() | e.Absence() | e.DeliveryFailed() | e.Turned() | e.Commented():
            return case
    assert_never(event)


def _with_documents(case: Case, pieces: tuple[Piece, ...]) -> Case:
    changed = unique((*case.changed, *(piece.role for piece in pieces))) if case.round > 1 else ()
    return replace(case, pieces=merge(case.pieces, map(_placed, pieces)), changed=changed)


def _placed(piece: Piece) -> Piece:
    """As the case holds it: what was read in it stays in the event, and what counts of that is in ``facts``."""
    return replace(piece, document=replace(piece.document, fields={}, likeness={}))


def merge(pieces: Iterable[Piece], newer: Iterable[Piece]) -> tuple[Piece, ...]:
    """One piece per role, the newer one where both hold it."""
    return tuple({piece.role: piece for piece in (*pieces, *newer)}.values())


def _decision(event: e.Approved | e.Refused | e.StepDone, in_round: int, *, approved: bool) -> Decision:
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


def _voided(case: Case) -> Case:
    def void(request: Request) -> Request:
        return replace(request, status=RequestStatus.VOID) if request.is_open else request

    return replace(case, requests=tuple(map(void, case.requests)), deadlines=())


def _of_steps(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """What was waited for before a step opened is over."""
    return tuple(deadline for deadline in deadlines if deadline.step)
