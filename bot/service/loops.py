"""The loops in the order of a cycle: what each does, how often at least, and whom it wakes when there was something."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from bot.service.agenda import send_agendas
from bot.service.app import App
from bot.service.daily_report import report_foreign_mail
from bot.service.dispatch import dispatch, note_stranded
from bot.service.fetch import fetch
from bot.service.outages import watched
from bot.service.ports import Mailbox
from bot.service.register import book
from bot.service.retention import forget_foreign_mail, forget_readings
from bot.service.screening import look_at_scanner
from bot.service.settle import settle
from bot.service.tick import tick
from bot.service.work import MAILS_AT_ONCE, SCANS_AT_ONCE, work, work_with_scans

POLL_FLOOR = timedelta(seconds=60)
"""A mailbox is read this often whatever its server announces: a hint may die in silence."""

OFTEN, SELDOM, DAILY = timedelta(seconds=30), timedelta(minutes=10), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One loop.

    Attributes:
        name: For logs, and for those that wake it.
        act: Does what is due; returns how much that was.
        every: It acts this often even if nobody wakes it.
        wakes: Names of the loops that have something to do when this one did something.
        drains: Whether it acts again at once as long as there was something to do.
        full: How much a turn does at most; having done so much, it will have another one.
        beside: Names of loops for which a turn of this one leaves something to do, that a cycle runs beside the next.
        rest: Waits until there may be something to do, for so many seconds at most; ``None`` where only waking tells.
    """

    name: str
    act: Callable[[], int]
    every: timedelta
    wakes: tuple[str, ...] = ()
    drains: bool = False
    full: int = 0
    beside: tuple[str, ...] = ()
    rest: Callable[[float], object] | None = None


def loops_of(app: App) -> tuple[Loop, ...]:
    """All loops of an installation: three for each mailbox, so that none suffers from another, and then the rest."""
    sending = tuple(f"dispatch:{address}" for address in app.outgoing)
    settling = tuple(f"settle:{address}" for address in app.mailboxes)
    loops = (
        *(_fetch(mailbox, app) for mailbox in app.mailboxes.values()),
        Loop(
            name="work",
            act=partial(work, app),
            every=OFTEN,
            wakes=("scans", *sending, *settling, "register"),
            drains=True,
            full=MAILS_AT_ONCE,
            beside=sending,
        ),
        Loop(
            name="scans",
            act=partial(work_with_scans, app),
            every=OFTEN,
            wakes=(*sending, *settling, "register"),
            drains=True,
            full=SCANS_AT_ONCE,
            beside=sending,
        ),
        *((Loop(name="scanner", act=partial(look_at_scanner, app), every=SELDOM),) if app.virus_scanner else ()),
        Loop(name="tick", act=partial(tick, app), every=OFTEN, wakes=(*sending, "register")),
        Loop(name="agenda", act=partial(send_agendas, app), every=SELDOM, wakes=sending),
        Loop(name="report", act=partial(report_foreign_mail, app), every=SELDOM, wakes=sending),
        Loop(name="stranded", act=partial(note_stranded, app), every=SELDOM),
        *(_dispatch(address, app) for address in app.outgoing),
        *(_settle(mailbox, app) for mailbox in app.mailboxes.values()),
        Loop(name="register", act=partial(book, app), every=OFTEN),
        Loop(name="readings", act=partial(forget_readings, app), every=DAILY),
        Loop(name="retention", act=partial(forget_foreign_mail, app), every=DAILY, drains=True),
    )
    return tuple(replace(loop, act=partial(watched, loop.name, loop.act, app)) for loop in loops)


def _fetch(mailbox: Mailbox, app: App) -> Loop:
    name = f"fetch:{mailbox.address}"
    return Loop(name=name, act=partial(fetch, mailbox, app), every=POLL_FLOOR, wakes=("work",), rest=mailbox.wait)


def _dispatch(address: str, app: App) -> Loop:
    name = f"dispatch:{address}"
    return Loop(name=name, act=partial(dispatch, address, app), every=OFTEN, wakes=("register",), drains=True)


def _settle(mailbox: Mailbox, app: App) -> Loop:
    return Loop(name=f"settle:{mailbox.address}", act=partial(settle, mailbox, app), every=OFTEN)
