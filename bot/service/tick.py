"""Due deadlines to the same deciding: reminders, escalations, requests that nobody continues. In office hours only."""

import structlog

from bot.core.case import Case
from bot.core.intent import Tick
from bot.errors import ConflictError, TransientError
from bot.service.app import App
from bot.service.recording import decided
from bot.service.situation import bare_situation, process_of

DEADLINES_AT_ONCE = 100

log = structlog.get_logger()


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
        passed += _attempt(number, deadline.key, app)
    return passed


def _attempt(number: str, deadline: str, app: App) -> int:
    """One case's trouble is logged and tried again at the next tick; it never holds up the others."""
    try:
        case = app.ledger.case(number)
        return _pass(case, deadline, app) if case else 0
    except TransientError:
        raise
    except Exception:
        log.exception("deadline.failed", case=number, deadline=deadline)
        return 0


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
