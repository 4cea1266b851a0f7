"""Workbooks as they come out of a printer: a PDF with text."""

import io
from collections.abc import Iterator
from datetime import date

from openpyxl import load_workbook

from bot.testing.paper import Ink, Paper
from bot.testing.prose import short_date

TOP, LEFT, STEP = 60.0, 40.0, 16.0
LONGEST = 150  # letters of a line


def printed(workbook: bytes) -> bytes:
    """The rows of the first sheet below each other, on one page."""
    paper = Paper(title="", author="")
    for number, line in enumerate(_lines(workbook)):
        paper.text(LEFT, TOP + STEP * number, line[:LONGEST], Ink(size=7))
    return paper.pdf()


def _lines(workbook: bytes) -> Iterator[str]:
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        written = [short_date(value) if isinstance(value, date) else str(value) for value in row if value is not None]
        if written:
            yield "  ".join(" ".join(text.split()) for text in written)
