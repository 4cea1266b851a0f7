"""Electronic invoices: every field stands where the tax office's annex puts it, and nothing else is one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.document import Read
from bot.intake.documents.einvoice import NotAnInvoiceError, read_einvoice
from bot.intake.documents.words import DocumentWords
from bot.testing.einvoice import electronic_invoice
from bot.testing.facts import facts

CASE = facts(5)
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><Invoice><ID>&c;</ID></Invoice>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Invoice><ID>&b;</ID></Invoice>'


def values(reads: dict[str, Read]) -> dict[str, object]:
    """What was read, without where."""
    return {name: read.value for name, read in reads.items()}


@pytest.mark.parametrize("carried", [True, False])
def test_all_fields_of_an_invoice(words: DocumentWords, carried: bool) -> None:
    """Bare or in its container, an invoice says what the printed one says."""
    read = values(dict(read_einvoice(electronic_invoice(CASE, carried=carried), words)))
    assert len(str(read.pop("cufe"))) == 96
    assert read == {
        "tipo_documento": "original",
        "factura": CASE.invoice_number,
        "fecha": CASE.invoice_date,
        "vencimiento": CASE.invoice_due,
        "periodo": f"{CASE.period_start}/{CASE.period_end}",
        "subtotal": CASE.subtotal,
        "iva": CASE.vat,
        "total": CASE.total,
        "nit_emisor": "999.000.100-3",
        "nit": CASE.nit,
        "cliente": CASE.client,
        "ciudad": CASE.city,
    }


@pytest.mark.parametrize(("kind", "called"), [("CreditNote", "nota_credito"), ("DebitNote", "nota_debito")])
def test_a_note_names_its_invoice(words: DocumentWords, kind: str, called: str) -> None:
    """A note is no invoice, and says to which one it belongs."""
    read = values(dict(read_einvoice(electronic_invoice(CASE, kind=kind), words)))
    assert (read["tipo_documento"], read["factura_referida"]) == (called, CASE.invoice_number)
    assert read["total"] == CASE.total


def test_taxes_are_added_up(words: DocumentWords) -> None:
    """Two taxes of one document are one amount; what is no amount makes it unknown."""
    xml = electronic_invoice(CASE, carried=False).replace(
        b"<cac:LegalMonetaryTotal>", OTHER_TAX + b"<cac:LegalMonetaryTotal>"
    )
    assert values(dict(read_einvoice(xml, words)))["iva"] == CASE.vat + Decimal("10.50")
    assert "iva" not in read_einvoice(xml.replace(b"10.50", b"diez"), words)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+20", "1_000", "\u0663", "9" * 40, "", "1,000.00"])
def test_what_is_no_amount_is_unknown(words: DocumentWords, amount: str) -> None:
    """An amount has plain digits, not too many, and a point before its decimals."""
    xml = electronic_invoice(CASE).decode().replace(f">{CASE.total}.00</cbc:Pay", f">{amount}</cbc:Pay")
    assert "total" not in read_einvoice(xml.encode(), words)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-W09-5", "2026-02-31", "ayer"])
def test_what_is_no_day_is_unknown(words: DocumentWords, day: str) -> None:
    """A day is year, month and day, in the years of electronic invoices."""
    xml = electronic_invoice(CASE).decode().replace(f"<cbc:IssueDate>{CASE.invoice_date}", f"<cbc:IssueDate>{day}")
    assert "fecha" not in read_einvoice(xml.encode(), words)


def test_what_is_carried_has_the_letters_of_its_container(words: DocumentWords) -> None:
    """The encoding that the inner document declares was undone with the outer one."""
    inner = electronic_invoice(facts(5, client="Peña & Muñoz S.A.S."))
    declared = inner.decode().replace(
        '[CDATA[<?xml version="1.0" encoding="UTF-8"', '[CDATA[<?xml version="1.0" encoding="ISO-8859-1"'
    )
    assert read_einvoice(declared.encode(), words)["cliente"].value == "Peña & Muñoz S.A.S."


def test_a_value_is_short(words: DocumentWords) -> None:
    """A name of a megabyte is none."""
    long = electronic_invoice(facts(5, client="A" * 1_000_000))
    assert "cliente" not in read_einvoice(long, words)


@pytest.mark.parametrize(
    "content",
    [b"", b"<Invoice", b"<html><body>Factura</body></html>", b"<AttachedDocument/>", BOMB, OUTSIDE, b"\x00\xff" * 40],
)
def test_anything_else_is_refused(words: DocumentWords, content: bytes) -> None:
    """Damaged XML, other XML, and XML with entities are no invoices."""
    with pytest.raises(NotAnInvoiceError):
        read_einvoice(content, words)


@given(cut=st.integers(0, 4000), put=st.binary(max_size=8))
def test_damage_is_refused_or_read(words: DocumentWords, cut: int, put: bytes) -> None:
    """Whatever is done to the bytes, the outcome is fields or a refusal."""
    content = electronic_invoice(CASE)
    try:
        read = read_einvoice(content[:cut] + put + content[cut + len(put) :], words)
    except NotAnInvoiceError:
        return
    assert all(found.value is not None for found in read.values())


OTHER_TAX = b'<cac:TaxTotal><cbc:TaxAmount currencyID="COP">10.50</cbc:TaxAmount></cac:TaxTotal>'
