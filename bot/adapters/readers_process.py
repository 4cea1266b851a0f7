"""Attachments are opened only in warm processes of their own, with limits: whatever a file does, the service goes on.

A reader that dies of a file or takes too long makes it a :attr:`Damage.TOO_COMPLEX`; it is replaced before the next.
When the service dies, its readers meet the end of their line and end too.
"""

import hashlib
import json
import pickle
import queue
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

import bot
from bot.adapters.readers_limits import ReaderLimits
from bot.adapters.readers_line import Line
from bot.adapters.readers_wire import LIGHTER, MEMBER, MOST_BYTES, load_documents, receive, send
from bot.core.document import Damage, Document
from bot.core.mail import Attachment
from bot.errors import TransientError
from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.documents.seals import Roots
from bot.intake.documents.sniff import sniff_outside
from bot.intake.documents.words import load_document_words

_START = """
import sys
root = sys.argv[1]
root in sys.path or sys.path.insert(0, root)  # never the modules of another copy
from bot.adapters.readers_worker import main
main()
"""
_ROOT = str(Path(bot.__file__).parent.parent)
_START_SECONDS = 60.0
_TRIES = 3  # readers that must die of a file that may be innocent
_KILLERS = 5  # files of one mail that no reader survived; the rest of such a mail is not tried
_PATIENCE = 2.0  # seconds that a reader gets to end by itself


MOST_TOLD = 8 << 20
"""Bytes that a reader may tell of one file; of a mail of which as much was told, the rest is not tried."""

MOST_SECONDS = 120.0
"""For one mail, whose rest is not tried after it: each of its files may stay just within the limits."""

_Answer_co = TypeVar("_Answer_co", covariant=True)


@dataclass(frozen=True, slots=True)
class _Request(Generic[_Answer_co]):
    """A file, what is wanted of it, and how the answer is understood."""

    head: Mapping[str, object]
    content: bytes
    understand: Callable[[bytes], _Answer_co]
    longest: int = MOST_BYTES


class _Reader:
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

    def ask(self, request: _Request[_Answer_co]) -> _Answer_co | None:
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

    def _answer(self, request: _Request[_Answer_co]) -> _Answer_co | None:
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


class PendingReading:
    """The files of one mail on their way through a reader."""

    def __init__(self, future: Future[tuple[Document, ...]]) -> None:
        self._future = future

    def result(self) -> tuple[Document, ...]:
        """One document for each file, in order, each followed by those inside it; waits for them.

        Raises:
            TransientError: No process could be started. No file can make it raise.
        """
        return self._future.result()


class ProcessReaders:
    """A pool of readers, usable from any thread; one mail occupies one reader.

    Args:
        words_path: The file of words, ``documents.es.yaml``.
        workers: How many processes.
        limits: What each may use.
        ocr: Where they read pictures of pages, the engines with which.
        roots: Whose digital signatures are trusted.

    Raises:
        SettingsError: The file of words is unusable.
        TransientError: No process could be started.
    """

    def __init__(
        self,
        words_path: Path,
        workers: int = 2,
        limits: ReaderLimits = ReaderLimits(),  # noqa: B008 - frozen
        ocr: OcrSetup | None = None,
        roots: Roots = (),
    ) -> None:
        self._limits = limits
        self._setup = pickle.dumps((load_document_words(words_path), limits, ocr, roots))
        self._idle: queue.LifoQueue[_Reader] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(self._fresh())
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="readers")

    def _fresh(self) -> _Reader:
        return _Reader(self._setup, self._limits)

    def start(self, files: Sequence[Attachment]) -> PendingReading:
        """Hand the files of one mail to the next free reader, without waiting."""
        return PendingReading(self._threads.submit(self._read_mail, tuple(files)))

    def lighter(self, content: bytes, media_type: str) -> bytes | None:
        """A much smaller copy of a picture or of a scanned PDF; ``None`` also where no reader survives the file."""
        return self._bytes({LIGHTER: media_type}, content)

    def member(self, content: bytes, member: str) -> bytes | None:
        """The bytes of a document that lies in an archive; ``None`` also where no reader survives the archive."""
        return self._bytes({MEMBER: member}, content)

    def _bytes(self, head: Mapping[str, object], content: bytes) -> bytes | None:
        try:
            (found,) = self._threads.submit(self._ask_one_reader, [_Request(head, content, bytes)]).result()
        except TransientError:
            return None
        return found or None

    def _read_mail(self, files: tuple[Attachment, ...]) -> tuple[Document, ...]:
        read = self._ask_one_reader(tuple(map(_reading, files)))
        return tuple(
            one for file, documents in zip(files, read, strict=True) for one in documents or (too_complex(file),)
        )

    def _ask_one_reader(self, requests: Sequence[_Request[_Answer_co]]) -> tuple[_Answer_co | None, ...]:
        reader = self._idle.get()
        try:
            answers: list[_Answer_co | None] = []
            told, ends_at = 0, time.monotonic() + MOST_SECONDS
            for request in requests:
                answer = None
                if answers.count(None) < _KILLERS and told < MOST_TOLD and time.monotonic() < ends_at:
                    answer, reader = self._ask(request, reader)
                    told += reader.told
                answers.append(answer)
            return tuple(answers)
        finally:
            reader.mails += 1
            self._idle.put(reader)

    def _ask(self, request: _Request[_Answer_co], reader: _Reader) -> tuple[_Answer_co | None, _Reader]:
        """The answer and the reader for the next file.

        It is no fault of a file that its reader was killed, and may be none that a reader of other files died.
        """
        for _ in range(_TRIES):
            if reader.spent:
                reader.end()
                reader = self._fresh()
            was_used = reader.files > 0
            answer = reader.ask(request)
            if answer is not None:
                return answer, reader
            may_be_innocent = was_used or reader.was_killed
            reader = self._fresh()
            if not may_be_innocent:
                break
        return None, reader

    @property
    def pids(self) -> tuple[int, ...]:
        """Of the idle processes."""
        return tuple(reader.pid for reader in tuple(self._idle.queue))

    def close(self) -> None:
        """Finish what was started, then end the processes."""
        self._threads.shutdown()
        while not self._idle.empty():
            self._idle.get().end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _reading(attachment: Attachment) -> _Request[tuple[Document, ...]]:
    head = {
        "part": attachment.part,
        "filename": attachment.filename,
        "declared_type": attachment.declared_type,
        "sha256": attachment.sha256,
        "content_id": attachment.content_id,
        "inline": attachment.inline,
        "member": attachment.member,
    }
    return _Request(head, attachment.content, load_documents, MOST_TOLD)


def too_complex(attachment: Attachment) -> Document:
    """What is left to say of a file that no reader survived; its type is taken from its bytes without opening it."""
    return Document(
        filename=attachment.filename,
        media_type=sniff_outside(attachment.content),
        size=len(attachment.content),
        sha256=hashlib.sha256(attachment.content).hexdigest(),
        part=attachment.part,
        member=attachment.member,
        damage=Damage.TOO_COMPLEX,
    )
