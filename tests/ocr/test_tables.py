"""Invoices whose values stand in the cells of ruled tables."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from bot.intake.documents.ocr.read import read_scan
from bot.testing.scan import scan
from tests.ocr.engines import attached, tesseract, words

pytestmark = pytest.mark.usefixtures("engines")

_HIGH, _WIDE = 17, 125  # points of a line and of a column


def _table(canvas: Canvas, top: float, rows: Sequence[Sequence[str]]) -> float:
    """Draws a ruled table, cells with several lines among them, and tells where it ends."""
    for row in rows:
        lines = max(len(cell.splitlines()) for cell in row)
        height = _HIGH * lines + 5
        for column, cell in enumerate(row):
            left = 50 + _WIDE * column
            canvas.rect(left, top - height, _WIDE, height)
            own = cell.splitlines()
            first = top - (height - _HIGH * len(own)) / 2 - _HIGH + 4
            for index, line in enumerate(own):
                canvas.drawString(left + 4, first - _HIGH * index, line)
        top -= height
    return top


def _invoice() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(50, 740, "Empresa de Servicios Ejemplo S.A.S. - NIT 999.000.123-2")
    top = _table(canvas, 725, [["FACTURA\nDE VENTA", "FEMD", "55802"]])
    client = [
        ["CLIENTE", "Cooperativa de\nCaficultores del Ruiz", "FECHA DE\nEXPEDICIÓN", "05/03/26"],
        ["NIT", "999.109.138-2", "CONTRATO", "MED-2022-\n00745"],
    ]
    goods = [["CÓDIGO", "DESCRIPCIÓN", "CANTIDAD", "TOTAL"], ["1", "Servicio mensual", "4", "$ 12.540.000"]]
    heads = [["Fecha de\nvencimiento", "Ciudad", "Período"], ["04/04/2026", "Manizales", "01/02/2026 al\n28/02/2026"]]
    sums = [["SUBTOTAL", "12.540.000,00"], ["IVA", "2.382.600,00"], ["NETO A PAGAR", "14.922.600,00"]]
    for rows in (client, goods, heads, sums):
        top = _table(canvas, top - 15, rows)
    canvas.save()
    return buffer.getvalue()


def test_values_stand_in_cells() -> None:
    """On several lines, beside labels of several lines or below them; not below heads of goods."""
    (document,) = read_scan(attached(scan(_invoice(), skew=-0.5)), words(), tesseract())
    expected = {
        "factura": "FEMD-55802",
        "fecha": date(2026, 3, 5),
        "vencimiento": date(2026, 4, 4),
        "ciudad": "Manizales",
        "periodo": "2026-02-01/2026-02-28",
        "cliente": "Cooperativa de Caficultores del Ruiz",
        "nit": "999.109.138-2",
        "contrato": "MED-2022-00745",
        "subtotal": Decimal(12_540_000),
        "iva": Decimal(2_382_600),
        "total": Decimal(14_922_600),
    }
    assert {name: document.value(name) for name in expected} == expected
