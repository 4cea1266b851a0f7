"""What stays away: support is told once it is missed for half an hour, every day that it lasts, and when it is back."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from bot.core.account import Absence, Outbound, number_of
from bot.core.company import SUPPORT_ROLE
from bot.core.effects import Send
from bot.errors import TramitaError
from bot.service.app import App
from bot.service.ports import Record

PATIENCE = timedelta(minutes=30)
AGAIN = timedelta(days=1)


def way_out(address: str) -> str:
    """Name under which the way out of a mailbox is missed."""
    return f"outgoing:{address}"


def watched(name: str, act: Callable[[], int], app: App) -> int:
    """Does something that may be away, and keeps account of that.

    Raises:
        TramitaError: It is; support hears of it in time.
    """
    try:
        done = act()
    except TramitaError as error:
        with suppress(TramitaError):  # where the ledger itself is away there is nothing to write it down in
            missed(name, str(error), app)
        raise
    if any(absence.name == name for absence in app.ledger.absences()):
        found(name, app)
    return done


def missed(name: str, error: str, app: App) -> bool:
    """Notes that something does not work now; whether support knows by now."""
    now = app.clock.now()
    absence = app.ledger.missed(name, error, now)
    if (lasted := now - absence.since) < PATIENCE:
        return False
    send = _send(absence, app, template="ausente", error=error)
    _tell(send, f"{_id(absence)}.{(lasted - PATIENCE) // AGAIN}", app)
    return True


def found(name: str, app: App) -> None:
    """Notes that something works again; support hears of it where it had heard of the trouble."""
    for absence in app.ledger.absences():
        if absence.name != name:
            continue
        if app.ledger.outbound(f"{_id(absence)}.0") is not None:
            _tell(_send(absence, app, template="de_vuelta"), f"{_id(absence)}.0.0", app)
        app.ledger.found(name)


def _id(absence: Absence) -> str:
    return f"ausente-{absence.since:%Y%m%d%H%M%S}.{number_of(absence.name)}"


def _send(absence: Absence, app: App, template: str, error: str = "") -> Send:
    what, _, which = absence.name.partition(":")
    context = {"what": what, "which": which, "error": error, "since": absence.since.isoformat()}
    return Send(template=template, to=app.rules.company.holders(SUPPORT_ROLE, ""), context=context, alarm=True)


def _tell(send: Send, number: str, app: App) -> None:
    """Sends a mail once: its id makes sure of that."""
    if app.ledger.outbound(number) is None:
        now = app.clock.now()
        mail = Outbound(id=number, case="", mailbox=_open_mailbox(app), send=send, created_at=now)
        app.ledger.record(Record(sends=(mail,), now=now))


def _open_mailbox(app: App) -> str:
    """The first mailbox that can be sent from, as far as is known."""
    away = {absence.name for absence in app.ledger.absences()}
    addresses = tuple(app.mailboxes)
    return next((address for address in addresses if way_out(address) not in away), addresses[0])
