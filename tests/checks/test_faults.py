"""Every check on whole mails: drawn files in, findings out."""

import pytest

from bot.checks import KNOWN_CHECKS
from bot.core.finding import Severity
from bot.testing.desk import Desk, open_desk
from bot.testing.facts import facts
from bot.testing.faults import faults
from bot.testing.mails import request

FAULTS = faults()
SEEN_IN_TEXT = sorted(code for code, pair in FAULTS.items() if not pair.engines)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The example rules."""
    return open_desk()


def test_every_check_has_its_mails() -> None:
    """No check is left without a mail with its fault and one close to it."""
    assert set(FAULTS) == KNOWN_CHECKS


@pytest.mark.parametrize("code", SEEN_IN_TEXT)
def test_a_fault_is_found_in_its_mail(desk: Desk, code: str) -> None:
    """It is named once in the mail that has it, and not in the one that only looks like it."""
    pair = FAULTS[code]
    found = [
        [one.code for one in desk.findings(sample.mail.raw(), elsewhere=sample.elsewhere)].count(code)
        for sample in (pair.fault(), pair.near())
    ]
    assert found == [1, 0]


@pytest.mark.parametrize("n", range(0, 96, 12))
def test_a_correct_request_is_never_returned(desk: Desk, n: int) -> None:
    """Nothing blocks it, whichever branch, story and client it is about."""
    found = desk.findings(request(facts(n)).raw())
    assert [one.code for one in found if one.severity is Severity.ERROR] == []
