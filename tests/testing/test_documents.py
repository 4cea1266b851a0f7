"""The five documents come under usual names, and can be forgotten or exchanged."""

from bot.testing.documents import PDF, ROLES, XLSX, five, stamped_memo
from bot.testing.facts import facts
from bot.testing.memo import memo_xlsx

CASE = facts(2)


def test_five_files_in_order() -> None:
    """Two workbooks and three PDFs, each what its name says."""
    files = five(CASE)
    assert [file.media_type for file in files] == [XLSX, PDF, PDF, PDF, XLSX]
    assert [file.content[:4] for file in files] == [b"PK\x03\x04", b"%PDF", b"%PDF", b"%PDF", b"PK\x03\x04"]
    assert len({file.filename for file in files}) == len(ROLES)
    assert 250_000 < sum(len(file.content) for file in files) < 400_000


def test_habits_of_naming_differ() -> None:
    """Three cases name their memos in three ways."""
    names = {five(facts(n), without=ROLES[1:])[0].filename for n in range(6)}
    assert len(names) == 6
    assert not any("{" in name for name in names)


def test_some_are_forgotten_or_exchanged() -> None:
    """A missing document is missing, another content is taken as it is."""
    memo = memo_xlsx(CASE, cells={"nit": None})
    files = five(CASE, without=("carta_cliente", "factura_original"), instead={"memorando": memo})
    assert len(files) == 3
    assert files[0].content == memo


def test_the_stamped_copy_is_a_pdf() -> None:
    """What comes with the answer that it was filed."""
    assert stamped_memo(CASE).content.startswith(b"%PDF")
    assert CASE.memo_number in stamped_memo(CASE).filename
