"""Whether what the memo says of the new invoice fits the request, the reply and the old one."""

from collections.abc import Iterator

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.figures import tells_amount
from bot.checks.numbers import same_invoice
from bot.checks.paper import Evidence, on_paper
from bot.core.finding import Severity
from bot.core.money import written

REBILLING = "refacturacion"


@check("new_invoice.same_number", severity=Severity.ERROR)
def same_number(dossier: Dossier) -> Iterator[Evidence]:
    """The new invoice has the number of the one that it replaces."""
    new, old = dossier.memo.text("nueva_factura"), dossier.memo.text("factura_original")
    if new and old and same_invoice(new, old):
        yield dossier.memo.evidence("nueva_factura", factura=new)


@check("new_invoice.value_missing", severity=Severity.ERROR)
def value_missing(dossier: Dossier) -> Iterator[Evidence]:
    """A new invoice is asked for, and the form leaves its amount blank, or has none of what the reply tells."""
    memo, name = dossier.memo, "valor_nueva_factura"
    told = dossier.reply.money(name)
    if REBILLING not in memo.kinds("tipo") or memo.money(name):
        return
    says_nothing = told is not None and memo.readable and memo.typed and not tells_amount(memo.typed, told)
    if memo.has(name) or says_nothing:
        yield memo.evidence(name)


@check("new_invoice.unexpected", severity=Severity.WARNING)
def unexpected(dossier: Dossier) -> Iterator[Evidence]:
    """Only an annulment is asked for, and a new invoice is given."""
    memo = dossier.memo
    if not memo.kinds("tipo") or REBILLING in memo.kinds("tipo"):
        return
    number, amount = memo.text("nueva_factura"), memo.money("valor_nueva_factura")
    if number:
        yield memo.evidence("nueva_factura", factura=number)
    elif amount:
        yield memo.evidence("valor_nueva_factura", factura=written(amount))


@check("new_invoice.value_mismatch", severity=Severity.ERROR)
def value_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """Memo and reply give the new invoice different amounts."""
    own, told = dossier.memo.money("valor_nueva_factura"), dossier.reply.money("valor_nueva_factura")
    if own is not None and told is not None and own != told:
        yield dossier.memo.evidence("valor_nueva_factura", valor_memo=written(own), valor_carta=written(told))


@check("new_invoice.value_above_original", severity=Severity.WARNING)
def value_above_original(dossier: Dossier) -> Iterator[Evidence]:
    """The new invoice is for more than the one that it replaces."""
    new = dossier.memo.money("valor_nueva_factura")
    old = dossier.invoice.money("total") or dossier.memo.money("valor_factura")
    if new is not None and old is not None and new > old:
        yield dossier.memo.evidence("valor_nueva_factura", valor_nueva=written(new), valor_factura=written(old))


@check("new_invoice.date_before_original", severity=Severity.WARNING)
def date_before_original(dossier: Dossier) -> Iterator[Evidence]:
    """The new invoice is older than the one that it replaces."""
    new = dossier.memo.day("fecha_nueva_factura")
    old = dossier.invoice.day("fecha") or dossier.memo.day("fecha_factura")
    if new and old and new < old:
        yield dossier.memo.evidence("fecha_nueva_factura", fecha_nueva=on_paper(new), fecha_original=on_paper(old))


@check("new_invoice.difference_arithmetic", severity=Severity.INFO)
def difference_arithmetic(dossier: Dossier) -> Iterator[Evidence]:
    """The memo's difference is not what it subtracts to, whichever of both amounts is taken from the other."""
    memo = dossier.memo
    old, new, stated = memo.money("valor_factura"), memo.money("valor_nueva_factura"), memo.money("diferencia")
    if old is not None and new is not None and stated is not None and abs(stated) != abs(old - new):
        yield memo.evidence("diferencia", diferencia=written(stated), correcta=written(abs(old - new)))


CHECKS = (
    same_number,
    value_missing,
    unexpected,
    value_mismatch,
    value_above_original,
    date_before_original,
    difference_arithmetic,
)
