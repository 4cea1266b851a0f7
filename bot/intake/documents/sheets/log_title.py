"""A log whose title alone says whose it is: ``GESTIONES RUIZ LTDA. NIT 999.012.345-2 FRA FECA-104582``."""

import re
from collections.abc import Iterator

from bot.core.document import FieldValue, Read
from bot.intake.documents.labels import finder
from bot.intake.documents.letters.prose import Prose, number_after, tax_id_after
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.sheets.cells import Cell, Sheet
from bot.intake.documents.text import fold, plain
from bot.intake.documents.words import DocumentWords

_LABELS = ("invoice", "tax_id", "document", "contract")
_SHORTEST_NAME = 4  # letters
_LONGEST_TITLE = 6  # words
_BEHIND = re.compile(r"\s[-\u2013|]\s*(?P<name>[^\W\d][^\d|]{3,})$")
_MARKS = " -\u2013,|:/."


def told_in_title(sheet: Sheet, heading: int, words: DocumentWords) -> dict[str, Read]:
    """What the first cell over the table tells that names an invoice; a company's letterhead names none.

    What lacks there may stand in a cell of its own below it: ``NIT 999.012.345-2 | Contrato CAL-2024-00871``.
    """
    above = [cell for cell in sheet.cells if cell.row < heading and isinstance(cell.raw, str)]
    titles = ((index, told) for index, cell in enumerate(above) if (told := _told(cell, words)))
    index, told = next(titles, (0, []))
    if not told:
        return {}
    fields = dict(_reads(sheet, above[index], told))
    for cell in above[index + 1 :]:
        fields = dict(_reads(sheet, cell, _ids(cell, words))) | fields
    return fields


def client_beside_ids(sheet: Sheet, heading: int, words: DocumentWords) -> dict[str, Read]:
    """A name without label in the row of an id or a contract: ``Molinos del Ariari S.A.S. | NIT: 999.343.352-4``."""
    above = [cell for cell in sheet.cells if cell.row < heading and isinstance(cell.raw, str)]
    for row in dict.fromkeys(cell.row for cell in above if _ids(cell, words)):
        first = next(cell for cell in above if cell.row == row)
        if len(first.text.split()) > 1 and not any(mark.isdigit() or mark == ":" for mark in first.text):
            return dict(_reads(sheet, first, [("cliente", first.text)]))
    return {}


def is_titled_log(sheet: Sheet, words: DocumentWords) -> bool:
    """Whether the first cell is a title of nothing but the words of one: ``INFORME DE GESTIONES``."""
    first = sheet.cells[0] if sheet.cells else None
    if first is None or len(sheet.row(first.row)) > 1 or finder(words, "log").match(first.text):
        return False
    title = fold(first.text).split()
    known = (words.log_titles, words.fillers)
    opens = 1 <= len(title) <= _LONGEST_TITLE and words.log_titles.whole(title[0])
    return opens and all(any(one.whole(word) for one in known) for word in title)


def _reads(sheet: Sheet, cell: Cell, told: list[tuple[str, FieldValue]]) -> Iterator[tuple[str, Read]]:
    return ((name, Read(value=value, source=cell.text, cell=cell.name, sheet=sheet.name)) for name, value in told)


def _ids(cell: Cell, words: DocumentWords) -> list[tuple[str, FieldValue]]:
    """A tax id or a contract behind its label, with which the cell begins."""
    text, flat = Prose.of((Line(cell.text, 1),)), plain(cell.text)
    found: dict[str, Read | None] = {}
    if any(words.phrases[name].pattern.match(flat) for name in ("tax_id", "document")):
        found["nit"] = tax_id_after(text, words.phrases["tax_id"]) or tax_id_after(text, words.phrases["document"])
    if words.phrases["contract"].pattern.match(flat):
        found["contrato"] = number_after(text, words.phrases["contract"], words)
    return [(name, read.value) for name, read in found.items() if read is not None]


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
    name = _client(cell.text, words) or _client_behind(cell.text, invoice, words)
    return [*told, ("cliente", name)] if len(name) >= _SHORTEST_NAME else told


def _client_behind(title: str, invoice: Read, words: DocumentWords) -> str:
    """What follows the number of the invoice behind a dash: ``Gestiones factura 60228841 - Luz Dary Prada``.

    One word may be a place, and «Seccional Cali» is one.
    """
    rest = _BEHIND.search(title, title.rfind(invoice.source[-_SHORTEST_NAME:]) + 1)
    name = rest["name"].strip() if rest else ""
    is_place = fold(name) in words.city_names or words.phrases["branch_place"].opens(fold(name))
    return name if len(name.split()) > 1 and not is_place else ""


def _client(title: str, words: DocumentWords) -> str:
    """What stands before the first label, without the words of a title."""
    labels = (words.phrases[label].pattern.search(plain(title)) for label in _LABELS)
    end = min(found.start() for found in labels if found)
    name = title[:end].split()
    while name and (not fold(name[0]) or words.log_titles.whole(fold(name[0])) or words.fillers.whole(fold(name[0]))):
        name.pop(0)
    return " ".join(name).strip(_MARKS)
