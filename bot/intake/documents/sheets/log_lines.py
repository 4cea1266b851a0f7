"""A log without columns: each contact is told in a cell, ``3. 15/09/2026. Correo, Ana Ruiz. Se envía …``."""

import re
from collections.abc import Mapping

from bot.core.document import FieldValue, Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.labels import Label, finder
from bot.intake.documents.sheets.cells import Cell, Sheet
from bot.intake.documents.sheets.log_blocks import Blocks
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords

_FEWEST = 2
_FEWEST_WORDS = 8  # of a contact that bears no number
_NUMBERED = re.compile(r"(?P<number>\d{1,3})\s*[.):\u2013-]+\s*(?!\d)|(?P<before_day>\d{1,3})\s*[.):\u2013-]+\s+(?=\d)")
_AHEAD = 2  # signs before the day
_SIGNS = " .;,|-\u2013"
_SENTENCE_END = re.compile(r"\.\s+(?=[A-ZÁÉÍÓÚÑ])")


def find_sentences(sheet: Sheet, words: DocumentWords) -> Blocks | None:
    """The contacts of such a log, if there are at least two, each with its number, its day and what was done."""
    found = [(cell, contact) for cell in sheet.cells if (contact := _contact(cell, sheet.name, words))]
    if len(found) < _FEWEST:
        return None
    contacts = tuple(contact for _, contact in found)
    first, last = found[0][0], found[-1][0]
    return Blocks(contacts, range(first.row, last.row + 1), first.name, frozenset().union(*contacts))


def _contact(cell: Cell, sheet: str, words: DocumentWords) -> Mapping[str, Read]:
    if not isinstance(cell.raw, str):
        return {}
    numbered = _NUMBERED.match(cell.text)
    begins = numbered.end() if numbered else 0
    days = dates_within(cell.text[begins:], words)
    if not days or days[0][0] > _AHEAD or (numbered is None and len(cell.text.split()) < _FEWEST_WORDS):
        return {}
    _, end, day = days[0]
    sentences = [one.strip(_SIGNS) for one in _SENTENCE_END.split(cell.text[begins + end :])]
    labelled = {one: label for one in sentences if (label := _label(one, words))}
    fields: dict[str, FieldValue] = {
        label.rule.name: parse(label.rule.kind, one.partition(":")[2].strip(_SIGNS), words)
        for one, label in labelled.items()
    }
    detail = ". ".join(one for one in sentences if one not in labelled)
    fields = {"detalle": detail.strip(_SIGNS), **fields, "fecha": day}
    if numbered is not None:
        fields["numero"] = int(numbered["number"] or numbered["before_day"])
    return {name: Read(value=value, source=cell.text, cell=cell.name, sheet=sheet) for name, value in fields.items()}


def _label(sentence: str, words: DocumentWords) -> Label | None:
    name, colon, _ = sentence.partition(":")
    return finder(words, "log_columns").match(name, 0) if colon else None
