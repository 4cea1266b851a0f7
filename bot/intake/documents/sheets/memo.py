"""The memo: a form that every branch draws in its own way."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.core.document import Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.labels import finder
from bot.intake.documents.sheets.answer_pairs import joined_answers
from bot.intake.documents.sheets.cells import Direction, Sheet
from bot.intake.documents.sheets.comparison import read_comparison
from bot.intake.documents.sheets.form import Form
from bot.intake.documents.sheets.help_columns import without_help
from bot.intake.documents.sheets.label_pairs import parted_pairs
from bot.intake.documents.sheets.memo_gaps import fill_gaps
from bot.intake.documents.sheets.memo_prose import add_sentences
from bot.intake.documents.sheets.several_in_cell import part_cells
from bot.intake.documents.sheets.split_days import joined_days
from bot.intake.documents.sheets.ticked_cause import add_ticked_cause
from bot.intake.documents.text import fold, squeeze
from bot.intake.documents.values import number, place, position
from bot.intake.documents.words import DocumentWords, Kind

_HEADER_ROWS = 8
_LONGEST_TITLE = 60
_DASH = re.compile(r"\s+[-\u2010-\u2015|]\s+|\n")
_NUMBERED = re.compile(
    r"(?P<title>[^\d:]*?[^\W\d][^\d:]*?)[\s.:°º#]+(?P<number>(?:[A-Z]{1,5}[ \-/.]?)?\d{1,6}(?:[ \-/.]\d{1,6}){0,2})"
)
_ALONE = re.compile(r"(?:(?:No|Nro|Núm|N)?[.:°º#\s]*)(?P<number>[A-Z]{2,5}[ -]?\d{2,5}[-/]\d{4})")
_BEFORE_DAY = re.compile(r"(?:[\s,(\-\u2013]|\b(?:del?|fecha|fechado|al?|d[ií]a):?)*$", re.IGNORECASE)
_BRANCH_ROW = 40
_FULL = 10  # fields by which a memo is surely one


def read_memo(sheet: Sheet, words: DocumentWords) -> tuple[Mapping[str, Read], float]:
    """The fields of a memo on this sheet, and from 0 to 1 how much the sheet is one."""
    whole = joined_answers(joined_days(parted_pairs(without_help(sheet, words), "memo", words), words), words)
    compared, sheet = read_comparison(whole, words)
    form = Form(sheet, finder(words, "memo"), words, in_context=True)
    fields = {**form.read_all(), **compared}
    _add_number(fields, sheet, words)
    fill_gaps(fields, sheet, words)
    add_sentences(fields, sheet, words)
    add_ticked_cause(fields, sheet, form)
    part_cells(fields, words)
    _add_positions(fields)
    _add_city(fields, sheet, words)
    _add_annexes(fields, sheet, form, words)
    fields = {name: read for name, read in fields.items() if not name.startswith("_")}
    filled = sum(read.value is not None for read in fields.values())
    return fields, min(1.0, filled / _FULL)


def _add_number(fields: dict[str, Read], sheet: Sheet, words: DocumentWords) -> None:
    """Where no label has it for its value, the number in the title: ``MEMORANDO No. CAL-0147-2026``."""
    known, name = fields.get("numero_memorando"), finder(words, "memo")
    if known is not None and known.value is not None:
        return
    for cell in sheet.cells:
        is_title = cell.row < _HEADER_ROWS and isinstance(cell.raw, str) and len(cell.text) <= _LONGEST_TITLE
        title, day = _without_day(cell.text, words) if is_title else ("", None)
        found = _NUMBERED.fullmatch(title)
        label = name.match(found["title"]) if found else None
        titled = found is not None and fold(found["title"]).partition(" ")[0] in words.concepts["memo"]
        if found and (titled or (label and label.rule.name == "numero_memorando")):
            value = number(found["number"], words)
            read = Read(value=value, source=cell.text, cell=cell.name, sheet=sheet.name)
            fields["numero_memorando"] = read
            if day is not None:
                fields.setdefault("fecha", replace(read, value=day))
            return
    _add_number_alone(fields, sheet, words)


def _without_day(title: str, words: DocumentWords) -> tuple[str, date | None]:
    """A title and the day behind it: ``Memorando No. CAL-0345-2026 del 26 de octubre de 2026``."""
    days = dates_within(title, words)
    if len(days) != 1 or title[days[0][1] :].strip(" .)"):
        return title, None
    return _BEFORE_DAY.sub("", title[: days[0][0]]), days[0][2]


def _add_number_alone(fields: dict[str, Read], sheet: Sheet, words: DocumentWords) -> None:
    """The number under or beside the title of a memo, where nothing stands but it: ``No. CAL-0236-2026``."""
    heading = [cell for cell in sheet.cells if cell.row < _HEADER_ROWS and isinstance(cell.raw, str)]
    values = {read.cell for read in fields.values() if read.value is not None}
    if not any(fold(cell.text).partition(" ")[0] in words.concepts["memo"] for cell in heading):
        return
    for cell in heading:
        found = _ALONE.fullmatch(cell.text) if cell.name not in values else None
        if found:
            value = number(found["number"], words)
            fields["numero_memorando"] = Read(value=value, source=cell.text, cell=cell.name, sheet=sheet.name)
            return


def _add_positions(fields: dict[str, Read]) -> None:
    """What the person is, from the same cell as the name."""
    for name in ("de", "para"):
        read = fields.get(name)
        if read and (found := position(read.source)):
            fields[f"cargo_{name}"] = replace(read, value=found)


def _add_city(fields: dict[str, Read], sheet: Sheet, words: DocumentWords) -> None:
    """Where no label has it as its value, the branch in the heading; where none asks for it, the sender's position."""
    known = fields.get("ciudad")
    if known is not None and known.value is not None:
        return
    branch = words.concepts["city"]
    values = {read.cell for read in fields.values() if read.value is not None}
    for cell in sheet.cells:
        of_heading = cell.row < _HEADER_ROWS and isinstance(cell.raw, str) and cell.name not in values
        if of_heading and _names_branch(cell.text, branch):
            city = _city_of_heading(str(cell.raw), branch, words)
            if city:
                fields["ciudad"] = Read(value=city, source=cell.text, cell=cell.name, sheet=sheet.name)
                return
    sender = fields.get("cargo_de") if known is None else None
    if sender and isinstance(sender.value, str) and (city := _after_branch(sender.value, branch, words)):
        fields["ciudad"] = replace(sender, value=city)


def _names_branch(text: str, branch: tuple[str, ...]) -> bool:
    return any(word in branch for word in fold(text).split())


def _city_of_heading(text: str, branch: tuple[str, ...], words: DocumentWords) -> str | None:
    """The part between dashes that follows the branch, or what stands right after the word for it."""
    parts = [squeeze(part) for part in _DASH.split(text)]
    at = next((index for index, part in enumerate(parts) if _names_branch(part, branch)), 0)
    following = parts[at + 1] if at + 1 < len(parts) else ""
    if following and finder(words, "memo").match(following) is None and len(following) <= _BRANCH_ROW:
        return place(following, words)
    return _after_branch(parts[at], branch, words)


def _after_branch(text: str, branch: tuple[str, ...], words: DocumentWords) -> str | None:
    parts = text.split()
    at = next((index for index, part in enumerate(parts) if fold(part) in branch), None)
    following = " ".join(parts[at + 1 :]) if at is not None else ""
    return None if finder(words, "memo").match(following) else place(following, words)


def _add_annexes(fields: dict[str, Read], sheet: Sheet, form: Form, words: DocumentWords) -> None:
    """The names of the annexes that are ticked, below the heading of their list."""
    fields.pop("anexos", None)
    heading = next((c for c in sheet.cells if form.names(c) is Kind.CHECKLIST), None)
    if heading is None:
        return
    ticked = []
    for cell in sheet.onward(heading, Direction.BELOW):
        if cell.empty:
            break
        marks = [other for other in sheet.row(cell.row) if fold(other.text) in {"x", "si"}]
        if marks and not words.blanks.whole(fold(cell.text)):
            ticked.append(cell.text)
    fields["anexos"] = Read(value=tuple(ticked) or None, source="; ".join(ticked), cell=heading.name, sheet=sheet.name)
