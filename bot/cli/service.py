"""``run`` and ``poll``: everything that is due, for ever or once."""

import logging
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from socket import socketpair
from threading import Event, Thread

import typer

from bot.cli.options import RULES_FILE, Json, Rules
from bot.cli.printing import complain, print_json
from bot.cli.texts import say
from bot.settings import read_settings


def run(*, rules: Rules = RULES_FILE) -> None:
    """Runs the service until it is told to stop."""
    from bot.cli.logs import configure
    from bot.compose import health_told, open_app, open_timer, service_manager
    from bot.service.health import Pulse
    from bot.service.serve import await_turn, serve

    configure(logging.INFO)
    settings = read_settings(rules)
    with (
        _stopped_by_signals() as stop,
        open_app(settings, stop=stop) as app,
        closing(open_timer()) as timer,
    ):
        manager, pulse = service_manager(), Pulse()
        if not await_turn(app, manager, lambda: complain(say("waiting"))):
            return
        with health_told(settings, pulse, app):
            took_its_turn = serve(app, timer, manager, pulse)
        if not took_its_turn:
            complain(say("replaced"))
            raise typer.Exit(1)


def poll(*, rules: Rules = RULES_FILE, as_json: Json = False) -> None:
    """Does everything that is due now."""
    from bot.cli.logs import configure
    from bot.compose import open_app
    from bot.service import cycle

    configure(logging.ERROR)
    with _stopped_by_signals() as stop, open_app(read_settings(rules), stop=stop) as app:
        tally = cycle.poll(app)
    if as_json:
        print_json(tally)
    else:
        typer.echo(
            say(
                "tally",
                fetched=tally.fetched,
                handled=tally.handled,
                sent=tally.sent,
                settled=tally.settled,
                passed=tally.passed,
                booked=tally.booked,
            )
        )
        for error in tally.troubles:
            complain(say("trouble", error=error))
    if tally.troubles:
        raise typer.Exit(1)


@contextmanager
def _stopped_by_signals() -> Iterator[Event]:
    """An event that SIGTERM and SIGINT set.

    The system may give a signal to any thread, and Python's handlers run in the main one only, which sleeps on. What
    Python writes into a socket comes from whichever thread was interrupted, and another one waits for it.
    """
    stop = Event()
    here, there = socketpair()
    there.setblocking(False)

    def await_signal() -> None:
        here.recv(1)
        stop.set()

    thread = Thread(target=await_signal, name="signals", daemon=True)
    written_to = signal.set_wakeup_fd(there.fileno())
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    thread.start()
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(written_to)
        there.close()  # which ends the thread
        thread.join()
        here.close()
