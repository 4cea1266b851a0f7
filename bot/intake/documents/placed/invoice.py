"""A form read by the places of its words: headings over their values, and labels and values on several lines."""

from collections.abc import Mapping
from decimal import Decimal

import pypdfium2

from bot.core.document import PAGE_BREAK, Read
from bot.intake.documents.invoice import read_invoice
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.placed.forms import typed_form_of
from bot.intake.documents.placed.typed import placed_words
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_MOST_PAGES = 2
"""On which an invoice has its heading; what follows are goods."""


_ALWAYS = ("factura", "fecha", "cliente", "nit", "total")
_IDENTITY = ("factura", "prefijo", "fecha", "vencimiento", "cliente", "nit", "nit_emisor", "contrato", "ciudad")
_AMOUNTS = ("subtotal", "iva", "total")
_WHERE_NAMED = {"contrato": "contract", "ciudad": "city"}
"""What an invoice need not say, and the words by which it does."""


def with_lacking(fields: Mapping[str, Read], text: str, content: bytes, words: DocumentWords) -> Mapping[str, Read]:
    """The fields of an invoice, as read line by line, with those that only their places give."""
    said = set(fold(text).split())
    named = (name for name, concept in _WHERE_NAMED.items() if not said.isdisjoint(words.concepts[concept]))
    if not any(name not in fields or fields[name].value is None for name in (*_ALWAYS, *named)):
        return fields
    read = {name: found for name, found in fields.items() if found.value is not None}
    return {**fields, **_sure(_by_place(content, words)), **read}


def _sure(fields: Mapping[str, Read]) -> dict[str, Read]:
    """What tells whose invoice it is and which; amounts only where they prove each other, since goods have columns too.

    A wrong value is worse than none: it returns a correct request.
    """
    subtotal, tax, total = (fields[name].value if name in fields else None for name in _AMOUNTS)
    proved = isinstance(subtotal, Decimal) and isinstance(tax, Decimal) and subtotal + tax == total
    kept = (*_IDENTITY, *(_AMOUNTS if proved else ()))
    return {name: found for name, found in fields.items() if name in kept and found.value is not None}


def _by_place(content: bytes, words: DocumentWords) -> Mapping[str, Read]:
    """The fields of an invoice, row by row and column by column; nothing where its file is damaged."""
    form = typed_form_of("invoice", words)
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            pages = [form(placed_words(document[index])) for index in range(min(len(document), _MOST_PAGES))]
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        return {}
    text = PAGE_BREAK.join("\n".join(line.text for line in page) for page in pages)
    return read_invoice(lines_of(text), words)
