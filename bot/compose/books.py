"""What was written, to look into; and a house over it that understands mails but cannot change anything."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TypeVar

from bot.adapters.clock import SystemClock
from bot.adapters.evidence_files import FileEvidence
from bot.adapters.ledger_sql import SqlLedger, look_at
from bot.adapters.register_files import RegisterFiles
from bot.adapters.render_jinja import JinjaRenderer
from bot.adapters.render_words import Wording, load_messages
from bot.adapters.resolver_dns import DnsResolver
from bot.compose.language import read_language, read_rules
from bot.compose.parts import open_readers, open_register, open_renderer, open_scans
from bot.core.case import Case
from bot.core.token import Keyring
from bot.errors import SettingsError
from bot.rules.load import load_process
from bot.rules.values import Rules
from bot.service.app import App, Language
from bot.service.ports import Clock, Ledger, VirusScanner
from bot.settings import Settings, read_keyring

T = TypeVar("T")

NO_KEYS = Keyring(current="k0", keys={"k0": bytes(32)})
"""Stands in where no key was made yet and hence no secret was ever sent: what it signs is never shown."""


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
            register=open_register(settings, rules),
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
    renderer = tried(lambda: open_renderer(settings, rules))
    tried(lambda: open_register(settings, rules))
    tried(lambda: _known_keys(settings))
    if renderer is not None:
        problems += renderer.problems()
    if problems or language is None or renderer is None:
        return None, tuple(problems)
    return Files(language=language, renderer=renderer), ()


@contextmanager
def open_view(
    settings: Settings, books: Books, files: Files, virus_scanner: VirusScanner | None = None
) -> Iterator[App]:
    """A house that understands mail over books that cannot be written to, without mailboxes."""
    limits = books.rules.limits
    with (
        closing(open_readers(settings, limits)) as readers,
        closing(open_scans(settings, limits, settings.scans)) as scans,
    ):
        yield App(
            owner="",
            rules=books.rules,
            language=files.language,
            keyring=_known_keys(settings),
            clock=books.clock,
            ledger=books.ledger,
            evidence=books.evidence,
            readers=readers,
            scans=scans,
            renderer=files.renderer,
            register=books.register,
            mailboxes={},
            outgoing={},
            resolver=DnsResolver(),
            virus_scanner=virus_scanner,
        )


def _known_keys(settings: Settings) -> Keyring:
    """The keys; none is made where there is none yet."""
    return read_keyring(settings.keys) if settings.keys.exists() else NO_KEYS


def wording_of(case: Case, books: Books, settings: Settings) -> Wording:
    """How a case's documents, steps and findings are said, under the rules that it began with."""
    messages = load_messages(settings.templates / "messages.es.yaml")
    return Wording(messages, books.rules.company, load_process(books.ledger.block(case.rules)))
