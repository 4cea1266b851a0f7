"""What could not be read of a document and stands nowhere in it: people are told, since no other check compares it."""

from collections.abc import Iterator, Mapping

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.numbers import same_invoice
from bot.checks.paper import INVOICE, LETTER, LOG, REPLY, Evidence, Paper
from bot.checks.scanned import in_words
from bot.checks.statements import folded, mentions
from bot.checks.told import IN_MEMO, SAYS
from bot.checks.wording import listed
from bot.core.document import FieldValue
from bot.core.finding import Severity

TOLD: Mapping[str, tuple[str, ...]] = {
    INVOICE: ("factura", "cliente", "nit", "fecha", "total"),
    LETTER: ("factura", "cliente"),
    REPLY: ("factura", "cliente"),
    LOG: ("factura", "cliente"),
}
"""What every such document says, or it is about something else."""

IDS = ("nit", "contrato")
"""What tells the client as well as the name does; an invoice has to bear both."""

FORM_TELLS = {"cliente": ("cliente", "nit"), "total": ("valor_factura",)}
"""What every memo says of the invoice, each by one of these fields."""

IF_NAMED = ("contrato", "nit")
"""What a memo need not say, and says of the invoice where it names it."""


@check("document.value_absent", severity=Severity.WARNING)
def value_absent(dossier: Dossier) -> Iterator[Evidence]:
    """What the memo says of the invoice stands nowhere in a text that always says it; or the invoice's in the memo."""
    memo = dossier.memo
    for paper in dossier.papers(frozenset(TOLD)):
        if paper.readable and paper.typed and not _is_of_another(paper, memo):
            absent = {name: _own(name, memo) for name in TOLD[paper.role] if _is_absent(name, paper, dossier)}
            yield from _told(dossier, paper, memo, absent)
    if memo.readable and memo.typed and not _is_of_another(dossier.invoice, memo):
        lacking = [name for name, fields in FORM_TELLS.items() if not any(map(memo.has, fields))]
        lacking += [name for name in IF_NAMED if not memo.has(name) and _names(memo, name, dossier)]
        theirs = {name: dossier.invoice.reads[name].value for name in lacking if dossier.invoice.has(name)}
        absent = {name: value for name, value in theirs.items() if value is not None}
        yield from _told(dossier, memo, dossier.invoice, absent)


def _names(memo: Paper, name: str, dossier: Dossier) -> bool:
    return mentions(folded(memo.typed), (folded(dossier.words.readings[name]).strip(),))


def _told(dossier: Dossier, paper: Paper, by: Paper, absent: Mapping[str, FieldValue]) -> Iterator[Evidence]:
    values = [f"{dossier.words.readings[name]} {in_words(value)}" for name, value in absent.items()]
    if values:
        yield paper.evidence(documento=paper.title, segun=by.title, valores=listed(values, dossier.words))


def _is_of_another(paper: Paper, memo: Paper) -> bool:
    """Whether it is another invoice's, which other checks tell: no wonder that it does not say the same."""
    own, other = memo.text(IN_MEMO["factura"]), paper.text("factura")
    return bool(own and other) and not same_invoice(own, other)


def _own(name: str, memo: Paper) -> FieldValue:
    own = IN_MEMO.get(name, name)
    return memo.reads[own].value if memo.has(own) else None


def _is_absent(name: str, paper: Paper, dossier: Dossier) -> bool:
    own = _own(name, dossier.memo)
    if own is None or (paper.has(name) and paper.reads[name].value is not None):
        return False
    told_by = (name,) if paper.role == INVOICE or name != "cliente" else (name, *IDS)
    values = ((each, _own(each, dossier.memo)) for each in told_by)
    return not any(value is not None and SAYS[each](paper.typed, value, dossier.words) for each, value in values)


CHECKS = (value_absent,)
