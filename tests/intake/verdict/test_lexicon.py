"""The lexicon as its editor sees it: every problem named with its line."""

from pathlib import Path

import pytest

from bot.core.intent import Stage, Verdict
from bot.errors import RulesError
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon, load_lexicon

_SHIPPED = Path(__file__).parents[3] / "templates" / "lexicon.es.yaml"


def _edited(tmp_path: Path, old: str, new: str) -> Path:
    text = _SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "lexicon.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_word_that_is_added_is_understood(tmp_path: Path, lexicon: Lexicon) -> None:
    """An editor's new word decides without any change of code."""
    edited = load_lexicon(_edited(tmp_path, "- nanay", "- nanay\n    - zafarrancho"))
    assert judge("zafarrancho", Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR
    assert judge("zafarrancho", Stage.APPROVAL, edited).verdict is Verdict.REJECT


def test_every_problem_is_listed_with_its_line(tmp_path: Path) -> None:
    """A number that should be a word and a missing block are both named."""
    path = _edited(tmp_path, "- nanay", "- 12")
    path.write_text(path.read_text(encoding="utf-8").replace("\nshapes:", "\nformas:"), encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_lexicon(path)
    keys = {problem.key: problem.line for problem in caught.value.problems}
    assert set(keys) == {"shapes", "words.nope"}
    assert path.read_text(encoding="utf-8").splitlines()[keys["words.nope"] - 1].strip() == "- 12"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("- nanay", "- nanay\n    - nunca", "words.nope"),
        ("aprobar: {stems: [aprob, aprueb]}", "aprobar: [aprob]", "verbs.aprobar"),
        ("aprobar: {stems: [aprob, aprueb]}", "aprobar: {raiz: [aprob]}", "verbs.aprobar.raiz"),
        ("aprobar: {stems: [aprob, aprueb]}", "apruebo: {stems: [aprueb]}", "verbs.apruebo"),
        ("inf: [ar]", "inf: ar", "ar.inf"),
        ("  closings: [", "  closing: [", "frame.closings"),
        ('tick: "', "tick: [x] #", "frame.tick"),
        ("deeds:\n  verbs:", "deeds:\n  verbos:", "deeds.verbs"),
        ("      [bandeja,", "      [cinco, bandeja,", "words.waiting"),
        ("slips: [proceder", "slips: [bailar, proceder", "slips"),
        ("  things: [lugares", "  things: [planetas, lugares", "plain.things"),
        ("  told: [", "  contados: [", "plain.told"),
    ],
)
def test_a_problem_in_any_block_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    """Whatever block an editor breaks, the problem says which key, with line and column."""
    with pytest.raises(RulesError) as caught:
        load_lexicon(_edited(tmp_path, old, new))
    assert key in {problem.key for problem in caught.value.problems}


def test_a_word_under_two_tags_names_both_places(tmp_path: Path) -> None:
    """The second place of a word would never count, so the file is refused and the first place is named."""
    path = _edited(tmp_path, "- nanay", "- nanay\n    - nunca")
    with pytest.raises(RulesError, match=r"lexicon\.yaml:\d+:\d+: words\.nope: «nunca».*words\.neg:\d+"):
        load_lexicon(path)


def test_broken_yaml_is_a_problem_with_its_line(tmp_path: Path) -> None:
    """A file that is no YAML is refused with the place where it breaks."""
    path = _edited(tmp_path, "endings:", "endings: [")
    with pytest.raises(RulesError, match=r"lexicon\.yaml:\d+:\d+"):
        load_lexicon(path)
