"""One mail on its way through the dry run."""

from dataclasses import dataclass, field

from bot.core.document import Document
from bot.core.intent import Proof
from bot.core.mail import Mail
from bot.core.process import Process
from bot.core.subject import SubjectReading
from bot.intake.parse import parse
from bot.service.inspect.meaning import Kind
from bot.service.inspect.shapes import Json
from bot.service.scans import WholeReading

EMPTY = parse(b"")
UNPROVED = Proof(passed=False, by="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A mail from a file: where it lies, its place among others there, its bytes, or why they cannot be had."""

    path: str
    index: int = 0
    raw: bytes = b""
    error: str | None = None


@dataclass(slots=True, kw_only=True)
class Draft:
    """What is known of a mail so far; each step of the dry run adds to it.

    Attributes:
        stored: Where it came from.
        found: The object that is printed, every key there from the beginning.
        mail: As parsed; an empty one until then.
        reading: Its documents, while they are read; ``None`` where it brought none.
        kind: What it is to us.
        subject: What its subject says.
        process: Which process it is about.
        documents: As read, with their roles.
        proof: Whether its author is who they say.
        separable: Whether the author's words could be told from quoted ones.
    """

    stored: Stored
    found: Json
    mail: Mail = EMPTY
    reading: WholeReading | None = None
    kind: Kind = Kind.UNRECOGNISED
    subject: SubjectReading = field(default_factory=SubjectReading)
    process: Process | None = None
    documents: tuple[Document, ...] = ()
    proof: Proof = UNPROVED
    separable: bool = True
