"""A daemon that speaks clamd's protocol over a socket, as its manual tells it, and knows the EICAR test file only."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.testing.virus_scanner import EICAR, EICAR_NAME

LIMIT = 1 << 20
"""Longest stream that it takes, like clamd's ``StreamMaxLength``."""

VERSION = "ClamAV 1.4.3/27800/Mon Jul 20 08:24:05 2026"


@dataclass(slots=True, kw_only=True)
class Clamd:
    """Where it listens, what it was shown, and what it says in place of its own answer to a stream.

    ``answer`` is sent as it is; ``b""`` hangs up after the first piece without a word.
    """

    address: str
    seen: list[bytes] = field(default_factory=list)
    answer: bytes | None = None


class _Session(socketserver.StreamRequestHandler):
    """One connection, which brings one command."""

    def handle(self) -> None:
        """Answers and hangs up."""
        clamd: Clamd = self.server.clamd  # type: ignore[attr-defined] -- socketserver hands nothing else to a session
        command = self._line()
        if command == b"zVERSION":
            self.wfile.write(VERSION.encode() + b"\0")
        elif command == b"zINSTREAM":
            self.wfile.write(self._scanned(clamd))
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _line(self) -> bytes:
        said = b""
        while not said.endswith(b"\0") and (more := self.rfile.read(1)):
            said += more
        return said.removesuffix(b"\0")

    def _scanned(self, clamd: Clamd) -> bytes:
        stream = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            stream += self.rfile.read(size)
            if clamd.answer == b"":
                return b""
            if len(stream) > LIMIT:
                return b"INSTREAM size limit exceeded. ERROR\0"
        clamd.seen.append(stream)
        if clamd.answer is not None:
            return clamd.answer
        return f"stream: {EICAR_NAME} FOUND\0".encode() if EICAR in stream else b"stream: OK\0"


@contextmanager
def serve(socket: Path | None = None) -> Iterator[Clamd]:
    """The daemon on a socket of the file system, or on a port of the loopback interface."""
    server = (
        socketserver.ThreadingUnixStreamServer(str(socket), _Session)
        if socket
        else socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session)
    )
    address = f"unix:{socket}" if socket else f"127.0.0.1:{server.server_address[1]}"
    server.clamd = Clamd(address=address)  # type: ignore[union-attr]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.clamd  # type: ignore[union-attr]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
