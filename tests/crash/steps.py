"""Counts the steps of a process that leave something behind, and kills it before one of them.

Between two such steps nothing on a disk or at a server changes, so that being killed there is the same as being
killed at the next one. They are: opening a file to write, and having opened it; flushing, renaming, linking and
removing files, making folders; the end of every transaction; every command to a mail server, before it is sent and
before its answer is read. The statements of a transaction leave nothing behind until it ends.
"""

import builtins
import imaplib
import io
import os
import signal
import smtplib
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

FILES = ("fsync", "link", "mkdir", "remove", "rename", "replace", "rmdir", "unlink")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SERVICE = str(Path("bot", "service"))


class Steps:
    """Counts from 1; at step ``fatal`` the process tells ``last_word`` where it is, and is gone.

    With ``since``, the first step that counts is the first one of that use case.
    """

    def __init__(self, fatal: int, last_word: Callable[[dict[str, object]], None], since: str = "") -> None:
        self._fatal = fatal
        self._last_word = last_word
        self._since = since
        self.taken = 0

    def watch(self) -> None:
        """Puts itself in the way of everything that leaves something behind, in this process for good."""
        for name in FILES:
            setattr(os, name, self._before(getattr(os, name), name))
        os.open = self._around(os.open, lambda _path, flags, *_: bool(flags & WRITING))
        io.open = builtins.open = self._around(io.open, _opens_to_write)  # type: ignore[assignment]
        imaplib.IMAP4.send = self._around(imaplib.IMAP4.send)  # type: ignore[method-assign]
        smtplib.SMTP.send = self._around(smtplib.SMTP.send)  # type: ignore[method-assign]
        event.listen(Engine, "commit", lambda _connection: self._step("commit"))

    def _step(self, name: str) -> None:
        if self._since and _loop(sys._getframe()) != self._since:
            return
        self._since = ""
        self.taken += 1
        if self.taken == self._fatal:
            self._last_word({"step": name, "loop": _loop(sys._getframe())})
            os.kill(os.getpid(), signal.SIGKILL)

    def _before(self, act: Callable[..., Any], name: str) -> Callable[..., Any]:
        def stepped(*arguments: Any, **options: Any) -> Any:
            self._step(name)
            return act(*arguments, **options)

        return stepped

    def _around(self, act: Callable[..., Any], counts: Callable[..., bool] = lambda *_: True) -> Callable[..., Any]:
        name = act.__qualname__

        def stepped(*arguments: Any, **options: Any) -> Any:
            if not counts(*arguments, **options):
                return act(*arguments, **options)
            self._step(f"before {name}")
            result = act(*arguments, **options)
            self._step(f"after {name}")
            return result

        return stepped


def _opens_to_write(_path: object, mode: str = "r", *_: object, **__: object) -> bool:
    return mode.strip("bt") != "r"


def _loop(frame: FrameType | None) -> str:
    """The use case that is running: the innermost module of the service that a cycle calls, or ``open``."""
    loop = "open"
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if str(path.parent).endswith(SERVICE) and path.stem not in {"cycle", "outages"}:
            loop = path.stem
        frame = frame.f_back
    return loop
