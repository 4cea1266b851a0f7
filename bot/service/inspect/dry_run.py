"""The order of work: every mail gets one object, in the order in which they came, whatever is in them."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.document import Document, leaves
from bot.core.finding import Finding
from bot.core.intent import Stage
from bot.core.mail import Address, Mail
from bot.intake.authentication.author import authenticate
from bot.intake.parse import forwarded_mails, parse
from bot.intake.reply import new_text
from bot.intake.unanswerable import unanswerable
from bot.rules.values import MailboxRule, Rules
from bot.service.app import Language
from bot.service.dossier import sort_out
from bot.service.inspect import findings, shapes
from bot.service.inspect.draft import Draft, Stored
from bot.service.inspect.meaning import Kind, intent_of, judged, kind_of, process_of_subject
from bot.service.inspect.shapes import Json
from bot.service.ports import Readers, Scans
from bot.service.scans import start_reading
from bot.service.thread import own_mail

MAILS_AHEAD = 32
"""How many mails have their documents read while the first of them is waited for."""

BYTES_AHEAD = 64 << 20
"""How much of them is held in memory meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """Reads mails as the service does, for measuring and for the curious.

    Attributes:
        rules: Whose processes, roster and mailboxes count.
        language: How people write.
        readers: Where attachments are opened.
        scans: Where those of a request are read that are pictures.
        say: The Spanish sentence of a finding.
        stage: Which question answers are taken to answer.
        now: When a mail is handled.
    """

    rules: Rules
    language: Language
    readers: Readers
    scans: Scans
    say: Callable[[Finding], str]
    stage: Stage
    now: Callable[[Mail], datetime]

    def inspect(self, mails: Iterable[Stored]) -> Iterator[Json]:
        """One object for each mail, in order; documents of the next mails are read meanwhile."""
        ahead: deque[Draft] = deque()
        size = 0
        for stored in mails:
            ahead.append(self._begin(stored))
            size += len(stored.raw)
            while len(ahead) > MAILS_AHEAD or (ahead and size > BYTES_AHEAD):
                draft = ahead.popleft()
                size -= len(draft.stored.raw)
                yield self._finish(draft)
        while ahead:
            yield self._finish(ahead.popleft())

    def _begin(self, stored: Stored) -> Draft:
        """Parses a mail and has its documents read elsewhere."""
        found = shapes.blank(hashlib.sha256(stored.raw).hexdigest())
        found |= {"path": stored.path, "index": stored.index, "error": stored.error}
        draft = Draft(stored=stored, found=found)
        _attempt(self._open, draft)
        return draft

    def _finish(self, draft: Draft) -> Json:
        """The object of a mail, all steps done."""
        for step in (self._head, self._prove, self._recognise, self._listen, self._sort_out, self._find):
            _attempt(step, draft)
        return draft.found

    def _open(self, draft: Draft) -> None:
        draft.mail = parse(draft.stored.raw)
        if draft.mail.attachments:
            draft.reading = start_reading(draft.mail.attachments, self.readers, self.scans)

    def _head(self, draft: Draft) -> None:
        draft.found |= shapes.head(draft.mail)

    def _prove(self, draft: Draft) -> None:
        rule = self._mailbox(draft.mail).authentication
        draft.proof = authenticate(draft.mail, draft.stored.raw, rule, _no_network)
        draft.found["authentication"] = shapes.authentication(draft.proof)

    def _mailbox(self, mail: Mail) -> MailboxRule:
        """The mailbox that a mail is addressed to, the first one where it is to none of them."""
        delivered = tuple(Address(name="", email=value.strip(" <>").lower()) for value in mail.all("Delivered-To"))
        for rule in self.rules.mailboxes:
            own = own_mail(frozenset({rule.address}))
            if any(own.is_ours(address.email) for address in (*mail.to, *mail.cc, *delivered)):
                return rule
        return self.rules.mailboxes[0]

    def _recognise(self, draft: Draft) -> None:
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

    def _listen(self, draft: Draft) -> None:
        words = new_text(draft.mail, self.language.forms)
        draft.separable = words.separable
        draft.found["new_text"] = words.text
        if draft.kind is not Kind.REPLY:
            return
        judgement = judged(words, self.stage, self.language.lexicon)
        brings = any(not file.inline for file in draft.mail.attachments)
        intent = intent_of(words, judgement, self.language.lexicon, brings_documents=brings)
        draft.found |= {"verdict": str(judgement.verdict), "intent": intent}

    def _sort_out(self, draft: Draft) -> None:
        if draft.reading is None:
            return
        read = draft.reading.result() if draft.kind is Kind.REQUEST else draft.reading.as_they_are()
        draft.documents = leaves(read)
        if draft.process:
            draft.documents = sort_out(draft.documents, draft.process, self.language.documents)
        forwarded = forwarded_mails(draft.stored.raw) if any(file.nesting for file in draft.mail.attachments) else {}
        sorted_out = {document.address: document for document in draft.documents}
        leads = {(sheet.part, sheet.member): one for one in draft.documents for sheet in one.sheets}
        shown = [sorted_out.get(one.address) or _as_in(leads.get(one.address), one) for one in read]
        draft.found["documents"] = shapes.documents(draft.mail.attachments, shown, forwarded)

    def _find(self, draft: Draft) -> None:
        draft.found["findings"] = [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "document": finding.document,
                "message": self.say(finding),
            }
            for finding in self._findings(draft, self.now(draft.mail))
        ]

    def _findings(self, draft: Draft, now: datetime) -> Iterator[Finding]:
        yield from findings.of_author(draft)
        if draft.kind is Kind.REQUEST and draft.process:
            yield from findings.of_request(draft, draft.process, self.rules, self.language, now)
            return
        if draft.kind is Kind.REPLY:
            yield from findings.of_answer(draft, self.rules, self.stage, now)
        yield from findings.of_files(draft.documents)


def _no_network(name: str) -> tuple[str, ...]:  # noqa: ARG001 - whatever is asked for, nobody is asked
    return ()


def _as_in(lead: Document | None, sheet: Document) -> Document:
    """A file in which a document goes on, with its role; any other file as it is."""
    return replace(sheet, role=lead.role) if lead else sheet


def _attempt(step: Callable[[Draft], None], draft: Draft) -> None:
    """A step that fails is named in ``error``; the others still tell what they can."""
    try:
        step(draft)
    except Exception as error:  # noqa: BLE001 - every mail gets its object, whatever it does to us
        trouble = f"{step.__name__.strip('_')}: {type(error).__name__}: {error}"
        draft.found["error"] = draft.found["error"] or trouble
