"""The command as a whole: help, version, mistakes, and its description in the manual."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import bot
from bot.cli import app
from bot.cli.texts import texts
from bot.core.events import CaseEvent, TurnedReason
from bot.service.preview import Fate
from bot.settings import read_settings
from tests.cli.conftest import ROOT, Tramita

MANUAL = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def _commands(command: Any, path: tuple[str, ...] = ("tramita",)) -> Iterator[tuple[str, Any]]:
    for name, one in getattr(command, "commands", {}).items():
        yield " ".join((*path, name)), one
        yield from _commands(one, (*path, name))


COMMANDS = dict(_commands(typer.main.get_command(app)))
LEAVES = {name: command for name, command in COMMANDS.items() if not hasattr(command, "commands")}


def test_help_names_every_command(tmp_path: Path, process: Tramita) -> None:
    """Help needs no rules, keeps the lines of its examples, and ends with 0."""
    ended = process(tmp_path, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert "    tramita poll                   un ciclo de todo" in ended.out
    assert all(f"  {name.split()[1]} " in ended.out for name in COMMANDS)


def test_help_needs_nothing_of_the_service() -> None:
    """What takes long to load is loaded by the commands that need it."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import bot.cli, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "typer" in loaded
    assert not {"sqlalchemy", "pydantic", "openpyxl", "jinja2", "lxml", "bot.compose"} & set(loaded)


def test_the_version_is_said(tmp_path: Path, tramita: Tramita) -> None:
    """The one that the package carries."""
    assert tramita(tmp_path, "--version").out == f"tramita {bot.__version__}\n"


def test_a_mistyped_command_is_answered_with_the_nearest(tmp_path: Path, process: Tramita) -> None:
    """And ends with 2."""
    ended = process(tmp_path, "chek")
    assert ended.code == 2
    assert "check" in ended.err


def test_missing_rules_are_one_readable_line(tmp_path: Path, tramita: Tramita) -> None:
    """Which says how to get some."""
    ended = tramita(tmp_path, "poll", "--rules", "nada.yaml")
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert ended.err.startswith("nada.yaml:1:1: ")
    assert "tramita init" in ended.err


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_has_an_example(name: str) -> None:
    """In its help."""
    assert re.search(rf"^  {name}", LEAVES[name].help, re.MULTILINE)


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_and_option_is_in_the_manual(name: str) -> None:
    """In its row of the table of commands."""
    (row,) = re.findall(rf"^\| `{name}(?: [A-Z]+)?` \|.*$", MANUAL, re.MULTILINE)
    options = [option for parameter in LEAVES[name].params for option in parameter.opts if option.startswith("--")]
    assert [option for option in options if option != "--help" and f"`{option}`" not in row] == []


def test_every_setting_is_in_the_manual() -> None:
    """Settings that are read from the environment are all described, and none that is not read."""
    asked: set[str] = set()

    class Asked(dict[str, str]):
        def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
            asked.add(key)
            return default

    read_settings(Path("mail_rules.yaml"), Asked())
    assert asked == set(re.findall(r"^\| `(TRAMITA_\w+)`", MANUAL, re.MULTILINE))


def test_everything_that_is_told_has_its_words() -> None:
    """Each kind of event, each reason why something changed nothing or one more is asked, each fate of a mail."""
    assert set(texts()["events"]) == {event.__name__ for event in CaseEvent.__args__}
    assert set(texts()["values"]["reason"]) == {*TurnedReason, "absent", "unclear", "due"}
    assert set(texts()["fates"]) == set(Fate)
