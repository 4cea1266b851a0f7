"""A connection that is kept."""

import socket
import threading

import pytest

from bot.adapters.kept import Kept
from bot.errors import PermanentError, TransientError


class Line:
    """Connections by number, of which some are dead."""

    def __init__(self, *dead: int) -> None:
        self.dead = {*dead}
        self.opened: list[int] = []
        self.closed: list[int] = []
        self.kept = Kept("the server", self.open, self.closed.append, (ConnectionError,))

    def open(self) -> int:
        """A new connection."""
        self.opened.append(len(self.opened) + 1)
        return self.opened[-1]

    def work(self, connection: int) -> int:
        """Answers with the connection's number, if that is alive."""
        if connection in self.dead:
            raise ConnectionError("gone")
        return connection


def test_one_connection_serves_all_calls() -> None:
    """What was opened once is used again."""
    line = Line()
    assert [line.kept.use(line.work) for _ in range(3)] == [1, 1, 1]


def test_a_kept_connection_that_died_is_replaced() -> None:
    """The caller does not notice, and the dead one is let go of."""
    line = Line()
    line.kept.use(line.work)
    line.dead.add(1)
    assert line.kept.use(line.work) == 2
    assert line.closed == [1]


@pytest.mark.parametrize("calls_before", [0, 1])
def test_a_new_connection_that_dies_is_transient(calls_before: int) -> None:
    """Once is enough: then it is for somebody else to say when to try again, and nothing stays open."""
    line = Line(*range(calls_before + 1, 10))
    for _ in range(calls_before):
        line.kept.use(line.work)
    line.dead |= {1}
    with pytest.raises(TransientError, match="the server"):
        line.kept.use(line.work)
    assert line.opened == line.closed == [*range(1, calls_before + 2)]


def test_a_host_that_has_no_address_is_a_misspelt_setting() -> None:
    """Trying later does not help; the text names the key to correct."""

    def look_up() -> int:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    kept = Kept("IMAP server imap.enpresa.example", look_up, lambda _: None, (OSError,))
    with pytest.raises(TransientError, match=r"imap\.enpresa\.example: .* corrija `host`"):
        kept.use(lambda connection: connection)


def test_a_refusal_keeps_the_connection() -> None:
    """An error that is no cut passes through, and the connection is used again."""
    line = Line()

    def refused(_: int) -> None:
        raise PermanentError("no")

    with pytest.raises(PermanentError):
        line.kept.use(refused)
    assert line.kept.use(line.work) == 1
    assert line.closed == []


def test_callers_take_turns_and_whoever_only_waits_lets_go() -> None:
    """A caller that holds the connection learns that another wants it, who gets it only afterwards."""
    line = Line()
    holding = threading.Event()
    events: list[str] = []

    def wait(_: int) -> None:
        holding.set()
        events.append("asked" if line.kept.wanted.wait(30) else "never asked")

    def other() -> None:
        holding.wait(30)
        line.kept.use(lambda _: events.append("other"))

    threads = [threading.Thread(target=line.kept.use, args=(wait,)), threading.Thread(target=other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert events == ["asked", "other"]
    assert line.opened == [1]
