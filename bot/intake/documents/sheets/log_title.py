"""A log whose title alone says whose it is: ``GESTIONES RUIZ LTDA. NIT 999.012.345-2 FRA FECA-104582``."""

from bot.core.document import FieldValue, Read
from bot.intake.documents.letters.prose import Prose, number_after, tax_id_after
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.sheets.cells import Cell, Sheet
from bot.intake.documents.text import fold, plain
from bot.intake.documents.words import DocumentWords

_LABELS = ("invoice", "tax_id", "document", "contract")
_SHORTEST_NAME = 4  # letters
_MARKS = " -\u2013,|:/."


def told_in_title(sheet: Sheet, heading: int, words: DocumentWords) -> dict[str, Read]:
    """What the first cell over the table tells that names an invoice; a company's letterhead names none."""
    for cell in sheet.cells:
        if cell.row < heading and isinstance(cell.raw, str) and (told := _told(cell, words)):
            return {name: Read(value=value, source=cell.text, cell=cell.name, sheet=sheet.name) for name, value in told}
    return {}


def _told(cell: Cell, words: DocumentWords) -> list[tuple[str, FieldValue]]:
    title = Prose.of((Line(cell.text, 1),))
    invoice = number_after(title, words.phrases["invoice"], words)
    if invoice is None:
        return []
    found = {
        "factura": invoice,
        "nit": tax_id_after(title, words.phrases["tax_id"]) or tax_id_after(title, words.phrases["document"]),
        "contrato": number_after(title, words.phrases["contract"], words),
    }
    told = [(name, read.value) for name, read in found.items() if read is not None]
    name = _client(cell.text, words)
    return [*told, ("cliente", name)] if len(name) >= _SHORTEST_NAME else told


def _client(title: str, words: DocumentWords) -> str:
    """What stands before the first label, without the words of a title."""
    labels = (words.phrases[label].pattern.search(plain(title)) for label in _LABELS)
    end = min(found.start() for found in labels if found)
    name = title[:end].split()
    while name and (not fold(name[0]) or words.log_titles.whole(fold(name[0])) or words.fillers.whole(fold(name[0]))):
        name.pop(0)
    return " ".join(name).strip(_MARKS)
