"""One process that reads files, as the service sees it: asked, timed, replaced by whoever owns it."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import bot
from bot.adapters.readers_limits import ReaderLimits
from bot.adapters.readers_line import Line
from bot.adapters.readers_wire import MOST_BYTES, receive, send
from bot.errors import TransientError

_START = """
import sys
root = sys.argv[1]
root in sys.path or sys.path.insert(0, root)  # never the modules of another copy
from bot.adapters.readers_worker import main
main()
"""
_ROOT = str(Path(bot.__file__).parent.parent)
_START_SECONDS = 60.0
_PATIENCE = 2.0  # seconds that a reader gets to end by itself

Answer_co = TypeVar("Answer_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Request(Generic[Answer_co]):
    """A file, what is wanted of it, and how the answer is understood."""

    head: Mapping[str, object]
    content: bytes
    understand: Callable[[bytes], Answer_co]
    longest: int = MOST_BYTES


class Reader:
    """One process. It inherits no environment, where secrets lie, and no open file but its line."""

    def __init__(self, setup: bytes, limits: ReaderLimits) -> None:
        self.mails = 0
        self.files = 0
        self.told = 0
        self._started = False
        self._limits = limits
        own, its = socket.socketpair()
        self._line = Line(own)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-I", "-c", _START, _ROOT],
                stdin=its.fileno(),
                stdout=its.fileno(),
                env={},
                start_new_session=True,
            )
        except OSError as error:
            own.close()
            raise TransientError(f"no reader process could be started: {error}") from error
        finally:
            its.close()
        self._line.allow(_START_SECONDS)
        self._say(setup)

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    @property
    def spent(self) -> bool:
        """Whether it has died or done its share."""
        return self.mails >= self._limits.mails or self._process.poll() is not None

    def ask(self, request: Request[Answer_co]) -> Answer_co | None:
        """The answer, or ``None`` where the process did not survive the file (it is gone then)."""
        self._await_start()
        self._line.allow(self._limits.wall)
        answer = self._answer(request)
        self.files += 1
        if answer is None:
            self._process.terminate()
            self.end()
        return answer

    @property
    def was_killed(self) -> bool:
        """Whether somebody else did it: limits and faults of its own have other signals, and so has ``ask``."""
        return self._process.poll() == -signal.SIGKILL

    def _await_start(self) -> None:
        """Importing the readers is not the file's time."""
        if not self._started:
            self._line.allow(_START_SECONDS)
            self._started = self._hear() is not None

    def _answer(self, request: Request[Answer_co]) -> Answer_co | None:
        if not self._say(json.dumps(request.head).encode(), request.content):
            return None
        try:
            frame = self._hear(request.longest)
            self.told = len(frame or b"")
            return None if frame is None else request.understand(frame)
        except (ValueError, KeyError, TypeError, ArithmeticError, AttributeError):
            return None  # a reader that answers nonsense was taken over by its file

    def _say(self, *frames: bytes) -> bool:
        try:
            send(self._line, *frames)
        except OSError:
            return False
        return True

    def _hear(self, longest: int = MOST_BYTES) -> bytes | None:
        try:
            return receive(self._line, longest)
        except OSError:
            return None

    def end(self) -> None:
        """Hang up, which ends an idle process, kill it if that does not, and reap it."""
        self._line.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
