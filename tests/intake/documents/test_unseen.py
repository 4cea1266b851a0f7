"""A workbook says what its page shows: nothing hidden, and every value as its format writes it."""

from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.core.document import Document
from bot.intake.documents.sheets.number_formats import shown
from bot.intake.documents.values import CellValue
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file, saved

ROWS = (
    ("MEMORANDO", None),
    ("Cliente", "Transportes La Sabana S.A."),
    ("NIT", "860.001.002-5"),
    ("Factura No.", 7788),
    ("Valor factura", 1190000),
    ("Costos administrativos", "SI"),
    ("Valor costos", 50000),
)


def _read(words: DocumentWords, change: Callable[[Worksheet], None]) -> Document:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    change(sheet)
    return read_file("m.xlsx", saved(book), words)


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (1190000, '"$" #,##0', 1190000),
        (1190000, "General", 1190000),
        (1190000, '_-"$"* #,##0_-;-"$"* #,##0_-;_-"$"* "-"_-;_-@_-', 1190000),
        (0, '_-"$"* #,##0_-;-"$"* #,##0_-;_-"$"* "-"_-;_-@_-', 0),
        (1190000, '#,##0 "COP"', 1190000),
        (1190000.6, "#,##0", 1190001),
        (1190000.625, "#,##0.00", 1190000.63),
        (1190000, "#,##0,", 1190),
        (7788, '"FECA-"0', "FECA-7788"),
        (7788, '"FE10-"000000', "FE10-007788"),
        (47, "0000", "0047"),
        (50000, ";;;", ""),
        ("SI", ";;;", ""),
        ("SI", '"$" #,##0', "SI"),
        (50000, '"ANULADO"', "ANULADO"),
        ("SI", '0;0;0;"NO"', "NO"),
        ("Cali", '0;0;0;"Sede "@', "Sede Cali"),
        (-5, '0;[Red]"(saldo a favor)"', "(saldo a favor)"),
        (0.19, "0%", 0.19),
        (date(2026, 3, 8), "dd/mm/yyyy", date(2026, 3, 8)),
        (True, "0", True),
    ],
)
def test_a_format_says_what_is_seen(value: CellValue, code: str, seen: CellValue) -> None:
    """Signs of money and colours change nothing; words, missing decimals and empty sections do."""
    assert shown(value, code) == seen


def test_hidden_rows_and_columns_are_not_read(words: DocumentWords) -> None:
    """What the sender does not see is not what the sender says."""

    def hide_rows(sheet: Worksheet) -> None:
        sheet.row_dimensions[5].hidden = True
        sheet.row_dimensions[7].hidden = True

    assert not {"valor_factura", "valor_costos"} & {*_read(words, hide_rows).fields}

    def hide_column(sheet: Worksheet) -> None:
        sheet.column_dimensions["B"].hidden = True

    assert "Sabana" not in _read(words, hide_column).text


def test_a_merged_cell_shows_as_long_as_part_of_it_does(words: DocumentWords) -> None:
    """Whoever hides its first row still sees the value."""

    def merge(sheet: Worksheet) -> None:
        sheet.append(("Contrato", "CAL-2024-00871"))
        sheet.merge_cells("A8:A9")
        sheet.merge_cells("B8:B9")
        sheet.row_dimensions[8].hidden = True

    assert _read(words, merge).value("contrato") == "CAL-2024-00871"


def test_a_value_is_read_as_it_is_shown(words: DocumentWords) -> None:
    """A prefix that only the format writes is part of the number; what a format hides is not there."""

    def dress(sheet: Worksheet) -> None:
        sheet["B4"].number_format = '"FECA-"0'
        sheet["B5"] = 1190000.4
        sheet["B5"].number_format = '"$" #,##0'
        sheet["B7"].number_format = ";;;"

    memo = _read(words, dress)
    assert (memo.value("factura_original"), memo.value("valor_factura")) == ("FECA-7788", 1190000)
    assert memo.value("valor_costos") is None


def test_the_words_of_a_format_count_before_the_value_under_them(words: DocumentWords) -> None:
    """``"NO"`` over a stored SI is a no."""

    def dress(sheet: Worksheet) -> None:
        sheet["B6"].number_format = '0;0;0;"NO"'

    assert _read(words, dress).value("cobro_costos") is False
