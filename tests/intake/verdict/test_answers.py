"""Whole sets of answers: how many are read right, and none is taken for a yes that is not one."""

import json
from pathlib import Path

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon

_HERE = Path(__file__).parent
_SETS = (
    *sorted(_HERE.glob("answers*.jsonl")),
    *sorted((_HERE.parents[3] / "shared" / "samples").glob("verdicts*.jsonl")),
)
_LEAST_RIGHT = 0.97


def _judged(path: Path, lexicon: Lexicon) -> list[tuple[str, Verdict, list[str]]]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (record["text"], judge(record["text"], Stage(record["stage"]), lexicon).verdict, record["accept"])
        for record in records
    ]


@pytest.mark.parametrize("path", _SETS, ids=lambda path: path.name)
def test_nothing_is_taken_for_a_yes_that_is_none(path: Path, lexicon: Lexicon) -> None:
    """No answer of a set is read as approval or as done unless people would read it so."""
    wrong = [
        text
        for text, verdict, accept in _judged(path, lexicon)
        if verdict in {Verdict.APPROVE, Verdict.DONE} and verdict not in accept
    ]
    assert wrong == []


@pytest.mark.parametrize("path", _SETS, ids=lambda path: path.name)
def test_nearly_all_answers_are_read_right(path: Path, lexicon: Lexicon) -> None:
    """At least 97 of 100 answers of a set are read as people read them."""
    judged = _judged(path, lexicon)
    wrong = [(text, str(verdict), accept) for text, verdict, accept in judged if verdict not in accept]
    assert len(judged) >= 100
    assert len(wrong) <= (1 - _LEAST_RIGHT) * len(judged), wrong
