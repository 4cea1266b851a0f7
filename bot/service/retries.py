"""When a mail of ours that could not be sent is tried again, and when it is given up."""

from dataclasses import replace
from datetime import timedelta

import structlog

from bot.core.account import Outbound, OutboxState, number_of
from bot.errors import TransientError
from bot.service.alarms import alarm
from bot.service.app import App
from bot.service.delivery import end

FIRST_RETRY, LAST_RETRY = timedelta(minutes=1), timedelta(hours=2)
BACK_OFF_STEPS = 7

log = structlog.get_logger()


def untried(mail: Outbound, app: App) -> None:
    """Its turn ended before it: the attempt does not count."""
    app.ledger.retry(replace(mail, attempts=mail.attempts - 1), app.clock.now())


def held_up(mail: Outbound, app: App) -> None:
    """Its way out failed a mail before it."""
    app.ledger.retry(mail, app.clock.now() + FIRST_RETRY)


def postponed(mail: Outbound, error: TransientError, app: App) -> None:
    """Its way out failed, which is not the mail's fault: it waits, longer each time."""
    log.warning("mail.postponed", mail=mail.id, error=str(error))
    app.ledger.retry(replace(mail, error=str(error)), app.clock.now() + _back_off(mail))


def stuck(mail: Outbound, error: Exception, app: App) -> None:
    """It cannot be rendered or read: it is tried again, then given up with an alarm."""
    log.error("mail.stuck", mail=mail.id, attempt=mail.attempts, error=repr(error), exc_info=error)
    if mail.attempts < app.rules.limits.quarantine_tries:
        app.ledger.retry(replace(mail, error=repr(error)), app.clock.now() + _back_off(mail))
        return
    told = {"error": repr(error), "people": list(mail.send.to)}
    alarm(mail, f"atascado-{number_of(mail.id)}.0", told, app, template="sin_enviar")
    end(replace(mail, state=OutboxState.UNDELIVERABLE, error=repr(error)), (), app)


def _back_off(mail: Outbound) -> timedelta:
    doublings: int = 2 ** min(mail.attempts, BACK_OFF_STEPS)
    return min(FIRST_RETRY * doublings, LAST_RETRY)
