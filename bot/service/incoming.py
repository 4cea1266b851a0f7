"""One mail, opened: everything that is known of it before anybody asks what it means."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from bot.core.account import Receipt
from bot.core.company import Company
from bot.core.document import Document, leaves
from bot.core.intent import Proof
from bot.core.mail import Mail
from bot.core.subject import SubjectReading
from bot.errors import TransientError
from bot.intake.authentication.author import authenticate
from bot.rules.values import MailboxRule
from bot.service.app import App
from bot.service.ports import Reading
from bot.service.scans import WholeReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A mail whose documents are being read elsewhere while the next ones are opened.

    Attributes:
        receipt: Its receipt.
        mail: As parsed.
        proof: Whether its author is who they say.
        reading: Its documents; none where something was found.
        infection: Malware in its files, as people are told of it, or ``""``.
    """

    receipt: Receipt
    mail: Mail
    proof: Proof
    reading: WholeReading
    infection: str = ""


class SpokenParts(TypedDict):
    """What every intent that came by mail carries, see :class:`bot.core.intent.Spoken`."""

    person: str
    proof: Proof
    mail: str
    message_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A mail of a person.

    Attributes:
        receipt: Its receipt.
        mail: As parsed.
        reading: Its documents.
        proof: Whether its author is who they say.
        subject: What its subject says.
        fingerprint: Of author, text and attachments.
        now: When it is handled.
    """

    receipt: Receipt
    mail: Mail
    reading: Reading
    proof: Proof
    subject: SubjectReading
    fingerprint: str
    now: datetime

    @property
    def author(self) -> str:
        """The one address in ``From``, or ``""``."""
        return self.mail.author or ""

    def documents(self) -> tuple[Document, ...]:
        """Attachments as read, those in archives too, logos left out; waits until they are read."""
        return tuple(document for document in leaves(self.reading.result()) if not document.inline)

    def spoken(self, text: str) -> SpokenParts:
        """Who said what, for any intent."""
        return spoken(self.mail, self.proof, text)

    def is_of_the_house(self, company: Company) -> bool:
        """Whether the author belongs to the company: in the roster, or in one of its domains."""
        return _is_of_the_house(self.mail, company)


def _is_of_the_house(mail: Mail, company: Company) -> bool:
    author = mail.author or ""
    return company.person(author) is not None or company.is_internal(author)


def spoken(mail: Mail, proof: Proof, text: str) -> SpokenParts:
    """Who said what in a mail."""
    return SpokenParts(
        person=mail.author or "", proof=proof, mail=mail.digest, message_id=mail.message_id or "", text=text
    )


def proof_of(mail: Mail, raw: bytes, rule: MailboxRule, app: App) -> Proof:
    """Whether the author is who they say, as the rules of the mailbox want it proved.

    Raises:
        TransientError: It hangs on a signature whether somebody of the house wrote it, and nobody knows the key now.
            Strangers' mail does not wait: whoever can keep a DNS server silent would fill the queue.
    """
    try:
        return authenticate(mail, raw, rule.authentication, app.resolver.texts)
    except TransientError:
        if _is_of_the_house(mail, app.rules.company):
            raise
        return Proof(passed=False, by="dkim:unanswered")


def fingerprint(mail: Mail) -> str:
    """Digest of author, text and attachments: transport headers and subject prefixes make no difference."""
    parts = (mail.author or "", " ".join(mail.text.split()), *(a.sha256 for a in mail.attachments))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
