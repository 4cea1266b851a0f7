"""Mails about a decision to whoever took it, and about one that they undid."""

from bot.core import events as e
from bot.core.case import Case
from bot.core.company import REQUESTER_ROLE
from bot.core.decide.situation import Situation
from bot.core.decide.undoing import undo_until
from bot.core.effects import Send
from bot.core.mail import unique
from bot.core.react.words import decision, with_more
from bot.core.request import Question

AMOUNT = "valor_factura"
"""The fact that a receipt by amount goes by."""


def receipt(situation: Situation, case: Case, event: e.Approved | e.Refused) -> tuple[Send, ...]:
    """What was read, from whom and how they were known, and how to undo it; where the rules want it."""
    approved = isinstance(event, e.Approved)
    if not situation.process.receipts.wanted(approved=approved, amount=case.facts.get(AMOUNT)):
        return ()
    taken = case.decisions[case.last_decision(event.step, event.round) - 1]
    own = (one for one in case.requests if (one.step, one.round, one.person) == (event.step, event.round, event.by))
    key = next((one.key for one in own if one.question is Question.STEP), "")
    told = {"step": event.step, "taken": decision(taken), "until": undo_until(situation, taken)}
    return (Send(template="recibo", to=(event.by,), context=with_more(case, told), request=key),)


def told_to_stop(situation: Situation, case: Case, event: e.DecisionUndone) -> tuple[Send, ...]:
    """Everybody who worked on what was undone, each in a mail of their own; whoever is asked anew reads it there."""
    asked = {one.person for one in case.open_requests if one.notified}
    working = (one.person for one in case.requests if one.notified and one.round == event.round)
    step = situation.process.step(event.step)
    copies = (
        one for role in step.copy if role != REQUESTER_ROLE for one in situation.company.holders(role, case.branch)
    )
    people = unique((case.requester, *working, *copies))
    taken = case.decisions[event.decision - 1]
    told = with_more(case, {"step": event.step, "taken": decision(taken)})
    return tuple(
        Send(template="deshecha", to=(person,), context=told)
        for person in people
        if person != event.by and person not in asked
    )
