"""The line to a reader: whatever the other side does, the service does not wait longer than it allowed."""

import socket
from collections.abc import Iterator

import pytest

from bot.adapters.readers_line import Line


@pytest.fixture
def ends() -> Iterator[tuple[Line, socket.socket]]:
    """A line, and the socket of the other side."""
    own, other = socket.socketpair()
    line = Line(own)
    with own, other:
        yield line, other


def test_bytes_come_as_they_were_said(ends: tuple[Line, socket.socket]) -> None:
    """A line carries bytes both ways, however they were cut."""
    line, other = ends
    line.allow(30)
    line.write(b"uno dos")
    assert other.recv(7) == b"uno dos"
    other.sendall(b"tr")
    other.sendall(b"es!")
    assert line.read(4) == b"tres"


def test_an_end_is_no_error(ends: tuple[Line, socket.socket]) -> None:
    """Where the other side hangs up in the middle, what came is all there is."""
    line, other = ends
    line.allow(30)
    other.sendall(b"tr")
    other.close()
    assert line.read(4) == b"tr"
    assert line.read(4) == b""


def test_nobody_waits_for_the_silent(ends: tuple[Line, socket.socket]) -> None:
    """A reader that says too little is given up when the time is up."""
    line, other = ends
    line.allow(0.05)
    other.sendall(b"tr")
    with pytest.raises(TimeoutError):
        line.read(4)


def test_nobody_waits_for_the_deaf(ends: tuple[Line, socket.socket]) -> None:
    """A reader that listens to nothing is given up when the time is up."""
    line, _ = ends
    line.allow(0.05)
    with pytest.raises(TimeoutError):
        line.write(bytes(16 << 20))


def test_time_that_is_up_stays_up(ends: tuple[Line, socket.socket]) -> None:
    """One who goes on talking slowly gets no new time with every byte."""
    line, other = ends
    line.allow(0)
    other.sendall(b"tres")
    with pytest.raises(TimeoutError):
        line.read(4)
