"""What ``check`` finds: each place is looked at even where another is in trouble, and nothing is changed."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from bot.cli.proofs import Proofs, sum_up
from bot.compose import (
    Books,
    Files,
    connect_mailbox,
    connect_outgoing,
    engines,
    open_books,
    open_view,
    open_virus_scanner,
    read_files,
    read_rules,
    system_clock,
)
from bot.errors import Problem, RulesError, TramitaError
from bot.intake.parse import parse
from bot.rules.values import LoweredGuard, MailboxRule, Rules
from bot.service.app import App
from bot.service.ports import Mailbox, VirusScanner
from bot.service.preview import MAILS_SHOWN, Survey, survey
from bot.service.register import all_cases
from bot.settings import Settings

NO_LEDGER = "sqlite:////nonexistent/ledger.db"
"""Stands in for one that is away: mailboxes are then looked at as if nothing had ever been taken in."""

PASSWORD = re.compile(r"//[^/@]*@")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFound:
    """The ledger: its address without password, whether there is one yet, its open cases, and what is wrong.

    ``stranded`` are mailboxes that the rules do not name and from which mails of ours wait to be sent.
    """

    address: str
    exists: bool
    open_cases: int = 0
    stranded: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxFound:
    """A mailbox and its way out: kinds, what lies there, and what is wrong with each (``""``: nothing).

    ``proofs`` is ``None`` where the rules ask for none.
    """

    address: str
    kind: str
    survey: Survey | None
    proofs: Proofs | None
    trouble: str
    send_kind: str
    send_trouble: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything; what was not looked at, since what comes before it is unusable, is ``None`` or empty.

    ``engines`` are what reads scans, the one that is tried first first; none where scans stay unread.
    ``virus_scanner`` is what the virus scanner of the rules calls itself; ``""`` where there is none, or it is away.
    """

    problems: tuple[Problem, ...] = ()
    guards: tuple[LoweredGuard, ...] = ()
    files: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    virus_scanner: str = ""
    virus_scanner_trouble: str = ""
    ledger: LedgerFound | None = None
    mailboxes: tuple[MailboxFound, ...] = ()

    @property
    def is_unusable(self) -> bool:
        """Whether rules or files must be mended before anything can start."""
        return bool(self.problems or self.files)

    @property
    def is_in_trouble(self) -> bool:
        """Whether something cannot be reached or sent."""
        away = self.virus_scanner_trouble or (self.ledger and (self.ledger.trouble or self.ledger.stranded))
        return bool(away) or any(one.trouble or one.send_trouble for one in self.mailboxes)


def look(settings: Settings, *, offline: bool) -> tuple[Found, Rules | None]:
    """Looks at everything, and changes nothing anywhere; also the rules, where they can be read.

    Raises:
        SettingsError: The word files that rules are read with are unusable.
    """
    try:
        rules = read_rules(settings, system_clock())
    except RulesError as error:
        return Found(problems=error.problems), None
    files, problems = read_files(settings, rules)
    found = Found(guards=rules.lowered_guards, files=problems, engines=engines(settings))
    if files is None or offline:
        return found, rules
    scanner = open_virus_scanner(rules)
    try:
        found = replace(found, virus_scanner=scanner.version() if scanner else "")
    except TramitaError as error:
        found, scanner = replace(found, virus_scanner_trouble=str(error)), None
    address = PASSWORD.sub("//", settings.ledger)
    try:
        with open_books(settings, rules) as books:
            open_cases = sum(1 for _ in all_cases(books.ledger, open_only=True))
            stranded = books.ledger.stranded(tuple(mailbox.address for mailbox in rules.mailboxes))
            ledger = LedgerFound(address=address, exists=not books.is_new, open_cases=open_cases, stranded=stranded)
            return replace(found, ledger=ledger, mailboxes=_mailboxes(settings, books, files, scanner)), rules
    except TramitaError as error:
        ledger = LedgerFound(address=address, exists=True, trouble=str(error))
    with open_books(replace(settings, ledger=NO_LEDGER), rules) as books:
        return replace(found, ledger=ledger, mailboxes=_mailboxes(settings, books, files, scanner)), rules


def _mailboxes(
    settings: Settings, books: Books, files: Files, scanner: VirusScanner | None
) -> tuple[MailboxFound, ...]:
    with open_view(settings, books, files, scanner) as view:
        return tuple(_mailbox(rule, settings, view) for rule in books.rules.mailboxes)


def _mailbox(rule: MailboxRule, settings: Settings, view: App) -> MailboxFound:
    seen, proofs, trouble = None, None, ""
    try:
        with closing(connect_mailbox(rule, settings)) as mailbox:
            seen = survey(mailbox, view)
            proofs = _proofs(mailbox, rule, view)
    except TramitaError as error:
        trouble = str(error)
    send_trouble = "".join(_send_trouble(rule, settings))
    return MailboxFound(
        address=rule.address,
        kind=rule.kind,
        survey=seen,
        proofs=proofs,
        trouble=trouble,
        send_kind=rule.send.kind,
        send_trouble=send_trouble,
    )


def _proofs(mailbox: Mailbox, rule: MailboxRule, view: App) -> Proofs | None:
    """Of the same mails that the survey shows."""
    if not rule.authentication.authserv_id:
        return None
    keys = mailbox.list(view.ledger.cursor(rule.address)).keys
    some = view.ledger.unknown(rule.address, keys)[:MAILS_SHOWN]
    return sum_up((parse(raw) for _, raw in mailbox.read(some)), rule.authentication.authserv_id)


def _send_trouble(rule: MailboxRule, settings: Settings) -> Iterator[str]:
    try:
        with closing(connect_outgoing(rule, settings)) as outgoing:
            outgoing.size_limit()  # connects and logs in, and sends nothing
    except TramitaError as error:
        yield str(error)
