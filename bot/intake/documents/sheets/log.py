"""The log of contacts: a few fields of a form, and a table with one contact a row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.core.document import FieldValue, Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.labels import finder
from bot.intake.documents.sheets.cells import Cell, Sheet
from bot.intake.documents.sheets.day_sections import with_days_beside
from bot.intake.documents.sheets.form import Form
from bot.intake.documents.sheets.help_columns import without_help
from bot.intake.documents.sheets.label_pairs import parted_pairs
from bot.intake.documents.sheets.log_blocks import find_blocks, rule_named, tells
from bot.intake.documents.sheets.log_columns import told_by, told_in_columns
from bot.intake.documents.sheets.log_lines import find_sentences
from bot.intake.documents.sheets.log_title import client_beside_ids, is_titled_log, told_in_title
from bot.intake.documents.sheets.split_days import joined_days
from bot.intake.documents.sheets.turned import turned
from bot.intake.documents.text import plain
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords, FieldRule

_FEWEST_COLUMNS = 3
_DETAIL = "detalle"
_NEEDED = frozenset({"fecha", _DETAIL})
_TELLING = frozenset({_DETAIL, "resultado"})
_SURE_COLUMNS = 6
_MOST_BLANK = 3  # rows between two contacts
_FEWEST_FILLED = 3  # values of a contact that stands apart
_FEWEST_KNOWN = 2  # facts in the heading of a log without contacts
_EMPTY_LOG = 0.5


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the table's headings stand, and which field each column holds."""

    heading: int
    columns: Mapping[int, FieldRule]


def read_log(sheet: Sheet, words: DocumentWords) -> tuple[Mapping[str, Read], tuple[Mapping[str, Read], ...], float]:
    """Header fields and rows of a log on this sheet, and from 0 to 1 how much the sheet is one."""
    sheet = with_days_beside(joined_days(parted_pairs(without_help(sheet, words), "log", words), words), words)
    table = _find_table(sheet, words)
    on_its_side = turned(sheet, words) if table is None else None
    if on_its_side is not None:
        sheet, table = on_its_side, _find_table(on_its_side, words)
    if table is None:
        return _read_blocks(sheet, words)
    rows, after = _read_rows(sheet, table, words)
    blocks = find_blocks(sheet, words)
    if blocks and len(blocks.contacts) > len(rows):
        return _read_blocks(sheet, words)
    fields = dict(Form(sheet.without(range(table.heading, after)), finder(words, "log"), words).read())
    names = frozenset(rule.name for rule in table.columns.values())
    _name_alone(fields, words)
    in_columns = told_in_columns(sheet, range(table.heading, after), frozenset(table.columns), words)
    beside = client_beside_ids(sheet, table.heading, words)
    fields = beside | told_in_title(sheet, table.heading, words) | in_columns | fields
    fields |= _summary(rows, names, sheet.at(table.heading, min(table.columns)).name, sheet.name)
    return fields, rows, min(1.0, len(names) / _SURE_COLUMNS)


def _read_blocks(
    sheet: Sheet, words: DocumentWords
) -> tuple[Mapping[str, Read], tuple[Mapping[str, Read], ...], float]:
    """The same of a log whose contacts stand one below the other."""
    blocks = find_blocks(sheet, words) or find_sentences(sheet, words)
    if blocks is None:
        return _read_empty(sheet, words)
    fields = dict(Form(sheet.without(blocks.rows), finder(words, "log"), words).read())
    _name_alone(fields, words)
    fields = told_in_title(sheet, blocks.rows.start, words) | fields
    fields |= _summary(blocks.contacts, blocks.names, blocks.place, sheet.name)
    return fields, blocks.contacts, min(1.0, len(blocks.names) / _SURE_COLUMNS)


def _read_empty(sheet: Sheet, words: DocumentWords) -> tuple[Mapping[str, Read], tuple[Mapping[str, Read], ...], float]:
    """The same of a sheet that is titled as a log and tells whose it is, and on which no day stands; else of none."""
    dated = any(dates_within(cell.text, words) for cell in sheet.cells)
    fields = Form(sheet, finder(words, "log"), words).read() if is_titled_log(sheet, words) and not dated else {}
    known = [name for name, read in fields.items() if read.value is not None]
    return (fields, (), _EMPTY_LOG) if len(known) >= _FEWEST_KNOWN else ({}, (), 0.0)


def _name_alone(fields: dict[str, Read], words: DocumentWords) -> None:
    """The client without the tax id that many a log writes in the same cell: ``Ruiz Ltda. - NIT 999.012.345-2``."""
    client = fields.get("cliente")
    if client and not any(map(str.isalpha, client.source)):  # ``Cuenta | 12345``
        fields.pop("cliente")
        return
    label = words.phrases["tax_id"].pattern.search(plain(client.source)) if client else None
    name = client.source[: label.start()].rstrip(" -/|(,") if client and label else ""
    if client and name:
        fields["cliente"] = replace(client, value=name)


def _find_table(sheet: Sheet, words: DocumentWords) -> _Table | None:
    """The first row with the most headings of columns, if they are enough for a table."""
    best: _Table | None = None
    for row in sorted({cell.row for cell in sheet.cells}):
        columns = _columns(sheet, row, words)
        if _is_table(columns) and (best is None or len(columns) > len(best.columns)):
            best = _Table(row, columns)
    return best


def _is_table(columns: Mapping[int, FieldRule]) -> bool:
    """Whether the headings are those of contacts: a day and what was done with one more, or more of any."""
    names = {rule.name for rule in columns.values()}
    return len(names) > _FEWEST_COLUMNS or (len(names) == _FEWEST_COLUMNS and names >= _NEEDED)


def _columns(sheet: Sheet, heading: int, words: DocumentWords) -> Mapping[int, FieldRule]:
    """What each column holds; of several with one name the first, but all that tell what was done."""
    headings = finder(words, "log_columns")
    cells = (cell for cell in sheet.row(heading) if isinstance(cell.raw, str))
    named = {cell.column: label.rule for cell in cells if (label := headings.match(cell.text))}
    if len(named) >= _FEWEST_COLUMNS:
        named = _settled(named, sheet, heading, words)
    columns: dict[int, FieldRule] = {}
    for column, rule in named.items():
        if rule not in columns.values() or rule.name == _DETAIL:
            columns[column] = rule
    return columns


def _settled(columns: dict[int, FieldRule], sheet: Sheet, heading: int, words: DocumentWords) -> dict[int, FieldRule]:
    """What was done may stand under ``Gestión`` where no other column tells it; of two that do, the second the end."""
    names = [rule.name for rule in columns.values()]
    telling = [column for column, rule in columns.items() if rule.name == _DETAIL]
    if len(telling) > 1 and "resultado" not in names:
        return {**columns, telling[1]: rule_named("resultado", words)}
    numbers = [] if telling else [column for column, rule in columns.items() if rule.name == "numero"]
    told = next((column for column in numbers if _mostly_tells(sheet, heading, column)), None)
    return columns if told is None else {**columns, told: rule_named(_DETAIL, words)}


def _both(one: Read, other: Read) -> Read:
    """What two columns tell of one contact: ``Actividad`` and ``Observación``."""
    told = [str(read.value) for read in (one, other) if read.value is not None]
    return replace(one if one.value is not None else other, value=". ".join(told) or None)


def _mostly_tells(sheet: Sheet, heading: int, column: int) -> bool:
    """Whether sentences stand below a heading: a line about the whole log may stand below numbers too."""
    below = [text for row in range(heading + 1, sheet.height) if (text := sheet.at(row, column).text)]
    return sum(tells([text]) for text in below) * 2 > len(below)


def _read_rows(sheet: Sheet, table: _Table, words: DocumentWords) -> tuple[tuple[Mapping[str, Read], ...], int]:
    """The contacts, down to a blank row or one of totals that no dated contact follows, and the row after them."""
    rows: list[Mapping[str, Read]] = []
    index = table.heading + 1
    while index <= sheet.height:
        if rows and (rest := _rest(sheet, index, table)):
            rows[-1] = _with_rest(rows[-1], rest, table)
        elif _is_contact(sheet, index, table, words):
            rows.append(_read_row(sheet, index, table, words))
        elif not _goes_on(sheet, index, table, words):
            break
        index += 1
    return tuple(rows), index


def _rest(sheet: Sheet, index: int, table: _Table) -> Cell | None:
    """A row in which only what was done, or how it ended, goes on from the row above."""
    filled = sheet.row(index)
    alone = filled[0] if len(filled) == 1 else None
    return alone if alone and alone.column in table.columns and table.columns[alone.column].name in _TELLING else None


def _with_rest(contact: Mapping[str, Read], rest: Cell, table: _Table) -> Mapping[str, Read]:
    name = table.columns[rest.column].name
    whole = f"{contact[name].source} {rest.text}".strip()
    return {**contact, name: replace(contact[name], value=whole, source=whole)}


def _goes_on(sheet: Sheet, blank: int, table: _Table, words: DocumentWords) -> bool:
    """Whether a dated contact stands below a few blank rows, or one with a title or the headings again."""
    first = blank + 1 if sheet.row(blank) else blank
    following = next((row for row in range(first, blank + _MOST_BLANK + 1) if sheet.row(row)), None)
    return following is not None and _is_dated_contact(sheet, following, table, words)


def _is_dated_contact(sheet: Sheet, index: int, table: _Table, words: DocumentWords) -> bool:
    """Whether a contact goes on after a blank row: it has its day and more."""
    if not _is_contact(sheet, index, table, words):
        return False
    contact = _read_row(sheet, index, table, words)
    filled = sum(read.value is not None for read in contact.values())
    return filled >= _FEWEST_FILLED and _value(contact, "fecha") is not None


def _is_contact(sheet: Sheet, index: int, table: _Table, words: DocumentWords) -> bool:
    filled = [cell for cell in sheet.row(index) if cell.column in table.columns]
    told = [cell for cell in filled if table.columns[cell.column].name != "numero"]
    if not told or all(cell.text == sheet.at(table.heading, cell.column).text for cell in filled):
        return False
    first = filled[0]
    if len(sheet.row(index)) == 1 and parse(table.columns[first.column].kind, first.raw, words) is None:
        return False
    return not isinstance(first.raw, str) or finder(words, "log").match(first.text) is None


def _read_row(sheet: Sheet, index: int, table: _Table, words: DocumentWords) -> Mapping[str, Read]:
    contact: dict[str, Read] = {}
    for column, rule in table.columns.items():
        cell = sheet.at(index, column)
        value = told_by(rule, cell, words)
        read = Read(value=value, source=cell.text, cell=cell.name, sheet=sheet.name)
        contact[rule.name] = _both(contact[rule.name], read) if rule.name in contact else read
    return contact


def _summary(rows: tuple[Mapping[str, Read], ...], names: frozenset[str], place: str, sheet: str) -> dict[str, Read]:
    """What the contacts say as a whole: how many, from when to when, and whether they count up from one."""
    days = [value for row in rows if isinstance(value := _value(row, "fecha"), date)]
    facts: dict[str, FieldValue] = {"gestiones": len(rows)}
    if "fecha" in names:
        facts |= {"primera": min(days, default=None), "ultima": max(days, default=None)}
    if "numero" in names:
        numbers = [_value(row, "numero") for row in rows]
        facts["numeros_consecutivos"] = numbers == list(range(1, len(rows) + 1))
    return {name: Read(value=value, source="", cell=place, sheet=sheet) for name, value in facts.items()}


def _value(row: Mapping[str, Read], name: str) -> FieldValue:
    return row[name].value if name in row else None
