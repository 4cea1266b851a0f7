"""Whether the log of contacts is this request's, complete and in order, and says nothing against it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.names import Alike, compare_clients
from bot.checks.numbers import same_invoice
from bot.checks.paper import Evidence, Values, on_paper
from bot.checks.statements import clauses, folded, mentions, speaks_of, states
from bot.checks.wording import amount_or
from bot.checks.words import CheckWords, needle
from bot.core.document import TextSource
from bot.core.finding import Severity
from bot.core.identifiers import identifier_key, plain
from bot.core.money import written

NEEDED = ("fecha", "detalle", "responsable", "resultado")
AMOUNT = re.compile(r"\$ ?(\d{1,3}(?:[.']\d{3})+|\d+)(?:,(\d{1,2})(?!\d))?")


@check("log.empty", severity=Severity.ERROR)
def empty(dossier: Dossier) -> Iterator[Evidence]:
    """The log has no entry; one that is no workbook may have entries that were not read."""
    log = dossier.log
    if log.document and log.document.text_source is TextSource.CELLS and not log.rows:
        yield log.evidence()


@check("log.header_mismatch", severity=Severity.ERROR)
def header_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The log's heading names another client, invoice or contract than the memo."""
    names = dossier.words.names
    compared = (
        ("cliente", "cliente", lambda one, other: compare_clients(one, other, names) is not Alike.DIFFERENT),
        ("factura", "factura_original", same_invoice),
        ("contrato", "contrato", lambda one, other: identifier_key(one) == identifier_key(other)),
    )
    for field, memo_field, same in compared:
        told, own = dossier.log.text(field), dossier.memo.text(memo_field)
        if told and own and not same(told, own):
            yield dossier.log.evidence(field, campo=dossier.words.fields[field], dato_informe=told, dato_memo=own)


@check("log.memo_mismatch", severity=Severity.WARNING)
def memo_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The log cites another memo."""
    told, own = dossier.log.text("memorando"), dossier.memo.text("numero_memorando")
    if told and own and identifier_key(told) != identifier_key(own):
        yield dossier.log.evidence("memorando", memo_informe=told, memo=own)


@check("log.number_gap", severity=Severity.WARNING)
def number_gap(dossier: Dossier) -> Iterator[Evidence]:
    """The entries' numbers do not go up by one from 1; the first break is told, since others mostly follow from it."""
    numbers = [(row, number) for row in dossier.log.rows if (number := row.count("numero")) is not None]
    for expected, (row, number) in enumerate(numbers, start=1):
        if number != expected:
            yield dossier.log.evidence(place=row.place("numero"), numero=str(number))
            return


@check("log.dates_disordered", severity=Severity.WARNING)
def dates_disordered(dossier: Dossier) -> Iterator[Evidence]:
    """An entry is older than the one before it."""
    dated = [(name, row, day) for name, row in _numbered(dossier) if (day := row.day("fecha"))]
    for (_, _, before), (name, row, day) in pairwise(dated):
        if day < before:
            yield dossier.log.evidence(place=row.place("fecha"), numero=name, fecha=on_paper(day))


@check("log.date_future", severity=Severity.WARNING)
def date_future(dossier: Dossier) -> Iterator[Evidence]:
    """An entry is dated after the mail."""
    for name, row in _numbered(dossier):
        day = row.day("fecha")
        if day and day > dossier.known.sent_on:
            yield dossier.log.evidence(place=row.place("fecha"), numero=name, fecha=on_paper(day))


@check("log.field_empty", severity=Severity.WARNING)
def field_empty(dossier: Dossier) -> Iterator[Evidence]:
    """An entry lacks its day, its detail, who made it, or how it ended."""
    for name, row in _numbered(dossier):
        for field in NEEDED:
            if row.has(field) and row.reads[field].value is None:
                yield dossier.log.evidence(place=row.place(field), numero=name, campo=dossier.words.fields[field])


@check("log.letter_not_logged", severity=Severity.WARNING)
def letter_not_logged(dossier: Dossier) -> Iterator[Evidence]:
    """No entry tells that the client's letter came, or that the reply went out."""
    for name in ("letter_received", "reply_sent"):
        if dossier.log.rows and not _tells(dossier, name):
            yield dossier.log.evidence(evento=dossier.words.events[name].title)


@check("log.acceptance_not_logged", severity=Severity.WARNING)
def acceptance_not_logged(dossier: Dossier) -> Iterator[Evidence]:
    """Costs are charged, and no entry tells that the client accepted them."""
    if dossier.memo.flag("cobro_costos") and dossier.log.rows and not _tells(dossier, "costs_accepted"):
        yield dossier.log.evidence()


def _tells(dossier: Dossier, event: str) -> bool:
    """Whether some entry, or a clause of it, tells of the event and of nothing that only resembles it."""
    told, logic = dossier.words.events[event], dossier.words.logic
    rows = (row for row in dossier.log.rows if all(speaks_of(_text(row), part, logic) for part in told.parts))
    texts = (text for row in rows for text in (_text(row), *clauses(row.text("detalle"), logic)))
    return any(
        all(states(text, part, logic) for part in told.parts) and not mentions(folded(text), told.unless)
        for text in texts
    )


@check("log.amount_mismatch", severity=Severity.WARNING)
def amount_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """An entry gives the costs another amount than the memo; the memo charges none, and the client accepted some."""
    own, none = dossier.memo.money("valor_costos"), dossier.words.shown["none"]
    waived = own is None and dossier.memo.flag("cobro_costos") is False
    if own is None and not (waived and _tells(dossier, "costs_accepted")):
        return
    for name, row in _numbered(dossier):
        told = next((amount for amount in _costs_in(_text(row), dossier.words) if amount != own), None)
        if told is not None:
            amounts = {"valor_gestion": written(told), "valor_memo": amount_or(own, none)}
            yield dossier.log.evidence(place=row.place("detalle"), numero=name, **amounts)
            if waived:
                return


def _costs_in(text: str, words: CheckWords) -> Iterator[Decimal]:
    """Amounts whose sentence names costs before them, and no invoice nearer than those."""
    flat = plain(text)
    start = 0
    for found in AMOUNT.finditer(flat):
        before = folded(flat[start : found.start()].rpartition(". ")[2])
        costs, invoices = _last(before, words.costs), _last(before, words.logic.invoice)
        if costs > invoices:
            whole, cents = re.sub(r"\D", "", found[1]), found[2] or "0"
            yield Decimal(f"{whole}.{cents}")
        start = found.end()


def _last(clause: str, phrases: tuple[str, ...]) -> int:
    """Where the last of the phrases begins, or -1."""
    return max(clause.rfind(needle(phrase)) for phrase in phrases)


@check("log.client_withdrew", severity=Severity.ERROR)
def client_withdrew(dossier: Dossier) -> Iterator[Evidence]:
    """An entry tells that the client gave the request up."""
    words = dossier.words
    for name, row in _numbered(dossier):
        if states(_text(row), words.claims["withdrew"], words.logic):
            yield dossier.log.evidence(place=row.place("detalle"), numero=name)


@check("log.total_mismatch", severity=Severity.INFO)
def total_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The stated number of entries is not that of the rows."""
    stated, rows = dossier.log.count("total_declarado"), len(dossier.log.rows)
    if stated is not None and rows and stated != rows:
        yield dossier.log.evidence("total_declarado", total=str(stated), filas=str(rows))


def _numbered(dossier: Dossier) -> Iterator[tuple[str, Values]]:
    """Each row with the number that people find it by: its own, or its position."""
    for position, row in enumerate(dossier.log.rows, start=1):
        number = row.count("numero")
        yield str(position if number is None else number), row


def _text(row: Values) -> str:
    return f"{row.text('detalle')}. {row.text('resultado')}"


CHECKS = (
    empty,
    header_mismatch,
    memo_mismatch,
    number_gap,
    dates_disordered,
    date_future,
    field_empty,
    letter_not_logged,
    acceptance_not_logged,
    amount_mismatch,
    client_withdrew,
    total_mismatch,
)
