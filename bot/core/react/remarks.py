"""Mails about remarks: what somebody writes that decides nothing, and that others should read."""

from bot.core import events as e
from bot.core.case import Case
from bot.core.company import DOUBTS_ROLE
from bot.core.decide.situation import Situation
from bot.core.decide.withdrawing import is_known, speaks_for_branch
from bot.core.effects import Send
from bot.core.mail import unique
from bot.core.process import Ask
from bot.core.react.asking import offered
from bot.core.react.papers import heard
from bot.core.react.words import with_more
from bot.core.request import Question


def commented(situation: Situation, case: Case, event: e.Commented) -> tuple[Send, ...]:
    """What nobody asked for but somebody should read goes to those to whom doubts go, and its author is told so.

    Whoever decides on what is denied here, or no longer is, reads it too, and whoever is asked about a withdrawal.
    """
    if event.offers:
        return offered(situation, case, event)
    if not is_known(situation, case, event.by):
        return _from_a_stranger(situation, case, event)
    doubts = situation.company.holders(DOUBTS_ROLE, case.branch)
    deciding = _deciding_on(situation, case, event.denies or event.affirms)
    withdrawing = tuple(request.person for request in case.withdrawal)
    people = tuple(p for p in unique((*doubts, *deciding, *withdrawing)) if p != event.by)
    others = tuple(send for send in heard(situation, case, event) if not {*send.to} & {*people})
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
        "files": [],
        "on_record": event.on_record,
    }
    context = with_more(case, told)
    passed_on = (Send(template="comentario", to=people, context=context),) if people else ()
    if event.on_record:
        return passed_on
    return (*passed_on, *others, Send(template="pasado", to=(event.by,), context=context))


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


def _deciding_on(situation: Situation, case: Case, denied: str) -> tuple[str, ...]:
    """Those who were asked to approve in this round what rests on a doubt that somebody settled."""
    process = situation.process
    if not denied or not process.step(denied).doubts:
        return ()
    asked = (r for r in case.requests if r.notified and r.round == case.round and r.question is Question.STEP)
    return unique(request.person for request in asked if process.step(request.step).ask is Ask.APPROVE)
