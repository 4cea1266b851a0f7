"""The service: every loop in its own thread until it is told to stop, and no second service beside it."""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog

from bot.errors import TramitaError
from bot.service.app import App
from bot.service.health import Pulse
from bot.service.loops import Loop, loops_of
from bot.service.ports import ServiceManager, Timer

SERVICE = "service"
LEASE, RENEW = timedelta(seconds=30), timedelta(seconds=8)
LOOK_AGAIN = timedelta(seconds=1)
FIRST_PAUSE, LAST_PAUSE = timedelta(seconds=5), timedelta(minutes=1)
BREATH = 0.1
"""Seconds between two turns of a loop whose hint says all the time that there is something to do."""

STUCK = timedelta(minutes=15)
"""A turn that takes longer than any lease does no good any more."""

log = structlog.get_logger()


class Runner:
    """A loop in its thread. Its trouble is logged and makes it pause, longer each time; it never ends by itself."""

    def __init__(
        self, loop: Loop, stop: threading.Event, wake: Callable[[tuple[str, ...]], None], beat: Callable[[str], None]
    ) -> None:
        self._loop = loop
        self._beat = beat
        self._stop = stop
        self._wake_others = wake
        self._due = threading.Event()
        self._due.set()
        self._pause = FIRST_PAUSE
        self._began: float | None = None
        self.thread = threading.Thread(target=self._run, name=loop.name)

    def wake(self) -> None:
        """There is something to do, or it is time to stop."""
        self._due.set()

    def is_well(self) -> bool:
        """Whether its thread lives and is not stuck in a turn."""
        began = self._began
        return self.thread.is_alive() and (began is None or time.monotonic() - began < STUCK.total_seconds())

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._turn()
                self._beat(self._loop.name)
                self._pause = FIRST_PAUSE
                self._rest()
            except TramitaError as error:
                log.warning("loop.trouble", loop=self._loop.name, error=str(error), pause=self._pause.total_seconds())
                self._recover()
            except Exception:
                log.exception("loop.failed", loop=self._loop.name, pause=self._pause.total_seconds())
                self._recover()

    def _turn(self) -> None:
        while done := self._act():
            self._wake_others(self._loop.wakes)
            log.info("loop.done", loop=self._loop.name, count=done)
            if not self._loop.drains or self._stop.is_set():
                break

    def _act(self) -> int:
        """What one turn did; however many follow each other, each has its own time."""
        self._began = time.monotonic()
        try:
            return self._loop.act()
        finally:
            self._began = None

    def _rest(self) -> None:
        if self._loop.rest is None:
            self._due.wait()
            self._due.clear()
        elif not self._stop.wait(BREATH):
            self._loop.rest(self._loop.every.total_seconds())

    def _recover(self) -> None:
        self._stop.wait(self._pause.total_seconds())
        self._pause = min(self._pause * 2, LAST_PAUSE)


def serve(app: App, timer: Timer, manager: ServiceManager, pulse: Pulse | None = None) -> bool:
    """Runs all loops until ``app.stop`` is set; then each finishes the item at hand.

    Args:
        app: The house.
        timer: Calls the loops when it is time.
        manager: Whoever watches over the service.
        pulse: What else is told how the loops are.

    Returns:
        False where another service took over because this one was silent for too long.
    """
    runners: dict[str, Runner] = {}
    told = pulse or Pulse()

    def wake(names: tuple[str, ...]) -> None:
        for name in names:
            runners[name].wake()

    def beat(name: str) -> None:
        told.beat(name, app.clock.now())

    ours = threading.Event()
    ours.set()
    loops = (*loops_of(app), Loop(name="lease", act=lambda: _renew(app, ours), every=RENEW))
    runners |= {loop.name: Runner(loop, app.stop, wake, beat) for loop in loops}
    told.watch(lambda: _ill(runners))
    for loop in loops:
        if loop.rest is None:
            timer.every(loop.every, runners[loop.name].wake)
    if manager.sign_of_life is not None:
        timer.every(manager.sign_of_life, lambda: _if_well(runners, manager))
    for runner in runners.values():
        runner.thread.start()
    timer.start()
    manager.notify("READY=1")
    log.info("service.started", mailboxes=len(app.mailboxes))
    app.stop.wait()
    manager.notify("STOPPING=1")
    _end(app, timer, runners)
    return ours.is_set()


def await_turn(app: App, manager: ServiceManager, tell: Callable[[], None]) -> bool:
    """Waits until no other service runs; ``tell`` is called once where there is one. Waiting is being well.

    Returns:
        False where it was told to stop meanwhile.

    Raises:
        TransientError: The ledger is away.
    """
    told = False
    while not app.stop.is_set():
        if app.ledger.lease(SERVICE, app.owner, app.clock.now(), LEASE):
            return True
        if not told:
            log.warning("service.waiting")
            manager.notify("READY=1")
            tell()
            told = True
        manager.notify("WATCHDOG=1")
        app.stop.wait(LOOK_AGAIN.total_seconds())
    return False


def _renew(app: App, ours: threading.Event) -> int:
    if not app.ledger.lease(SERVICE, app.owner, app.clock.now(), LEASE):
        log.error("service.lost", reason="another service runs; this one was silent for too long")
        ours.clear()
        app.stop.set()
    return 0


def _if_well(runners: Mapping[str, Runner], manager: ServiceManager) -> None:
    if ill := _ill(runners):
        log.error("service.ill", loops=ill)
    else:
        manager.notify("WATCHDOG=1")


def _ill(runners: Mapping[str, Runner]) -> tuple[str, ...]:
    return tuple(name for name, runner in runners.items() if not runner.is_well())


def _end(app: App, timer: Timer, runners: Mapping[str, Runner]) -> None:
    timer.close()
    for mailbox in app.mailboxes.values():
        mailbox.close()
    for runner in runners.values():
        runner.wake()
    for runner in runners.values():
        runner.thread.join()
    app.ledger.release(SERVICE, app.owner)
    log.info("service.stopped")
