"""A connection that is kept."""

import threading
from collections.abc import Callable

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


def test_a_refusal_keeps_the_connection() -> None:
    """An error that is no cut passes through, and the connection is used again."""
    line = Line()

    def refused(_: int) -> None:
        raise PermanentError("no")

    with pytest.raises(PermanentError):
        line.kept.use(refused)
    assert line.kept.use(line.work) == 1
    assert line.closed == []


def test_callers_take_turns() -> None:
    """No two callers are on the connection at once."""
    line = Line()
    inside: list[int] = []
    most: list[int] = []

    def work(_: int) -> None:
        inside.append(1)
        most.append(len(inside))
        inside.pop()

    run_all([lambda: [line.kept.use(work) for _ in range(50)]] * 4)
    assert len(most) == 200
    assert {*most} == {1}
    assert line.opened == [1]


def test_whoever_only_waits_is_asked_to_let_go() -> None:
    """A caller that holds the connection learns that another wants it."""
    line = Line()
    holding = threading.Event()
    answers: list[int] = []

    def wait(_: int) -> bool:
        holding.set()
        return line.kept.wanted.wait(30)

    def other() -> None:
        holding.wait(30)
        answers.append(line.kept.use(line.work))

    noticed: list[bool] = []
    run_all([lambda: noticed.append(line.kept.use(wait)), other])
    assert (noticed, answers) == ([True], [1])


def run_all(calls: list[Callable[[], object]]) -> None:
    """Calls at the same time, each in a thread."""
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
