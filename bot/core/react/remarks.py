"""Mails about remarks: what somebody writes that decides nothing, and that others should read."""

from bot.core import events as e
from bot.core.case import Case
from bot.core.company import DOUBTS_ROLE
from bot.core.decide.situation import Situation
from bot.core.decide.steps import is_due_today
from bot.core.decide.withdrawing import is_known, speaks_for_branch
from bot.core.effects import Send
from bot.core.mail import unique
from bot.core.process import Ask, State
from bot.core.react.asking import offered
from bot.core.react.papers import heard
from bot.core.react.words import with_more
from bot.core.request import Question


def asked_beside(situation: Situation, case: Case, events: tuple[e.CaseEvent, ...]) -> tuple[Send, ...]:
    """What somebody asks beside documents that do not complete a request: nobody else would read it before that."""
    brought = next((one for one in events if isinstance(one, e.DocumentsReceived) and "?" in one.note), None)
    if brought is None:
        return ()
    people = tuple(one for one in situation.company.holders(DOUBTS_ROLE, case.branch) if one != brought.by)
    context = with_more(
        case, {"by": brought.by, "words": brought.note, "objects": False, "affirms": "", "on_record": "", "denies": ""}
    )
    return (Send(template="comentario", to=people, context=context),) if people else ()


def commented(situation: Situation, case: Case, event: e.Commented) -> tuple[Send, ...]:
    """What nobody asked for but somebody should read goes to those to whom doubts go, and its author is told so.

    Whoever decides on what is denied here, or no longer is, reads it too, and whoever is asked about a withdrawal.
    Whoever is asked to decide or to work on the case reads it before they do, in a mail that they can answer. Whoever
    got it from its author needs no copy; what is said to colleagues goes to those alone who must read it.
    """
    if event.offers:
        return offered(situation, case, event)
    if not is_known(situation, case, event.by):
        return _from_a_stranger(situation, case, event)
    between_them = event.aside or _all_got_it(case, event)
    doubts = () if between_them else situation.company.holders(DOUBTS_ROLE, case.branch)
    deciding = (*_deciding_on(situation, case, event.denies or event.affirms), *_refused_by(case))
    withdrawing = tuple(request.person for request in case.withdrawal)
    waiting = heard(situation, case, event)
    theirs = {person for send in waiting for person in send.to}
    warned = tuple(send for send in _warned(situation, case, event) if not {*send.to} & theirs)
    knowing = {event.by, *event.direct_to, *(person for send in warned for person in send.to)}
    people = tuple(p for p in unique((*doubts, *deciding, *withdrawing)) if p not in knowing | theirs)
    others = (*warned, *(send for send in waiting if not {*send.to} & knowing))
    if event.courtesy or not (people or others):
        return ()
    told = {
        "by": event.by,
        "words": event.words,
        "passed_to": [*people, *(person for send in others for person in send.to)],
        "for_branch": speaks_for_branch(situation, case, event.by),
        "objects": False,
        "denies": event.denies,
        "affirms": event.affirms,
        "may_be_withdrawn": bool(withdrawing),
        "goes_on": event.goes_on,
        "files": [],
        "on_record": event.on_record,
    }
    context = with_more(case, told)
    passed_on = (Send(template="comentario", to=people, context=context),) if people else ()
    if event.on_record or between_them:
        return (*passed_on, *others)
    return (*passed_on, *others, Send(template="pasado", to=(event.by,), context=context))


def _all_got_it(case: Case, event: e.Commented) -> bool:
    """Whether everybody who is asked something now got the words from their author."""
    asked = {r.person for r in case.open_requests if r.notified} - {event.by}
    return bool(asked) and asked <= {*event.direct_to}


def _warned(situation: Situation, case: Case, event: e.Commented) -> tuple[Send, ...]:
    """The words to those who are asked now, with the secret of it; nobody is while a withdrawal is decided."""
    if not event.weighs or case.withdrawal:
        return ()
    asked = (
        r for r in case.open_requests if r.question is Question.STEP and r.notified and is_due_today(situation, case, r)
    )
    if event.aside:
        asked = (r for r in asked if situation.process.step(r.step).ask is Ask.APPROVE)
    return tuple(
        Send(
            template="advertencia",
            to=(request.person,),
            context=with_more(case, {"by": event.by, "words": event.words, "step": request.step}),
            request=request.key,
        )
        for request in asked
        if request.person not in (event.by, *event.direct_to)
    )


def _from_a_stranger(situation: Situation, case: Case, event: e.Commented) -> tuple[Send, ...]:
    """What somebody of no roster answers counts for nothing; those to whom doubts go may know who it is.

    Somebody of the house is told so; nobody outside of it gets a mail.
    """
    people = situation.company.holders(DOUBTS_ROLE, case.branch)
    if event.courtesy or not people:
        return ()
    context = with_more(
        case, {"by": event.by, "words": event.words, "passed_to": list(people), "files": list(event.files)}
    )
    passed_on = Send(template="desconocido", to=people, context=context)
    if not situation.company.is_internal(event.by):
        return (passed_on,)
    return (passed_on, Send(template="no_reconocido", to=(event.by,), context=context))


def _refused_by(case: Case) -> tuple[str, ...]:
    """Who returned the request, and can say what they want to see."""
    return (case.decisions[-1].person,) if case.state is State.RETURNED and case.decisions else ()


def _deciding_on(situation: Situation, case: Case, denied: str) -> tuple[str, ...]:
    """Those who were asked to approve in this round what rests on a doubt that somebody settled."""
    process = situation.process
    if not denied or not process.step(denied).doubts:
        return ()
    asked = (r for r in case.requests if r.notified and r.round == case.round and r.question is Question.STEP)
    return unique(request.person for request in asked if process.step(request.step).ask is Ask.APPROVE)
