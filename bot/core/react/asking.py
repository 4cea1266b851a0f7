"""Mails that ask somebody something; each carries the secret of its request."""

from dataclasses import asdict, replace
from itertools import takewhile

from bot.core import events as e
from bot.core.case import SIGNED, Case
from bot.core.company import DOUBTS_ROLE, REQUESTER_ROLE, SUPPORT_ROLE
from bot.core.deadline import DeadlineKind
from bot.core.decide.owing import owing
from bot.core.decide.papers import changed_facts
from bot.core.decide.situation import Situation
from bot.core.decide.steps import silent_at
from bot.core.effects import Send
from bot.core.mail import unique
from bot.core.process import ActionKind, Ask, State, Step
from bot.core.react.papers import remind_of_papers
from bot.core.react.words import counted, enclosures, numbered, with_more
from bot.core.request import Question, Request, RequestStatus

TEMPLATES = {Ask.APPROVE: "pide_aprobacion", Ask.CONFIRM: "pide_confirmacion", Ask.VALUE: "pide_dato"}


def ask(situation: Situation, case: Case, event: e.StepOpened) -> tuple[Send, ...]:
    """The question to everybody who is notified; where documents are forwarded, one mail does both."""
    step = situation.process.step(event.step)
    notified = tuple(request for request in event.requests if request.notified)
    if any(action.kind is ActionKind.FORWARD_DOCUMENTS for action in step.on_enter):
        return (_forward(situation, case, step, notified),)
    return tuple(send for request in notified for send in ask_again(situation, case, request))


def _forward(situation: Situation, case: Case, step: Step, notified: tuple[Request, ...]) -> Send:
    """The decision and the documents to the requester, with those who handle them next in copy."""
    away = (one for request in notified for one in stands_in_for(situation, case, step, request.person))
    return Send(
        template="documentos_aprobados",
        to=(case.requester,),
        cc=unique((*(r.person for r in notified if r.person != case.requester), *copied(situation, case, step))),
        context=with_more(
            case,
            {
                "step": step.name,
                "instead_of": list(unique(away)),
                "own_branch": situation.company.coordinates(case.requester, case.branch, situation.today),
            },
        ),
        enclosures=(*enclosures(case.pieces), *counted(case.signed, SIGNED)),
        request=notified[0].key,
    )


def copied(situation: Situation, case: Case, step: Step) -> tuple[str, ...]:
    """Who gets a copy of the outcome, of this step and those that were decided in this round, besides the requester."""
    decided = {decision.step for decision in case.decisions if decision.round == case.round} | {step.name}
    roles = (role for one in situation.process.steps if one.name in decided for role in one.copy)
    holders = (p for role in roles if role != REQUESTER_ROLE for p in situation.company.holders(role, case.branch))
    return unique(person for person in holders if person != case.requester)


def ask_again(situation: Situation, case: Case, request: Request, reason: str = "", **more: object) -> tuple[Send, ...]:
    """One request to one person, with the documents where a decision rests on them."""
    if request.question is not Question.STEP:
        return (_question(case, request),)
    step = situation.process.step(request.step)
    shows = step.ask is Ask.APPROVE or (step.ask is Ask.CONFIRM and request.person != case.requester)
    return (
        Send(
            template=f"{TEMPLATES[step.ask]}.{step.name}",
            to=(request.person,),
            context=with_more(
                case,
                {
                    **more,
                    "step": step.name,
                    "reason": reason,
                    "person": request.person,
                    "instead_of": stands_in_for(situation, case, step, request.person),
                },
            ),
            enclosures=(*enclosures(case.pieces), *numbered(case, case.extras)) if shows else (),
            request=request.key,
        ),
    )


def offered(situation: Situation, case: Case, event: e.Commented) -> tuple[Send, ...]:
    """A value that somebody told who was not asked: those who were read it, and are asked again."""
    asked = (one for one in case.open_requests if one.step == event.offers and one.notified)
    again = (send for request in asked for send in ask_again(situation, case, request, reason="offered"))
    return tuple(replace(send, context={**send.context, "by": event.by, "words": event.words}) for send in again)


def stands_in_for(situation: Situation, case: Case, step: Step, person: str) -> list[str]:
    """Those in whose place somebody is asked today; nobody where they hold one of the roles themselves."""
    holders = {holder for role in step.who for holder in situation.company.holders(role, case.branch)}
    if person in holders:
        return []
    return [one for one in situation.company.principals(person, situation.today) if one in holders]


def ask_question(case: Case, event: e.QuestionAsked) -> tuple[Send, ...]:
    """A question outside the steps, in the words of whoever raised it; of a withdrawal all who work on it learn."""
    raised = case.request(event.request.key)
    if raised is None:
        return ()
    if raised.question is Question.REVERSAL:
        return (_question(case, raised),)
    return (_question(case, raised), withdrawal_waits(case, event.by), *_pauses(case, raised))


def withdrawal_waits(case: Case, person: str, reason: str = "") -> Send:
    """Who was asked about a withdrawal, to whoever wants it, insists on it, or brings documents meanwhile."""
    asked_at = min(request.asked_at for request in case.withdrawal)
    told = {"asked": _asked_about_withdrawal(case), "asked_at": asked_at.isoformat(), "reason": reason}
    return Send(template="retiro_preguntado", to=(person,), context=with_more(case, told))


def _asked_about_withdrawal(case: Case) -> list[str]:
    return [request.person for request in case.withdrawal]


def _pauses(case: Case, raised: Request) -> tuple[Send, ...]:
    """A word to all who work on it; none of them carries a secret, so that no "ok" to it answers what they owe."""
    asked = _asked_about_withdrawal(case)
    told = with_more(case, {"by": raised.raised_by, "words": raised.words, "asked": asked})
    working = (request.person for request in interrupted(case, raised))
    return tuple(
        Send(template="en_pausa", to=(person,), context=told)
        for person in unique((case.requester, *working))
        if person not in (raised.raised_by, *asked)
    )


def interrupted(case: Case, withdrawal: Request) -> tuple[Request, ...]:
    """What somebody owed already when they were asked about a withdrawal, and owes still."""
    before = takewhile(lambda request: request.key != withdrawal.key, case.requests)
    return tuple(one for one in before if one.is_open and one.notified and one.question is Question.STEP)


def _question(case: Case, request: Request, *, waited: bool = False) -> Send:
    """The question; ``waited`` where the case goes on without its answer, which still counts."""
    told = {
        "step": request.step,
        "by": request.raised_by,
        "words": request.words,
        "person": request.person,
        "waited": waited,
        "by_word": request.by_word,
        "asked": _asked_about_withdrawal(case),
    }
    template = "pide_retiro" if request.question is Question.WITHDRAWAL else "pide_cambio"
    return Send(
        template=template,
        to=(request.person,),
        context=with_more(case, told),
        request=request.key,
    )


def clarify(situation: Situation, case: Case, event: e.AnswerUnclear) -> tuple[Send, ...]:
    """One line that asks again; after the second time somebody else is asked to help, where there is anybody.

    Whoever decides and could not see the documents gets them once more.
    Whoever was not understood is told once who will write to them.
    """
    request = case.request(event.request)
    if request is None:
        return ()
    helpers = _helpers(situation, case, request) if request.is_open else ()
    is_last = request.unclear > situation.unclear_answers and bool(helpers)
    if event.unseen and not is_last and _rests_on_documents(situation, request):
        return ask_again(situation, case, request, reason="unseen")
    told = {
        "step": request.step,
        "words": event.words,
        "postponed": event.postponed,
        "files": [asdict(one) for one in event.files],
        "differing": list(changed_facts(situation, case)) if event.files else [],
        "person": request.person,
        "question": str(request.question),
        "by_word": request.by_word,
        "ask": _ask_of(situation, request),
        "helpers": list(helpers),
        "on_record": _on_record(situation, case, request),
    }
    context = with_more(case, told)
    if not is_last:
        return (Send(template="aclaracion", to=(request.person,), context=context, request=request.key),)
    doubt = Send(template="duda", to=helpers, context=context)
    if request.unclear > situation.unclear_answers + 1:
        return (doubt,)
    return (doubt, Send(template="ayuda", to=(request.person,), context=context, request=request.key))


def _rests_on_documents(situation: Situation, request: Request) -> bool:
    """Whether it asks somebody for a decision, or to look at a document."""
    step = situation.process.step(request.step)
    return request.is_open and request.question is Question.STEP and (step.ask is Ask.APPROVE or bool(step.doubts))


def _helpers(situation: Situation, case: Case, request: Request) -> tuple[str, ...]:
    """Those to whom doubts go; where that is only who was not understood, whoever the step escalates to, or support."""
    escalation = situation.process.step(request.step).escalate
    roles = (DOUBTS_ROLE, *((escalation.role,) if escalation else ()), SUPPORT_ROLE)
    held = (situation.company.holders(role, case.branch) for role in roles)
    others = (tuple(person for person in people if person != request.person) for people in held)
    return next(filter(None, others), ())


def remind(situation: Situation, case: Case, event: e.DeadlinePassed) -> tuple[Send, ...]:
    """A reminder to each who still has to answer, or a word to whoever is escalated to."""
    if event.kind is DeadlineKind.ESCALATE:
        return tuple(_escalate(situation, case, event.step, person) for person in event.people)
    leaving = event.kind is DeadlineKind.WITHDRAWAL
    if not leaving and (papers := remind_of_papers(situation, case, event.step)):
        return papers
    asked = (r for r in case.open_requests if (r.question is Question.WITHDRAWAL) is leaving and r.step == event.step)
    ended = _unsettled(case, event) if event.kind is DeadlineKind.HOLD and case.state is State.CLOSED else ()
    return tuple(
        _reminder(situation, case, request, event) for request in (*asked, *ended) if request.person in event.people
    )


def _unsettled(case: Case, event: e.DeadlinePassed) -> tuple[Request, ...]:
    """The question whether a decision is reversed that the end of the case left without an answer."""
    asked = (r for r in case.requests if r.question is Question.REVERSAL and r.step == event.step)
    return tuple(request for request in asked if request.status is RequestStatus.VOID)[-1:]


def _reminder(situation: Situation, case: Case, request: Request, event: e.DeadlinePassed) -> Send:
    if request.question is not Question.STEP:
        return _question(case, request, waited=event.kind is DeadlineKind.HOLD)
    told = {
        "step": event.step,
        "ask": _ask_of(situation, request),
        "asked_at": request.asked_at.isoformat(),
        "person": request.person,
    }
    return Send(template="recordatorio", to=(request.person,), context=with_more(case, told), request=request.key)


def _escalate(situation: Situation, case: Case, step: str, person: str) -> Send:
    """Who else was asked and is silent, to somebody who may urge them."""
    silent = silent_at(situation, case, step)
    others = [one for one in silent if one != person]
    papers = bool(owing(situation, case, step))
    told = {"step": step, "waiting": others, "asked_too": person in silent, "papers": papers}
    context = with_more(case, told)
    return Send(template="escalamiento", to=(person,), context=context)


def _on_record(situation: Situation, case: Case, request: Request) -> list[str]:
    """What the step's answers told already, once it is done."""
    fields = () if request.is_open else situation.process.step(request.step).fields
    return [name for name in fields if name in case.values]


def _ask_of(situation: Situation, request: Request) -> str:
    return str(situation.process.step(request.step).ask)
