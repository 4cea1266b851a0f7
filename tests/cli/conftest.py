"""The command, inside this process or as one of its own, on installations that are made once."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog

from bot.adapters.maildir import Maildir
from bot.cli import main
from bot.settings import bundled
from bot.testing.clock import FrozenClock
from bot.testing.facts import facts
from bot.testing.house import open_house
from bot.testing.mails import request

ROOT = Path(__file__).parents[2]
WEDNESDAY = datetime(2026, 3, 18, 15, tzinfo=UTC)
PATIENCE_SECONDS = 120
TWO_SENDERS = b"Sender: a@empresa.example\r\nSender: b@empresa.example\r\n"
"""Whose mail it is cannot be told, so that it is put into quarantine."""

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "TRAMITA_WORKERS": "1", "TRAMITA_OCR": "off"}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Tramita = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _umask_restored() -> Iterator[None]:
    """A command narrows the rights of whatever this process writes; the next test begins as before."""
    before = os.umask(0)
    os.umask(before)
    yield
    os.umask(before)


@pytest.fixture
def tramita(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Tramita]:
    """Runs a command in a folder to its end, inside this process: its libraries are loaded once for all tests.

    What it logs goes to the output of this test, which other tests cannot write to any more: no logger keeps it.
    """
    configure = structlog.configure
    monkeypatch.setattr(
        structlog, "configure", lambda **set_up: configure(**(set_up | {"cache_logger_on_first_use": False}))
    )

    def run(home: Path, *arguments: str, typed: str = "") -> Ended:
        monkeypatch.chdir(home)
        monkeypatch.setenv("TRAMITA_OCR", "off")
        monkeypatch.setattr(sys, "argv", ["tramita", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return Ended(int(ended.value.code or 0), told.out, told.err)

    yield run
    structlog.reset_defaults()


@pytest.fixture
def process() -> Tramita:
    """Runs a command in a folder to its end, as people and cron do."""

    def run(home: Path, *arguments: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=home,
            env=ENVIRONMENT,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the example rules and their empty mailbox."""
    shutil.copy(bundled("mail_rules.yaml"), tmp_path)
    Maildir(tmp_path / "storage" / "maildir" / "anulaciones").make()
    return tmp_path


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one case and one mail in quarantine, to look at only."""
    folder = tmp_path_factory.mktemp("lived_in")
    with open_house(folder, FrozenClock(WEDNESDAY)) as house:
        house.receive(request(facts(1)).raw(), TWO_SENDERS + request(facts(2)).raw())
    return folder


@pytest.fixture
def own_lived_in(lived_in: Path, tmp_path: Path) -> Path:
    """A copy of that installation, to change."""
    return shutil.copytree(lived_in, tmp_path / "house")


def deliver(home: Path, raw: bytes) -> None:
    """A mail arrives in the mailbox of the example rules."""
    Maildir(home / "storage" / "maildir" / "anulaciones").deliver(raw)


def answers(home: Path) -> list[bytes]:
    """The mails that left an installation."""
    return [path.read_bytes() for path in (home / "storage" / "maildir" / "enviados" / "new").glob("*")]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
