"""What could not be read of a document and stands nowhere in it: people are told, since no other check compares it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.figures import figures_in, tells_amount
from bot.checks.names import text_names_client
from bot.checks.numbers import PARTS, cites_invoice, same_invoice
from bot.checks.paper import INVOICE, LETTER, LOG, REPLY, Evidence, Paper
from bot.checks.scanned import in_words, says
from bot.checks.tax_ids import TaxId
from bot.checks.wording import listed
from bot.checks.words import CheckWords
from bot.core.document import FieldValue
from bot.core.finding import Severity
from bot.core.identifiers import invoice_key, plain

TOLD: Mapping[str, tuple[str, ...]] = {
    INVOICE: ("factura", "cliente", "nit", "fecha", "total"),
    LETTER: ("factura", "cliente"),
    REPLY: ("factura", "cliente"),
    LOG: ("factura", "cliente"),
}
"""What every such document says, or it is about something else."""

IN_MEMO = {"factura": "factura_original", "fecha": "fecha_factura", "total": "valor_factura"}
"""The memo's names of these fields where it has others."""

IDS = ("nit", "contrato")
"""What tells the client as well as the name does; an invoice has to bear both."""

GAP = r"\W+(?:del?\W+)?"


@check("document.value_absent", severity=Severity.WARNING)
def value_absent(dossier: Dossier) -> Iterator[Evidence]:
    """What the memo says of the invoice was not found in a document that is text and always says it."""
    for paper in dossier.papers(frozenset(TOLD)):
        if paper.readable and paper.typed and not _is_of_another(paper, dossier.memo):
            absent = [name for name in TOLD[paper.role] if _is_absent(name, paper, dossier)]
            if absent:
                own = (f"{dossier.words.readings[name]} {in_words(_own(name, dossier.memo))}" for name in absent)
                yield paper.evidence(documento=paper.title, valores=listed(list(own), dossier.words))


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


def _says_day(text: str, value: FieldValue, _: CheckWords) -> bool:
    """Whether a text has the three parts of a day beside each other, in the usual orders, the month as it may be."""
    if not isinstance(value, date):
        return True
    day, month, year = f"0?{value.day}", rf"(?:0?{value.month}|[a-z]{{3,10}}\.?)", f"(?:{value:%Y}|{value:%y})"
    orders = ((day, month, year), (f"{value:%Y}", month, day), (month, day, year))
    return any(re.search(rf"(?<!\d){GAP.join(order)}(?!\d)", plain(text)) for order in orders)


def _says_amount(text: str, value: FieldValue, _: CheckWords) -> bool:
    return not isinstance(value, Decimal) or tells_amount(text, value)


def _says_tax_id(text: str, value: FieldValue, _: CheckWords) -> bool:
    """Whether a number of the text is the tax id, with its check digit or without."""
    own = TaxId.of(str(value))
    if own is None:
        return True
    wanted = own.writings | {main + own.check for main in own.writings}
    return not wanted.isdisjoint(figures_in(text))


def _says_contract(text: str, value: FieldValue, _: CheckWords) -> bool:
    return says(text, value)


def _says_client(text: str, value: FieldValue, words: CheckWords) -> bool:
    return text_names_client(text, str(value), words.names)


def _says_invoice(text: str, value: FieldValue, _: CheckWords) -> bool:
    """Whether a text names the invoice, be it with its prefix and its number in two cells of a form."""
    parts = PARTS.fullmatch(invoice_key(str(value)))
    apart = parts is not None and parts[1] in plain(text).upper() and parts[2] in figures_in(text)
    return apart or cites_invoice(text, str(value))


SAYS: Mapping[str, Callable[[str, FieldValue, CheckWords], bool]] = {
    "factura": _says_invoice,
    "cliente": _says_client,
    "nit": _says_tax_id,
    "contrato": _says_contract,
    "fecha": _says_day,
    "total": _says_amount,
}
CHECKS = (value_absent,)
