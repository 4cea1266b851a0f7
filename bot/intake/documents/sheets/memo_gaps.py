"""What a memo says elsewhere than beside its own label: the kind in its subject, costs after a yes, a prefix."""

from dataclasses import replace

from bot.core.document import Read
from bot.intake.documents import marks
from bot.intake.documents.dates import dates_within, day_of
from bot.intake.documents.money import amounts_within, money
from bot.intake.documents.sheets.cells import Sheet
from bot.intake.documents.sheets.choices import Choices
from bot.intake.documents.sheets.contexts import dateline
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import number, parse, place
from bot.intake.documents.words import DocumentWords, Kind

_LONGEST_PREFIX = 6


def fill_gaps(fields: dict[str, Read], sheet: Sheet, words: DocumentWords) -> None:
    """Complete the fields, those included that begin with ``_``."""
    _settle_costs(fields)
    _add_prefix(fields, words)
    _add_day_of_invoice(fields, words)
    _add_ticked_kind(fields, sheet, words)
    _add_kind(fields, words)
    _add_dateline(fields, sheet, words)
    _settle_addressee(fields, words)


def _settle_costs(fields: dict[str, Read]) -> None:
    """An amount written where yes or no was asked is the amount charged, alone or after a yes."""
    asked, amount = fields.get("cobro_costos"), fields.get("valor_costos")
    if asked is None or asked.value is False or (amount is not None and amount.value is not None):
        return
    if asked.value is None:
        charged = money(asked.source)
        if charged is not None:
            fields["valor_costos"] = replace(asked, value=charged or None)
            fields["cobro_costos"] = replace(asked, value=bool(charged))
        return
    amounts = {value for _, value, _ in amounts_within(asked.source)}
    if len(amounts) == 1:
        fields["valor_costos"] = replace(asked, value=amounts.pop())


def _add_prefix(fields: dict[str, Read], words: DocumentWords) -> None:
    """``Prefijo | FEMD`` belongs to an invoice number of digits alone."""
    prefix, invoice = fields.get("_prefijo"), fields.get("factura_original")
    if prefix is None or invoice is None or not str(invoice.value).isdigit():
        return
    letters = prefix.source.strip()
    if letters.isalnum() and not letters.isdigit() and len(letters) <= _LONGEST_PREFIX:
        value = number(f"{letters}-{invoice.value}", words)
        fields["factura_original"] = replace(invoice, value=value, source=f"{letters} {invoice.source}")


def _add_day_of_invoice(fields: dict[str, Read], words: DocumentWords) -> None:
    """The day behind the invoice's number, where no label asks for it: ``FECA-104582 de 12/02/2026``."""
    invoice = fields.get("factura_original")
    days = dates_within(invoice.source, words) if invoice and invoice.value is not None else ()
    if invoice and len(days) == 1 and days[0][0]:
        fields.setdefault("fecha_factura", replace(invoice, value=days[0][2]))


def _add_ticked_kind(fields: dict[str, Read], sheet: Sheet, words: DocumentWords) -> None:
    """Where no label asks for the kind, or the choices do not stand where it does, those that are ticked anywhere."""
    told = fields.get("tipo")
    ticked = Choices(sheet, words).unlabelled(Kind.KINDS) if told is None or told.value is None else None
    if ticked is not None:
        value = parse(Kind.KINDS, ticked.raw, words)
        fields["tipo"] = Read(value=value, source=ticked.text, cell=ticked.name, sheet=sheet.name)


def _add_kind(fields: dict[str, Read], words: DocumentWords) -> None:
    """Where no label asks for the kind, the subject line says it: ``ASUNTO: Anulación de factura``."""
    subject = fields.get("_asunto")
    if "tipo" in fields or subject is None or words.kinds_of_form.pattern.search(plain(subject.source)):
        return
    if kinds := marks.chosen(subject.source, words.kinds):
        fields["tipo"] = replace(subject, value=kinds)


def _add_dateline(fields: dict[str, Read], sheet: Sheet, words: DocumentWords) -> None:
    """Place and day of the heading, where no label gives them."""
    found = dateline(sheet, words)
    if found is None:
        return
    cell, where, day = found
    read = Read(value=None, source=cell.text, cell=cell.name, sheet=sheet.name)
    fields.setdefault("fecha", replace(read, value=day_of(day, words)))
    fields.setdefault("ciudad", replace(read, value=place(where, words)))


def _settle_addressee(fields: dict[str, Read], words: DocumentWords) -> None:
    """``SEÑORES`` is whom the memo is for, or its client where no label names one and it is no office of our own."""
    named = fields.get("_senores")
    if named is None or named.value is None:
        return
    is_own = words.own_offices.pattern.search(fold(named.source)) is not None
    wanted = "para" if is_own else "cliente"
    fields.setdefault(wanted, named)
