"""The dry run with the example rules and real readers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.compose.dry_run import open_dry_run
from bot.core.intent import Stage
from bot.service.inspect import DryRun, Stored
from bot.settings import read_settings
from tests.inspect.mails import ROOT

Look = Callable[[bytes], dict[str, Any]]


@pytest.fixture(scope="session")
def dry_run() -> Iterator[DryRun]:
    """Ready to read mails."""
    with open_dry_run(read_settings(ROOT / "mail_rules.yaml", {"TRAMITA_OCR": "off"}), Stage.APPROVAL) as dry_run:
        yield dry_run


@pytest.fixture(scope="session")
def look(dry_run: DryRun) -> Look:
    """The object of one mail."""

    def look_at(raw: bytes) -> dict[str, Any]:
        (found,) = dry_run.inspect([Stored(path="x.eml", raw=raw)])
        return found

    return look_at
