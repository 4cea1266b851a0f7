"""Mails about documents that whoever must go on with a case did not get, or cannot read."""

from bot.core import events as e
from bot.core.case import Case, Decision
from bot.core.decide.owing import owing, stuck_at, who_has_papers
from bot.core.decide.situation import Situation
from bot.core.decide.withdrawing import speaks_for_branch
from bot.core.effects import Context, Enclosure, Send
from bot.core.react.words import document, enclosures, numbered, requester_mail, with_more
from bot.core.request import Question


def papers_added(situation: Situation, case: Case, event: e.PapersAdded) -> tuple[Send, ...]:
    """Better copies and other files go to those who work with them; scans and proofs are spoken of elsewhere."""
    told = with_more(case, {"by": event.by, "note": event.note})
    if event.kind is e.PaperKind.BETTER_COPY:
        return _to_those_at_work(case, event, enclosures(event.pieces), told, template="reescaneo")
    if event.kind is not e.PaperKind.EXTRA:
        return ()
    files = [document(piece) for piece in event.pieces]
    sent = _to_those_at_work(case, event, numbered(case, event.pieces), {**told, "extras": files}, template="adicional")
    passed = {"files": files, "words": event.note, "passed_to": [person for send in sent for person in send.to]}
    for_branch = speaks_for_branch(situation, case, event.by)
    receipt = {**told, **passed, "for_branch": for_branch, "may_be_withdrawn": bool(case.withdrawal), "goes_on": False}
    return (*sent, Send(template="pasado", to=(event.by,), context=receipt))


def _to_those_at_work(
    case: Case, event: e.PapersAdded, files: tuple[Enclosure, ...], told: Context, *, template: str
) -> tuple[Send, ...]:
    """To those who must go on with the case; whoever is asked about taking something back decides that."""
    work = (request for request in case.open_requests if request.question is Question.STEP and request.notified)
    return tuple(
        Send(
            template=template,
            to=(request.person,),
            context={**told, "step": request.step},
            enclosures=files,
            request=request.key,
        )
        for request in work
        if request.person != event.by
    )


def ask_for_papers(situation: Situation, case: Case, step: str, stuck: Decision) -> Send:
    """The document is asked of whoever owes it, in the words of whoever is short of it."""
    told = {"step": step, "words": stuck.words, "lacks": [], "by": stuck.person, "asked_at": stuck.at.isoformat()}
    asked = requester_mail(case, f"no_confirmada.{step}", **told)
    return Send(
        template=asked.template,
        to=who_has_papers(situation, case, stuck.person),
        context=asked.context,
        request=own_key(case, step, stuck.person),
    )


def remind_of_papers(situation: Situation, case: Case, step: str) -> tuple[Send, ...]:
    """Nobody is reminded of what they cannot do, but whoever owes them the document."""
    stuck = stuck_at(situation, case, step)
    return (ask_for_papers(situation, case, step, stuck),) if stuck and owing(situation, case, step) else ()


def heard(situation: Situation, case: Case, event: e.Commented) -> tuple[Send, ...]:
    """What the branch says of a document that it was asked for, to whoever waits for it and may go on without."""
    if event.courtesy or not speaks_for_branch(situation, case, event.by):
        return ()
    steps = {request.step for request in case.open_requests} if case.asked_again or event.no_better else set()
    stuck = (one for step in sorted(steps) if (one := stuck_at(situation, case, step)))
    told = {"by": event.by, "words": event.words, "no_better": event.no_better}
    return tuple(
        Send(
            template="sobre_copias",
            to=(one.person,),
            context=with_more(case, {**told, "step": one.step}),
            request=own_key(case, one.step, one.person),
        )
        for one in stuck
        if one.person != event.by
    )


def own_key(case: Case, step: str, person: str) -> str:
    """Key of what somebody is still asked at a step, or ``""``."""
    return next((request.key for request in case.waiting_for(person) if request.step == step), "")
