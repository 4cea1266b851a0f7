"""What a scan may have been misread as, and what is another number."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.decide.papers import other_memo
from bot.core.document import Read, Scan
from bot.core.identifiers import MEMO_FACT
from bot.core.misreading import is_misreading
from tests.core.world import Conversation, piece

PAIRS = [("0", "O"), ("O", "Q"), ("1", "I"), ("1", "l"), ("5", "S"), ("8", "B"), ("2", "Z"), ("6", "G"), ("rn", "m")]
WRITINGS = st.text(st.sampled_from("ACEFHJKPTXY3479"), max_size=8)  # signs that are taken for nothing else
SEPARATED = st.text(st.sampled_from("ACEFHJ3479 -."), min_size=1, max_size=12)


@given(WRITINGS, WRITINGS, st.sampled_from(PAIRS))
def test_one_sign_that_looks_alike_is_a_misreading(before: str, after: str, pair: tuple[str, str]) -> None:
    """Wherever it stands, and whichever of the two was read."""
    one, other = (f"{before}{sign}{after}" for sign in pair)
    assert is_misreading(one, other)
    assert is_misreading(other, one)


@given(WRITINGS, WRITINGS, st.sampled_from(PAIRS), st.sampled_from(PAIRS))
def test_two_signs_are_too_many(between: str, after: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Two misreadings in one number are hardly ever that."""
    assert not is_misreading(f"{one[0]}X{between}{other[0]}{after}", f"{one[1]}X{between}{other[1]}{after}")


@given(SEPARATED, st.sampled_from(" -."), st.integers(0, 12))
def test_a_separator_lost_or_added_is_a_misreading(text: str, separator: str, place: int) -> None:
    """It counts as a difference, and explains it; only spaces that people do not see are none."""
    torn = f"{text[:place]}{separator}{text[place:]}"
    assert is_misreading(text, torn) == (" ".join(text.lower().split()) != " ".join(torn.lower().split()))


@given(st.text(max_size=20))
def test_what_says_the_same_is_no_misreading(text: str) -> None:
    """Only a difference can be one; capitals are none."""
    assert not is_misreading(text, text)
    assert not is_misreading("FECA-104582", "feca-104582")


@given(st.text(max_size=12), st.text(max_size=12))
def test_it_does_not_matter_which_is_the_scan(one: str, other: str) -> None:
    """Both ways round the answer is the same."""
    assert is_misreading(one, other) == is_misreading(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FECA-104582", "FECA-104583"),
        ("FECA-104582", "FECA-14582"),
        ("FECA-104582", "FECA-1045822"),
        ("$ 5.057.500", "$ 5.057.600"),
        ("Peña", "Pena"),
        ("", "1"),
    ],
)
def test_another_number_is_another_number(one: str, other: str) -> None:
    """Digits that do not look alike, a digit too many or missing, and another letter are differences."""
    assert not is_misreading(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FEBQ-110003", "FEBO 110003"),
        ("R-CAL-2026-00318", "R-CAL-2026-003I8"),
        ("$ 5.057.500", "$ 5.0S7.500"),
        ("999.012.345-2", "999012345-Z"),
        ("Hernández Marín", "Hemández Marín"),
        ("FECA-104582", "FECA 104582"),
    ],
)
def test_what_scans_of_these_documents_gave(one: str, other: str) -> None:
    """A sign and separators together explain a difference."""
    assert is_misreading(one, other)


@pytest.mark.parametrize(
    ("read", "scanned", "other"),
    [("PEL-0301-2026", True, ""), ("PEL-0301-2026", False, "PEL-0301-2026"), ("PEI-0417-2026", True, "PEI-0417-2026")],
)
def test_a_stamped_copy_is_of_another_memo_only_where_no_misreading_explains_it(
    read: str, scanned: bool, other: str
) -> None:
    """A scan that reads nearly as the memo is the memo's; a text says what it says."""
    copy = piece("memorando")
    how = Scan(engine="typist", confidence=0.9, pages=(1,)) if scanned else None
    document = replace(copy.document, scan=how, fields={MEMO_FACT: Read(value=read, source=read)})
    world = Conversation()
    world.open(facts={MEMO_FACT: "PEI-0301-2026"})
    assert world.case is not None
    assert other_memo(replace(copy, document=document), world.case) == other
