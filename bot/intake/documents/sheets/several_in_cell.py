"""Values of a memo that say more than their label asks for: a name with its id, a number with its day and amount."""

from dataclasses import replace

from bot.core.document import FieldValue, Read
from bot.intake.documents.buyer import name_alone
from bot.intake.documents.dates import dates_within
from bot.intake.documents.money import amounts_within
from bot.intake.documents.text import plain
from bot.intake.documents.values import tax_id
from bot.intake.documents.words import DocumentWords


def part_cells(fields: dict[str, Read], words: DocumentWords) -> None:
    """Puts the id beside the client's name, and day and amount beside the invoice's number, where no label has them."""
    client, invoice = fields.get("cliente"), fields.get("factura_original")
    if client is not None and isinstance(client.value, str):
        fields["cliente"] = replace(client, value=name_alone(client.value, words))
        label = words.phrases["tax_id"].pattern.search(plain(client.source))
        _add(fields, "nit", client, tax_id(client.source[label.end() :]) if label else None)
    if invoice is not None and invoice.value is not None:
        days = dates_within(invoice.source, words)
        amounts = amounts_within(invoice.source)
        _add(fields, "fecha_factura", invoice, days[0][2] if len(days) == 1 else None)
        _add(fields, "valor_factura", invoice, amounts[0][1] if len(amounts) == 1 else None)


def _add(fields: dict[str, Read], name: str, beside: Read, value: FieldValue) -> None:
    if value is not None and name not in fields:
        fields[name] = replace(beside, value=value)
