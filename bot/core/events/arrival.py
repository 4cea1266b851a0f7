"""What people brought: requests, documents, values, remarks, and what the checks found in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.case import Piece
from bot.core.document import FieldValue
from bot.core.events.event import Event, TurnedReason, personal
from bot.core.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Event):
    """A request was taken up under a number; ``requester_name`` and ``vouched_by`` where no roster knows who asks."""

    number: str
    process: str
    rules: str
    branch: str
    city: str
    keyword: str
    mailbox: str
    linked: str = ""
    vouched_by: str = ""
    requester_name: str = personal()
    client: str = personal()
    subject: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectCorrected(Event):
    """The branch wrote another subject, which fits the documents better than the former one."""

    keyword: str
    city: str
    client: str = personal()
    subject: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested(Event):
    """The branch says that documents were misread: what rests on that is left to whoever decides."""

    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsReceived(Event):
    """Documents came in; they replace those of the same role.

    Attributes:
        pieces: The documents.
        extras: Files beside them that are none of them.
        note: What was written beside them, where that says more than that they come along.
        waits: Whether that asks to wait, or no longer to; ``None`` where it says neither.
    """

    pieces: tuple[Piece, ...] = personal(())
    extras: tuple[Piece, ...] = personal(())
    note: str = personal("")
    waits: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Event):
    """The whole set was checked; ``facts`` is what the memo says."""

    findings: tuple[Finding, ...] = personal(())
    facts: Mapping[str, FieldValue] = field(default_factory=dict, metadata={"personal": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsSettled(Event):
    """A person answered for what the machine could only doubt, such as a signature."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIncomplete(Event):
    """Something must be mended before anybody is asked; after ``due`` the request is not continued."""

    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesTold(Event):
    """Values that a finished step still lacked were told afterwards."""

    step: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTold(Event):
    """Something of what a step wants came without the rest, or before the step was asked about.

    Whatever came is kept: once all of it is there and the step's turn has come, the step is done.
    """

    step: str
    values: Mapping[str, str]
    proof: str
    pieces: tuple[Piece, ...] = personal(())
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesCorrected(Event):
    """Whoever told values tells others in their place; ``former`` are the ones that stood there."""

    step: str
    values: Mapping[str, str]
    former: Mapping[str, str]
    words: str = personal()


class PaperKind(StrEnum):
    """What later papers are; they never change the approved set. ``SIGNED`` are copies that came with a yes."""

    SCAN = "scan"
    BETTER_COPY = "better_copy"
    PROOF = "proof"
    EXTRA = "extra"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAdded(Event):
    """Papers came in that change nothing in the set of documents; ``note`` is what was written beside them."""

    kind: PaperKind
    pieces: tuple[Piece, ...] = personal(())
    note: str = personal("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundBegun(Event):
    """Documents changed or a second look was asked for: what was asked before is void, decisions stay on record.

    Attributes:
        round: The round that begins.
        changed: Roles whose document is another one.
        dropped: Names of values that were told of the former documents and hold no longer.
        words: Those that came with the documents or ask for the second look.
    """

    round: int
    changed: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned(Event):
    """Somebody sent something that changes nothing; ``known`` tells whether they get an answer that says why.

    ``refused`` tells that it speaks, or may speak, against what is over: others must hear of it. ``other`` is the
    number of the case, or of the invoice, that it speaks of instead.
    """

    reason: TurnedReason
    known: bool
    refused: bool = False
    request: str = ""
    other: str = ""
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented(Event):
    """Somebody said something that decides nothing.

    Attributes:
        courtesy: Whether it only thanks or acknowledges.
        denies: The step that somebody else confirmed and that the author says is not so, or ``""``.
        affirms: The step of which the author takes their own denial back, or ``""``.
        no_better: Whether it says that a document which was asked for again is not to be had.
        on_record: The step of which it tells something that was taken down and is not as it should be, or ``""``.
        offers: The step whose value it tells, though somebody else is asked for it, or ``""``.
        weighs: Whether those who decide on the case should read it.
        aside: Whether it was said to colleagues, and we only got a copy.
        direct_to: Who got it from its author.
        goes_on: Whether it takes back that the case should wait, which had stopped nothing.
        files: Names of files that came with it and go to nobody.
    """

    courtesy: bool = True
    denies: str = ""
    affirms: str = ""
    no_better: bool = False
    on_record: str = ""
    offers: str = ""
    weighs: bool = False
    aside: bool = False
    direct_to: tuple[str, ...] = ()
    goes_on: bool = False
    files: tuple[str, ...] = personal(())
    words: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Event):
    """Another case belongs to this one."""

    other: str
