"""The cause of a request where a form lists all of them, each with its code, and one is marked."""

import re
from collections.abc import Iterator

from bot.core.document import Read
from bot.intake.documents import marks
from bot.intake.documents.sheets.cells import Cell, Direction, Sheet
from bot.intake.documents.sheets.form import Form
from bot.intake.documents.values import cause
from bot.intake.documents.words import Kind

_CODED = re.compile(r"(?:\W*[xX]\W+|\W*)\d{1,2}\W{1,4}[^\W\d_]{3}")
_CODE = re.compile(r"\(?\d{1,2}\)?")
_FEWEST = 3
_MOST_ROWS = 12


def add_ticked_cause(fields: dict[str, Read], sheet: Sheet, form: Form) -> None:
    """The cause whose box is marked, in place of one that only stands beside the label; none where not one is.

    A code alone beside the label is the answer, and what is numbered around it are other fields.
    """
    if (known := fields.get("causal")) and _CODE.fullmatch(known.source):
        return
    label = next((cell for cell in sheet.cells if form.names(cell) is Kind.CAUSE), None)
    causes = tuple(_causes(sheet, label)) if label is not None else ()
    if label is None or len({cause(cell.text) for cell in causes}) < _FEWEST:
        return
    after, before = ([c for c in causes if _is_ticked(c, sheet, side)] for side in (Direction.RIGHT, Direction.LEFT))
    ticked = after or before
    value = cause(ticked[0].text) if len(ticked) == 1 else None
    where = ticked[0] if ticked else label
    fields["causal"] = Read(value=value, source=where.text, cell=where.name, sheet=sheet.name)


def _causes(sheet: Sheet, label: Cell) -> Iterator[Cell]:
    """The coded causes beside a label and in the rows below it, down to the first row without one."""
    for row in range(label.row, min(label.row + _MOST_ROWS, sheet.height)):
        found = [cell for cell in sheet.row(row) if _CODED.match(cell.text) and cell is not label]
        if not found and row > label.last_row:
            return
        yield from found


def _is_ticked(option: Cell, sheet: Sheet, side: Direction) -> bool:
    """Whether a mark stands in the cell or on this side of it."""
    own = _CODE.sub("", option.text, count=1)
    beside = next(iter(sheet.onward(option, side)), None)
    return marks.has_mark(own) or (beside is not None and marks.ticked(beside.text) is True)
