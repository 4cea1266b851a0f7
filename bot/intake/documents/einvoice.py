"""Electronic invoices as data: UBL 2.1 of Colombia's DIAN, bare or inside the ``AttachedDocument`` that carries them.

Elements and their meaning: annex 1.9 of DIAN's resolution 165 of 2023. Names are compared without their namespaces,
since issuers write them with other prefixes or leave them out.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.core.document import FieldValue, Read
from bot.intake.documents.text import squeeze
from bot.intake.documents.values import number, place, tax_id
from bot.intake.documents.words import DocumentWords

CONTAINER = "AttachedDocument"
ORIGINAL = "original"
KINDS = {"Invoice": ORIGINAL, "CreditNote": "nota_credito", "DebitNote": "nota_debito"}
"""Root elements, and what the document is called among ``invoice_titles`` of ``documents.es.yaml``."""

NIT = "31"
"""DIAN's code of the tax id among kinds of identification; its check digit is the attribute ``schemeID``."""

_DEEPEST = 2  # containers in containers
_CARRIED = "Attachment/ExternalReference/Description"
_REFERRED = "BillingReference/InvoiceDocumentReference/ID"
_TOTALS = ("LegalMonetaryTotal", "RequestedMonetaryTotal")
_PARTIES = {"nit_emisor": "AccountingSupplierParty", "nit": "AccountingCustomerParty"}
_LONGEST = 200  # letters of a value
_AMOUNT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = frozenset("0123456789")
_YEARS = range(2000, 2100)


class NotAnInvoiceError(ValueError):
    """The XML is something else, or is damaged."""


def read_einvoice(content: bytes, words: DocumentWords) -> Mapping[str, Read]:
    """The fields of an electronic invoice, credit note or debit note, by the names that a printed one has.

    Args:
        content: The file.
        words: How numbers are written.

    Raises:
        NotAnInvoiceError: There is no such document in it; entities and document types are refused, too.
    """
    root = _document(content)
    values: dict[str, Read | None] = {
        "tipo_documento": Read(value=KINDS[_name(root)], source=_name(root)),
        "factura": _text(root, "ID", lambda text: number(text, words)),
        "cufe": _text(root, "UUID"),
        "fecha": _text(root, "IssueDate", _day),
        "vencimiento": _text(root, "DueDate", _day) or _text(root, "PaymentMeans/PaymentDueDate", _day),
        "periodo": _period(root),
        "subtotal": _total(root, "TaxExclusiveAmount") or _total(root, "LineExtensionAmount"),
        "iva": _tax(root),
        "total": _total(root, "PayableAmount"),
        "factura_referida": _text(root, _REFERRED, lambda text: number(text, words)),
        **_parties(root, words),
    }
    return {name: read for name, read in values.items() if read is not None and read.value is not None}


def _document(content: bytes) -> Element:
    """The invoice itself, taken out of the containers around it."""
    text: bytes | str = content
    for _ in range(_DEEPEST + 1):
        root = _parsed(text)
        if _name(root) in KINDS:
            return root
        carried = _find(root, _CARRIED) if _name(root) == CONTAINER else None
        if carried is None or not carried.text:
            break
        text = carried.text.strip()
    raise NotAnInvoiceError


def _parsed(text: bytes | str) -> Element:
    """What is carried in another document was decoded with it, whatever it declares."""
    try:
        return fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotAnInvoiceError from error


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: Element, path: str) -> Iterator[Element]:
    """Descendants by the names on the way to them, in the order of the document."""
    first, _, rest = path.partition("/")
    for child in element:
        if _name(child) == first:
            if rest:
                yield from _all(child, rest)
            else:
                yield child


def _find(element: Element, path: str) -> Element | None:
    return next(_all(element, path), None)


def _text(element: Element, path: str, meaning: Callable[[str], FieldValue] = str) -> Read | None:
    """The first text at a path that is neither empty nor longer than a value ever is."""
    texts = (found.text or "" for found in _all(element, path))
    text = next((short for one in texts if len(one) <= _LONGEST and (short := squeeze(one))), "")
    return Read(value=meaning(text), source=text) if text else None


def _day(text: str) -> date | None:
    """The day of ``2026-02-27``, whatever time zone stands behind it; none outside the years of e-invoicing."""
    try:
        day = date.fromisoformat(text[:10]) if _ISO_DAY.match(text) else None
    except ValueError:
        return None
    return day if day and day.year in _YEARS else None


def _period(root: Element) -> Read | None:
    begins, ends = _text(root, "InvoicePeriod/StartDate", _day), _text(root, "InvoicePeriod/EndDate", _day)
    if begins is None or ends is None or begins.value is None or ends.value is None:
        return None
    return Read(value=f"{begins.value}/{ends.value}", source=f"{begins.source} {ends.source}")


def _amount(text: str) -> Decimal | None:
    """XML amounts have a point before their decimals and nothing between thousands; they are money to the cent."""
    return Decimal(text).quantize(Decimal("0.01")) if _AMOUNT.fullmatch(text) else None


def _total(root: Element, name: str) -> Read | None:
    found = (_text(root, f"{total}/{name}", _amount) for total in _TOTALS)
    return next(filter(None, found), None)


def _tax(root: Element) -> Read | None:
    """The taxes of the whole document, added up; those of its lines lie deeper."""
    taxes = [_amount(squeeze(found.text or "")) for found in _all(root, "TaxTotal/TaxAmount")]
    if not taxes or None in taxes:
        return None
    total = sum((tax for tax in taxes if tax is not None), Decimal(0))
    return Read(value=total, source=" + ".join(str(tax) for tax in taxes))


def _parties(root: Element, words: DocumentWords) -> dict[str, Read | None]:
    """Whose invoice it is, and for whom."""
    reads = {name: _tax_id(root, party) for name, party in _PARTIES.items()}
    client = _PARTIES["nit"]
    names = ("PartyTaxScheme/RegistrationName", "PartyLegalEntity/RegistrationName", "PartyName/Name")
    called = (_text(root, f"{client}/Party/{name}") for name in names)
    city = _text(root, f"{client}/Party/PhysicalLocation/Address/CityName", lambda text: place(text, words))
    return {**reads, "cliente": next(filter(None, called), None), "ciudad": city}


def _tax_id(root: Element, party: str) -> Read | None:
    """An id with its check digit, which stands in an attribute."""
    paths = ("PartyTaxScheme/CompanyID", "PartyLegalEntity/CompanyID", "PartyIdentification/ID")
    for path in paths:
        found = _find(root, f"{party}/Party/{path}")
        if found is not None and found.text and len(found.text) <= _LONGEST:
            digit = found.get("schemeID", "")
            is_nit = found.get("schemeName") == NIT and digit in _DIGITS
            written = f"{squeeze(found.text)}-{digit}" if is_nit else squeeze(found.text)
            return Read(value=tax_id(written), source=written)
    return None
