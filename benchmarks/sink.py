"""An SMTP server that takes everything: ``python -m benchmarks.sink FOLDER PORT`` puts each mail into a file.

It is as lean as can be, since it runs beside what is measured, on the same processors.
"""

import itertools
import socket
import socketserver
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.servers import free_port

END = b"\r\n.\r\n"
BLOCK = 1 << 20
GREETING = b"250-sink\r\n250-8BITMIME\r\n250 SIZE 52428800\r\n"


class _Conversation(socketserver.StreamRequestHandler):
    rbufsize = BLOCK
    numbers = itertools.count()
    folder: Path

    def handle(self) -> None:
        with suppress(ConnectionError):  # a client may hang up at any time
            self._converse()

    def _converse(self) -> None:
        self.connection.sendall(b"220 sink\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.connection.sendall(b"354 go on\r\n")
                self._keep(self._text())
            self.connection.sendall(
                GREETING if verb == b"EHLO" else b"221 bye\r\n" if verb == b"QUIT" else b"250 OK\r\n"
            )

    def _text(self) -> bytes:
        pieces, tail = [], b"\r\n"
        while not tail.endswith(END):
            pieces.append(self.rfile.read1(BLOCK))
            tail = (tail + pieces[-1])[-len(END) :]
        return b"".join(pieces)[: -len(b".\r\n")]

    def _keep(self, text: bytes) -> None:
        raw = text.replace(b"\r\n..", b"\r\n.") if b"\r\n.." in text else text
        (self.folder / f"{next(self.numbers):08d}.eml").write_bytes(raw)


@contextmanager
def running(folder: Path) -> Iterator[int]:
    """The port of a sink in a process of its own, until the end of the block."""
    folder.mkdir(parents=True)
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.sink", str(folder), str(port)])
    try:
        _await(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _await(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the sink did not start")


def main() -> None:
    """Listens until it is told to end."""
    _Conversation.folder = Path(sys.argv[1])
    socketserver.ThreadingTCPServer.daemon_threads = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[2])), _Conversation) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
