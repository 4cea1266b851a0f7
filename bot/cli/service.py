"""``run`` and ``poll``: everything that is due, for ever or once."""

import logging
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from queue import SimpleQueue
from threading import Event, Thread

import typer

from bot.cli.options import RULES_FILE, Json, Rules
from bot.cli.printing import complain, print_json
from bot.cli.texts import say
from bot.settings import read_settings


def run(*, rules: Rules = RULES_FILE) -> None:
    """Runs the service until it is told to stop."""
    from bot.cli.logs import configure
    from bot.compose import open_app, open_timer, service_manager
    from bot.service.serve import await_turn, serve

    configure(logging.INFO)
    with (
        _stopped_by_signals() as stop,
        open_app(read_settings(rules), stop=stop) as app,
        closing(open_timer()) as timer,
    ):
        manager = service_manager()
        if not await_turn(app, manager, lambda: complain(say("waiting"))):
            return
        if not serve(app, timer, manager):
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

    The main thread may be anywhere when they come, inside a method of this very event or of a thread that it starts;
    only a simple queue may be used there, and a thread that waits on it sets the event.
    """
    stop, heard = Event(), SimpleQueue[int]()

    def on_signal(number: int, _frame: object) -> None:
        heard.put(number)

    def await_signal() -> None:
        heard.get()
        stop.set()

    Thread(target=await_signal, name="signals", daemon=True).start()
    before = {number: signal.signal(number, on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        heard.put(0)  # which ends the thread
