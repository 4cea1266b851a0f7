"""The table of ``docs/reliability.md``: every lesson is in it, and whatever it names as a proof exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
LESSONS = 86
PROOF = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_lesson_has_one_line() -> None:
    """None is left out, and none told twice."""
    told = [
        int(number)
        for cell in re.findall(r"^\| (T\d\d(?:, T\d\d)*) \|", TABLE, re.MULTILINE)
        for number in re.findall(r"\d\d", cell)
    ]
    assert sorted(told) == list(range(1, LESSONS + 1))


@pytest.mark.parametrize(("file", "test"), sorted(set(PROOF.findall(TABLE))))
def test_every_proof_exists(file: str, test: str) -> None:
    """A test that was renamed is renamed in the table as well."""
    source = (ROOT / file).read_text(encoding="utf-8")
    assert not test or f"def {test}(" in source


def test_what_has_no_proof_says_so() -> None:
    """A line names a test, or that the thing is not built yet."""
    rows = [row for row in TABLE.splitlines() if re.match(r"\| T\d\d", row)]
    assert [row for row in rows if not PROOF.search(row) and not row.endswith("| not built yet |")] == []
