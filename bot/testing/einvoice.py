"""Electronic invoices as the tax office's platform delivers them: UBL 2.1 of Colombia's DIAN."""

import hashlib
from xml.sax.saxutils import escape

from bot.testing.case_facts import CaseFacts
from bot.testing.words import words

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
ROOT = "urn:oasis:names:specification:ubl:schema:xsd:{kind}-2"


def electronic_invoice(facts: CaseFacts, *, kind: str = "Invoice", carried: bool = True) -> bytes:
    """The invoice of a case as XML, or a note about it.

    Args:
        facts: The case.
        kind: Root element: ``Invoice``, ``CreditNote`` or ``DebitNote``.
        carried: Inside the ``AttachedDocument`` in which issuers send it, as they do.
    """
    document = _document(facts, kind)
    if not carried:
        return document.encode()
    inside = document.replace("]]>", "]]]]><![CDATA[>")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{_open("AttachedDocument")}'
        f"<cbc:ID>{facts.n}</cbc:ID>{_party('SenderParty', _company())}"
        "<cac:Attachment><cac:ExternalReference><cbc:MimeCode>text/xml</cbc:MimeCode>"
        f"<cbc:Description><![CDATA[{inside}]]></cbc:Description>"
        "</cac:ExternalReference></cac:Attachment></AttachedDocument>"
    ).encode()


def _document(facts: CaseFacts, kind: str) -> str:
    number = facts.invoice_number.replace("-", "") if kind == "Invoice" else f"NC{facts.n}"
    total = "RequestedMonetaryTotal" if kind == "DebitNote" else "LegalMonetaryTotal"
    client = {"name": facts.client, "nit": facts.nit, "city": facts.city}
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{_open(kind)}'
        f"<cbc:ID>{number}</cbc:ID>"
        f'<cbc:UUID schemeName="CUFE-SHA384">{hashlib.sha384(number.encode()).hexdigest()}</cbc:UUID>'
        f"<cbc:IssueDate>{facts.invoice_date}</cbc:IssueDate><cbc:IssueTime>09:41:00-05:00</cbc:IssueTime>"
        f"<cbc:DueDate>{facts.invoice_due}</cbc:DueDate>"
        f"<cac:InvoicePeriod><cbc:StartDate>{facts.period_start}</cbc:StartDate>"
        f"<cbc:EndDate>{facts.period_end}</cbc:EndDate></cac:InvoicePeriod>"
        f"{_reference(facts) if kind != 'Invoice' else ''}"
        f"<cac:AccountingSupplierParty>{_party('Party', _company())}</cac:AccountingSupplierParty>"
        f"<cac:AccountingCustomerParty>{_party('Party', client)}</cac:AccountingCustomerParty>"
        f'<cac:TaxTotal><cbc:TaxAmount currencyID="COP">{facts.vat}.00</cbc:TaxAmount></cac:TaxTotal>'
        f'<cac:{total}><cbc:LineExtensionAmount currencyID="COP">{facts.subtotal}.00</cbc:LineExtensionAmount>'
        f'<cbc:TaxExclusiveAmount currencyID="COP">{facts.subtotal}.00</cbc:TaxExclusiveAmount>'
        f'<cbc:TaxInclusiveAmount currencyID="COP">{facts.total}.00</cbc:TaxInclusiveAmount>'
        f'<cbc:PayableAmount currencyID="COP">{facts.total}.00</cbc:PayableAmount></cac:{total}>'
        f"</{kind}>"
    )


def _open(kind: str) -> str:
    return f'<{kind} xmlns="{ROOT.format(kind=kind)}" xmlns:cac="{CAC}" xmlns:cbc="{CBC}">'


def _reference(facts: CaseFacts) -> str:
    return (
        "<cac:BillingReference><cac:InvoiceDocumentReference>"
        f"<cbc:ID>{facts.invoice_number.replace('-', '')}</cbc:ID>"
        "</cac:InvoiceDocumentReference></cac:BillingReference>"
    )


def _company() -> dict[str, str]:
    company = words("facts")["company"]
    return {"name": company["name"], "nit": company["nit"], "city": "Bogotá"}


def _party(element: str, who: dict[str, str]) -> str:
    digits, _, check = who["nit"].replace(".", "").partition("-")
    name = escape(who["name"])
    return (
        f"<cac:{element}><cac:PhysicalLocation><cac:Address><cbc:CityName>{escape(who['city'])}</cbc:CityName>"
        f"</cac:Address></cac:PhysicalLocation><cac:PartyTaxScheme><cbc:RegistrationName>{name}</cbc:RegistrationName>"
        f'<cbc:CompanyID schemeID="{check}" schemeName="31">{digits}</cbc:CompanyID></cac:PartyTaxScheme>'
        f"</cac:{element}>"
    )
