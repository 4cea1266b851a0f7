"""Ports to the world outside: time, mailboxes, ways out, evidence, readers, words, register."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.account import Outcome
from bot.core.case import Case
from bot.core.document import Document
from bot.core.effects import Context
from bot.core.mail import Attachment


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """This moment, aware."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What lies in a mailbox past a cursor: keys oldest first, and the cursor past the last of them."""

    keys: tuple[str, ...]
    cursor: str


class Mailbox(Protocol):
    """A mailbox to read and settle. Raises ``TransientError`` when away, ``PermanentError`` when it refuses us."""

    @property
    def address(self) -> str:
        """Its mail address."""
        ...

    def list(self, cursor: str) -> Listing:
        """What arrived past ``cursor`` (``""``: everything). May list again what was listed; changes nothing."""
        ...

    def read(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Raw mails by key, in order; one that vanished or is still empty is left out. Changes nothing."""
        ...

    def settle(self, outcome: Outcome, keys: Sequence[str]) -> None:
        """Moves mails to the folder of their outcome, if it has one; what is gone already is fine."""
        ...

    def wait(self, timeout: float) -> bool:
        """Sleeps until something may have arrived since the last listing, or ``timeout`` seconds are over.

        A hint only, and it may end early: at once when another thread calls ``close``, also just before.
        """
        ...

    def close(self) -> None:
        """Lets go of connections; the next call connects again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a server said to one mail.

    Attributes:
        refused: Recipients that it refused for good, each with its reason.
        server_id: Message-ID that it gave the mail in place of ours, where it says so; without angle brackets.
    """

    refused: Mapping[str, str] = field(default_factory=dict)
    server_id: str = ""


class Outgoing(Protocol):
    """A way to send.

    Raises ``TransientError`` when it is away, busy or does not let us in (the text names the cure, and the mail can
    wait for it), ``PermanentError`` only when it refuses the mail itself.
    """

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Hands one mail over; when it returns, the server has taken it for all but the refused recipients."""
        ...

    def size_limit(self) -> int | None:
        """Largest mail in bytes that the server takes, or ``None`` where it does not say."""
        ...

    def close(self) -> None:
        """Lets go of connections; the next call connects again."""
        ...


class Timer(Protocol):
    """Calls when it is time; holds no state that matters."""

    def every(self, span: timedelta, call: Callable[[], object]) -> None:
        """Makes ``call``, which returns at once, be called this often."""
        ...

    def start(self) -> None:
        """Begins to call."""
        ...

    def close(self) -> None:
        """Calls no more."""
        ...


class ServiceManager(Protocol):
    """Whoever started the service and watches over it."""

    @property
    def sign_of_life(self) -> timedelta | None:
        """How often it wants to hear ``WATCHDOG=1``, or ``None``."""
        ...

    def notify(self, state: str) -> None:
        """Tells it ``READY=1``, ``WATCHDOG=1`` or ``STOPPING=1``; never raises."""
        ...


class Evidence(Protocol):
    """Raw mails, kept once each under the SHA-256 of their bytes."""

    def put(self, raws: Sequence[bytes]) -> tuple[str, ...]:
        """Digests of the mails, all of them on disk for good when this returns."""
        ...

    def get(self, digest: str) -> bytes:
        """The bytes again. Raises ``PermanentError`` where they are missing or damaged."""
        ...

    def drop(self, digests: Sequence[str]) -> None:
        """Removes mails for good; those that are gone already are fine."""
        ...


class Reading(Protocol):
    """Documents that are being read."""

    def result(self) -> tuple[Document, ...]:
        """One document per file in order, each followed by those inside it; waits until they are read; never raises."""
        ...


class Readers(Protocol):
    """Opens attachments where they can do no harm."""

    def start(self, files: Sequence[Attachment]) -> Reading:
        """Begins to read the files of one mail and returns at once."""
        ...

    def lighter(self, content: bytes, media_type: str) -> bytes | None:
        """A much smaller copy of a picture (then a JPEG) or of a scanned PDF, if there is one; never raises."""
        ...

    def member(self, content: bytes, member: str) -> bytes | None:
        """The bytes of a document that lies in an archive, by its address there; ``None`` without; never raises."""
        ...

    def close(self) -> None:
        """Ends the workers."""
        ...


class Resolver(Protocol):
    """Asks the domain name system."""

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name, each in one piece; none where there are none, or where it is no name.

        Raises:
            TransientError: Nobody who knows has answered in time.
        """
        ...


class VirusScanner(Protocol):
    """Looks for malware in files, without opening them in this process."""

    def version(self) -> str:
        """What it calls itself, with the day of what it knows. Raises ``TransientError`` when away."""
        ...

    def find(self, content: bytes) -> str:
        """Name of the malware in a file, or ``""``.

        Raises ``TransientError`` when away, ``PermanentError`` when it cannot look at this very file.
        """
        ...


class Scans(Protocol):
    """Reads pictures of pages where they can do no harm, each file only once."""

    @property
    def engines(self) -> tuple[str, ...]:
        """Names of what reads them; none where scans stay unread."""
        ...

    def kept(self, scan: Document) -> tuple[Document, ...] | None:
        """What was read before in the file of a document, in its place; ``None`` where nobody has read it."""
        ...

    def begin(self, files: Sequence[Attachment]) -> None:
        """Begins to read files that will be wanted soon, and returns at once."""
        ...

    def read(self, files: Sequence[Attachment]) -> tuple[tuple[Document, ...], ...]:
        """The documents in each file; takes seconds for a page. Raises ``TransientError`` where nothing can read."""
        ...

    def forget(self, before: datetime) -> None:
        """Removes what was read and nobody asked for since; it would be read again."""
        ...

    def close(self) -> None:
        """Ends the workers."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The words of a mail: subject without tag or prefix, plain text, and simple HTML."""

    subject: str
    text: str
    html: str


class Renderer(Protocol):
    """Templates to words."""

    def render(self, template: str, process: str, context: Context) -> Rendered:
        """The words of one mail, the process's own template going before the base one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where a file of the register and the ledger disagree.

    Attributes:
        file: Name of the file.
        case: Number of the case, or ``""`` where the ledger has no case for the whole file.
        field: Name of the field, or ``""`` where a whole row is too many or too few.
        expected: What the ledger says.
        found: What the file says.
    """

    file: str
    case: str
    field: str
    expected: str
    found: str


class Register(Protocol):
    """The book that people keep: a projection of the cases, one row each."""

    def write(self, cases: Sequence[Case]) -> None:
        """Writes the rows of these cases, each file at once and whole; what did not change is left alone."""
        ...

    def rebuild(self, cases: Iterable[Case]) -> None:
        """Makes all files anew from these cases, and removes what none of them is in."""
        ...

    def differences(self, cases: Iterable[Case]) -> Iterator[Difference]:
        """Every place where the files say something else than these cases, which are all there are."""
        ...
