"""The only module that names adapters: settings and rules become an ``App``."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict

from bot.adapters.clock import SystemClock
from bot.adapters.evidence_files import FileEvidence
from bot.adapters.ledger_sql import SqlLedger
from bot.adapters.mailbox import open_mailbox
from bot.adapters.outgoing import open_outgoing
from bot.adapters.presence import Presence
from bot.adapters.readers_process import ProcessReaders
from bot.adapters.register_files import RegisterFiles
from bot.adapters.render_jinja import JinjaRenderer
from bot.checks import KNOWN_CHECKS
from bot.intake.check_words import load_check_words
from bot.intake.documents.words import load_document_words
from bot.intake.mail_forms import load_mail_forms
from bot.intake.subject import SubjectGrammar
from bot.intake.subject_words import load_subject_words
from bot.intake.verdict.lexicon import load_lexicon
from bot.rules.load import load_rules
from bot.rules.values import MailboxRule, Rules
from bot.rules.vocabulary import Vocabulary
from bot.service.app import App, Language
from bot.service.ports import Clock, Mailbox, Outgoing
from bot.settings import Settings, read_keyring, read_secret


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
def open_app(
    settings: Settings, clock: Clock | None = None, environment: Mapping[str, str] = os.environ
) -> Iterator[App]:
    """The whole house, closed again at the end.

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
        documents = settings.templates / "documents.es.yaml"
        app = App(
            owner=presence.owner,
            rules=rules,
            language=read_language(settings, rules),
            keyring=read_keyring(settings.keys),
            clock=clock,
            ledger=ledger,
            evidence=FileEvidence(settings.evidence),
            readers=opened.enter_context(closing(ProcessReaders(documents, workers=settings.workers))),
            renderer=JinjaRenderer(settings.templates, rules.company, rules.processes),
            register=RegisterFiles(settings.register, settings.templates / "register.es.yaml", rules.company),
            mailboxes={
                r.address: opened.enter_context(closing(_mailbox(r, settings, environment))) for r in rules.mailboxes
            },
            outgoing={
                r.address: opened.enter_context(closing(_outgoing(r, settings, environment))) for r in rules.mailboxes
            },
        )
        for digest, block in rules.blocks.items():
            ledger.keep_block(digest, block)
        for owner in presence.dead():
            ledger.give_back(owner, clock.now())
        yield app


def _mailbox(rule: MailboxRule, settings: Settings, environment: Mapping[str, str]) -> Mailbox:
    """The mailbox of a kind; the rules' options are the adapter's settings, with secrets and paths made real."""
    options = {"address": rule.address, "folders": rule.folders, **_real(asdict(rule.options), settings, environment)}
    return open_mailbox(rule.kind, options)


def _outgoing(rule: MailboxRule, settings: Settings, environment: Mapping[str, str]) -> Outgoing:
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
