"""Due deadlines to the same deciding: reminders, escalations, requests that nobody continues. In office hours only."""

from bot.core.case import Case
from bot.core.intent import Tick
from bot.errors import ConflictError
from bot.service.app import App
from bot.service.recording import decided
from bot.service.situating import bare_situation, process_of

DEADLINES_AT_ONCE = 100


def tick(app: App) -> int:
    """Acts on what is due; returns how many deadlines.

    Raises:
        TransientError: The ledger is away.
    """
    now = app.clock.now()
    if not app.rules.company.calendar.is_open(now):
        return 0
    passed = 0
    for number, deadline in app.ledger.due(now, DEADLINES_AT_ONCE):
        case = app.ledger.case(number)
        if case is not None:
            passed += _pass(case, deadline.key, app)
    return passed


def _pass(case: Case, deadline: str, app: App) -> int:
    situation = bare_situation(process_of(case, app), app, app.clock.now(), case.mailbox)
    record = decided(app, situation, case, Tick(deadline=deadline))
    if not record.events:
        return 0
    try:
        app.ledger.record(record)
    except ConflictError:
        return 0  # somebody wrote in the meantime; if it is still due, the next tick sees it
    return 1
