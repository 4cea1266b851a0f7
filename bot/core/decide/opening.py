"""A request comes in."""

from bot.core import events as e
from bot.core.case import Case
from bot.core.decide.situation import Situation
from bot.core.decide.steps import IN_PROGRESS, checked
from bot.core.evolve import fold
from bot.core.intent import Open


def open_case(situation: Situation, intent: Open) -> tuple[e.CaseEvent, ...]:
    """A case is opened under its number, whatever its documents look like, and its row stands in the register."""
    opening: tuple[e.CaseEvent, ...] = (
        e.Opened(
            at=situation.now,
            by=intent.person,
            mail=intent.mail,
            number=situation.number,
            process=situation.process.name,
            rules=situation.process.digest,
            branch=intent.branch,
            city=intent.city,
            keyword=intent.keyword,
            mailbox=situation.mailbox,
            linked=intent.linked,
            vouched_by=intent.vouched_by,
            requester_name=intent.name,
            client=intent.client,
            subject=intent.subject,
        ),
        e.Registered(at=situation.now, mail=intent.mail, status=IN_PROGRESS),
        e.DocumentsReceived(
            at=situation.now,
            by=intent.person,
            mail=intent.mail,
            pieces=situation.received,
            extras=situation.extras,
            note=intent.note,
            waits=intent.waits,
        ),
    )
    case = fold(None, opening)
    assert isinstance(case, Case)  # noqa: S101 - a fold that begins with Opened is a case
    return (*opening, *checked(situation, case, intent.person, intent.mail))
