"""The dry run: what the bot would make of a mail, and why, without a ledger, a network or a side effect."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.checks import run_checks
from bot.core.document import Document
from bot.core.finding import Finding, Severity
from bot.core.intent import Proof, Stage
from bot.core.mail import Address, Mail
from bot.core.process import Process
from bot.core.subject import SubjectReading
from bot.intake.mime import FORWARDED_HEADERS
from bot.intake.parse import forwarded_mails, parse
from bot.intake.reply import new_text
from bot.intake.unanswerable import unanswerable
from bot.rules.values import MailboxRule, Rules
from bot.service import inspected
from bot.service.answerers import author_not_asked
from bot.service.app import Language
from bot.service.dossier import sort_out
from bot.service.incoming import proof_of
from bot.service.inspected import Json
from bot.service.meaning import Kind, intent_of, judged, kind_of, process_of_subject
from bot.service.ports import Readers, Reading
from bot.service.requesting import opening
from bot.service.situating import known_at_opening, sent_on
from bot.service.thread import own_mail

MAILS_AHEAD = 32
"""How many mails have their documents read while the first of them is waited for."""

BYTES_AHEAD = 64 << 20
"""How much of them is held in memory meanwhile, the largest mail not counted."""


UNPROVED = Proof(passed=False, by="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A mail from a file: where it lies, its place among others there, its bytes, or why they cannot be had."""

    path: str
    index: int = 0
    raw: bytes = b""
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A mail whose documents are being read; without a ``mail`` there was none to read."""

    stored: Stored
    found: Json
    mail: Mail | None = None
    reading: Reading | None = None


@dataclass(slots=True, kw_only=True)
class _Draft:
    """What is known of one mail so far; each step of the dry run adds to it."""

    mail: Mail
    raw: bytes
    reading: Reading | None
    found: Json
    kind: Kind = Kind.UNRECOGNISED
    subject: SubjectReading = field(default_factory=SubjectReading)
    process: Process | None = None
    documents: tuple[Document, ...] = ()
    proof: Proof = UNPROVED
    separable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """Reads mails as the service does, for measuring and for the curious.

    Attributes:
        rules: Whose processes, roster and mailboxes count.
        language: How people write.
        readers: Where attachments are opened.
        say: The Spanish sentence of a finding.
        stage: Which question answers are taken to answer.
        now: When a mail is handled, by its own date.
    """

    rules: Rules
    language: Language
    readers: Readers
    say: Callable[[Finding], str]
    stage: Stage
    now: Callable[[Mail], datetime]

    def inspect(self, mails: Iterable[Stored]) -> Iterator[Json]:
        """One object for each mail, in order; documents of the next mails are read meanwhile."""
        ahead: deque[Begun] = deque()
        size = 0
        for stored in mails:
            ahead.append(self.begin(stored))
            size += len(stored.raw)
            while len(ahead) > MAILS_AHEAD or (size > BYTES_AHEAD and ahead):
                first = ahead.popleft()
                size -= len(first.stored.raw)
                yield self.finish(first)
        while ahead:
            yield self.finish(ahead.popleft())

    def begin(self, stored: Stored) -> Begun:
        """Parses a mail and has its documents read elsewhere; never raises."""
        found = inspected.blank(hashlib.sha256(stored.raw).hexdigest())
        found |= {"path": stored.path, "index": stored.index, "error": stored.error}
        if stored.error is not None:
            return Begun(stored=stored, found=found)
        try:
            mail = parse(stored.raw)
            reading = self.readers.start(mail.attachments) if mail.attachments else None
        except Exception as error:  # noqa: BLE001 - every mail gets its object, whatever it does to us
            return Begun(stored=stored, found=found | {"error": _trouble("parse", error)})
        return Begun(stored=stored, found=found, mail=mail, reading=reading)

    def finish(self, begun: Begun) -> Json:
        """The object of a mail; a step that fails is named in ``error``, and the others still tell what they can."""
        if begun.mail is None:
            return begun.found
        draft = _Draft(mail=begun.mail, raw=begun.stored.raw, reading=begun.reading, found=begun.found)
        for step in (self._head, self._prove, self._recognise, self._listen, self._open_documents, self._check):
            try:
                step(draft)
            except Exception as error:  # noqa: BLE001 - every mail gets its object, whatever it does to us
                draft.found["error"] = draft.found["error"] or _trouble(step.__name__, error)
        return draft.found

    def _head(self, draft: _Draft) -> None:
        draft.found |= inspected.head(draft.mail)

    def _prove(self, draft: _Draft) -> None:
        draft.proof = proof_of(draft.mail, self._mailbox(draft.mail))
        draft.found["authentication"] = inspected.authentication(draft.proof)

    def _mailbox(self, mail: Mail) -> MailboxRule:
        """The mailbox that a mail is addressed to, the first one where it is to none of them."""
        delivered = tuple(Address(name="", email=value.strip(" <>").lower()) for value in mail.all("Delivered-To"))
        for rule in self.rules.mailboxes:
            own = own_mail(frozenset({rule.address}))
            if any(own.is_ours(address.email) for address in (*mail.to, *mail.cc, *delivered)):
                return rule
        return self.rules.mailboxes[0]

    def _recognise(self, draft: _Draft) -> None:
        own = own_mail(frozenset(rule.address for rule in self.rules.mailboxes))
        draft.subject = self.language.subjects.read(draft.mail.subject)
        draft.process = process_of_subject(draft.subject, self.rules.processes)
        draft.kind = kind_of(draft.mail, draft.subject, unanswerable(draft.mail, self.language.forms, own))
        keyword = {"palabra_clave": draft.subject.keyword} if draft.subject.keyword else {}
        draft.found |= {
            "kind": str(draft.kind),
            "process": draft.process.name if draft.process else None,
            "fields": {**draft.subject.fields, **keyword},
            "intent": "open" if draft.kind is Kind.REQUEST else None,
        }

    def _listen(self, draft: _Draft) -> None:
        words = new_text(draft.mail, self.language.forms)
        draft.found["new_text"] = words.text
        draft.separable = words.separable
        if draft.kind is not Kind.REPLY:
            return
        judgement = judged(words, self.stage, self.language.lexicon)
        brings = any(not file.inline for file in draft.mail.attachments)
        intent = intent_of(words, judgement, self.language.lexicon, brings_documents=brings)
        draft.found |= {"verdict": str(judgement.verdict), "intent": intent}

    def _open_documents(self, draft: _Draft) -> None:
        if draft.reading is None:
            return
        read = draft.reading.result()
        draft.documents = sort_out(read, draft.process, self.language.documents) if draft.process else read
        forwarded = {}
        if any(file.declared_type == FORWARDED_HEADERS and file.nesting for file in draft.mail.attachments):
            mails = forwarded_mails(draft.raw)
            forwarded = {part: (len(raw), hashlib.sha256(raw).hexdigest()) for part, raw in mails.items()}
        draft.found["documents"] = inspected.documents(draft.mail.attachments, draft.documents, forwarded)

    def _check(self, draft: _Draft) -> None:
        draft.found["findings"] = [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "document": finding.document,
                "message": self.say(finding),
            }
            for finding in self._findings(draft)
        ]

    def _findings(self, draft: _Draft) -> Iterator[Finding]:
        """Of a request what its subject and documents say; of any other mail what could not be opened."""
        now = self.now(draft.mail)
        if draft.proof.by in inspected.REFUSED:
            yield Finding(
                code="author.not_proved", severity=Severity.ERROR, data={"remitente": draft.mail.author or ""}
            )
        if draft.kind is Kind.REQUEST and draft.process is not None:
            yield from draft.subject.problems
            yield from self._report(draft, draft.process, now)
            return
        if draft.kind is Kind.REPLY:
            yield from author_not_asked(draft.mail, draft.process, self.rules, self.stage, now)
            if not draft.separable:
                yield Finding(code="answer.not_separable", severity=Severity.WARNING)
        for document in draft.documents:
            if document.damage and not document.inline:
                data = {"archivo": document.filename}
                yield Finding(
                    code=document.damage,
                    severity=Severity.ERROR,
                    document=document.role,
                    file=document.filename,
                    data=data,
                )

    def _report(self, draft: _Draft, process: Process, now: datetime) -> tuple[Finding, ...]:
        company = self.rules.company
        intent = opening(draft.subject, draft.mail, draft.proof, company)
        sent = sent_on(draft.mail, now, company)
        known = known_at_opening(process, company, intent, sent, elsewhere=None)
        documents = tuple(document for document in draft.documents if not document.inline)
        return run_checks(process, documents, known, self.language.checks).findings


def _trouble(step: str, error: Exception) -> str:
    return f"{step.strip('_')}: {type(error).__name__}: {error}"
