"""Invoices whose headings stand over their values, or whose labels and values take several lines in narrow cells."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file

Row = Sequence[str]

HEAD = ["Empresa de Servicios Ejemplo S.A.S.", "NIT 999.000.123-2", "FACTURA ELECTRÓNICA DE VENTA FEMD-56120"]
BAND = [
    ["Fecha de generación", "Fecha de vencimiento", "Período", "Contrato"],
    ["16/03/2026", "15/04/2026", "01/02/2026 al 28/02/2026", "MED-2024-00967"],
]
CLIENT = [["Cliente", "NIT", "Ciudad"], ["Textiles del Aburrá S.A.", "999.115.794-9", "Medellín"]]
GOODS = [
    ["Ítem", "Descripción", "Cant", "Unitario", "IVA", "Total"],
    ["1", "Servicio mensual febrero", "4", "$ 1.830.000", "19%", "$ 7.320.000"],
]
TOTALS = [["Subtotal", "IVA", "Total a pagar"], ["$ 7.320.000", "$ 1.390.800", "$ 8.710.800"]]
SAID = {
    "factura": "FEMD-56120",
    "fecha": date(2026, 3, 16),
    "vencimiento": date(2026, 4, 15),
    "contrato": "MED-2024-00967",
    "ciudad": "Medellín",
    "cliente": "Textiles del Aburrá S.A.",
    "nit": "999.115.794-9",
    "total": Decimal(8710800),
}


def drawn(*tables: Sequence[Row], widths: Sequence[Sequence[float]], ruled: bool = True, align: str = "LEFT") -> bytes:
    """A page with these tables below each other, their texts broken where a cell is narrow."""
    usual = ParagraphStyle("usual", splitLongWords=0, embeddedHyphenation=1)
    style = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (0, 0), (-1, -1), align)]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    story = [Paragraph(line, usual) for line in HEAD]
    for rows, wide in zip(tables, widths, strict=True):
        cells = [[Paragraph(text, usual) for text in row] for row in rows] if ruled else rows
        story.append(Table(cells, colWidths=list(wide), style=TableStyle([*style, *grid]), spaceBefore=14))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=letter).build(story)
    return buffer.getvalue()


def values(content: bytes, words: DocumentWords) -> dict[str, object]:
    """What is read of the fields that are looked at here."""
    document = read_file("factura.pdf", content, words)
    return {name: read.value for name, read in document.fields.items() if name in SAID}


@pytest.mark.parametrize("narrow", [66, 90, 110])
def test_values_under_their_headings_are_read_in_ruled_tables(words: DocumentWords, narrow: int) -> None:
    """However many lines heading and value take in their cells."""
    widths = [[narrow] * 4, [150, 90, 150], [30, 150, 40, 80, 40, 90], [120] * 3]
    assert values(drawn(BAND, CLIENT, GOODS, TOTALS, widths=widths), words) == SAID


@pytest.mark.parametrize("align", ["LEFT", "CENTER"])
def test_values_under_their_headings_are_read_without_rules(words: DocumentWords, align: str) -> None:
    """By where they begin, or by their middle."""
    widths = [[105, 110, 130, 100], [160, 110, 150], [30, 150, 40, 80, 40, 90], [120] * 3]
    assert values(drawn(BAND, CLIENT, GOODS, TOTALS, widths=widths, ruled=False, align=align), words) == SAID


def test_a_blank_cell_has_no_value_of_its_neighbour(words: DocumentWords) -> None:
    """Nobody's day is another's: a heading over nothing says nothing."""
    band = [BAND[0], ["", *BAND[1][1:]]]
    widths = [[100] * 4, [150, 90, 150], [80] * 6, [120] * 3]
    found = values(drawn(band, CLIENT, GOODS, TOTALS, widths=widths), words)
    assert found["fecha"] is None
    assert all(value in (None, SAID[name]) for name, value in found.items())


def test_amounts_under_headings_count_only_where_they_prove_each_other(words: DocumentWords) -> None:
    """Goods have columns of their own: of a total that nothing makes, nothing is said."""
    totals = [TOTALS[0], ["$ 7.320.000", "10", "$ 8.710.800"]]
    widths = [[100] * 4, [150, 90, 150], [80] * 6, [120] * 3]
    assert "total" not in values(drawn(BAND, CLIENT, GOODS, totals, widths=widths), words)


def test_pairs_beside_each_other_keep_their_values(words: DocumentWords) -> None:
    """Labels and values in the cells of one row, two pairs to a row, a long one on two lines."""
    pairs = [
        ["SEÑOR(ES)", "Textiles del Aburrá S.A.", "FECHA DE EXPEDICIÓN", "16/03/2026"],
        ["CIUDAD", "Medellín", "NIT", "999.115.794-9"],
        ["TELÉFONO", "604 555 0129", "CONTRATO", "MED-2024-00967"],
    ]
    widths = [[75, 120, 95, 70], [30, 150, 40, 80, 40, 90], [120] * 3]
    found = values(drawn(pairs, GOODS, TOTALS, widths=widths), words)
    assert found == {name: value for name, value in SAID.items() if name != "vencimiento"}
