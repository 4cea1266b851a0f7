"""What a scan says is no contradiction where an engine may have misread it, and still one where it cannot have."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.core.document import Document, FieldValue, Read, TextSource
from tests.checks.documents import INVOICE, LETTER, REPLY, document, findings, request, scanned

QUESTION = "scan.unverified_value"
ALWAYS = "reply.signature_unconfirmed"


def codes(changed: Document) -> set[str]:
    """Of what is found in the correct request with one document changed, but for what only a person can see."""
    return {one.code for one in findings(request(changed))} - {ALWAYS}


@pytest.mark.parametrize(
    ("role", "name", "value"),
    [
        (INVOICE, "factura", "FECA-2003I0"),
        (INVOICE, "factura", "FECA200310"),
        (INVOICE, "fecha", date(2028, 4, 10)),
        (INVOICE, "total", Decimal(119_000)),
        (LETTER, "cliente", "Lavandería La Espurna S.A.S."),
        (LETTER, "cliente", "LAVANDERÍA 4; LA ESPUMA S.A.S."),
        (LETTER, "nit", "999.055.201-8"),
        (LETTER, "contrato", "CAL-2025-0004"),
        (INVOICE, "contrato", "II-00044"),
        (REPLY, "nit", "055.201-5"),
        (REPLY, "responde_radicado", "R-CAL-2026-O0551"),
    ],
)
def test_a_misread_value_is_asked_about(role: str, name: str, value: FieldValue) -> None:
    """One sign taken for another that looks like it, or signs lost at an edge: never an error, at most a question."""
    assert codes(scanned(role, **{name: value})) <= {QUESTION, "scan.read", "client.name_variant"}


@pytest.mark.parametrize(
    ("role", "name", "value", "code"),
    [
        (INVOICE, "factura", "FECA-777123", "invoice.number_mismatch"),
        (LETTER, "cliente", "Hotel El Faro S.A.S.", "client.name_mismatch"),
        (LETTER, "nit", "999.123.456-1", "nit.mismatch"),
    ],
)
def test_another_value_is_a_contradiction(role: str, name: str, value: FieldValue, code: str) -> None:
    """What no misreading explains is said as of any document."""
    assert code in codes(scanned(role, **{name: value}))


def test_another_total_is_a_contradiction_where_its_parts_make_it() -> None:
    """A total that its own invoice contradicts is as likely misread, and is asked about."""
    parts = {"subtotal": Decimal(2_000_000), "iva": Decimal(380_000)}
    assert "invoice.value_mismatch" in codes(scanned(INVOICE, total=Decimal(2_380_000), **parts))
    assert "invoice.value_mismatch" not in codes(scanned(INVOICE, total=Decimal(4)))
    assert QUESTION in codes(scanned(INVOICE, total=Decimal(4)))


def test_what_stands_there_as_text_was_not_misread() -> None:
    """A letter for a digit in a text that nobody had to read is a mistake of its author."""
    assert "invoice.number_mismatch" in codes(document(INVOICE, factura="FECA-2O0310"))


def test_a_value_of_which_the_engine_is_unsure_proves_nothing() -> None:
    """Whatever it reads with so little confidence, somebody has to look."""
    unsure = Read(value="FECA-777123", source="FECA-777123", confidence=0.1)
    assert codes(scanned(INVOICE, factura=unsure)) >= {QUESTION}
    assert "invoice.number_mismatch" not in codes(scanned(INVOICE, factura=unsure))


def test_a_stamp_is_read_in_part() -> None:
    """It lies crooked: the part of its number that was made out is enough, and nobody is asked."""
    assert codes(scanned(LETTER, radicado="R-CAL-2026-005")) == {"scan.read"}


def test_what_an_engine_makes_of_a_blurred_page_is_not_compared() -> None:
    """Values that it hardly believes count as not read."""
    letters = {name: Read(value="Cmaa", source="Cmaa", confidence=0.5) for name in ("ciudad", "cliente", "contrato")}
    invoice = scanned(INVOICE, **letters)
    assert invoice.scan is not None
    blurred = replace(invoice, scan=replace(invoice.scan, confidence=0.5))
    assert codes(blurred) == {"scan.illegible", "scan.read"}


def test_a_page_of_which_nothing_was_made_out_goes_to_who_decides() -> None:
    """People may be able to read it: they are told that nobody has, and its sender to look at it."""
    nothing = replace(scanned(INVOICE), text_source=TextSource.NONE, fields={}, likeness={})
    assert nothing.scan is not None
    assert codes(replace(nothing, scan=replace(nothing.scan, confidence=0.0))) == {"document.not_read", "scan.cut"}


def test_nobody_is_asked_what_the_same_page_tells() -> None:
    """The right number elsewhere in the text settles it."""
    letter = replace(scanned(LETTER, factura="FECA-2O0310"), text="Ref. FECA-2O0310\nFactura: FECA-200310")
    assert QUESTION not in codes(letter)
