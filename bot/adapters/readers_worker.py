"""The inside of a reader process: it limits itself, then reads one file after the other until its line closes.

It imports nothing that reading does not need, so that it starts fast and stays small.
"""

import json
import os
import pickle
import resource
import sys
from importlib import import_module
from math import ceil
from typing import TYPE_CHECKING, Any

from bot.adapters.readers_limits import ReaderLimits
from bot.adapters.readers_wire import LIGHTER, MEMBER, Stream, dump_documents, receive, send
from bot.core.mail import Attachment
from bot.intake.documents.archive import member_bytes
from bot.intake.documents.read import read_file
from bot.intake.documents.signing.seals import Roots
from bot.intake.documents.words import DocumentWords

if TYPE_CHECKING:
    from bot.intake.documents.ocr.engines import Ocr
    from bot.intake.documents.ocr.setup import OcrSetup

_THREAD_LIMITS = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
"""Read by libraries as they are loaded: this process may start no threads, and scans keep all processors busy."""


def main() -> None:
    """Serve the line on standard input and output; the first frame holds words and limits and is the service's own.

    An empty frame says that the reader is ready.
    """
    try:
        _serve()
    except ConnectionError:
        os._exit(0)  # the service is gone, and with it whoever could be told


def _serve() -> None:
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not look like an answer
    first = receive(requests)
    if first is None:
        return
    words, limits, setup, roots = pickle.loads(first)  # noqa: S301 - comes from the parent process, which owns this one
    ocr = _ocr(setup)
    _confine(limits)
    try:
        send(answers, b"")
        while (request := _next(requests)) is not None:
            _allow_cpu(limits.cpu)
            send(answers, _answer(*request, words, roots, ocr))
    except ConnectionError:
        os._exit(0)  # the service ended; the interpreter would complain about the line once more while it exits


def _next(requests: Stream) -> tuple[dict[str, Any], bytes] | None:
    head = receive(requests)
    content = receive(requests)
    return None if head is None or content is None else (json.loads(head), content)


def _ocr(setup: "OcrSetup | None") -> "Ocr | None":
    """The engines of a reader of scans, none of them open yet; importing is slow, and not the file's time."""
    if setup is None:
        return None
    os.environ.update(dict.fromkeys(_THREAD_LIMITS, "1"))
    import_module("bot.intake.documents.ocr.read")
    from bot.intake.documents.ocr.engines import Ocr  # noqa: PLC0415 - the other readers do without

    return Ocr(setup)


def _answer(head: dict[str, Any], content: bytes, words: DocumentWords, roots: Roots, ocr: "Ocr | None") -> bytes:
    """Documents, or the bytes of a lighter copy or of a file in an archive, none where there is no such thing."""
    if LIGHTER in head:
        from bot.intake.documents.pages.lighter import lighter  # noqa: PLC0415 - slow to import and seldom asked for

        return lighter(content, head[LIGHTER]) or b""
    if MEMBER in head:
        return member_bytes(content, head[MEMBER]) or b""
    attachment = Attachment(content=content, **head)
    if ocr is not None:
        from bot.intake.documents.ocr.read import read_scan  # noqa: PLC0415 - as above

        return dump_documents(read_scan(attachment, words, ocr))
    return dump_documents(read_file(attachment, words, roots))


def _confine(limits: ReaderLimits) -> None:
    """No more memory, no core dumps, no files, no children: for the rest of the process's life."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    for forbidden in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(forbidden, (0, 0))


def _allow_cpu(seconds: int) -> None:
    """Some more processor time; at its end the kernel kills the process, even if nobody watches it any more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(used.ru_utime + used.ru_stime) + seconds, resource.RLIM_INFINITY))
