"""Every check on whole mails: drawn files in, findings out."""

from dataclasses import replace

import pytest

from bot.checks import KNOWN_CHECKS
from bot.core.finding import Severity
from bot.testing.desk import Desk, open_desk
from bot.testing.documents import document, five
from bot.testing.facts import facts
from bot.testing.faults import faults
from bot.testing.mails import request
from tests.intake.documents.sealing import sealed, tampered

FAULTS = faults()
SEALS = "document.seal_broken"
SEEN_IN_TEXT = sorted(code for code, pair in FAULTS.items() if not pair.engines)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The example rules."""
    return open_desk()


def test_every_check_has_its_mails() -> None:
    """No check is left without a mail with its fault and one close to it; a signature is made where its key is."""
    assert set(FAULTS) | {SEALS} == KNOWN_CHECKS


@pytest.mark.parametrize("code", SEEN_IN_TEXT)
def test_a_fault_is_found_in_its_mail(desk: Desk, code: str) -> None:
    """It is named once in the mail that has it, and not in the one that only looks like it."""
    pair = FAULTS[code]
    found = [
        [one.code for one in desk.findings(sample.mail.raw(), elsewhere=sample.elsewhere)].count(code)
        for sample in (pair.fault(), pair.near())
    ]
    assert found == [1, 0]


def test_a_broken_seal_is_found_in_its_mail(desk: Desk) -> None:
    """A reply that was changed after it was signed digitally, and one that was not."""
    case = facts(0)
    files = {file.filename: file for file in five(case)}
    reply = document(case, "carta_respuesta", b"").filename
    found = []
    for content in (tampered(sealed(files[reply].content)), sealed(files[reply].content)):
        sent = tuple(replace(one, content=content) if one.filename == reply else one for one in files.values())
        found.append([one.code for one in desk.findings(request(case, files=sent).raw())].count(SEALS))
    assert found == [1, 0]


@pytest.mark.parametrize("n", range(0, 96, 12))
def test_a_correct_request_is_never_returned(desk: Desk, n: int) -> None:
    """Nothing blocks it, whichever branch, story and client it is about."""
    found = desk.findings(request(facts(n)).raw())
    assert [one.code for one in found if one.severity is Severity.ERROR] == []
