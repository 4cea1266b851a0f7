"""Whether the invoice may still be annulled: by the register, by its age, and by what the texts say of it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.paper import Evidence, Paper, on_paper
from bot.checks.statements import states
from bot.core.finding import Severity

CLAIM_MONTHS = 5
"""Claims on older invoices of public utilities are out of time (Ley 142/1994 art. 154)."""

MONTHS_A_YEAR = 12


@check("ledger.not_consulted", severity=Severity.INFO)
def not_consulted(dossier: Dossier) -> Iterator[Evidence]:
    """A dry run: whether other cases have the same invoice or memo is not known."""
    if dossier.known.elsewhere is None:
        yield Evidence()


@check("invoice.already_annulled", severity=Severity.ERROR, certain=True)
def already_annulled(dossier: Dossier) -> Iterator[Evidence]:
    """A closed case annulled the invoice."""
    elsewhere = dossier.known.elsewhere
    if elsewhere and elsewhere.invoice_annulled_by:
        number = dossier.memo.text("factura_original") or dossier.invoice.text("factura")
        yield dossier.memo.evidence("factura_original", factura=number, caso=elsewhere.invoice_annulled_by)


@check("invoice.other_case_open", severity=Severity.ERROR, certain=True)
def other_case_open(dossier: Dossier) -> Iterator[Evidence]:
    """Another case about the invoice is under way."""
    elsewhere = dossier.known.elsewhere
    if elsewhere and elsewhere.invoice_open_case:
        number = dossier.memo.text("factura_original") or dossier.invoice.text("factura")
        yield dossier.memo.evidence("factura_original", factura=number, caso=elsewhere.invoice_open_case)


@check("invoice.too_old", severity=Severity.WARNING)
def too_old(dossier: Dossier) -> Iterator[Evidence]:
    """The client complained later than ``months`` after the invoice, at the latest by the mail's own day."""
    issued = dossier.invoice.day("fecha") or dossier.memo.day("fecha_factura")
    if issued is None:
        return
    letter = dossier.letter
    sent_on = dossier.known.sent_on
    claimed = min(letter.day("fecha_recibido") or letter.day("fecha") or sent_on, sent_on)
    limit = months_after(issued, dossier.number("months", CLAIM_MONTHS))
    if claimed > limit:
        numbers = (dossier.invoice.text("factura"), dossier.memo.text("factura_original"))
        number = next(filter(None, numbers), dossier.words.shown["nothing"])
        days = {"fecha": on_paper(issued), "limite": on_paper(limit)}
        yield dossier.invoice.evidence("fecha", factura=number, **days)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month (Código Civil art. 67)."""
    index = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@check("invoice.paid", severity=Severity.ERROR)
def paid(dossier: Dossier) -> Iterator[Evidence]:
    """The letter, the log or the memo's remarks say that the invoice was paid."""
    return _stated(dossier, "paid")


@check("invoice.accepted", severity=Severity.WARNING)
def accepted(dossier: Dossier) -> Iterator[Evidence]:
    """The letter, the log or the memo's remarks say that the client accepted the invoice expressly."""
    return _stated(dossier, "accepted")


def _stated(dossier: Dossier, claim: str) -> Iterator[Evidence]:
    """The first place of each document that says so of this invoice."""
    words, number = dossier.words, dossier.memo.text("factura_original")
    for paper, places in _texts(dossier):
        said = (place for place, text in places if states(text, words.claims[claim], words.logic, number))
        place = next(said, None)
        if place is not None:
            yield paper.evidence(place=place, documento=paper.title, factura=number or words.shown["nothing"])


def _texts(dossier: Dossier) -> Iterator[tuple[Paper, list[tuple[str, str]]]]:
    """Running texts with their places: of memo and log, which are tables, only the cells for free text."""
    memo, log = dossier.memo, dossier.log
    yield dossier.letter, [("", dossier.letter.content)]
    yield memo, [(memo.place(name), memo.text(name)) for name in ("motivo", "observaciones")]
    yield log, [(row.place(name), row.text(name)) for row in log.rows for name in ("detalle", "resultado")]


CHECKS = (not_consulted, already_annulled, other_case_open, too_old, paid, accepted)
