"""Mails that tell somebody something and ask for nothing, or for a correction."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from bot.core import events as e
from bot.core.case import BESIDE, Case
from bot.core.company import DOUBTS_ROLE, REQUESTER_ROLE, SUPPORT_ROLE
from bot.core.decide.owing import who_has_papers
from bot.core.decide.papers import changed_facts, is_guessed, new_errors
from bot.core.decide.situation import Situation
from bot.core.decide.steps import NOT_CONTINUED
from bot.core.decide.withdrawing import speaks_for_branch
from bot.core.effects import Send
from bot.core.events import TurnedReason
from bot.core.intent import FILING_DAY, Stage
from bot.core.mail import unique
from bot.core.process import Ask, State
from bot.core.react.asking import ask_again, copied, interrupted, withdrawal_waits
from bot.core.react.papers import own_key
from bot.core.react.words import counted, document, finding, requester_mail, with_more
from bot.core.request import Question, Request, RequestStatus


def returned(situation: Situation, case: Case) -> tuple[Send, ...]:
    """The reasons of a refusal and what came with them to the requester; those who already work on it are told to stop.

    Whoever only settled a doubt is not: what they answered stays valid. Where it takes an approval back, whoever got a
    copy of that gets one of this.
    """
    last = case.decisions[-1]
    approved_at = _taken_back(case)
    told = {"step": last.step, "words": last.words, "by": last.person, "approved_at": approved_at}
    files = tuple({(one.document.part, one.document.file): one for one in situation.attached}.values())
    named = {**told, "attached": [document(one) for one in files]}
    working = tuple(r for r in case.requests if not situation.process.step(r.step).doubts)
    others = _involved(case, working, besides=(case.requester, last.person))
    steps = [r.step for r in case.requests if r.round == case.round] if approved_at else [last.step]
    in_copy = (p for step in steps for p in copied(situation, case, situation.process.step(step)))
    copies = unique((*in_copy, *_wanted_it_withdrawn(case)))
    return (
        replace(requester_mail(case, "devuelta", **named), cc=copies, enclosures=counted(files, BESIDE)),
        *(
            Send(template="detener", to=(person,), context=with_more(case, {**told, "stands": _stands(case, person)}))
            for person in others
        ),
    )


def _stands(case: Case, person: str) -> bool:
    """Whether what somebody decided before the refusal holds for the same documents."""
    return any(request.person == person and case.still_counts(request) for request in case.requests)


def _taken_back(case: Case) -> str:
    """When whoever refused last had approved the same before, or ``""``."""
    last = case.decisions[-1]
    same = (one for one in case.decisions[:-1] if (one.step, one.round) == (last.step, last.round))
    return next((one.at.isoformat() for one in same if one.approved and one.person == last.person), "")


def _wanted_it_withdrawn(case: Case) -> tuple[str, ...]:
    """Who waits for an answer about a withdrawal that is void now."""
    void = (r for r in case.requests if r.round == case.round and r.status is RequestStatus.VOID)
    wanted = (p for r in void if r.question is Question.WITHDRAWAL for p in (r.raised_by, *r.joined))
    return unique(person for person in wanted if person != case.requester)


def not_yet(situation: Situation, case: Case, event: e.NotYetDone) -> tuple[Send, ...]:
    """Too little was brought: whoever answered is asked for the rest. Not done: whoever can help is told."""
    step = situation.process.step(event.step)
    told: dict[str, object] = {"step": step.name, "words": event.words, "lacks": list(event.lacks), "by": event.by}
    told["asked_at"] = ""
    if event.lacks:
        told["mistaken"] = [asdict(one) for one in event.mistaken]
        told["scans"] = list(unique(piece.filename for piece in case.scans if piece.filename))
        told["unread"] = list(unique(one.filename for one in case.scans if one.filename and is_guessed(one)))
        mine = own_key(case, event.step, event.by)
        return (Send(template=f"falta.{step.name}", to=(event.by,), context=with_more(case, told), request=mine),)
    if REQUESTER_ROLE in step.who:
        return _told_and_noted(situation, case, event, told, f"no_confirmada.{step.name}")
    asked = requester_mail(case, f"no_confirmada.{step.name}", **told)
    if event.copy_needed:
        to = who_has_papers(situation, case, event.by)
        return (replace(asked, to=to, cc=(event.by,), request=own_key(case, event.step, event.by)),)
    if step.stage is Stage.CONFIRMATION:
        return (asked,)
    plain = {**told, "objects": False, "denies": "", "affirms": "", "on_record": ""}
    return _told_and_noted(situation, case, event, plain, "comentario") if event.explains else ()


def settled(situation: Situation, case: Case, event: e.StepDone) -> tuple[Send, ...]:
    """Somebody confirms what was denied: the requester, from whom a proof was asked, is told, and whoever denied it."""
    denied = [one.person for one in case.denials if one.step == event.step]
    if not denied or not situation.process.step(event.step).doubts:
        return ()
    context = with_more(case, {"step": event.step, "by": event.by, "words": event.words})
    people = unique((case.requester, *(person for person in denied if person != event.by)))
    return tuple(Send(template=f"confirmada.{event.step}", to=(person,), context=context) for person in people)


def taken_down(
    situation: Situation, case: Case, event: e.StepDone | e.ValuesTold | e.ValuesCorrected
) -> tuple[Send, ...]:
    """A value is read back to whoever told it; a correction also goes to those who knew the former one.

    A confirmation that brings values needs no receipt, nor do values of a step that still lacks something: what follows
    from them tells them.
    """
    confirms = situation.process.step(event.step).ask is not Ask.VALUE
    if confirms and (isinstance(event, e.StepDone) or event.step not in case.done):
        return ()
    former = dict(event.former) if isinstance(event, e.ValuesCorrected) else {}
    told = {"step": event.step, "by": event.by, "told": dict(event.values), "former": former}
    asked = (request for request in case.requests if request.person == event.by and request.step == event.step)
    own = next((request.key for request in asked), "")
    receipt = Send(template="anotado", to=(event.by,), context=with_more(case, told), request=own)
    others = tuple(p for p in _told_other(situation, case, event.step) if p != event.by)
    if not former or not others:
        return (receipt,)
    return (receipt, Send(template="anotado", to=others, context=with_more(case, told)))


def _told_other(situation: Situation, case: Case, step: str) -> tuple[str, ...]:
    """Those who know a value that is corrected: whoever told it and, of a closed case, those to whom doubts go."""
    knowing = situation.company.holders(DOUBTS_ROLE, case.branch) if case.state is State.CLOSED else ()
    return unique(person for person in (case.teller(step), *knowing) if person)


def part_told(case: Case, event: e.PartTold) -> tuple[Send, ...]:
    """Whoever told part of a step reads what was noted, what lacks, and what is waited for; they may send the rest."""
    if event.step in case.done:
        return ()
    own = (request for request in case.waiting_for(event.by) if request.step == event.step)
    request = next(own, None) or next(iter(case.open_requests), None)
    told = with_more(case, {"step": event.step, "by": event.by})
    return (Send(template="guardado", to=(event.by,), context=told, request=request.key if request else ""),)


def _told_and_noted(
    situation: Situation, case: Case, event: e.NotYetDone, told: Mapping[str, object], template: str
) -> tuple[Send, ...]:
    """Those to whom doubts go are told, and whoever wrote learns that they were."""
    doubts = situation.company.holders(DOUBTS_ROLE, case.branch)
    context = with_more(case, {**told, "passed_to": list(doubts)})
    return (
        Send(template=template, to=doubts, context=context),
        Send(template="sigue_pendiente", to=(event.by,), context=context, request=own_key(case, event.step, event.by)),
    )


def withdrawn(case: Case, event: e.Withdrawn) -> tuple[Send, ...]:
    """Everybody who was involved is told, each in their own thread."""
    joined = (person for request in case.requests if request.round == case.round for person in request.joined)
    people = unique((case.requester, event.by, *joined, *_involved(case, case.requests, besides=())))
    context = with_more(case, {"by": event.by, "words": event.reason})
    return tuple(Send(template="retirada", to=(person,), context=context) for person in people)


def question_answered(situation: Situation, case: Case, event: e.QuestionAnswered) -> tuple[Send, ...]:
    """A request that is not withdrawn: what was owed is asked again, and all others who heard of it are told.

    A change is told by what follows from it.
    """
    request = case.request(event.request)
    if event.agreed or event.question is Question.REVERSAL or request is None:
        return ()
    asked = unique(one.person for one in case.requests if one.asks_the_same(request))
    told = {"by": event.by, "words": event.words, "taken_back": event.by not in asked}
    owed = interrupted(case, request)
    resumed = tuple(send for one in owed for send in ask_again(situation, case, one, reason="resumed", **told))
    besides = {*(one.person for one in owed), *(person for person in asked if person == event.by)}
    context = with_more(case, {**told, "asked": list(asked)})
    others = unique((case.requester, event.by, request.raised_by, *request.joined, *asked))
    return (
        *resumed,
        *(Send(template="retiro_negado", to=(person,), context=context) for person in others if person not in besides),
    )


def closed(situation: Situation, case: Case, event: e.Closed) -> tuple[Send, ...]:
    """The end, to the requester; whoever else of the branch did the last of it gets a copy."""
    if event.outcome == NOT_CONTINUED:
        return (requester_mail(case, "no_continuada"),)
    for_branch = {step.name for step in situation.process.steps if REQUESTER_ROLE in step.who}
    others = (done.person for done in case.confirmations if done.step in for_branch and done.person != case.requester)
    return (replace(requester_mail(case, "cerrada", approved_on=_filed_before(situation, case)), cc=unique(others)),)


def _filed_before(situation: Situation, case: Case) -> str:
    """The day of the last approval, where the filing is told to be of a day before it; else ``""``."""
    local = situation.company.calendar.local
    approved = max((local(one.at).date() for one in case.standing if one.approved), default=None)
    filed = case.values.get(FILING_DAY, "")
    return approved.isoformat() if approved and filed and filed < approved.isoformat() else ""


def subject_corrected(case: Case, event: e.SubjectCorrected) -> Send:
    """A subject that was put right, to whoever wrote it: nobody else must do anything about it."""
    return Send(template="asunto_corregido", to=(event.by,), context=with_more(case, {"person": event.by}))


def turned(situation: Situation, case: Case, event: e.Turned) -> tuple[Send, ...]:
    """Why something changed nothing, to people of the roster only and at the roster's address.

    Who speaks against what is closed already is heard by whoever asked for it and by those to whom doubts go.
    """
    if not event.known:
        return ()
    if event.reason in (TurnedReason.NO_CARRIER, TurnedReason.INQUIRED, TurnedReason.REMARKED):
        waiting = case.waiting_for(event.by)
        if waiting:
            return tuple(send for r in waiting for send in ask_again(situation, case, r, reason=str(event.reason)))
    if event.reason in (TurnedReason.ASKED_ALREADY, TurnedReason.WITHDRAWAL_PENDING):
        return (withdrawal_waits(case, event.by, str(event.reason)),)
    repeats = event.reason in (TurnedReason.DUPLICATE, TurnedReason.INVOICE_TAKEN)
    template = "en_que_va" if event.reason is TurnedReason.INQUIRED else "repetida" if repeats else "sin_efecto"
    for_branch = speaks_for_branch(situation, case, event.by)
    told = {"reason": str(event.reason), "words": event.words, "person": event.by, "for_branch": for_branch}
    told |= {"other": event.other, "may_be_withdrawn": bool(case.withdrawal)}
    objection = _objection(situation, case, event)
    told |= {"passed_to": [person for send in objection for person in send.to]}
    context = with_more(case, {**told, **_differing(situation, case), "unplaced": list(situation.unplaced)})
    return (Send(template=template, to=(event.by,), context=context), *objection)


def _differing(situation: Situation, case: Case) -> dict[str, object]:
    """In what the documents that came differ from those on record."""
    return {
        "differing": list(changed_facts(situation, case)),
        "errors": [finding(one) for one in new_errors(situation, case)],
    }


def _objection(situation: Situation, case: Case, event: e.Turned) -> tuple[Send, ...]:
    """What speaks, or may speak, against what is closed already."""
    heard = unique((case.requester, *situation.company.holders(DOUBTS_ROLE, case.branch)))
    people = tuple(person for person in heard if person != event.by)
    if event.reason not in (TurnedReason.CLOSED, TurnedReason.FILED) or not event.refused or not people:
        return ()
    told = {"by": event.by, "words": event.words, "objects": True, "denies": "", "affirms": "", "on_record": ""}
    context = with_more(case, told)
    return (Send(template="comentario", to=people, context=context),)


def undelivered(situation: Situation, case: Case, event: e.DeliveryFailed) -> tuple[Send, ...]:
    """A dead address is a matter for technical support and for those to whom doubts go."""
    roles = (SUPPORT_ROLE, DOUBTS_ROLE)
    people = unique(p for role in roles for p in situation.company.holders(role, case.branch) if p != event.person)
    return (Send(template="rebote", to=people, context=with_more(case, {"person": event.person}), alarm=True),)


def sent_to_review(situation: Situation, case: Case, event: e.SentToReview) -> tuple[Send, ...]:
    """A person must look: those to whom doubts go, and technical support."""
    roles = (DOUBTS_ROLE, SUPPORT_ROLE)
    people = unique(person for role in roles for person in situation.company.holders(role, case.branch))
    return (Send(template="revision", to=people, context=with_more(case, {"reason": event.reason}), alarm=True),)


def _involved(case: Case, requests: tuple[Request, ...], besides: tuple[str, ...]) -> tuple[str, ...]:
    """Everybody who was asked one of these by mail in this round."""
    return unique(r.person for r in requests if r.notified and r.round == case.round and r.person not in besides)
