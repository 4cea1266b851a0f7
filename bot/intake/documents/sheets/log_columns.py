"""What the columns of a log tell of each contact, and whose it is where every contact tells it anew."""

from bot.core.document import FieldValue, Read
from bot.intake.documents.labels import finder
from bot.intake.documents.sheets.cells import Cell, Sheet
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords, FieldRule

_SHORTEST_OUTCOME = 4  # letters
_TOLD = frozenset({"cliente", "nit", "contrato", "ciudad", "memorando", "factura"})


def told_in_columns(sheet: Sheet, table: range, contacts: frozenset[int], words: DocumentWords) -> dict[str, Read]:
    """What such a column says in all its rows; nothing where they differ.

    Args:
        sheet: The sheet.
        table: The rows of the table, the headings first.
        contacts: The columns that tell of the contacts themselves.
        words: To know headings by.
    """
    found: dict[str, Read] = {}
    for heading in sheet.row(table.start):
        label = finder(words, "log").match(heading.text, 0) if isinstance(heading.raw, str) else None
        if label is None or heading.column in contacts or label.rule.name not in _TOLD:
            continue
        cells = [cell for row in table[1:] if not (cell := sheet.at(row, heading.column)).empty]
        values = {parse(label.rule.kind, cell.raw, words) for cell in cells}
        if len(values) == 1:
            found.setdefault(label.rule.name, _read(values.pop(), cells[0], sheet))
    return found


def told_by(rule: FieldRule, cell: Cell, words: DocumentWords) -> FieldValue:
    """What a cell tells of a contact: how it ended also where nothing came of it yet («Pendiente»), unlike «N/A»."""
    value = None if cell.empty else parse(rule.kind, cell.raw, words)
    if value is None and rule.name == "resultado" and sum(map(str.isalpha, cell.text)) >= _SHORTEST_OUTCOME:
        return cell.text
    return value


def _read(value: FieldValue, cell: Cell, sheet: Sheet) -> Read:
    return Read(value=value, source=cell.text, cell=cell.name, sheet=sheet.name)
