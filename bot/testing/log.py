"""The log of contacts in Excel: what the branch did with the client, one contact per row."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from bot.testing.case_facts import CaseFacts, Person, spoken, story
from bot.testing.words import words
from bot.testing.workbook import CellValue, Form

HEADINGS_ROW = 7
COLUMNS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One contact, its attributes in the order of the columns and by their Spanish names."""

    fecha: date | None
    numero: int | None
    canal: str
    contacto: str
    cargo: str
    telefono: str
    detalle: str
    responsable: str
    resultado: str


def log_entries(
    facts: CaseFacts, *, rows: int | None = None, gaps: Collection[int] = (), disorder: Collection[int] = ()
) -> tuple[Entry, ...]:
    """The contacts of a case in order.

    Args:
        facts: The case.
        rows: How many there shall be: follow-up calls fill up, the last ones are left out; ``None`` is as told.
        gaps: Numbers that the numbering skips.
        disorder: Positions from 1 whose day lies a month before the others.
    """
    told = list(_told(facts))
    if rows is not None:
        at = words("log")["filler_at"]
        filler = _entry(facts, words("log")["filler"])
        told = (told[:at] + [filler] * (rows - len(told)) + told[at:])[:rows]
    numbers = (number for number in range(1, len(told) + len(gaps) + 1) if number not in gaps)
    return tuple(
        replace(entry, numero=number, fecha=_moved(entry.fecha, back=position in disorder))
        for position, (entry, number) in enumerate(zip(told, numbers, strict=False), start=1)
    )


def log_xlsx(
    facts: CaseFacts,
    *,
    rows: int | None = None,
    gaps: Collection[int] = (),
    disorder: Collection[int] = (),
    entries: tuple[Entry, ...] | None = None,
    head: Mapping[str, str | None] | None = None,
    total: int | None = None,
) -> bytes:
    """Draw the log of contacts of a case.

    Args:
        facts: The case.
        rows: As for :func:`log_entries`, like ``gaps`` and ``disorder``.
        gaps: Numbers that the numbering skips.
        disorder: Positions from 1 whose day lies a month before the others.
        entries: Exactly these contacts instead.
        head: Values written in the header block instead of the right ones (``cliente``, ``memorando``, …).
        total: The count stated under the table where it shall be wrong.
    """
    log = words("log")
    table = log_entries(facts, rows=rows, gaps=gaps, disorder=disorder) if entries is None else entries
    form = Form(log["sheet"], fill=log["fill"], heading_fill=log["heading_fill"])
    _put(form, (1, 1), log["title"], "heading", width=COLUMNS)
    _head(form, _head_values(facts) | dict(head or {}))
    for column, name in enumerate(log["columns"], start=1):
        _put(form, (HEADINGS_ROW, column), log["columns"][name], "label")
        for row, entry in enumerate(table, start=HEADINGS_ROW + 1):
            _put(form, (row, column), getattr(entry, name), "value")
    below = HEADINGS_ROW + len(table) + 2
    _put(form, (below, 1), log["total"], "label", width=3)
    _put(form, (below, 4), len(table) if total is None else total, "value")
    _put(form, (below + 1, 1), log["prepared"], "label", width=3)
    _put(form, (below + 1, 4), facts.coordinator.name, "value")
    for letter, width in log["widths"].items():
        form.sheet.column_dimensions[letter].width = width
    return form.saved()


def _head_values(facts: CaseFacts) -> dict[str, str | None]:
    return {
        "cliente": facts.client,
        "nit": facts.nit,
        "contrato": facts.contract,
        "seccional": facts.city.upper(),
        "memorando": facts.memo_number,
        "factura": facts.invoice_number,
    }


def _head(form: Form, values: Mapping[str, str | None]) -> None:
    for box in words("log")["head"]:
        row, column = coordinate_to_tuple(box["at"])
        _put(form, (row, column - 1), box["label"], "label")
        _put(form, (row, column), values[box["field"]], "value", width=box["width"])


def _put(form: Form, at: tuple[int, int], value: CellValue, kind: str, *, width: int = 1) -> None:
    row, column = at
    form.write((column, row, column + width - 1, row), value, kind)


def _told(facts: CaseFacts) -> Iterator[Entry]:
    for pattern in words("log")["entries"]:
        if pattern.get("costs", facts.admin_costs) == facts.admin_costs:
            yield _entry(facts, pattern)


def _entry(facts: CaseFacts, pattern: Mapping[str, Any]) -> Entry:
    texts = spoken(facts)
    texts |= {name: str(story(facts.story)[name]).format_map(texts) for name in ("asked", "verified", "confirmed")}
    day = getattr(facts, pattern["day"])
    who = getattr(facts, pattern["who"])
    contact = who if isinstance(who, Person) else Person(name=who, position=words("log")["assistant_position"])
    by = getattr(facts, pattern["by"])
    phones = {"signer": facts.mobile, "contact": facts.phone}
    return Entry(
        fecha=day.date() if isinstance(day, datetime) else day,
        numero=None,
        canal=pattern["canal"],
        contacto=contact.name,
        cargo=contact.position,
        telefono=phones.get(pattern["who"], words("log")["internal_phone"]),
        detalle=pattern["detalle"].format_map(texts),
        responsable=by.name if isinstance(by, Person) else by,
        resultado=pattern["resultado"].format_map(texts),
    )


def _moved(day: date | None, *, back: bool) -> date | None:
    return day - timedelta(days=30) if back and day is not None else day
