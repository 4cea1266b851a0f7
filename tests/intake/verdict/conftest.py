"""The lexicon of the project, read once."""

from pathlib import Path

import pytest

from bot.intake.verdict.lexicon import Lexicon, load_lexicon

_LEXICON = Path(__file__).parents[3] / "templates" / "lexicon.es.yaml"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicon that the project ships."""
    return load_lexicon(_LEXICON)
