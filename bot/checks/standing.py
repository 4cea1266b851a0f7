"""Whether the invoice may still be annulled: by the register, by its age, and by what the texts say of it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.paper import Evidence, Paper, on_paper
from bot.checks.statements import folded, mentions, states
from bot.core.finding import Severity

CLAIM_MONTHS = 5
"""Claims on older invoices of public utilities are out of time (Ley 142/1994 art. 154)."""

MONTHS_A_YEAR = 12
DAY_PARTS = 3


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
    """The letter, the log or the memo's remarks say that the invoice was paid, or it bears a stamp that does."""
    yield from _paid(dossier)


@check("invoice.maybe_paid", severity=Severity.WARNING)
def maybe_paid(dossier: Dossier) -> Iterator[Evidence]:
    """A document that does not say "paid" calls the invoice «cancelada», which is paid as well as annulled."""
    told = {evidence.document for evidence in _paid(dossier)}
    found = (*_stated(dossier, "maybe_paid"), *_stamped(dossier, "maybe_paid_stamp"))
    yield from (evidence for evidence in found if evidence.document not in told)


def _paid(dossier: Dossier) -> Iterator[Evidence]:
    stated = tuple(_stated(dossier, "paid"))
    yield from stated
    letter, plainly = dossier.letter, dossier.words.claims["paid_plainly"].says
    if mentions(folded(letter.content), plainly) and all(one.document != letter.role for one in stated):
        yield _of_invoice(letter, "", dossier)
    yield from _stamped(dossier, "paid_stamp")


def _stamped(dossier: Dossier, claim: str) -> Iterator[Evidence]:
    """The invoice with a line that is nothing but a stamp: its word, and perhaps a day."""
    lines = map(folded, dossier.invoice.content.splitlines())
    needles = dossier.words.claims[claim].needles
    days = frozenset(dossier.words.months) | frozenset(month[:3] for month in dossier.words.months)
    if any(_is_stamp(line, needle, days) for line in lines for needle in needles):
        yield _of_invoice(dossier.invoice, "", dossier)


def _is_stamp(line: str, needle: str, months: frozenset[str]) -> bool:
    """Whether a line begins with the stamp's word and goes on with a whole day at most."""
    rest = line.removeprefix(needle).split()
    whole_day = len(rest) == DAY_PARTS and all(part.isdigit() or part in months for part in rest)
    return line.startswith(needle) and (not rest or whole_day)


@check("invoice.accepted", severity=Severity.WARNING)
def accepted(dossier: Dossier) -> Iterator[Evidence]:
    """The letter, the log or the memo's remarks say that the client accepted the invoice expressly."""
    return _stated(dossier, "accepted")


@check("invoice.said_annulled", severity=Severity.ERROR)
def said_annulled(dossier: Dossier) -> Iterator[Evidence]:
    """The letter, the log or the memo's remarks say that the invoice was annulled before."""
    return _stated(dossier, "annulled")


def _stated(dossier: Dossier, claim: str) -> Iterator[Evidence]:
    """The first place of each document that says so of this invoice."""
    words, number = dossier.words, dossier.memo.text("factura_original")
    for paper, places in _texts(dossier):
        said = (place for place, text in places if states(text, words.claims[claim], words.logic, number))
        place = next(said, None)
        if place is not None:
            yield _of_invoice(paper, place, dossier)


def _of_invoice(paper: Paper, place: str, dossier: Dossier) -> Evidence:
    number = dossier.memo.text("factura_original") or dossier.words.shown["nothing"]
    return paper.evidence(place=place, documento=paper.title, factura=number)


def _texts(dossier: Dossier) -> Iterator[tuple[Paper, list[tuple[str, str]]]]:
    """Running texts with their places: of memo and log, which are tables, only the cells for free text."""
    memo, log = dossier.memo, dossier.log
    yield dossier.letter, [("", dossier.letter.content)]
    yield memo, [(memo.place(name), memo.text(name)) for name in ("motivo", "observaciones")]
    yield log, [(row.place(name), row.text(name)) for row in log.rows for name in ("detalle", "resultado")]


CHECKS = (not_consulted, already_annulled, other_case_open, too_old, paid, maybe_paid, accepted, said_annulled)
