"""Whether the invoice is the one that the memo is about, and what the memo says of it is so."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain

from bot.checks.check import check
from bot.checks.dossier import Dossier, is_the_same
from bot.checks.numbers import cites_invoice, prefix_of, same_invoice
from bot.checks.paper import EINVOICE, INVOICE, Evidence, Paper, on_paper
from bot.checks.statements import folded, states
from bot.checks.sums import adds_up
from bot.core.document import FieldValue
from bot.core.finding import Severity
from bot.core.money import written

ORIGINAL = "original"


@check("invoice.number_mismatch", severity=Severity.ERROR)
def number_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The invoice that came is another than the memo's."""
    own, other = dossier.memo.text("factura_original"), dossier.invoice.text("factura")
    if own and other and not same_invoice(own, other) and not _is_misread(dossier, own, other):
        yield dossier.memo.evidence("factura_original", factura_memo=own, factura_doc=other)


def _is_misread(dossier: Dossier, own: str, other: str) -> bool:
    """Whether the invoice's text has the memo's number, and its day and total are the memo's too.

    One that only cites it, such as the one that replaces it, has others. The same figures behind other letters are
    those of another class or prefix.
    """
    if _figures(own) == _figures(other):
        return False
    memo, invoice = dossier.memo, dossier.invoice
    days = invoice.day("fecha"), memo.day("fecha_factura")
    totals = invoice.money("total"), memo.money("valor_factura")
    same = all(days) and all(totals) and days[0] == days[1] and totals[0] == totals[1]
    return bool(same and invoice.typed) and cites_invoice(invoice.typed, own)


def _figures(number: str) -> str:
    return "".join(filter(str.isdigit, number))


@check("invoice.date_mismatch", severity=Severity.ERROR)
def date_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The memo gives another day for the invoice than the invoice itself."""
    own, issued = dossier.memo.day("fecha_factura"), dossier.invoice.day("fecha")
    told = _is_due_date(dossier) and dossier.runs("invoice.date_is_due_date")
    if own and issued and own != issued and not told:
        yield dossier.memo.evidence("fecha_factura", fecha_memo=on_paper(own), fecha_doc=on_paper(issued))


@check("invoice.date_is_due_date", severity=Severity.WARNING)
def date_is_due_date(dossier: Dossier) -> Iterator[Evidence]:
    """The memo gives the day on which the invoice is due for that on which it was issued."""
    own, issued = dossier.memo.day("fecha_factura"), dossier.invoice.day("fecha")
    if own and issued and _is_due_date(dossier):
        yield dossier.memo.evidence("fecha_factura", fecha=on_paper(own), fecha_expedicion=on_paper(issued))


def _is_due_date(dossier: Dossier) -> bool:
    own, issued = dossier.memo.day("fecha_factura"), dossier.invoice.day("fecha")
    return own is not None and own != issued and own == dossier.invoice.day("vencimiento")


@check("invoice.value_mismatch", severity=Severity.ERROR)
def value_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The memo's amount is not the invoice's total, to the cent, and no other check knows why."""
    own, total = dossier.memo.money("valor_factura"), dossier.invoice.money("total")
    before_tax = _is_before_tax(dossier) and dossier.runs("invoice.value_before_tax")
    partial = _is_partial(dossier) and dossier.runs("invoice.partial")
    if own is not None and total is not None and own != total and not before_tax and not partial:
        yield dossier.memo.evidence("valor_factura", valor_memo=written(own), valor_doc=written(total))


@check("invoice.value_before_tax", severity=Severity.ERROR)
def value_before_tax(dossier: Dossier) -> Iterator[Evidence]:
    """The memo gives the amount before tax."""
    own, total = dossier.memo.money("valor_factura"), dossier.invoice.money("total")
    if own is not None and total is not None and _is_before_tax(dossier):
        yield dossier.memo.evidence("valor_factura", valor_memo=written(own), total=written(total))


@check("invoice.partial", severity=Severity.WARNING)
def partial(dossier: Dossier) -> Iterator[Evidence]:
    """The request says that it covers a part of the invoice, and its amount is lower than the total."""
    own, total = dossier.memo.money("valor_factura"), dossier.invoice.money("total")
    if own is not None and total is not None and _is_partial(dossier):
        number = dossier.memo.text("factura_original") or dossier.words.shown["nothing"]
        yield dossier.memo.evidence("valor_factura", valor=written(own), total=written(total), factura=number)


def _is_before_tax(dossier: Dossier) -> bool:
    own = dossier.memo.money("valor_factura")
    return own is not None and own != dossier.invoice.money("total") and own == dossier.invoice.money("subtotal")


def _is_partial(dossier: Dossier) -> bool:
    own, total = dossier.memo.money("valor_factura"), dossier.invoice.money("total")
    if own is None or total is None or own >= total or _is_before_tax(dossier):
        return False
    words = dossier.words
    texts = (dossier.memo.text("motivo"), dossier.memo.text("observaciones"), dossier.letter.content)
    return any(states(text, words.claims["partial"], words.logic) for text in texts)


@check("invoice.tax_arithmetic", severity=Severity.WARNING)
def tax_arithmetic(dossier: Dossier) -> Iterator[Evidence]:
    """Amount before tax and tax do not add up to the total; a memo with a wrong total is told so by other checks."""
    yield from _sum(dossier.invoice, "total")
    own, total = dossier.memo.money("valor_factura"), dossier.invoice.money("total")
    if total is None or own == total:
        yield from _sum(dossier.memo, "valor_factura")


def _sum(paper: Paper, total_field: str) -> Iterator[Evidence]:
    base, tax, total = paper.money("subtotal"), paper.money("iva"), paper.money(total_field)
    if not adds_up(paper, total_field) and base is not None and tax is not None and total is not None:
        amounts = {"subtotal": written(base), "iva": written(tax), "total": written(total)}
        yield paper.evidence(total_field, documento=paper.title, **amounts)


@check("invoice.words_mismatch", severity=Severity.INFO)
def words_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The amount in words is another than that in figures."""
    words, total = dossier.invoice.money("valor_en_letras"), dossier.invoice.money("total")
    if words is not None and total is not None and words != total:
        amounts = {"valor_letras": written(words), "total": written(total)}
        yield dossier.invoice.evidence("valor_en_letras", **amounts)


@check("invoice.prefix_other_branch", severity=Severity.WARNING)
def prefix_other_branch(dossier: Dossier) -> Iterator[Evidence]:
    """The number begins with the letters of another branch, by the rules' list of prefixes."""
    paper, field = (
        (dossier.invoice, "factura") if dossier.invoice.text("factura") else (dossier.memo, "factura_original")
    )
    prefix, here = prefix_of(paper.text(field)), folded(dossier.known.branch)
    prefixes = dossier.lists("prefixes").items()
    own = set(chain.from_iterable(values for branch, values in prefixes if folded(branch) == here))
    others = set(chain.from_iterable(values for branch, values in prefixes if folded(branch) != here))
    if prefix in others - own:
        yield paper.evidence(field, prefijo=prefix, ciudad=dossier.known.branch)


@check("invoice.period_mismatch", severity=Severity.WARNING)
def period_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The memo gives another billed period than the invoice."""
    own, other = dossier.memo.text("periodo"), dossier.invoice.text("periodo")
    if own and other and own != other:
        texts = {"periodo_memo": _period(own), "periodo_doc": _period(other)}
        yield dossier.memo.evidence("periodo", **texts)


def _period(text: str) -> str:
    """``2026-02-01/2026-02-28`` as ``01/02/2026 - 28/02/2026``."""
    return " - ".join(on_paper(date.fromisoformat(day)) for day in text.split("/"))


@check("invoice.not_original", severity=Severity.WARNING)
def not_original(dossier: Dossier) -> Iterator[Evidence]:
    """What came in place of the invoice calls itself something else."""
    kind = dossier.invoice.text("tipo_documento")
    if kind and kind != ORIGINAL:
        shown = dossier.words.document_types.get(kind, kind)
        yield dossier.invoice.evidence("tipo_documento", tipo_documento=shown)


@check("invoice.xml_mismatch", severity=Severity.WARNING)
def xml_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The electronic invoice is another than the printed one, or says something else."""
    electronic = dossier.paper(EINVOICE)
    printed = Paper.of(INVOICE, "", dossier.file_of(INVOICE))
    for name in ("factura", "fecha", "total") if is_the_same(printed, electronic) else ("factura",):
        own, other = (_shown(paper.reads[name].value) if paper.has(name) else "" for paper in (printed, electronic))
        if own and other and own != other:
            files = {"archivo": printed.file, "archivo_xml": electronic.file}
            yield electronic.evidence(dice_archivo=own, dice_xml=other, **files)


def _shown(value: FieldValue) -> str:
    if isinstance(value, Decimal):
        return written(value)
    return on_paper(value) if isinstance(value, date) else str(value or "")


CHECKS = (
    number_mismatch,
    date_mismatch,
    date_is_due_date,
    value_mismatch,
    value_before_tax,
    partial,
    tax_arithmetic,
    words_mismatch,
    prefix_other_branch,
    period_mismatch,
    not_original,
    xml_mismatch,
)
