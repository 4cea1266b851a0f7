"""A connection that is kept between calls, used by one caller at a time, and opened again once when found dead."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Generic, TypeVar

from bot.errors import TransientError
from bot.settings import trouble

C = TypeVar("C")
T = TypeVar("T")

ASK_AGAIN = 0.05
"""Seconds between two requests to a caller that waits on the connection to let go of it."""


class Kept(Generic[C]):
    """The one connection of an adapter.

    Attributes:
        wanted: Set when another caller wants the connection or it is to be closed; whoever holds it only to wait
            for news lets go, and clears the mark.
    """

    def __init__(
        self,
        name: str,
        connect: Callable[[], C],
        disconnect: Callable[[C], object],
        cuts: tuple[type[Exception], ...],
    ) -> None:
        """Opens nothing yet.

        Args:
            name: Of the server, for error texts.
            connect: Opens a connection; raises one of ``cuts`` where the server is away.
            disconnect: Lets go of one, dead or alive, without a word that could stall; may raise one of ``cuts``.
            cuts: What is raised when a connection broke.
        """
        self.wanted = threading.Event()
        self._name = name
        self._connect = connect
        self._disconnect = disconnect
        self._cuts = cuts
        self._lock = threading.Lock()
        self._connection: C | None = None

    def use(self, work: Callable[[C], T]) -> T:
        """Does ``work`` over the connection, and once more over a new one where the kept one turns out to be dead.

        Raises:
            TransientError: A new connection broke too, or could not be opened.
        """
        with self._turn():
            if self._connection is not None:
                with suppress(*self._cuts):
                    return work(self._connection)
                self._drop()
            try:
                self._connection = self._connect()
                return work(self._connection)
            except self._cuts as error:
                self._drop()
                raise TransientError(self._told(error)) from error

    def close(self) -> None:
        """Lets go of the connection; the next use opens one again."""
        self.wanted.set()
        with self._turn():
            self._drop()

    def _told(self, error: Exception) -> str:
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
            return trouble("no_such_host", server=self._name)
        return trouble("away", server=self._name, error=error)

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(*self._cuts):
                self._disconnect(connection)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        while not self._lock.acquire(timeout=ASK_AGAIN):
            self.wanted.set()
        try:
            yield
        finally:
            self._lock.release()
