"""Workbooks of older programs are read like those of today."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

from bot.core.document import Damage, TextSource
from bot.intake.documents.sniff import ODS, XLS
from bot.intake.documents.words import DocumentWords
from bot.testing.facts import facts
from bot.testing.log import log_xlsx
from bot.testing.memo import memo_xlsx
from bot.testing.old_books import as_ods, as_xls
from tests.intake.documents.drawings import read_file, saved, values

OLD = pytest.mark.parametrize(("converted", "media_type"), [(as_xls, XLS), (as_ods, ODS)], ids=["xls", "ods"])
Converted = Callable[[bytes], bytes]


@OLD
@pytest.mark.parametrize("layout", ["head_office", "regional"])
def test_a_memo_says_the_same(words: DocumentWords, converted: Converted, media_type: str, layout: str) -> None:
    """Every field has the same value in the same cell, merged or not, whatever the file is called."""
    book = memo_xlsx(facts(2), layout=layout)
    old, new = read_file("memorando.pdf", converted(book), words), read_file("memorando.xlsx", book, words)
    assert (old.media_type, old.role, old.text_source) == (media_type, "memorando", TextSource.CELLS)
    assert values(old.fields) == values(new.fields)
    assert {name: read.cell for name, read in old.fields.items()} == {n: read.cell for n, read in new.fields.items()}


@OLD
def test_a_log_says_the_same(words: DocumentWords, converted: Converted, media_type: str) -> None:
    """Each contact is one row, its day a day."""
    book = log_xlsx(facts(2))
    old, new = read_file("informe", converted(book), words), read_file("informe.xlsx", book, words)
    assert (old.media_type, old.role) == (media_type, "informe_gestiones")
    assert [values(row) for row in old.rows] == [values(row) for row in new.rows]


@OLD
def test_a_broken_one_does_not_open(words: DocumentWords, converted: Converted, media_type: str) -> None:
    """Half a file, and a file without a filled cell, are damaged."""
    book = converted(log_xlsx(facts(2)))
    assert read_file("informe.xls", book[: len(book) // 2], words).damage is Damage.UNREADABLE
    empty = read_file("informe.xls", converted(saved(Workbook())), words)
    assert (empty.media_type, empty.damage) == (media_type, Damage.UNREADABLE)
