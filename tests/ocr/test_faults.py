"""The checks that speak of scans, on whole mails whose scans are read."""

import pytest

from bot.intake.documents.ocr.read import read_scan
from bot.testing.desk import Desk, open_desk
from bot.testing.faults import faults
from tests.ocr.engines import tesseract

SEEN_IN_SCANS = sorted(code for code, pair in faults().items() if pair.engines)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The example rules."""
    return open_desk()


@pytest.mark.parametrize("code", SEEN_IN_SCANS)
def test_a_fault_is_found_in_its_scan(desk: Desk, code: str) -> None:
    """It is named once in the mail that has it, and not in the one that only looks like it."""
    engine, words = tesseract(), desk.language.documents
    found = [
        [one.code for one in desk.findings(sample.mail.raw(), reader=lambda file: read_scan(file, words, engine))]
        for sample in (faults()[code].fault(), faults()[code].near())
    ]
    assert [codes.count(code) for codes in found] == [1, 0]
