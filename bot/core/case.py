"""A case: everything a process knows about one request, folded from its events."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.deadline import Deadline, DeadlineKind
from bot.core.document import Document, FieldValue, TextSource
from bot.core.finding import Finding, Severity
from bot.core.process import State
from bot.core.request import Question, Request, RequestStatus

SIGNED = "firmado"
"""What a copy is called that came signed with an approval."""

BESIDE = "adjunto"
"""What a file is called that came with a refusal."""

EXTRA = "adicional"
"""Role of a file that came along and is none of the documents of its process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document of a case: where its bytes lie, and what was read in it.

    Attributes:
        role: The rules' name of the document.
        mail: Digest of the raw mail that brought it; ``document.address`` is where it lies in there.
        document: What was read, without text and table: those are read again from the evidence when needed. The
            pieces of a case are without fields and likeness too, which its events keep.
    """

    role: str
    mail: str
    document: Document

    @property
    def filename(self) -> str:
        """As it came, or ``""``."""
        return self.document.filename

    @property
    def sha256(self) -> str:
        """Digest of the bytes."""
        return self.document.sha256

    @property
    def digests(self) -> tuple[str, ...]:
        """Of the bytes of all files that it lies in."""
        return (self.sha256, *(sheet.sha256 for sheet in self.document.sheets))

    @property
    def was_read(self) -> bool:
        """Whether its text could be had."""
        return self.document.text_source is not TextSource.NONE


def set_digest(pieces: Iterable[Piece]) -> str:
    """Digest of a set of documents: an answer about one set never counts for another."""
    lines = sorted(f"{piece.role}:{':'.join(piece.digests)}" for piece in pieces)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided what, in which words, and how we know that it was them; ``undone`` where they undid it in time."""

    step: str
    round: int
    person: str
    approved: bool
    words: str
    proof: str
    at: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Who put which value in the place of another that they had told, in which words."""

    step: str
    round: int
    person: str
    former: str
    value: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody wrote about a case that decides nothing, and that those who decide on it should read."""

    person: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One request and where it stands.

    Attributes:
        number: The *radicado*, ``AN-2026-000123``.
        process: Name of its process.
        rules: Digest of the process's block, which it keeps for life.
        version: Count of its events.
        state: Where it stands.
        round: From 1; a correction after a refusal or a change of documents begins the next.
        opened_at: When its mail was handled.
        requester: Address of whoever asked.
        requester_name: How somebody whom the roster does not know calls themselves, else ``""``.
        vouched_by: Who confirmed that they belong to the branch, else ``""``.
        branch: Name of the branch.
        city: Canonical.
        client: As the subject says.
        keyword: As the rules write it.
        subject: As it came, without prefixes.
        mailbox: Address of the mailbox that it came to; answers leave from there.
        pieces: The current set of documents, by role.
        papers: What came in after the approval: scans, better copies, the stamped memo.
        scans: Those of them that are scans of the current set, or came back in their place as they were sent.
        signed: Those of them that came signed with an approval, and go with the documents.
        kept: Those of them that prove a step which was not done yet when they came.
        foretold: Who told part of such a step.
        findings: Of the current set.
        facts: What the memo says, by field.
        requests: All questions ever asked, oldest first.
        decisions: All decisions ever taken, oldest first.
        confirmations: Who finished a step that is no decision, of those that the current documents need not repeat.
        denials: Who said of such a step, with the current documents, that it is not so.
        asked_again: Roles of which a better document was asked for, the plainest asked first.
        changed: Roles whose document came in this round, from the second on.
        notes: What was written beside the documents of this round, and the words with which it began.
        waits: Whether whoever asks wants nobody to decide yet.
        remarks: What people wrote about it in this round, for those who decide.
        extras: Files that came with the documents and are none of them; nothing rests on them.
        done: Steps finished in this round.
        values: What was told by answers, such as ``nueva_factura``.
        corrections: Values that were told wrong at first, oldest first.
        register: Status in the register.
        deadlines: What happens by itself.
        outcome: How it ended, or ``""``.
        linked: Numbers of cases that belong to it.
    """

    number: str
    process: str
    rules: str
    version: int
    state: State
    round: int
    opened_at: datetime
    updated_at: datetime
    requester: str
    branch: str
    city: str
    client: str
    keyword: str
    subject: str
    mailbox: str
    pieces: tuple[Piece, ...] = ()
    requester_name: str = ""
    vouched_by: str = ""
    papers: tuple[Piece, ...] = ()
    scans: tuple[Piece, ...] = ()
    signed: tuple[Piece, ...] = ()
    kept: tuple[Piece, ...] = ()
    foretold: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()
    facts: Mapping[str, FieldValue] = field(default_factory=dict)
    requests: tuple[Request, ...] = ()
    decisions: tuple[Decision, ...] = ()
    confirmations: tuple[Decision, ...] = ()
    denials: tuple[Decision, ...] = ()
    asked_again: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    waits: bool = False
    extras: tuple[Piece, ...] = ()
    done: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    register: str = ""
    deadlines: tuple[Deadline, ...] = ()
    outcome: str = ""
    linked: tuple[str, ...] = ()

    @property
    def client_named(self) -> str:
        """The client as the documents name it, or as the subject does until they say."""
        return str(self.facts.get("cliente") or self.client)

    @property
    def documents(self) -> str:
        """Digest of the current set of documents."""
        return set_digest(self.pieces)

    @property
    def open_requests(self) -> tuple[Request, ...]:
        """The questions whose answer the case still waits for."""
        return tuple(request for request in self.requests if request.is_open and not request.by_word)

    @property
    def standing(self) -> tuple[Decision, ...]:
        """The decisions that nobody undid, oldest first."""
        return tuple(one for one in self.decisions if not one.undone)

    @property
    def only_waits(self) -> bool:
        """Whether nothing is wrong with it, and only the word of whoever asks is awaited."""
        return self.waits and all(one.severity is not Severity.ERROR for one in self.findings)

    @property
    def is_held(self) -> bool:
        """Whether it waits for a word on taking back a decision, for a while, or the request, however long it takes."""
        return any(one.kind in (DeadlineKind.HOLD, DeadlineKind.WITHDRAWAL) for one in self.deadlines)

    @property
    def withdrawal(self) -> tuple[Request, ...]:
        """The open questions whether the request is withdrawn, where the case waits for an answer to them."""
        if all(deadline.kind is not DeadlineKind.WITHDRAWAL for deadline in self.deadlines):
            return ()
        return tuple(request for request in self.open_requests if request.question is Question.WITHDRAWAL)

    def may_be_reversed(self, step: str) -> bool:
        """Whether somebody is asked if they take back what they decided at a step."""
        return any(one.step == step and one.question is Question.REVERSAL for one in self.open_requests)

    def last_decision(self, step: str, in_round: int) -> int:
        """Which decision is the last one of a step and round, counted from 1; 0 where there is none."""
        numbered = enumerate(self.decisions, 1)
        return max((number for number, one in numbered if (one.step, one.round) == (step, in_round)), default=0)

    def to_reverse(self, request: Request) -> Decision:
        """The decision that a reversal would take back."""
        return self.decisions[(request.decision or self.last_decision(request.step, request.round)) - 1]

    def request(self, key: str) -> Request | None:
        """The request of this key, whatever its status."""
        return next((request for request in self.requests if request.key == key), None)

    def still_counts(self, request: Request) -> bool:
        """Whether what somebody answered stands, although a new round began since."""
        answered = request.status is RequestStatus.ANSWERED and request.question is Question.STEP
        return answered and request.step in self.done and request.documents == self.documents

    def own_request(self, claimed: Request, person: str) -> Request | None:
        """The person's own request about what was asked: its secret may have reached them in a colleague's copy."""
        if claimed.person == person:
            return claimed
        return next((one for one in self.requests if one.person == person and one.asks_the_same(claimed)), None)

    def waiting_for(self, person: str) -> tuple[Request, ...]:
        """The questions that still wait for somebody."""
        return tuple(request for request in self.open_requests if request.person == person)

    def piece(self, role: str) -> Piece | None:
        """The current document of a role."""
        return next((piece for piece in self.pieces if piece.role == role), None)

    def teller(self, step: str) -> str:
        """Who finished a step that is no decision, or ``""``."""
        return next((one.person for one in reversed(self.confirmations) if one.step == step), "")

    @property
    def wanted(self) -> tuple[str, ...]:
        """Roles of which another document is awaited: the one that a file is which does not say what it is."""
        if self.state is not State.INCOMPLETE:
            return self.asked_again
        return tuple(one.document for one in self.findings if one.severity is Severity.ERROR and one.document)

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the current findings."""
        return frozenset(finding.code for finding in self.findings)
