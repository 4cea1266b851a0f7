"""Everything that the use cases work with, put together once by ``compose``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event

from bot.checks.words import CheckWords
from bot.core.process import Process
from bot.core.token import Keyring
from bot.intake.documents.words import DocumentWords
from bot.intake.mail_forms import MailForms
from bot.intake.subject import SubjectGrammar
from bot.intake.verdict.lexicon import Lexicon
from bot.rules.values import MailboxRule, Rules
from bot.service.ports import (
    Clock,
    Evidence,
    Ledger,
    Mailbox,
    Outgoing,
    Readers,
    Register,
    Renderer,
    Resolver,
    Scans,
    VirusScanner,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How people write: everything that reads their words, loaded once."""

    subjects: SubjectGrammar
    forms: MailForms
    lexicon: Lexicon
    documents: DocumentWords
    checks: CheckWords


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The ports and the rules.

    Attributes:
        owner: Name of this process among those that share the ledger.
        rules: As they stand today.
        language: How people write.
        mailboxes: To read, by address.
        outgoing: To send from, by address of the mailbox.
        virus_scanner: Looks at files before anything opens them; ``None`` where the rules name none.
        stop: Set when it is time to end: the item at hand is finished, no other is begun.
    """

    owner: str
    rules: Rules
    language: Language
    keyring: Keyring
    clock: Clock
    ledger: Ledger
    evidence: Evidence
    readers: Readers
    scans: Scans
    renderer: Renderer
    register: Register
    mailboxes: Mapping[str, Mailbox]
    outgoing: Mapping[str, Outgoing]
    resolver: Resolver
    virus_scanner: VirusScanner | None = None
    stop: Event = field(default_factory=Event)

    def mailbox_rule(self, address: str) -> MailboxRule:
        """The rules of one mailbox."""
        return next(rule for rule in self.rules.mailboxes if rule.address == address)

    def process(self, name: str) -> Process:
        """A process as the rules declare it today."""
        return next(process for process in self.rules.processes if process.name == name)

    @property
    def own_addresses(self) -> frozenset[str]:
        """Addresses that we write from."""
        return frozenset(rule.address for rule in self.rules.mailboxes)
