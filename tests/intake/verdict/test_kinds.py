"""Kinds of answers, each by many examples of its own and by the dangerous twins that look like it."""

from itertools import product
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon

_KINDS = YAML(typ="safe").load(Path(__file__).with_name("kinds.yaml"))
_SIGNATURE = "\n\nEfraín Cantillo De la Hoz\nJefe SAC - Regional Caribe\n\n"


def _read_as(verdict: Verdict, said: list[str], lexicon: Lexicon) -> list[str]:
    return [text for text in said if judge(text, Stage.APPROVAL, lexicon).verdict is verdict]


def _beside(decision: str, word: str) -> tuple[str, ...]:
    lower = f"{decision[0].lower()}{decision[1:]}"
    return (
        f"{decision} {word}",
        f"{decision}, {word}",
        f"{word.capitalize()} {lower}",
        f"{word.capitalize()}, {lower}",
    )


@pytest.mark.parametrize("kind", _KINDS["kinds"])
def test_each_kind_is_read_and_its_twins_are_not_taken_for_a_yes(kind: str, lexicon: Lexicon) -> None:
    """Every example is read as people read it; what only looks like an approval is none."""
    examples = dict(_KINDS["kinds"][kind])
    twins = examples.pop("no_yes", [])
    wrong = [
        text
        for verdict, said in examples.items()
        for text in said
        if judge(text, Stage.APPROVAL, lexicon).verdict is not Verdict(verdict)
    ]
    assert wrong == []
    assert _read_as(Verdict.APPROVE, twins, lexicon) == []


def test_an_adverb_that_weakens_a_yes_leaves_none(lexicon: Lexicon) -> None:
    """«Tentativamente aprobado», «sí, pero verbalmente» and «aprobado. Provisionalmente.» are no plain yes."""
    block = _KINDS["adverbs"]
    said = [
        text
        for decision, word in product(block["decisions"], block["weaken"])
        for text in (*_beside(decision, word), f"{decision}. {word.capitalize()}.", f"{decision}, pero {word}")
    ]
    assert _read_as(Verdict.APPROVE, said, lexicon) == []


def test_an_adverb_that_stresses_a_yes_leaves_it_a_yes(lexicon: Lexicon) -> None:
    """«Plenamente autorizada» and «sí, obviamente» approve."""
    block = _KINDS["adverbs"]
    said = [text for pair in product(block["stressed"], block["stress"]) for text in _beside(*pair)]
    assert sorted(set(said) - set(_read_as(Verdict.APPROVE, said, lexicon))) == []


def test_an_adverb_that_nobody_listed_leaves_no_yes(lexicon: Lexicon) -> None:
    """Whatever ends like an adverb and is not known to be harmless may weaken the yes beside it."""
    said = [text for decision in _KINDS["adverbs"]["decisions"] for text in _beside(decision, "zurumbáticamente")]
    assert _read_as(Verdict.APPROVE, said, lexicon) == []


def test_granting_another_thing_grants_nothing_here(lexicon: Lexicon) -> None:
    """«La del Colegio Mayor va aprobada, esta sigue en turno» does not approve this one."""
    said = [
        text
        for granted, this in product(_KINDS["contrast"]["granted"], _KINDS["contrast"]["this_one"])
        for text in (f"{granted}, {this}", f"{granted}. {this.capitalize()}.", f"{granted}, pero {this}")
    ]
    assert _read_as(Verdict.APPROVE, said, lexicon) == []


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("Aprobado.", Verdict.APPROVE), ("Rechazado.", Verdict.REJECT), ("Lo reviso mañana.", Verdict.UNCLEAR)],
)
def test_slogans_under_a_signature_say_nothing(answer: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """«Correo escaneado y aprobado por Seguridad TI» and «sí a la transparencia» leave any answer as it is."""
    said = [f"{answer}{_SIGNATURE}{slogan}" for slogan in _KINDS["slogans"]]
    assert sorted(set(said) - set(_read_as(verdict, said, lexicon))) == []


def test_feelings_after_a_yes_leave_it_a_yes(lexicon: Lexicon) -> None:
    """Fright, shame and anger at what happened decide nothing."""
    said = [
        text
        for decision, feeling in product(("Autorizado", "Queda aprobada"), _KINDS["feelings"])
        for text in (f"{decision}, pero {feeling}", f"{decision}, {feeling}", f"{decision}. {feeling.capitalize()}.")
    ]
    assert sorted(set(said) - set(_read_as(Verdict.APPROVE, said, lexicon))) == []
