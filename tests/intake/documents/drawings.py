"""Workbooks and PDFs drawn for the tests: the same case in any layout."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from enum import Enum

from openpyxl import Workbook
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas

from bot.core.document import Document
from bot.core.mail import Attachment
from bot.intake.documents.read import read_attachment
from bot.intake.documents.words import DocumentWords


class Layout(Enum):
    """Where a value stands, seen from its label."""

    RIGHT = "right"
    RIGHT_MERGED = "right, merged"
    LEFT = "left"
    LEFT_MERGED = "left, merged"
    BELOW = "below"
    ABOVE = "above"
    SAME_CELL = "after a colon in the same cell"


def memo_sheet(
    fields: Sequence[tuple[str, object]],
    layout: Layout = Layout.RIGHT,
    *,
    row: int = 4,
    column: int = 1,
    title: str = "SOLICITUD INTERNA",
    pairs: int = 2,
) -> bytes:
    """A form of labels and values, ``pairs`` side by side, beginning at a row and column (from 1)."""
    book = Workbook()
    sheet = book.active
    sheet.cell(max(1, row - 3), column, title)
    across = 4
    for index, (label, value) in enumerate(fields):
        top = row + index // pairs * (3 if layout in {Layout.BELOW, Layout.ABOVE} else 1)
        left = column + index % pairs * across
        if layout is Layout.SAME_CELL:
            sheet.cell(top, left, f"{label}: {'' if value is None else value}")
            continue
        label_at, value_at = {
            Layout.RIGHT: ((top, left), (top, left + 1)),
            Layout.RIGHT_MERGED: ((top, left), (top, left + 1)),
            Layout.LEFT: ((top, left + 1), (top, left)),
            Layout.LEFT_MERGED: ((top, left + 2), (top, left)),
            Layout.BELOW: ((top, left), (top + 1, left)),
            Layout.ABOVE: ((top + 1, left), (top, left)),
        }[layout]
        sheet.cell(*label_at, label)
        sheet.cell(*value_at, value)
        if layout is Layout.RIGHT_MERGED:
            sheet.merge_cells(start_row=top, end_row=top, start_column=left + 1, end_column=left + 2)
        if layout is Layout.LEFT_MERGED:
            sheet.merge_cells(start_row=top, end_row=top, start_column=left, end_column=left + 1)
    return saved(book)


def log_sheet(
    header: Sequence[tuple[str, object]],
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    top: int = 1,
    left: int = 1,
    total: tuple[str, object] | None = None,
) -> bytes:
    """A log: header fields with values at their right, then the table, then a total after a blank row."""
    book = Workbook()
    sheet = book.active
    sheet.cell(top, left, "BITÁCORA DE SEGUIMIENTO")
    at = top + 2
    for label, value in header:
        sheet.cell(at, left, label)
        sheet.cell(at, left + 1, value)
        at += 1
    at += 1
    for index, heading in enumerate(columns):
        sheet.cell(at, left + index, heading)
    for row in rows:
        at += 1
        for index, value in enumerate(row):
            sheet.cell(at, left + index, value)
    if total:
        sheet.cell(at + 2, left, total[0])
        sheet.cell(at + 2, left + 1, total[1])
    return saved(book)


def saved_rows(*rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet with these rows from A1 on."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text_pdf(text: str, **options: object) -> bytes:
    """A PDF with a text layer; a form feed begins a new page."""
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=letter, **options)
    for body in text.split("\f"):
        page.setFont("Helvetica", 8)
        for index, line in enumerate(body.strip().splitlines()):
            page.drawString(60, 740 - 14 * index, line)
        page.showPage()
    page.save()
    return stream.getvalue()


def values(fields: Mapping[str, object]) -> dict[str, object]:
    """The values of fields that were read."""
    return {name: read.value for name, read in fields.items()}  # type: ignore[attr-defined]  # every field is a Read


def read_file(filename: str, content: bytes, words: DocumentWords) -> Document:
    """A file read as if it came alone with a mail."""
    attachment = Attachment(
        part=0, filename=filename, declared_type="", content=content,
        sha256=hashlib.sha256(content).hexdigest(), content_id="", inline=False,
    )  # fmt: skip
    return read_attachment(attachment, words)
