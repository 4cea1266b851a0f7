"""One cycle of everything, in order: fetch, work, dispatch, settle, tick, register."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import structlog

from bot.errors import TramitaError
from bot.service.app import App
from bot.service.dispatch import dispatch
from bot.service.fetch import fetch
from bot.service.register import book
from bot.service.report import report_foreign_mail
from bot.service.settle import settle
from bot.service.tick import tick
from bot.service.work import work_through

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one cycle did, and what went wrong in it.

    Attributes:
        fetched: Mails taken in.
        handled: Mails finished.
        sent: Mails of ours that came to an end.
        settled: Mails moved in their mailbox.
        passed: Deadlines acted on.
        booked: Rows of the register written.
        troubles: What is away or refuses us, as its text says; everything else went on.
    """

    fetched: int = 0
    handled: int = 0
    sent: int = 0
    settled: int = 0
    passed: int = 0
    booked: int = 0
    troubles: list[str] = field(default_factory=list)

    def attempt(self, use_case: Callable[[], int]) -> int:
        """Runs one use case; its trouble is noted, and stops nothing else."""
        try:
            return use_case()
        except TramitaError as error:
            log.warning("cycle.trouble", error=str(error))
            self.troubles.append(str(error))
            return 0


def poll(app: App) -> Tally:
    """Does everything that is due now, then returns."""
    tally = Tally()
    for mailbox in app.mailboxes.values():
        tally.fetched += tally.attempt(partial(fetch, mailbox, app))
    tally.handled += tally.attempt(lambda: sum(_answered(app, tally)))
    tally.passed += tally.attempt(partial(tick, app))
    tally.attempt(partial(report_foreign_mail, app))
    tally.sent += tally.attempt(partial(drain, dispatch, app))
    for mailbox in app.mailboxes.values():
        tally.settled += tally.attempt(partial(settle, mailbox, app))
    tally.booked += tally.attempt(partial(book, app))
    return tally


def _answered(app: App, tally: Tally) -> Iterator[int]:
    """Every batch of mails, each once its answers are out: meanwhile the documents of the next one are read."""
    for handled in work_through(app):
        tally.sent += tally.attempt(partial(drain, dispatch, app))
        yield handled


def drain(use_case: Callable[[App], int], app: App) -> int:
    """Repeats a use case until nothing is due, or it is time to stop."""
    total = 0
    while not app.stop.is_set() and (done := use_case(app)):
        total += done
    return total
