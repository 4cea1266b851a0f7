"""Whether a text says a value somewhere, however it is written there."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.checks.figures import figures_in, tells_amount
from bot.checks.names import text_names_client
from bot.checks.numbers import PARTS, cites_invoice
from bot.checks.paper import Paper
from bot.checks.scanned import says
from bot.checks.tax_ids import TaxId
from bot.checks.words import CheckWords
from bot.core.document import FieldValue, Read
from bot.core.identifiers import invoice_key, plain

IN_MEMO = {"factura": "factura_original", "fecha": "fecha_factura", "total": "valor_factura"}
"""The memo's names of these fields of an invoice where it has others."""

GAP = r"\W+(?:del?\W+)?"


def with_unlabelled(memo: Paper, invoice: Paper, words: CheckWords) -> Paper:
    """The memo with what no label of it names, where the invoice says it and the memo's text does as well."""
    found = {
        own: Read(value=value, source="")
        for name, own in ((name, IN_MEMO.get(name, name)) for name in SAYS)
        if not memo.has(own) and (value := _value(invoice, name)) is not None and SAYS[name](memo.typed, value, words)
    }
    return replace(memo, reads={**memo.reads, **found}) if memo.readable and memo.typed and found else memo


def _value(paper: Paper, name: str) -> FieldValue:
    return paper.reads[name].value if paper.has(name) else None


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
