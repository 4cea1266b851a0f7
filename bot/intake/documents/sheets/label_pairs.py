"""Two labels in one cell with their two values in the next: ``Contrato / Factura | CAL-2024-00871 / FECA-104582``."""

from collections.abc import Iterator

from bot.intake.documents.labels import finder
from bot.intake.documents.sheets.cells import Cell, Direction, Place, Sheet
from bot.intake.documents.words import DocumentWords

_BETWEEN = " / "
_TWO = 2


def parted_pairs(sheet: Sheet, part: str, words: DocumentWords) -> Sheet:
    """The sheet with each such pair as ``Contrato: …`` and ``Factura: …`` in the place of its labels.

    Args:
        sheet: The sheet.
        part: The part of ``fields`` in the file of words that knows the labels.
        words: The words.
    """
    return sheet.with_cells(dict(_parted(sheet, part, words)))


def _parted(sheet: Sheet, part: str, words: DocumentWords) -> Iterator[tuple[Place, Cell]]:
    for cell in sheet.cells:
        labels = _halves(cell)
        value = next(sheet.onward(cell, Direction.RIGHT), None) if labels else None
        values = _halves(value) if value is not None else ()
        found = [finder(words, part).match(text, 0) for text in labels]
        if value is None or not values or None in found or len({label.rule.name for label in found if label}) < _TWO:
            continue
        told = "\n".join(f"{label}: {text}" for label, text in zip(labels, values, strict=True))
        yield from _filled(cell, told)
        yield from _filled(value, "")


def _halves(cell: Cell) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in cell.text.split(_BETWEEN)) if isinstance(cell.raw, str) else ()
    return parts if len(parts) == _TWO and all(parts) else ()


def _filled(cell: Cell, text: str) -> Iterator[tuple[Place, Cell]]:
    filled = Cell(cell.row, cell.column, cell.last_row, cell.last_column, text)
    for row in range(cell.row, cell.last_row + 1):
        for column in range(cell.column, cell.last_column + 1):
            yield (row, column), filled
