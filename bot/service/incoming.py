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
from bot.intake.authenticate import Authentication, authenticate
from bot.rules.values import MailboxRule
from bot.service.ports import Reading
from bot.service.scans import WholeReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A mail whose documents are being read elsewhere while the next ones are opened.

    Attributes:
        receipt: Its receipt.
        mail: As parsed.
        reading: Its documents; none where something was found.
        infection: Malware in its files, as people are told of it, or ``""``.
    """

    receipt: Receipt
    mail: Mail
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
        return company.person(self.author) is not None or company.is_internal(self.author)


def spoken(mail: Mail, proof: Proof, text: str) -> SpokenParts:
    """Who said what in a mail."""
    return SpokenParts(
        person=mail.author or "", proof=proof, mail=mail.digest, message_id=mail.message_id or "", text=text
    )


def proof_of(mail: Mail, rule: MailboxRule) -> Proof:
    """Whether the author is who they say, as the rules of the mailbox want it proved."""
    return authenticate(mail, Authentication(authserv_id=rule.authentication.authserv_id or ""))


def fingerprint(mail: Mail) -> str:
    """Digest of author, text and attachments: transport headers and subject prefixes make no difference."""
    parts = (mail.author or "", " ".join(mail.text.split()), *(a.sha256 for a in mail.attachments))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
