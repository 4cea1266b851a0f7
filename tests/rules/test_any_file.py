"""Whatever stands in the file: rules, or problems that people can act on."""

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import Problem, RulesError
from bot.rules.load import load_rules
from bot.rules.source import read_source
from bot.rules.vocabulary import Vocabulary
from bot.rules.wording import wording

EXAMPLE = Path(__file__).parents[2] / "mail_rules.yaml"
TREE = read_source(EXAMPLE.read_text(encoding="utf-8"), "example").data
ODD: list[Any] = [None, "", " ", "x", "{given}", "ñandú", "0", "-1", "1e999", "true", "1" * 5000, "none", "2026-02-30",
                  [], [None], ["x"], [["x"]], {}, {"x": "y"}, {"kind": "imap"}, {"finding": {}}, "a@b.c"]  # fmt: skip


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield (*path, key)
        yield from _places(child, (*path, key))


PLACES = list(_places(TREE))


def _change(tree: Any, path: tuple[Any, ...], how: str, odd: Any) -> None:
    node = tree
    for part in path[:-1]:
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            return
    key = path[-1]
    if not isinstance(node, dict if isinstance(key, str) else list) or (isinstance(node, list) and key >= len(node)):
        return
    if how == "replace":
        node[key] = odd
    elif how == "delete" and (isinstance(node, list) or key in node):
        del node[key]
    elif how == "rename" and isinstance(node, dict) and key in node:
        node[key + "s"] = node.pop(key)
    elif isinstance(node, list):
        node.append(copy.deepcopy(node[key]))


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(PLACES), st.sampled_from(["replace", "delete", "rename", "repeat"]), st.sampled_from(ODD)
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_any_change_gives_rules_or_problems(tmp_path: Path, vocabulary: Vocabulary, changes: list[Any]) -> None:
    """Nothing but RulesError leaves the loader, and each problem has a place, a key and a sentence of its own."""
    tree = copy.deepcopy(TREE)
    for path, how, odd in changes:
        _change(tree, path, how, copy.deepcopy(odd))
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    file = tmp_path / "mail_rules.yaml"
    file.write_text(text, encoding="utf-8")
    for problem in _problems(file, vocabulary):
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.column >= 1
        assert not problem.message.startswith(wording().problems["invalid"])
        assert len(problem.message) < 2000


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=" \n\t:-[]{}&*!|>'\"%@#,?aé0\u0085\u2028", max_size=60))
def test_any_text_gives_rules_or_problems(tmp_path: Path, vocabulary: Vocabulary, text: str) -> None:
    """Text made of YAML's own signs never gets past the loader as anything but problems."""
    file = tmp_path / "mail_rules.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    assert _problems(file, vocabulary)


def _problems(file: Path, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """The problems of a file, none where it gives rules."""
    try:
        load_rules(file, vocabulary, date(2026, 3, 4))
    except RulesError as error:
        return error.problems
    return ()
