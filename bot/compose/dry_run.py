"""Mails that are only read, apart from the rest, which no other command has to load."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.adapters.clock import SystemClock
from bot.adapters.render_words import Wording, load_messages
from bot.compose.language import read_language, read_rules
from bot.compose.parts import open_readers, open_scans
from bot.core.intent import Stage
from bot.core.react import words
from bot.service.inspect import DryRun
from bot.settings import Settings


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
    with (
        open_readers(settings, rules.limits) as readers,
        TemporaryDirectory(prefix="tramita-") as kept,
        open_scans(settings, rules.limits, Path(kept)) as scans,
    ):
        language = read_language(settings, rules)
        wording = Wording(load_messages(settings.templates / "messages.es.yaml"), rules.company, process=None)
        yield DryRun(
            rules=rules,
            language=language,
            readers=readers,
            scans=scans,
            say=lambda finding: wording.told(words.finding(finding)),
            stage=stage,
            now=lambda mail: now or mail.date or clock.now(),
        )
