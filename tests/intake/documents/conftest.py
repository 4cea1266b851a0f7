"""The words as shipped."""

from pathlib import Path

import pytest

from bot.intake.documents.words import DocumentWords, load_document_words

ROOT = Path(__file__).resolve().parents[3]
WORDS_PATH = ROOT / "templates" / "documents.es.yaml"


@pytest.fixture(scope="session")
def words() -> DocumentWords:
    """The words as shipped."""
    return load_document_words(WORDS_PATH)
