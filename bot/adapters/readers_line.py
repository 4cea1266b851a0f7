"""The service's end of the line to a reader: nothing said or heard takes longer than was allowed."""

import socket
import time


class Line:
    """A socket as a stream with a deadline.

    Args:
        connected: A stream socket; the line closes it.
    """

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._deadline = 0.0

    def allow(self, seconds: float) -> None:
        """Set the deadline of everything that follows."""
        self._deadline = time.monotonic() + seconds

    def write(self, data: bytes) -> None:
        """Say all of it.

        Raises:
            OSError: The other side is gone, or the time is up.
        """
        self._socket.settimeout(self._left())
        self._socket.sendall(data)

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer if the other side ended.

        Raises:
            OSError: The other side broke off, or the time is up.
        """
        heard = bytearray()
        while len(heard) < size:
            self._socket.settimeout(self._left())
            piece = self._socket.recv(size - len(heard))
            if not piece:
                break
            heard += piece
        return bytes(heard)

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("a reader took too long")
        return left

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
