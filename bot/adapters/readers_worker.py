"""The inside of a reader process: it limits itself, then reads one file after the other until its pipe closes.

It imports nothing that reading does not need, so that it starts fast and stays small.
"""

import json
import os
import pickle
import resource
import sys
from dataclasses import dataclass
from math import ceil
from typing import IO

from bot.adapters.readers_wire import dump_document, receive, send
from bot.core.mail import Attachment
from bot.intake.documents.read import read_attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLimits:
    """What one reader may use.

    Attributes:
        memory: Bytes of address space of the process.
        cpu: Seconds of processor for one file.
        wall: Seconds for one file by the clock.
        mails: Mails after which the process is replaced by a fresh one.
    """

    memory: int = 512 << 20
    cpu: int = 5
    wall: float = 5.0
    mails: int = 200


def main() -> None:
    """Serve the pipe on standard input and output; the first frame holds words and limits and is the service's own.

    An empty frame says that the reader is ready.
    """
    try:
        _serve()
    except BrokenPipeError:
        os._exit(0)  # the service is gone, and with it whoever could be told


def _serve() -> None:
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not look like an answer
    first = receive(requests)
    if first is None:
        return
    words, limits = pickle.loads(first)  # noqa: S301 - comes from the parent process, which owns this one
    _confine(limits)
    try:
        send(answers, b"")
        while (attachment := _next(requests)) is not None:
            _allow_cpu(limits.cpu)
            send(answers, dump_document(read_attachment(attachment, words)))
    except BrokenPipeError:
        os._exit(0)  # the service ended; the interpreter would complain about the pipe once more while it exits


def _next(requests: IO[bytes]) -> Attachment | None:
    head = receive(requests)
    content = receive(requests)
    if head is None or content is None:
        return None
    return Attachment(content=content, **json.loads(head))


def _confine(limits: ReaderLimits) -> None:
    """No more memory, no core dumps, no files, no children: for the rest of the process's life."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    for forbidden in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(forbidden, (0, 0))


def _allow_cpu(seconds: int) -> None:
    """Some more processor time; at its end the kernel kills the process, even if nobody watches it any more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(used.ru_utime + used.ru_stime) + seconds, resource.RLIM_INFINITY))
