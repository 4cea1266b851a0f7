"""``tramita poll``: one cycle from cron."""

import json
from pathlib import Path

import pytest

from bot.testing.facts import facts
from bot.testing.mails import request
from tests.cli.conftest import Tramita, answers, deliver


def test_a_request_becomes_a_case_in_one_cycle(home: Path, process: Tramita) -> None:
    """It is answered within the same cycle; the next cycle, which begins at once, finds new mail and nothing else."""
    deliver(home, request(facts(1)).raw())
    first = process(home, "poll", "--json")
    assert (first.code, first.err) == (0, "")
    tally = json.loads(first.out)
    assert (tally["fetched"], tally["handled"], tally["booked"], tally["troubles"]) == (1, 1, 1, [])
    sent = len(answers(home))
    assert tally["sent"] == sent > 0
    deliver(home, request(facts(2)).raw())
    second = process(home, "poll")
    assert second.code == 0
    assert second.out.startswith("Correos recibidos: 1; tramitados: 1;")
    assert len(answers(home)) > sent


def test_what_is_written_is_nobody_elses_business(home: Path, process: Tramita) -> None:
    """Ledger, mails and register can be read by a group at most, whatever the shell or cron allows."""
    deliver(home, request(facts(1)).raw())
    others = {path.stat().st_ino for path in home.rglob("*")}
    assert process(home, "poll").code == 0
    written = [path for path in home.rglob("*") if path.stat().st_ino not in others]
    assert len(written) > len(answers(home)) > 0
    assert [path for path in written if path.stat().st_mode & 0o027] == []


def test_trouble_is_named_and_ends_with_1(home: Path, process: Tramita) -> None:
    """A register that cannot be written stops neither the case nor its mails."""
    deliver(home, request(facts(1)).raw())
    (home / "storage" / "register").write_text("no es una carpeta")
    ended = process(home, "poll")
    assert ended.code == 1
    assert "Falló: el registro no se pudo escribir" in ended.err
    assert "tramitados: 1" in ended.out
    assert answers(home)


@pytest.mark.parametrize("command", [("check",), ("inspect", "-")])
def test_xml_is_never_read_with_its_entities(
    home: Path, tramita: Tramita, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Where the environment turns the guard of workbooks off, nothing starts, and the cure is told."""
    monkeypatch.setenv("OPENPYXL_DEFUSEDXML", "False")
    ended = tramita(home, *command)
    assert ended.code == 2
    assert "OPENPYXL_DEFUSEDXML la desactiva" in ended.err
