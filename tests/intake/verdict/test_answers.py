"""Whole sets of answers: how many are read right, and none is taken for a yes that is not one."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon

_HERE = Path(__file__).parent
_SHARED = _HERE.parents[3] / "shared" / "samples"
_SETS = (*sorted(_HERE.glob("answers*.jsonl")), *sorted(_SHARED.glob("verdicts*.jsonl")))
_LEAST_RIGHT = 0.97
# Sets with long letters, other countries' idioms, twisted syntax. The rest of them is read as
# unclear, so the question is asked again.
_LEAST_RIGHT_OF = {
    "answers_g.jsonl": 0.91,
    "answers_h.jsonl": 0.90,
    "answers_i2.jsonl": 0.95,
    "answers_o.jsonl": 0.95,
    "answers_p.jsonl": 0.96,
    "answers_r.jsonl": 0.96,
    "answers_s.jsonl": 0.95,
}
_FEWEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    text: str
    verdict: Verdict
    accept: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.verdict in self.accept


@pytest.fixture(scope="module", params=_SETS, ids=lambda path: path.name)
def judged(request: pytest.FixtureRequest, lexicon: Lexicon) -> tuple[_Judged, ...]:
    """A whole set, each answer judged once."""
    records = [json.loads(line) for line in request.param.read_text(encoding="utf-8").splitlines()]
    return tuple(
        _Judged(
            text=record["text"],
            verdict=judge(record["text"], Stage(record["stage"]), lexicon).verdict,
            accept=tuple(record["accept"]),
        )
        for record in records
    )


def test_nothing_is_taken_for_a_yes_that_is_none(judged: tuple[_Judged, ...]) -> None:
    """No answer of a set is read as approval or as done unless people would read it so."""
    assert [one.text for one in judged if one.verdict in {Verdict.APPROVE, Verdict.DONE} and not one.right] == []


def test_nearly_all_answers_are_read_right(judged: tuple[_Judged, ...], request: pytest.FixtureRequest) -> None:
    """At least 97 of 100 answers of a set are read as people read them, of the hard sets at least 90."""
    name = request.node.callspec.id
    least = _LEAST_RIGHT_OF.get(name, _LEAST_RIGHT)
    wrong = [one for one in judged if not one.right]
    assert len(judged) >= _FEWEST
    assert len(wrong) <= (1 - least) * len(judged), wrong
