"""The rules as the rest of the program sees them: frozen, complete, and free of problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.core.account import Outcome
from bot.core.company import Company
from bot.core.process import Process
from bot.core.subject import City
from bot.intake.authentication.ways import Authentication


class Tls(StrEnum):
    """How a connection is protected: from its first byte, by an upgrade, or, within this machine, not at all."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none-on-loopback-only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where to connect and as whom.

    Attributes:
        host: Name or address.
        port: TCP port.
        tls: How the connection is protected; certificates are always verified.
        cafile: Certificates to trust instead of the system's.
        user: Whom to log in as, or ``""`` where the server asks for nobody.
        secret: Where the password lies (``env:X``, ``file:/path``, ``credential:name``), or ``""``; never itself.
    """

    host: str
    port: int
    tls: Tls
    cafile: Path | None
    user: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapOptions:
    """A folder of an IMAP account."""

    server: Server
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpOptions:
    """A server that takes mail."""

    server: Server


@dataclass(frozen=True, slots=True, kw_only=True)
class MaildirOptions:
    """A Maildir, by its path relative to the working directory."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRule:
    """How mails leave a mailbox.

    Attributes:
        kind: Of the adapter: ``smtp`` or ``maildir``.
        options: What the adapter needs.
        plus_addressing: Whether ``box+secret@domain`` reaches the mailbox.
        size_limit: Largest mail in bytes, or ``None`` to ask the server only.
    """

    kind: str
    options: SmtpOptions | MaildirOptions
    plus_addressing: bool
    size_limit: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxRule:
    """A mailbox that is read.

    Attributes:
        address: Lower-case; mails of its cases leave from it.
        kind: Of the adapter: ``imap`` or ``maildir``.
        processes: Names of the processes that its mails may open.
        options: What the adapter needs.
        folders: Where mails of an outcome are moved; what is not named stays where it lies.
        authentication: How an author is proved.
        send: How mails leave it.
    """

    address: str
    kind: str
    processes: tuple[str, ...]
    options: ImapOptions | MaildirOptions
    folders: Mapping[Outcome, str]
    authentication: Authentication
    send: SendRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ceilings that hold for all processes.

    Attributes:
        mails_per_person: Mails from us to somebody known, in one case and day.
        mails_per_stranger: Mails from us to anybody else, in one day.
        unclear_answers: How often somebody is asked again for an answer that could not be understood.
        quarantine_tries: How often the handling of a mail is tried before it is parked.
        file_seconds: What reading one file may take, of the processor and by the clock; scans have their own time.
        file_megabytes: Address space of a process that reads files; those that read scans have their own.
        scan_pages: Pages of one file that are read where they are pictures.
    """

    mails_per_person: int
    mails_per_stranger: int
    unclear_answers: int
    quarantine_tries: int
    file_seconds: int
    file_megabytes: int
    scan_pages: int


class WhenAway(StrEnum):
    """What mails with files do while the virus scanner is away, or does not look at a file."""

    WAIT = "wait"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class VirusScannerRule:
    """Who looks for malware in files.

    Attributes:
        address: Of clamd: ``unix:/path`` or ``host:port``.
        seconds: What each step of its answer may take.
        when_away: What mails do without it.
    """

    address: str
    seconds: int
    when_away: WhenAway


class Guard(StrEnum):
    """A protection that the rules may lower by hand; it is then said aloud."""

    AUTHENTICATION = "authentication.none"
    MICROSOFT365 = "authentication.microsoft365"
    INTERNAL_MARK = "authentication.internal_mark"
    TLS = "tls.none"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweredGuard:
    """A protection that was lowered, for which mailbox, and by which header where one is believed."""

    guard: Guard
    mailbox: str
    header: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRule:
    """For how many waiting requests on somebody gets a list of them in the morning."""

    minimum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that ``mail_rules.yaml`` says.

    Attributes:
        company: Roster, branches, deputies, calendar.
        processes: In the order of the file.
        mailboxes: In the order of the file.
        catalogs: Lists of the company by name, each code to its text.
        cities: Every city that a branch serves.
        limits: Ceilings.
        agenda: When a list of what waits is sent, or ``None`` where it is not.
        virus_scanner: Who looks for malware, or ``None`` where nobody does.
        blocks: Canonical text of each process's block by its digest; cases keep the digest for life.
        lowered_guards: Protections that are lowered.
    """

    company: Company
    processes: tuple[Process, ...]
    mailboxes: tuple[MailboxRule, ...]
    catalogs: Mapping[str, Mapping[str, str]]
    cities: tuple[City, ...]
    limits: Limits
    agenda: AgendaRule | None
    virus_scanner: VirusScannerRule | None
    blocks: Mapping[str, str]
    lowered_guards: tuple[LoweredGuard, ...]
