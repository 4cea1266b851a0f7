"""The log of contacts tells the case's story, in order unless it is asked to be wrong."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from bot.testing.facts import facts
from bot.testing.log import log_entries, log_xlsx

COSTS = facts(0)


def rows_of(content: bytes) -> list[list[Any]]:
    """The rows of the only sheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_header_and_headings_stand_in_their_rows() -> None:
    """The header block names the case, row 7 the columns, row 8 is the first contact."""
    log = openpyxl.load_workbook(io.BytesIO(log_xlsx(COSTS))).worksheets[0]
    head = {cell: log[cell].value for cell in ("B3", "B4", "B5", "F3", "F4", "F5")}
    assert head == {
        "B3": COSTS.client,
        "B4": COSTS.nit,
        "B5": COSTS.contract,
        "F3": "CALI",
        "F4": COSTS.memo_number,
        "F5": COSTS.invoice_number,
    }
    assert [cell.value for cell in log[7]][:3] == ["Fecha", "Gestión N°", "Canal"]
    assert (log["A8"].value.date(), log["B8"].value) == (COSTS.letter_date, 1)


def test_the_total_counts_the_contacts() -> None:
    """After a blank row stand the count and the coordinator."""
    rows = rows_of(log_xlsx(COSTS))
    entries = log_entries(COSTS)
    below = 7 + len(entries)
    assert not any(rows[below])
    assert rows[below + 1][3] == len(entries)
    assert rows[below + 2][3] == COSTS.coordinator.name
    assert rows_of(log_xlsx(COSTS, total=99))[below + 1][3] == 99


def test_costs_are_told_and_accepted_where_they_are_charged() -> None:
    """With costs the amount and the signed letter are logged; without, neither."""
    with_costs = " ".join(entry.detalle for entry in log_entries(COSTS))
    without = " ".join(entry.detalle for entry in log_entries(facts(0, admin_costs=False)))
    assert "$ 85.000" in with_costs
    assert "firmada" in with_costs
    assert "$" not in without
    assert "firmada" not in without


def test_a_usual_log_is_in_order() -> None:
    """Numbers from one without gaps, days never backwards, nothing empty."""
    for n in range(12):
        entries = log_entries(facts(n))
        assert [entry.numero for entry in entries] == list(range(1, len(entries) + 1))
        days = [entry.fecha for entry in entries if entry.fecha]
        assert days == sorted(days)
        assert all(
            (entry.detalle, entry.responsable, entry.resultado, entry.contacto, entry.telefono) for entry in entries
        )


def test_any_number_of_rows() -> None:
    """Two hundred contacts keep the story's beginning and end; none is an empty table."""
    entries = log_entries(COSTS, rows=200)
    assert len(entries) == 200
    assert (entries[0].detalle, entries[-1].detalle) == (log_entries(COSTS)[0].detalle, log_entries(COSTS)[-1].detalle)
    assert log_entries(COSTS, rows=0) == ()
    assert rows_of(log_xlsx(COSTS, rows=0))[8][3] == 0


def test_gaps_and_disorder() -> None:
    """Numbers skip and days go back exactly where asked."""
    entries = log_entries(COSTS, gaps={3}, disorder={2})
    assert [entry.numero for entry in entries][:4] == [1, 2, 4, 5]
    assert entries[1].fecha == COSTS.stamped_at.date() - timedelta(days=30)
    assert len(entries) == len(log_entries(COSTS))


def test_header_values_can_be_wrong() -> None:
    """Another memo number in the header leaves the rest."""
    rows = rows_of(log_xlsx(COSTS, head={"memorando": "CAL-0001-2026"}))
    assert (rows[3][5], rows[4][5]) == ("CAL-0001-2026", COSTS.invoice_number)


def test_given_entries_are_drawn() -> None:
    """Exactly the contacts that a test gives stand in the table."""
    entry = log_entries(COSTS)[0]
    assert rows_of(log_xlsx(COSTS, entries=(entry,)))[7][6] == entry.detalle


def test_same_log_same_bytes() -> None:
    """The clock leaves no trace."""
    assert log_xlsx(COSTS) == log_xlsx(COSTS)
