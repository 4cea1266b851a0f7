"""One cycle of everything that the service's loops do, in their order."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from bot.errors import TramitaError
from bot.service.app import App
from bot.service.loops import Loop, loops_of

COUNTED_AS = {
    "fetch": "fetched",
    "work": "handled",
    "tick": "passed",
    "dispatch": "sent",
    "settle": "settled",
    "register": "booked",
}
"""Where a tally counts what a loop did, by the loop's name up to the colon; ``work`` takes up every mail first."""

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one cycle did, and what went wrong in it.

    Attributes:
        fetched: Mails taken in.
        handled: Mails taken up.
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


def poll(app: App) -> Tally:
    """Does everything that is due now, then returns.

    One loop follows the other, but while full turns of work go on, what the turns before decided is sent already.
    """
    tally = Tally()
    loops = {loop.name: loop for loop in loops_of(app)}
    for loop in loops.values():
        with ThreadPoolExecutor(1, thread_name_prefix="beside") as thread:
            beside: Future[None] | None = None
            for done in _safely(loop, tally, app):
                if loop.beside and done >= loop.full and (beside is None or beside.done()):
                    beside = thread.submit(_drain, [loops[name] for name in loop.beside], tally, app)
    tally.troubles += _absent(tally.troubles, app)
    return tally


def _absent(told: Sequence[str], app: App) -> list[str]:
    """What does not work and was not told of yet; nothing, where the ledger itself is away."""
    with suppress(TramitaError):
        return [absence.error for absence in app.ledger.absences() if absence.error and absence.error not in told]
    return []


def _drain(loops: Sequence[Loop], tally: Tally, app: App) -> None:
    for loop in loops:
        deque(_safely(loop, tally, app), maxlen=0)


def _safely(loop: Loop, tally: Tally, app: App) -> Iterator[int]:
    """What each turn did, counted; trouble ends the loop, not the cycle."""
    try:
        for done in _turns(loop, app):
            _count(done, loop, tally)
            yield done
    except TramitaError as error:
        log.warning("cycle.trouble", loop=loop.name, error=str(error))
        tally.troubles.append(str(error))
    except Exception as error:
        log.exception("cycle.failed", loop=loop.name)
        tally.troubles.append(f"{loop.name}: {error!r}")


def _turns(loop: Loop, app: App) -> Iterator[int]:
    """What each turn did, until nothing is due or it is time to stop."""
    while not app.stop.is_set() and (done := loop.act()):
        yield done
        if not loop.drains:
            return


def _count(done: int, loop: Loop, tally: Tally) -> None:
    counted = COUNTED_AS.get(loop.name.partition(":")[0])
    if counted is not None:
        setattr(tally, counted, getattr(tally, counted) + done)
