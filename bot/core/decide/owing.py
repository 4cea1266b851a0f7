"""Who owes a document without which whoever was asked at a step cannot go on."""

from bot.core.case import Case, Decision
from bot.core.company import DOUBTS_ROLE, REQUESTER_ROLE
from bot.core.decide.situation import Situation


def stuck_at(situation: Situation, case: Case, step: str) -> Decision | None:
    """Who said last that they cannot do an open step that is not the branch's own; they still have it before them."""
    if REQUESTER_ROLE in situation.process.step(step).who:
        return None
    asked = {request.person for request in case.open_requests if request.step == step}
    said = (one for one in reversed(case.denials) if one.step == step and one.person in asked)
    return next(said, None)


def owing(situation: Situation, case: Case, step: str) -> tuple[str, ...]:
    """Those of whom a document is awaited that a step cannot go on without; nobody where none is."""
    stuck = stuck_at(situation, case, step) if case.asked_again else None
    return who_has_papers(situation, case, stuck.person) if stuck else ()


def who_has_papers(situation: Situation, case: Case, besides: str) -> tuple[str, ...]:
    """The requester, else their colleagues, else those to whom doubts go."""
    roles = (REQUESTER_ROLE, DOUBTS_ROLE)
    held = ((case.requester,), *(situation.company.holders(role, case.branch) for role in roles))
    others = (tuple(person for person in people if person != besides) for people in held)
    return next(filter(None, others), (besides,))
