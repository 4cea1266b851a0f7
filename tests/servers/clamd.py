"""ClamAV's daemon with a signature of our own, and one that answers what a test wants."""

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.testing.virus_scanner import EICAR, EICAR_NAME
from tests.servers import free_port, missing

LIMIT = 1 << 20
"""Longest stream that it takes."""

BINARY = shutil.which("clamd") or "/usr/sbin/clamd"

_CONF = """
LocalSocket {home}/clamd.sock
TCPAddr 127.0.0.1
TCPSocket {port}
DatabaseDirectory {home}
StreamMaxLength {limit}
Foreground yes
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clamd:
    """Where it listens, on both kinds of socket."""

    unix: str
    tcp: str


@contextmanager
def start(home: Path) -> Iterator[Clamd]:
    """The daemon over an empty folder, once it listens."""
    if not Path(BINARY).exists():
        missing("clamav-daemon")
    port = free_port()
    (home / "test.ndb").write_text(f"{EICAR_NAME}:0:*:{EICAR.hex()}\n", "ascii")
    (home / "clamd.conf").write_text(_CONF.format(home=home, port=port, limit=LIMIT), "ascii")
    with subprocess.Popen(
        [BINARY, "--config-file", str(home / "clamd.conf")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            said = _until_it_listens(process)
            assert process.poll() is None, said
            yield Clamd(unix=f"unix:{home}/clamd.sock", tcp=f"127.0.0.1:{port}")
        finally:
            process.terminate()


def _until_it_listens(process: "subprocess.Popen[str]") -> str:
    """What it says until it is done with its limits, which it tells after it opened both sockets."""
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if "Self checking" in line:
            break
    threading.Thread(target=process.stdout.read, daemon=True).start()
    return said


@contextmanager
def answering(said: bytes) -> Iterator[str]:
    """Address of a daemon that answers every stream so; ``b""`` hangs up after the first piece without a word."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _session(said)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def _session(said: bytes) -> type[socketserver.StreamRequestHandler]:
    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.rfile.read(len(b"zINSTREAM\0"))
            while size := struct.unpack("!I", self.rfile.read(4))[0]:
                self.rfile.read(size)
                if not said:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
            self.wfile.write(said)

    return Session
