"""A memo that is a letter in a cell: what its sentences say, where hardly a label names anything."""

from dataclasses import replace

from bot.core.document import Read
from bot.intake.documents.letters.read import said_in
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.sheets.cells import Cell, Sheet
from bot.intake.documents.words import DocumentWords

_NAMED_AS = {"factura": "factura_original"}
_CORE = ("factura_original", "fecha_factura", "valor_factura", "cliente", "nit", "contrato")
_MOST_LABELLED = 1  # of these in a memo that is prose
_FEWEST_WORDS = 12  # of a cell that holds sentences


def add_sentences(fields: dict[str, Read], sheet: Sheet, words: DocumentWords) -> None:
    """What only the sentences of a memo name; a memo that is a form means its labels, and its sentences are remarks."""
    if sum(_has(fields, name) for name in _CORE) > _MOST_LABELLED:
        return
    cells = [cell for cell in sheet.cells if _is_prose(cell)]
    lines = tuple(Line(text, 1) for cell in cells for text in str(cell.raw).splitlines() if text.strip())
    for name, read in said_in(lines, words).items():
        own = _NAMED_AS.get(name, name)
        if not _has(fields, own):
            at = next((cell.name for cell in cells if read.source in cell.text), "")
            fields[own] = replace(read, page=None, cell=at, sheet=sheet.name)


def _has(fields: dict[str, Read], name: str) -> bool:
    return name in fields and fields[name].value is not None


def _is_prose(cell: Cell) -> bool:
    return isinstance(cell.raw, str) and len(cell.text.split()) >= _FEWEST_WORDS
