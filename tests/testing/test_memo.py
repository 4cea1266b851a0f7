"""The memo opens in every reader and holds the facts where its form says."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from bot.testing.facts import Request, facts
from bot.testing.memo import memo_xlsx
from bot.testing.prose import long_date, money
from bot.testing.workbook import EPOCH

COSTS = facts(0)
NO_COSTS = facts(3, request=Request.ANNUL)


def sheet(content: bytes) -> Any:
    """The only sheet of a workbook."""
    (found,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return found


def test_head_office_form_holds_typed_values_right_of_their_labels() -> None:
    """Days are days and money is numbers, in the cells of the head office's form."""
    memo = sheet(memo_xlsx(COSTS))
    assert memo.title == "Memorando"
    expected = {
        "A5": "Memorando N°", "B5": COSTS.memo_number, "F5": datetime.combine(COSTS.memo_date, datetime.min.time()),
        "B6": "CALI", "B7": f"{COSTS.coordinator.name} - {COSTS.coordinator.position}", "B11": COSTS.client,
        "B12": COSTS.nit, "F12": COSTS.contract, "B16": COSTS.invoice_number,
        "F16": datetime.combine(COSTS.invoice_date, datetime.min.time()), "E17": "Valor factura",
        "F17": int(COSTS.total), "B18": int(COSTS.subtotal), "F18": int(COSTS.vat), "B21": "Anulación y refacturación",
        "B22": COSTS.motive, "B23": "SI", "F23": int(COSTS.admin_amount or 0), "B26": "Por expedir", "F26": None,
        "B27": int(COSTS.new_value or 0), "F27": int(COSTS.total - (COSTS.new_value or 0)), "H34": "X", "H37": "X",
        "A44": COSTS.coordinator.name, "E44": COSTS.manager.name,
    }  # fmt: skip
    assert {cell: memo[cell].value for cell in expected} == expected
    assert (memo["F5"].number_format, memo["F17"].number_format) == ("dd/mm/yyyy", '"$" #,##0')
    assert memo["F21"].value.startswith("05 - ")


def test_without_costs_and_new_invoice_their_cells_are_empty() -> None:
    """An annulment without costs says NO and leaves the amounts blank."""
    memo = sheet(memo_xlsx(NO_COSTS))
    assert memo["B23"].value == "NO"
    assert [memo[cell].value for cell in ("F23", "B26", "B27", "F27")] == [None] * 4


def test_regional_form_is_all_text_left_of_its_labels() -> None:
    """A branch's own drawing: text cells, labels on the right, numbers with blanks for dashes."""
    memo = sheet(memo_xlsx(COSTS, layout="regional"))
    assert memo.title == "Hoja1"
    expected = {
        "B5": COSTS.memo_number.replace("-", " "), "D5": "CONSECUTIVO", "F5": long_date(COSTS.memo_date),
        "B10": COSTS.nit.replace(".", ""), "B13": COSTS.invoice_number.replace("-", " "), "H13": "EXPEDIDA EL",
        "F14": "ANULACION  (X)     REFACTURACION  (X)", "B20": "SI (X)     NO ( )", "B21": "PENDIENTE POR EXPEDIR",
        "F31": "MARTHA L. OSPINA", "B32": "FIRMA DE QUIEN SOLICITA",
    }  # fmt: skip
    assert {cell: memo[cell].value for cell in expected} == expected
    assert memo["B14"].value == f"{money(COSTS.total)},00"
    assert memo["B3"].value.startswith("REGIONAL OCCIDENTE - CALI")
    assert {cell.number_format for row in memo.iter_rows() for cell in row if cell.value is not None} == {"@"}


def test_regional_form_without_costs() -> None:
    """The other crosses are set, and the story's short motive names the valid invoice."""
    memo = sheet(memo_xlsx(facts(7, cause="01"), layout="regional"))
    assert memo["F14"].value == "ANULACION  (X)     REFACTURACION  ( )"
    assert (memo["B20"].value, memo["F20"].value, memo["F21"].value) == ("SI ( )     NO (X)", "N/A", "N/A")
    assert facts(7).other_invoice.replace("-", " ") in memo["B16"].value


@pytest.mark.parametrize("layout", ["head_office", "regional"])
def test_same_memo_same_bytes(layout: Any) -> None:
    """The clock leaves no trace in the file: all its times are fixed."""
    first = memo_xlsx(COSTS, layout=layout)
    assert memo_xlsx(COSTS, layout=layout) == first
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {EPOCH}
    properties = openpyxl.load_workbook(io.BytesIO(first)).properties
    assert properties.created == properties.modified == datetime(2026, 1, 1)  # noqa: DTZ001 - openpyxl's are naive


@pytest.mark.parametrize("layout", ["head_office", "regional"])
def test_the_signature_is_a_picture(layout: Any) -> None:
    """A signed memo has one picture, an unsigned one has none."""
    assert len(sheet(memo_xlsx(COSTS, layout=layout))._images) == 1
    assert sheet(memo_xlsx(COSTS, layout=layout, signed=False))._images == []


def test_single_cells_can_be_broken() -> None:
    """Only the named cell changes, also to nothing or to another type."""
    memo = sheet(memo_xlsx(COSTS, cells={"valor_factura": Decimal(5), "nit": None, "fecha": "ayer"}))
    assert (memo["F17"].value, memo["B12"].value, memo["F5"].value) == (5, None, "ayer")
    assert memo["B16"].value == COSTS.invoice_number


def test_labels_can_be_reworded_and_the_form_moved() -> None:
    """A moved, reworded form keeps each value beside its label."""
    memo = sheet(memo_xlsx(COSTS, labels={"Valor factura": "Total con IVA"}, shift=(4, 2)))
    assert (memo["G21"].value, memo["H21"].value) == ("Total con IVA", int(COSTS.total))
    assert memo["A5"].value is None


def test_unknown_fields_are_refused() -> None:
    """A typo in a test does not pass for a broken memo."""
    with pytest.raises(KeyError, match="valor_facturado"):
        memo_xlsx(COSTS, cells={"valor_facturado": Decimal(1)})
    with pytest.raises(KeyError, match="Valor"):
        memo_xlsx(COSTS, labels={"Valor": "Total"})


@pytest.mark.parametrize("layout", ["head_office", "regional"])
def test_calamine_reads_it_too(layout: Any) -> None:
    """The reader of the product finds the memo's number and typed days."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(memo_xlsx(COSTS, layout=layout))).get_sheet_by_index(0).to_python()
    values = [value for row in rows for value in row]
    number = COSTS.memo_number if layout == "head_office" else COSTS.memo_number.replace("-", " ")
    assert number in values
    assert (COSTS.memo_date in values) == (layout == "head_office")
    assert any(isinstance(value, date) for value in values) == (layout == "head_office")
