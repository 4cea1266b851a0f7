"""The original invoice as text: the issuer's data are not the client's, and long numbers are not the invoice's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from bot.core.document import FieldValue, Read
from bot.intake.documents.buyer import buyer_line, name_alone
from bot.intake.documents.dates import dates_within
from bot.intake.documents.labels import finder
from bot.intake.documents.money import money
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.textform import Found, fields_in_text
from bot.intake.documents.values import number, tax_id, without_marks
from bot.intake.documents.words import DocumentWords

_TITLE_LINES = 25
_TITLE_WORDS = 6
_POINT_OF_SALE = re.compile(r"punto de venta\W{1,3}(\d{4,5})\W{1,5}comp(?:\.|robante) ?n\w{0,2}\W{1,3}(\d{8})(?!\d)")
_RATED = re.compile(
    r"(?<![a-z])i\.?v\.?a\.?\s*\(?(?P<rate>\d{1,2}(?:[.,]\d{1,2})?)\s?%\)?[\s:$]*(?P<amount>\d[\d.,]*)$"
)
_UNCLASSED = re.compile(r"\d{4,5}-\d{8}")
_CLASSES = {"1": "A", "6": "B", "11": "C", "19": "E", "51": "M"}
_CLASS = re.compile(r"cod(?:igo)?\W{0,3}(?:n\w{0,2}\W{0,3})?0*(?P<code>\d{1,2})(?!\d)")
_SERIES = re.compile(r"[A-Za-z]{1,6}")
_PREFIX = re.compile(r"[A-Z]{1,6}(?=-\d)")
_DOT = re.compile(r"\s[\u00b7\u2022]\s")
_TO_DAY = 4  # letters between «expedida el» and its day
_LONE_NUMBER = re.compile(r"[a-z]{1,5}\s?-?\s?\d{1,12}")


def read_invoice(lines: tuple[Line, ...], words: DocumentWords) -> Mapping[str, Read]:
    """The fields of an invoice (or of what was sent in its place)."""
    lines = tuple(_parted(lines))
    found = fields_in_text(lines, finder(words, "invoice"), words)
    client_at = buyer_line(found, lines, words)
    fields = _best(found, client_at, words)
    _add_name(fields, words)
    _add_issuer(fields, lines, client_at, words)
    _add_number(fields, lines, words)
    _add_day(fields, lines, words)
    _add_rates(fields, lines)
    _add_title(fields, lines, words)
    return fields


def _parted(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, with what a dot in the middle parts on lines of their own: ``FECA-104582 · Contrato CAL-2024-871``."""
    return (Line(part.strip(), line.page) for line in lines for part in _DOT.split(line.text) if part.strip())


def _best(found: tuple[Found, ...], client_at: int, words: DocumentWords) -> dict[str, Read]:
    """Of each field the surest label that has a value; ids and places above the client are the issuer's."""
    best: dict[str, Found] = {}
    for each in found:
        if each.name in {"nit", "ciudad", "cliente", "nombre"} and each.line < client_at:
            continue
        if each.name in {"cliente", "nombre"} and not _may_be_name(each.read.value, words):
            continue
        rival = best.get(each.name)
        if rival is None or _rank(each) > _rank(rival):
            best[each.name] = each
    return {name: each.read for name, each in best.items()}


def _may_be_name(value: FieldValue, words: DocumentWords) -> bool:
    """Whether a value can name somebody: «Suscriptor 99812» does not, nor do headings («Facturado a: Fecha Vence»)."""
    written = str(value or "x").split()
    labels = finder(words, "invoice")
    return any(map(str.isalpha, "".join(written))) and not all(labels.match(word, 0) for word in written)


def _add_name(fields: dict[str, Read], words: DocumentWords) -> None:
    """A ``Nombre`` in the client's part is the client's where no label says whose it is."""
    name = fields.pop("nombre", None)
    if name is not None:
        fields.setdefault("cliente", name)
    client = fields.get("cliente")
    if client and isinstance(client.value, str):
        fields["cliente"] = replace(client, value=name_alone(client.value, words))
        label = words.phrases["tax_id"].pattern.search(plain(client.source))
        if label and "nit" not in fields and (value := tax_id(client.source[label.end() :])):
            fields["nit"] = replace(client, value=value)


def _rank(found: Found) -> tuple[bool, int]:
    return found.read.value is not None, found.score


def _add_issuer(fields: dict[str, Read], lines: tuple[Line, ...], client_at: int, words: DocumentWords) -> None:
    """The first tax id above the client's data."""
    pattern = words.phrases["tax_id"].pattern
    for line in lines[:client_at]:
        label = pattern.search(plain(line.text))
        if label and (value := tax_id(line.text[label.end() :])):
            fields["nit_emisor"] = Read(value=value, source=line.text, page=line.page)
            return


def _add_number(fields: dict[str, Read], lines: tuple[Line, ...], words: DocumentWords) -> None:
    """Point of sale and number (Argentina), or a number alone on a line of the heading, where no label names it."""
    heading = [plain(line.text) for line in lines[:_TITLE_LINES]]
    if sold := _POINT_OF_SALE.search(" ".join(heading)):
        fields["factura"] = Read(value=f"{sold[1]}-{sold[2]}", source=sold[0], page=lines[0].page)
    if fields.get("factura") is None or fields["factura"].value is None:
        _add_document_number(fields, lines[:_TITLE_LINES], words)
    if fields.get("factura") is None or fields["factura"].value is None:
        told = (
            line for line in lines[:_TITLE_LINES] if not _CLASS.match(plain(line.text)) and not _is_amount(line, words)
        )
        bare = ((line, without_marks(plain(line.text), words)) for line in told)
        alone = next(
            ((line, one) for line, one in bare if _LONE_NUMBER.fullmatch(one) and one.upper() in line.text), None
        )
        if alone is not None:
            fields["factura"] = Read(value=number(alone[1], words), source=alone[0].text, page=alone[0].page)
    written = fields.get("factura")
    if written and _UNCLASSED.fullmatch(str(written.value)) and (letter := _class_of(heading)):
        fields["factura"] = written = replace(written, value=f"{letter}-{written.value}")
    letters = str(fields["serie"].value) if "serie" in fields else ""
    if written and str(written.value).isdigit() and _SERIES.fullmatch(letters):
        fields["factura"] = written = replace(written, value=f"{letters.upper()}-{written.value}")
    fields.pop("serie", None)
    prefix = _PREFIX.match(str(written.value)) if written else None
    if written and prefix:
        fields["prefijo"] = Read(value=prefix.group(), source=written.source, page=written.page)


def _add_day(fields: dict[str, Read], lines: tuple[Line, ...], words: DocumentWords) -> None:
    """The day behind ``expedida el`` in a sentence, where no label gives it."""
    if "fecha" in fields and fields["fecha"].value is not None:
        return
    for line in lines[:_TITLE_LINES]:
        said = words.phrases["issued_on"].pattern.search(plain(line.text))
        days = dates_within(line.text[said.end() :], words) if said else ()
        if days and days[0][0] <= _TO_DAY:
            fields["fecha"] = Read(value=days[0][2], source=line.text, page=line.page)
            return


def _is_amount(line: Line, words: DocumentWords) -> bool:
    """Whether the letters before a number alone on a line call it an amount: ``IVA 0``."""
    first = fold(line.text).partition(" ")[0]
    return any(first in words.concepts[idea] for idea in ("tax", "base", "pay", "value"))


def _add_document_number(fields: dict[str, Read], heading: tuple[Line, ...], words: DocumentWords) -> None:
    """``Nº documento FECA-118204`` names the invoice; with figures alone it is somebody's id."""
    pattern = words.phrases["document_number"].pattern
    for line in heading:
        label = pattern.search(plain(line.text))
        value = number(line.text[label.end() :], words) if label else None
        if value and _PREFIX.match(value):
            fields["factura"] = Read(value=value, source=line.text, page=line.page)
            return


def _class_of(heading: list[str]) -> str:
    """The letter of an Argentinian invoice, alone in its box or told by the code below it; else ``""``."""
    coded = filter(None, map(_CLASS.match, heading))
    told = next((letter for found in coded if (letter := _CLASSES.get(found["code"]))), "")
    return told or next((line.upper() for line in heading if line.upper() in _CLASSES.values()), "")


def _add_rates(fields: dict[str, Read], lines: tuple[Line, ...]) -> None:
    """Where the tax is told by its rates, each on a line of its own, it is the sum of them."""
    rated: dict[str, tuple[Decimal, Line]] = {}
    for line in lines:
        found = _RATED.search(plain(line.text))
        amount = money(found["amount"]) if found else None
        if found and amount is not None:
            rated.setdefault(found["rate"].replace(",", "."), (amount, line))
    if len(rated) > 1:
        source = "; ".join(line.text for _, line in rated.values())
        page = next(line.page for _, line in rated.values())
        fields["iva"] = Read(value=sum((amount for amount, _ in rated.values()), Decimal(0)), source=source, page=page)


def _add_title(fields: dict[str, Read], lines: tuple[Line, ...], words: DocumentWords) -> None:
    """What the paper calls itself: a line of the heading that begins with the name of a kind of document."""
    heading = [(line, fold(line.text)) for line in lines[:_TITLE_LINES]]
    titles = [(line, text) for line, text in heading if len(text.split()) <= _TITLE_WORDS]
    for name, phrases in words.invoice_titles.items():
        for line, text in titles:
            if phrases.opens(text):
                fields["tipo_documento"] = Read(value=name, source=line.text, page=line.page)
                return
