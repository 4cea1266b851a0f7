"""The command ``tramita demo`` as people start it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.demo.words import excerpt, listed
from bot.testing.stories import stories

ROOT = Path(__file__).parents[2]
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def _run(folder: Path, source: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(source), "PATH": os.environ["PATH"], "COLUMNS": "100", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "bot", "demo"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """One demonstration, in a folder where an older one left something."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "storage" / "demo").mkdir(parents=True)
    (folder / "storage" / "demo" / "older").touch()
    return _run(folder), folder


def test_the_demonstration_ends_well(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """All stories end as told: exit status 0, and nothing on stderr."""
    done, _ = shown
    assert (done.returncode, done.stderr) == (0, "")


def test_every_story_is_told(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """Titles, clients, times, and what people wrote and decided stand in the timeline."""
    text = " ".join(shown[0].stdout.split())
    for story in stories():
        assert story.title in text
        assert story.facts.client in text
        for step in story.steps:
            assert f"{step.at:%H:%M}" in text
            assert step.writes in text
    assert "Queda negada la aprobación: «No lo apruebo." in text
    assert "solo cuenta la respuesta de la persona a quien se le preguntó" in text


def test_the_register_is_shown(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """Each case has its line in the table, with number, status and invoice."""
    lines = shown[0].stdout.splitlines()
    for number, story in enumerate(stories(), 1):
        row = next(line for line in lines if line.startswith(f"AN-2026-{number:06d}"))
        assert "Anulado" in row
        assert story.facts.invoice_number in row


def test_everything_lies_where_it_says(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """Every path that is printed exists."""
    done, folder = shown
    paths = re.findall(r"storage/demo/\S+", done.stdout)
    assert {Path(path).suffix for path in paths} >= {".xlsx", ".json", ".db", ".log"}
    assert [path for path in paths if not (folder / path).exists()] == []


def test_it_begins_in_a_fresh_folder(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """What an older demonstration left is gone."""
    assert not (shown[1] / "storage" / "demo" / "older").exists()


def test_a_pipe_gets_plain_text(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """No colours, cursor movements or progress bars where no terminal is."""
    assert CONTROL.search(shown[0].stdout) is None


def test_the_text_keeps_to_the_width(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """Lines are wrapped to the terminal's width."""
    assert max(map(len, shown[0].stdout.splitlines())) <= 100


def test_a_story_that_goes_otherwise_ends_with_1(tmp_path: Path) -> None:
    """With one expectation broken on purpose the command says what differs and fails."""
    source = tmp_path / "source"
    shutil.copytree(ROOT / "bot", source / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", source / "templates")
    shutil.copy(ROOT / "mail_rules.yaml", source)
    told = source / "bot" / "testing" / "data" / "stories.es.yaml"
    text = told.read_text(encoding="utf-8")
    assert text.count("fecha_radicacion: ") == 1
    told.write_text(text.replace('fecha_radicacion: "2026-03-06"', 'fecha_radicacion: "2026-03-07"'), encoding="utf-8")
    done = _run(tmp_path, source)
    assert done.returncode == 1
    assert "se esperaba «2026-03-07» y fue «2026-03-06»" in done.stdout


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Buen día:\n\nRecibí su\nsolicitud.\n\nLo demás.", "Recibí su solicitud."),
        ("Buen día:\n\nFalta esto:\n\n  1. La carta.\n\nLo demás.", "Falta esto: 1. La carta."),
    ],
)
def test_a_mail_is_shown_by_what_it_says_first(text: str, first: str) -> None:
    """The greeting is left out, and what a first sentence announces comes along."""
    assert excerpt(text) == first


def test_names_stand_as_in_a_sentence() -> None:
    """Commas between all but the last two."""
    assert [listed(["Ana"]), listed(["Ana", "Luz"]), listed(["Ana", "Luz", "Eva"])] == [
        "Ana",
        "Ana y Luz",
        "Ana, Luz y Eva",
    ]
