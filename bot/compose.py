"""The only module that names adapters: settings and rules become an ``App``."""

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from tempfile import TemporaryDirectory
from threading import Event
from typing import TypeVar

from bot.adapters.clock import SystemClock
from bot.adapters.evidence_files import FileEvidence
from bot.adapters.ledger_sql import SqlLedger, look_at
from bot.adapters.mailbox import open_mailbox
from bot.adapters.outgoing import open_outgoing
from bot.adapters.readers_process import ProcessReaders
from bot.adapters.register_files import RegisterFiles
from bot.adapters.render_jinja import JinjaRenderer
from bot.adapters.render_words import Wording, load_messages
from bot.adapters.scheduler_aps import ApsTimer
from bot.adapters.systemd import Systemd
from bot.checks import KNOWN_CHECKS
from bot.core.case import Case
from bot.core.intent import Stage
from bot.core.react import words
from bot.core.token import Keyring
from bot.errors import SettingsError
from bot.intake.check_words import load_check_words
from bot.intake.documents.words import load_document_words
from bot.intake.mail_forms import load_mail_forms
from bot.intake.subject import SubjectGrammar
from bot.intake.subject_words import load_subject_words
from bot.intake.verdict.lexicon import load_lexicon
from bot.rules.load import load_process, load_rules
from bot.rules.values import MailboxRule, Rules
from bot.rules.vocabulary import Vocabulary
from bot.service.app import App, Language
from bot.service.inspect import DryRun
from bot.service.ports import Clock, Ledger, Mailbox, Outgoing, ServiceManager, Timer
from bot.settings import Settings, read_keyring, read_secret

T = TypeVar("T")

NO_KEYS = Keyring(current="k0", keys={"k0": bytes(32)})
"""Stands in where no key was made yet and hence no secret was ever sent: what it signs is never shown."""


def read_rules(settings: Settings, clock: Clock) -> Rules:
    """The rules, checked against what the program knows.

    Raises:
        RulesError: They hold problems, all of them listed.
    """
    words = load_document_words(settings.templates / "documents.es.yaml")
    facts = frozenset(rule.name for rules in words.fields.values() for rule in rules)
    return load_rules(settings.rules, Vocabulary(checks=KNOWN_CHECKS, facts=facts), clock.now().date())


def read_language(settings: Settings, rules: Rules) -> Language:
    """Everything that reads people's words, from the data files beside the templates."""
    folder = settings.templates
    subjects = SubjectGrammar(
        rules=tuple(process.subject for process in rules.processes),
        cities=rules.cities,
        country=rules.company.country,
        prefixes=tuple(process.prefix for process in rules.processes),
        words=load_subject_words(folder / "subject.es.yaml"),
    )
    return Language(
        subjects=subjects,
        forms=load_mail_forms(folder / "mail_forms.es.yaml"),
        lexicon=load_lexicon(folder / "lexicon.es.yaml"),
        documents=load_document_words(folder / "documents.es.yaml"),
        checks=load_check_words(folder / "checks.es.yaml"),
    )


@contextmanager
def open_dry_run(settings: Settings, stage: Stage, now: datetime | None = None) -> Iterator[DryRun]:
    """Only what reads mails: no ledger, no network, nothing written.

    Args:
        settings: Where the rules and the words are.
        stage: Which question answers are taken to answer.
        now: When all mails are handled; by default each at its own date.

    Raises:
        RulesError: The rules hold problems.
        SettingsError: A data file is unusable.
    """
    clock = SystemClock()
    rules = read_rules(settings, clock)
    with ProcessReaders(settings.templates / "documents.es.yaml", workers=settings.workers) as readers:
        language = read_language(settings, rules)
        wording = Wording(load_messages(settings.templates / "messages.es.yaml"), rules.company, process=None)
        yield DryRun(
            rules=rules,
            language=language,
            readers=readers,
            say=lambda finding: wording.told(words.finding(finding)),
            stage=stage,
            now=lambda mail: now or mail.date or clock.now(),
        )


@contextmanager
def open_app(
    settings: Settings,
    clock: Clock | None = None,
    environment: Mapping[str, str] = os.environ,
    stop: Event | None = None,
) -> Iterator[App]:
    """The whole house, closed again at the end.

    Args:
        settings: Where everything lies.
        clock: The time; the machine's where none is given.
        environment: Secrets that the rules refer to.
        stop: Set by whoever wants the work to end after the item at hand.

    Raises:
        RulesError: The rules hold problems.
        SettingsError: A path, secret or data file is unusable.
    """
    clock = clock or SystemClock()
    rules = read_rules(settings, clock)
    settings.storage.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        ledger = opened.enter_context(closing(SqlLedger(settings.ledger)))
        app = App(
            owner=f"{socket.gethostname()}:{os.getpid()}",
            rules=rules,
            language=read_language(settings, rules),
            keyring=read_keyring(settings.keys),
            clock=clock,
            ledger=ledger,
            evidence=FileEvidence(settings.evidence),
            readers=opened.enter_context(closing(_readers(settings))),
            renderer=_renderer(settings, rules),
            register=_register(settings, rules),
            mailboxes={
                r.address: opened.enter_context(closing(connect_mailbox(r, settings, environment)))
                for r in rules.mailboxes
            },
            outgoing={
                r.address: opened.enter_context(closing(connect_outgoing(r, settings, environment)))
                for r in rules.mailboxes
            },
            stop=stop or Event(),
        )
        for digest, block in rules.blocks.items():
            ledger.keep_block(digest, block)
        yield app


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What was written, to look into: nothing in here can change the ledger or the evidence.

    Attributes:
        is_new: There is no ledger yet; the one in here is empty and will be gone.
    """

    is_new: bool
    rules: Rules
    clock: Clock
    ledger: Ledger
    evidence: FileEvidence
    register: RegisterFiles


@contextmanager
def open_books(settings: Settings, rules: Rules | None = None) -> Iterator[Books]:
    """The ledger and what lies beside it, read-only; empty where nothing was written yet.

    Args:
        settings: Where everything lies.
        rules: As read already, or ``None`` to read them.

    Raises:
        RulesError: The rules hold problems.
        SettingsError: A path or data file is unusable.
        TransientError: The ledger is away.
    """
    clock = SystemClock()
    rules = rules or read_rules(settings, clock)
    with TemporaryDirectory(prefix="tramita-") as scratch, ExitStack() as opened:
        real = look_at(settings.ledger)
        ledger = opened.enter_context(closing(real or SqlLedger(f"sqlite:///{scratch}/ledger.db")))
        yield Books(
            is_new=real is None,
            rules=rules,
            clock=clock,
            ledger=ledger,
            evidence=FileEvidence(settings.evidence, read_only=True),
            register=_register(settings, rules),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What lies beside the rules: words that are read, and templates of what is written."""

    language: Language
    renderer: JinjaRenderer


def read_files(settings: Settings, rules: Rules) -> tuple[Files | None, tuple[str, ...]]:
    """The files beside the rules, or ``None`` and what is wrong with each of them, keys and register included."""
    problems: list[str] = []

    def tried(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except (SettingsError, OSError) as error:
            problems.append(str(error))
            return None

    language = tried(lambda: read_language(settings, rules))
    renderer = tried(lambda: _renderer(settings, rules))
    tried(lambda: _register(settings, rules))
    tried(lambda: _known_keys(settings))
    if renderer is not None:
        problems += renderer.problems()
    if problems or language is None or renderer is None:
        return None, tuple(problems)
    return Files(language=language, renderer=renderer), ()


@contextmanager
def open_view(settings: Settings, books: Books, files: Files) -> Iterator[App]:
    """A house that understands mail over books that cannot be written to, without mailboxes."""
    with closing(_readers(settings)) as readers:
        yield App(
            owner="",
            rules=books.rules,
            language=files.language,
            keyring=_known_keys(settings),
            clock=books.clock,
            ledger=books.ledger,
            evidence=books.evidence,
            readers=readers,
            renderer=files.renderer,
            register=books.register,
            mailboxes={},
            outgoing={},
        )


def _known_keys(settings: Settings) -> Keyring:
    """The keys; none is made where there is none yet."""
    return read_keyring(settings.keys) if settings.keys.exists() else NO_KEYS


def system_clock() -> Clock:
    """The machine's clock."""
    return SystemClock()


def open_timer() -> Timer:
    """What calls when it is time."""
    return ApsTimer()


def service_manager() -> ServiceManager:
    """Whoever started this process."""
    return Systemd()


@contextmanager
def open_ledger(settings: Settings) -> Iterator[Ledger]:
    """The ledger alone, to write to."""
    with closing(SqlLedger(settings.ledger)) as ledger:
        yield ledger


def wording_of(case: Case, books: Books, settings: Settings) -> Wording:
    """How a case's documents, steps and findings are said, under the rules that it began with."""
    messages = load_messages(settings.templates / "messages.es.yaml")
    return Wording(messages, books.rules.company, load_process(books.ledger.block(case.rules)))


def _readers(settings: Settings) -> ProcessReaders:
    return ProcessReaders(settings.templates / "documents.es.yaml", workers=settings.workers)


def _renderer(settings: Settings, rules: Rules) -> JinjaRenderer:
    return JinjaRenderer(settings.templates, rules.company, rules.processes)


def _register(settings: Settings, rules: Rules) -> RegisterFiles:
    return RegisterFiles(settings.register, settings.templates / "register.es.yaml", rules.company)


def connect_mailbox(rule: MailboxRule, settings: Settings, environment: Mapping[str, str] = os.environ) -> Mailbox:
    """The mailbox of a kind; the rules' options are the adapter's settings, with secrets and paths made real."""
    options = {"address": rule.address, "folders": rule.folders, **_real(asdict(rule.options), settings, environment)}
    return open_mailbox(rule.kind, options)


def connect_outgoing(rule: MailboxRule, settings: Settings, environment: Mapping[str, str] = os.environ) -> Outgoing:
    """The way out of a mailbox; nothing is opened before its first use."""
    return open_outgoing(rule.send.kind, _real(asdict(rule.send.options), settings, environment))


def _real(options: Mapping[str, object], settings: Settings, environment: Mapping[str, str]) -> dict[str, object]:
    server = options.get("server")
    flat = {**{k: v for k, v in options.items() if k != "server"}, **(server if isinstance(server, dict) else {})}
    secret = flat.pop("secret", "")
    if secret:
        flat["password"] = read_secret(str(secret), environment)
    home = settings.rules.absolute().parent
    for name in ("path", "cafile"):
        if flat.get(name):
            flat[name] = home / str(flat[name])
        else:
            flat.pop(name, None)
    return flat
