"""The engines, or why a test cannot run."""

import pytest

from bot.intake.documents.ocr.setup import OcrSetup
from tests.ocr.engines import installed


@pytest.fixture(scope="session")
def engines() -> OcrSetup:
    """All of them."""
    return installed()
