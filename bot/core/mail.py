"""A mail as values: what was sent, without any judgement on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One mailbox as it stands in a header: ``name`` is decoration, ``email`` (lower-cased) is what counts."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One leaf part of a mail that is not its text.

    Attributes:
        part: Position among the leaf parts of the whole mail in depth-first order, from 0: with the raw
            mail's digest it addresses the bytes for ever.
        filename: Decoded name, or ``""`` where the part has none.
        declared_type: The media type that the sender declared, lower-cased.
        content: The decoded bytes.
        sha256: Hex digest of ``content``.
        content_id: Without angle brackets, or ``""``.
        inline: A picture that the text or the HTML shows by its content id. A declared disposition does not count:
            Apple Mail declares PDF documents inline.
        nesting: How many forwarded mails it lies within; their own texts are leaf parts too.
        member: Where it lies inside the archive that is this part, see :class:`bot.core.document.Document`.
    """

    part: int
    filename: str
    declared_type: str
    content: bytes
    sha256: str
    content_id: str
    inline: bool
    nesting: int = 0
    member: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail, parsed leniently: what could not be read is in ``defects``, never in an exception.

    Attributes:
        digest: SHA-256 of the raw bytes, hex.
        size: Length of the raw bytes.
        message_id: Without angle brackets, or ``None`` where absent.
        in_reply_to: Without angle brackets, or ``None``.
        references: Without angle brackets, oldest first.
        sender: The mailboxes of ``From``; more than one is suspicious and kept.
        date: Aware, or ``None`` where absent or unreadable.
        subject: Decoded, NFC, on one line.
        text: Readable text of the body: the plain parts, or the HTML rendered where there is no plain part.
        rendered: Whether ``text`` came from HTML because no plain part said anything.
        html: The first HTML body, or ``None``.
        headers: All headers of the top level in order, names as written, values decoded and unfolded.
        attachments: The leaf parts that are not body text, in order.
        content_type: Media type of the top level, lower-cased.
        defects: What was wrong with it, as short English codes such as ``header.duplicate:from``.
    """

    digest: str
    size: int
    message_id: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    sender: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    date: datetime | None
    subject: str
    text: str
    rendered: bool = False
    html: str | None
    headers: tuple[tuple[str, str], ...]
    attachments: tuple[Attachment, ...]
    content_type: str
    defects: tuple[str, ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Values of every header called ``name`` (any case), topmost first."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)

    def first(self, name: str) -> str | None:
        """Value of the topmost header called ``name``, or ``None``."""
        return next(iter(self.all(name)), None)

    @property
    def author(self) -> str | None:
        """The one address of ``From``, or ``None`` where there is not exactly one."""
        return self.sender[0].email if len(self.sender) == 1 else None

    @property
    def thread_ids(self) -> tuple[str, ...]:
        """Ids of the mails this one answers, nearest first, each once."""
        nearest = (self.in_reply_to,) if self.in_reply_to else ()
        return unique((*nearest, *reversed(self.references)))


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """The items in order, each once."""
    return tuple(dict.fromkeys(items))
