"""ClamAV's daemon: files go to it over its INSTREAM command, and nothing of them is kept there.

The protocol is the one of clamd(8): ``z`` before a command ends it and its answer with a zero byte, a stream is sent in
pieces of a length in four bytes, big-endian, and ends with one of length zero.
"""

import re
import socket
import struct
from contextlib import closing, suppress

from bot.errors import PermanentError, TransientError

UNIX = "unix:"
PIECE = 1 << 16
ANSWER_AT_MOST = 4096

_FOUND = re.compile(r"stream: (?P<name>.+) FOUND")


class ClamdScanner:
    """A daemon, asked over one connection for each file.

    Args:
        address: ``unix:/path`` of its socket, or ``host:port``; there is no encryption in its protocol.
        seconds: What each step of an answer may take.
    """

    def __init__(self, address: str, seconds: float) -> None:
        self._address = address
        self._seconds = seconds

    def version(self) -> str:
        """Its engine, the number of its signatures and their day."""
        with closing(self._connected()) as line:
            try:
                line.sendall(b"zVERSION\0")
                return _answer(line)
            except OSError as error:
                raise self._away(error) from error

    def find(self, content: bytes) -> str:
        """Name of what is in a file."""
        with closing(self._connected()) as line:
            try:
                with suppress(BrokenPipeError, ConnectionResetError):  # refused half-way: its answer says why
                    _stream(line, content)
                answer = _answer(line)
            except OSError as error:
                raise PermanentError(f"The virus scanner at {self._address} broke off over a file: {error}") from error
        if answer == "stream: OK":
            return ""
        if form := _FOUND.fullmatch(answer):
            return form["name"]
        raise PermanentError(f"The virus scanner at {self._address} did not look at a file: {answer or 'no answer'}")

    def _connected(self) -> socket.socket:
        try:
            if self._address.startswith(UNIX):
                return _local(self._address.removeprefix(UNIX), self._seconds)
            host, _, port = self._address.rpartition(":")
            return socket.create_connection((host, int(port)), self._seconds)
        except OSError as error:
            raise self._away(error) from error

    def _away(self, error: OSError) -> TransientError:
        return TransientError(f"The virus scanner at {self._address} is away: {error}; is clamd running there?")


def _local(path: str, seconds: float) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(seconds)
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line


def _stream(line: socket.socket, content: bytes) -> None:
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        line.sendall(struct.pack("!I", len(piece)) + piece)
    line.sendall(struct.pack("!I", 0))


def _answer(line: socket.socket) -> str:
    """What it says, up to the zero byte; cut where it never comes."""
    said = b""
    while b"\0" not in said and len(said) < ANSWER_AT_MOST and (more := line.recv(ANSWER_AT_MOST)):
        said += more
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
