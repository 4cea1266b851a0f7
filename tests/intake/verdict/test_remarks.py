"""Remarks beside a decision: what leaves it as it is, and what opens it, each joined with each decision."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.words import fold

_REMARKS = YAML(typ="safe").load(Path(__file__).with_name("remarks.yaml"))
_DECISIONS = YAML(typ="safe").load(Path(__file__).with_name("decisions.yaml"))
_YES = {Stage.APPROVAL: Verdict.APPROVE, Stage.DIGITIZATION: Verdict.DONE, Stage.FILING: Verdict.DONE}
_SAID_AS = {"approval": "yes", "digitization": "done", "filing": "done"}
_STAGES = sorted(_SAID_AS)


def _after(decision: str, remark: str) -> Iterator[str]:
    yield f"{decision}, {remark}"
    yield f"{decision}. {remark[0].upper()}{remark[1:]}{'' if remark.endswith('?') else '.'}"


def _before(decision: str, remark: str) -> str:
    return f"{remark[0].upper()}{remark[1:]}. {decision}."


@pytest.mark.parametrize("stage", _STAGES)
def test_a_harmless_remark_after_a_yes_leaves_it_a_yes(stage: str, lexicon: Lexicon) -> None:
    """Thanks, reasons, tasks and apologies after a yes change nothing."""
    block = _REMARKS[stage]
    said = [
        text
        for decision, remark in product(block[_SAID_AS[stage]], block["harmless"])
        for text in _after(decision, remark)
    ]
    assert [text for text in said if judge(text, Stage(stage), lexicon).verdict is not _YES[Stage(stage)]] == []


@pytest.mark.parametrize("stage", _STAGES)
def test_a_harmless_remark_before_a_yes_leaves_it_a_yes(stage: str, lexicon: Lexicon) -> None:
    """Thanks, reasons, tasks and apologies before a yes change nothing."""
    block = _REMARKS[stage]
    said = [_before(*pair) for pair in product(block[_SAID_AS[stage]], block["harmless"])]
    assert [text for text in said if judge(text, Stage(stage), lexicon).verdict is not _YES[Stage(stage)]] == []


def test_a_harmless_remark_leaves_a_refusal_a_refusal(lexicon: Lexicon) -> None:
    """Thanks, reasons, tasks and apologies around a refusal change nothing."""
    block = _REMARKS["approval"]
    said = [
        text
        for decision, remark in product(block["no"], block["harmless"])
        for text in (*_after(decision, remark), _before(decision, remark))
    ]
    assert [text for text in said if judge(text, Stage.APPROVAL, lexicon).verdict is not Verdict.REJECT] == []


@pytest.mark.parametrize("stage", _STAGES)
def test_nothing_that_opens_a_decision_is_taken_for_a_yes(stage: str, lexicon: Lexicon) -> None:
    """A condition, a doubt, a part, a question or a way back after a yes leaves nothing that could pass as one."""
    block = _REMARKS[stage]
    decisions = [*block[_SAID_AS[stage]], *block.get("weak", ())]
    said = [text for decision, remark in product(decisions, block["opening"]) for text in _after(decision, remark)]
    assert [text for text in said if judge(text, Stage(stage), lexicon).verdict is _YES[Stage(stage)]] == []


def test_nothing_that_leads_a_decision_and_opens_it_is_taken_for_a_yes(lexicon: Lexicon) -> None:
    """A condition, a time, hearsay or another matter before a yes leaves nothing that could pass as one."""
    block = _REMARKS["approval"]
    said = [
        f"{lead[0].upper()}{lead[1:]}{mark} {decision}"
        for lead, mark, decision in product(block["leading"], ("", ","), block["led"])
    ]
    assert [text for text in said if judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE] == []


def _taken_for_a_yes(said: Iterator[str], lexicon: Lexicon) -> list[str]:
    return [text for text in said if judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE]


def test_a_contingency_that_stops_the_matter_leaves_no_yes(lexicon: Lexicon) -> None:
    """«Aprobado. Si el cliente reclama, la devuelven.» is no plain yes, in whatever way the stop is said."""
    block = _REMARKS["approval"]
    said = (
        text
        for decision, when, stop in product(block["yes"][:2], block["contingencies"], block["stops"])
        for text in (f"{decision}. {when.capitalize()}, {stop}.", f"{decision}, {when} {stop}")
    )
    assert _taken_for_a_yes(said, lexicon) == []


def test_a_notice_of_trouble_leaves_no_yes(lexicon: Lexicon) -> None:
    """«Aprobado, pero te aviso que falta la firma» is no plain yes."""
    block = _REMARKS["approval"]
    triples = product(block["yes"][:3], block["notices"], block["troubles"])
    assert _taken_for_a_yes((f"{yes}, {notice} {trouble}" for yes, notice, trouble in triples), lexicon) == []


def test_an_approval_for_a_later_time_is_none(lexicon: Lexicon) -> None:
    """«Lo apruebo a la vuelta del almuerzo» and «a las cinco la apruebo» promise; they do not approve."""
    block = _REMARKS["approval"]
    said = (
        text
        for decision, time in product(block["timed"], block["times"])
        for text in (
            f"{decision} {time}",
            f"{decision}, {time}",
            f"{time.capitalize()} {decision[0].lower()}{decision[1:]}",
            f"{time.capitalize()}, {decision[0].lower()}{decision[1:]}",
        )
    )
    assert _taken_for_a_yes(said, lexicon) == []


@pytest.mark.parametrize("frame", _DECISIONS["frames"])
@pytest.mark.parametrize("verdict", [Verdict.APPROVE, Verdict.REJECT])
def test_a_plain_decision_is_read_in_every_frame(verdict: Verdict, frame: str, lexicon: Lexicon) -> None:
    """Greetings, names, excuses, signatures and notices around a plain decision change nothing."""
    said = [frame.format(decision) for decision in _DECISIONS[verdict]]
    assert [text for text in said if judge(text, Stage.APPROVAL, lexicon).verdict is not verdict] == []


@pytest.mark.parametrize("verdict", [Verdict.APPROVE, Verdict.REJECT])
def test_a_plain_decision_is_read_without_accents_and_in_capitals(verdict: Verdict, lexicon: Lexicon) -> None:
    """People forget accents, or shout."""
    said = [text for decision in _DECISIONS[verdict] for text in (decision.upper(), fold(decision))]
    assert [text for text in said if judge(text, Stage.APPROVAL, lexicon).verdict is not verdict] == []
