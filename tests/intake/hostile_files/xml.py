"""XML."""

from tests.intake.hostile_files.base import attack
from tests.intake.hostile_files.workbooks import LAUGHING


def _carried(text: str) -> str:
    described = f"<ExternalReference><Description>{text}</Description></ExternalReference>"
    return f"<AttachedDocument><Attachment>{described}</Attachment></AttachedDocument>"


_INVOICE = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>FE-1</ID>{more}</Invoice>'


@attack("xml")
def laughing_invoice() -> bytes:
    """A billion laughs."""
    return f'<?xml version="1.0"?>{LAUGHING}{_INVOICE.replace("{more}", "<IssueDate>&l11;</IssueDate>")}'.encode()


@attack("xml")
def quadratic_invoice() -> bytes:
    """One long entity, many times."""
    entity = f'<!DOCTYPE x [<!ENTITY q "{"q" * 50_000}">]>'
    return f"{entity}{_INVOICE.replace('{more}', '&q;' * 50_000)}".encode()


@attack("xml")
def foreign_invoice() -> bytes:
    """A document type on a server, and files of the machine as entities and parameters."""
    entities = '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY f SYSTEM "file:///etc/passwd">'
    types = f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [{entities}]>'
    return f'<?xml version="1.0"?>{types}{_INVOICE.replace("{more}", "<UUID>&f;</UUID>")}'.encode()


@attack("xml")
def including_invoice() -> bytes:
    """Includes another file, and asks for a style sheet on a server."""
    more = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    return f'<?xml-stylesheet href="http://127.0.0.1:9/"?>{_INVOICE.replace("{more}", more)}'.encode()


@attack("xml")
def deep_invoice() -> bytes:
    """Half a million elements in each other."""
    return f"<Invoice>{'<a>' * 500_000}".encode()


@attack("xml")
def deep_and_closed_invoice() -> bytes:
    """Two hundred thousand elements in each other, all of them closed."""
    return f"<Invoice>{'<a>' * 200_000}{'</a>' * 200_000}</Invoice>".encode()


@attack("xml")
def attributes_by_the_hundred_thousand() -> bytes:
    """One element of two hundred thousand attributes."""
    attributes = "".join(f' a{n}="1"' for n in range(200_000))
    return f"<Invoice{attributes}><ID>1</ID></Invoice>".encode()


@attack("xml")
def containers_in_containers() -> bytes:
    """Invoices carried in documents carried in documents, ten deep, as text that is escaped again and again."""
    content = _INVOICE.replace("{more}", "")
    for _ in range(10):
        escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
        content = _carried(escaped)
    return content.encode()


@attack("xml")
def laughing_container() -> bytes:
    """A billion laughs in the invoice that a container carries."""
    carried = f'<?xml version="1.0"?>{LAUGHING}<Invoice><ID>&l11;</ID></Invoice>'
    return _carried(f"<![CDATA[{carried}]]>").encode()


@attack("xml")
def values_beyond_measure() -> bytes:
    """Amounts, days and names of a million letters."""
    long = "9" * 1_000_000
    total = f"<LegalMonetaryTotal><PayableAmount>{long}</PayableAmount></LegalMonetaryTotal>"
    more = f"<IssueDate>{long}</IssueDate>{total}<UUID>{long}</UUID>"
    return _INVOICE.replace("{more}", more + "<TaxTotal><TaxAmount>1</TaxAmount></TaxTotal>" * 50_000).encode()


@attack("xml")
def in_utf_16() -> bytes:
    """In UTF-16, with an entity that ASCII eyes do not see."""
    return f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHING}<Invoice><ID>&l11;</ID></Invoice>'.encode("utf-16")


@attack("xml")
def in_utf_7() -> bytes:
    """In UTF-7, in which brackets are other bytes."""
    return b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<Invoice><ID>1</ID></Invoice>'


@attack("xml")
def in_ebcdic() -> bytes:
    """In the alphabet of mainframes, in which nothing is what it seems."""
    return b"<?xml version='1.0' encoding='cp037'?>" + "<Invoice><ID>1</ID></Invoice>".encode("cp037")
