"""The whole house, and the little that commands need beside it."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from threading import Event

from bot.adapters.clock import SystemClock
from bot.adapters.evidence_files import FileEvidence
from bot.adapters.ledger_sql import SqlLedger
from bot.adapters.presence import Presence
from bot.adapters.resolver_dns import DnsResolver
from bot.adapters.scheduler_aps import ApsTimer
from bot.adapters.systemd import Systemd
from bot.compose.language import read_language, read_rules
from bot.compose.parts import open_readers, open_register, open_renderer, open_scans, open_virus_scanner
from bot.compose.ways import connect_mailbox, connect_outgoing
from bot.errors import SettingsError
from bot.service.app import App
from bot.service.health import Pulse, health
from bot.service.ports import Clock, Ledger, Resolver, ServiceManager, Timer
from bot.settings import Settings, read_keyring, trouble


@contextmanager
def open_app(
    settings: Settings,
    clock: Clock | None = None,
    environment: Mapping[str, str] = os.environ,
    stop: Event | None = None,
    resolver: Resolver | None = None,
) -> Iterator[App]:
    """The whole house, closed again at the end.

    Args:
        settings: Where everything lies.
        clock: The time; the machine's where none is given.
        environment: Secrets that the rules refer to.
        stop: Set by whoever wants the work to end after the item at hand.
        resolver: Who knows the keys of signatures; the machine's where none is given.

    Raises:
        RulesError: The rules hold problems.
        SettingsError: A path, secret or data file is unusable.
    """
    clock = clock or SystemClock()
    rules = read_rules(settings, clock)
    settings.storage.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        ledger = opened.enter_context(closing(SqlLedger(settings.ledger)))
        presence = opened.enter_context(closing(Presence(settings.processes)))
        app = App(
            owner=presence.owner,
            rules=rules,
            language=read_language(settings, rules),
            keyring=read_keyring(settings.keys),
            clock=clock,
            ledger=ledger,
            evidence=FileEvidence(settings.evidence),
            readers=opened.enter_context(closing(open_readers(settings, rules.limits))),
            scans=opened.enter_context(closing(open_scans(settings, rules.limits, settings.scans))),
            renderer=open_renderer(settings, rules),
            register=open_register(settings, rules),
            mailboxes={
                r.address: opened.enter_context(closing(connect_mailbox(r, settings, environment)))
                for r in rules.mailboxes
            },
            outgoing={
                r.address: opened.enter_context(closing(connect_outgoing(r, settings, environment)))
                for r in rules.mailboxes
            },
            resolver=resolver or DnsResolver(),
            virus_scanner=open_virus_scanner(rules),
            stop=stop or Event(),
        )
        for digest, block in rules.blocks.items():
            ledger.keep_block(digest, block)
        for owner in presence.dead():
            ledger.give_back(owner)
        yield app


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


@contextmanager
def health_told(settings: Settings, pulse: Pulse, app: App) -> Iterator[None]:
    """While this lasts, whoever asks on this machine hears how the service is, where the settings say so.

    Raises:
        SettingsError: The port is taken.
    """
    if settings.health is None:
        yield
        return
    from bot.adapters.health_http import HealthServer  # noqa: PLC0415 - others stay 10 MB smaller

    try:
        server = HealthServer(*settings.health, lambda: health(pulse, app))
    except OSError as error:
        raise SettingsError(trouble("health_taken", port=settings.health[1], error=error)) from error
    with closing(server):
        yield
