"""A line in the middle that can be cut."""

import socket
import socketserver
import threading
from contextlib import suppress
from typing import Self


class Proxy(socketserver.ThreadingTCPServer):
    """Passes connections on to a port of this machine, until told to cut.

    Attributes:
        commands: Lines that clients have sent, over all connections.
    """

    daemon_threads = False
    block_on_close = True
    allow_reuse_address = True

    def __init__(self, target: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passage)
        self.target = target
        self.port: int = self.server_address[1]
        self.commands = 0
        self.connections: set[socket.socket] = set()
        self._cut_at: int | None = None
        self._mute_at: int | None = None
        self._deliver_last = False

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,)).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.cut()
        self.server_close()

    def cut(self) -> None:
        """Ends all connections now."""
        for connection in [*self.connections]:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def cut_at(self, command: int, *, deliver: bool) -> None:
        """Ends the connection at a command from now (1: the next), which the server still gets if ``deliver``."""
        self._cut_at, self._deliver_last = self.commands + command, deliver

    def mute_at(self, command: int) -> None:
        """Stays silent, without an end, from a command from now on, over the connection that brings it."""
        self._mute_at = self.commands + command

    def passes(self) -> tuple[bool, bool]:
        """Counts a command: whether the server gets it, and whether the connection lives on."""
        self.commands += 1
        if self.commands == self._cut_at:
            return self._deliver_last, False
        return self.commands != self._mute_at, True


class _Passage(socketserver.StreamRequestHandler):
    server: Proxy

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.target)) as upstream:
            self.server.connections |= {self.connection, upstream}
            back = threading.Thread(target=self._answers, args=(upstream,))
            back.start()
            with suppress(OSError):
                self._commands(upstream)
            with suppress(OSError):
                upstream.shutdown(socket.SHUT_WR)
            back.join()
            self.server.connections -= {self.connection, upstream}

    def _commands(self, upstream: socket.socket) -> None:
        for line in self.rfile:
            delivered, alive = self.server.passes()
            if not alive:
                self.connection.shutdown(socket.SHUT_RDWR)
            if delivered:
                upstream.sendall(line)
            if not alive:
                return

    def _answers(self, upstream: socket.socket) -> None:
        with suppress(OSError):
            while data := upstream.recv(65536):
                self.connection.sendall(data)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
