"""The example rules, changed in one place at a time, and what came of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.checks import KNOWN_CHECKS
from bot.errors import Problem, RulesError
from bot.rules.load import load_rules
from bot.rules.values import Rules
from bot.rules.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "mail_rules.yaml"
TODAY = date(2026, 3, 4)

FACTS = frozenset({"tipo", "valor_factura", "cobro_costos"})


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The codes and facts that a whole program would know."""
    return Vocabulary(checks=KNOWN_CHECKS, facts=FACTS)


@pytest.fixture(scope="session")
def rules(vocabulary: Vocabulary) -> Rules:
    """The repository's own rules."""
    return load_rules(EXAMPLE, vocabulary, TODAY)


@pytest.fixture
def edit() -> Callable[..., str]:
    """The example's text with some pieces replaced, each of which stands in it exactly once."""

    def edited(*replacements: tuple[str, str]) -> str:
        text = EXAMPLE.read_text(encoding="utf-8")
        for old, new in replacements:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text

    return edited


@pytest.fixture
def load(tmp_path: Path, vocabulary: Vocabulary) -> Callable[[str], Rules]:
    """Loads rules from text."""

    def loaded(text: str) -> Rules:
        path = tmp_path / "mail_rules.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        return load_rules(path, vocabulary, TODAY)

    return loaded


@pytest.fixture
def problems(load: Callable[[str], Rules]) -> Callable[[str], tuple[Problem, ...]]:
    """The problems of rules given as text; there must be some."""

    def found(text: str) -> tuple[Problem, ...]:
        with pytest.raises(RulesError) as caught:
            load(text)
        return caught.value.problems

    return found
