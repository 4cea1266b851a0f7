"""What could not be read in a document of text, and stands nowhere in it, is told."""

from dataclasses import replace

import pytest

from bot.core.document import Document, TextSource
from tests.checks.documents import INVOICE, KNOWN, LETTER, LOG, MEMO, REPLY, document, findings, request, without

WHOLE = """EMPRESA EJEMPLO Factura FECA 200310 Adquirente LAVANDERIA LA ESPUMA SAS Id 999055201
10 abr 2026 / vence 11 mayo 2026 Base 1.000.000 Impuesto 190.000 Suma final 1190000,00"""


def _absent(*changed: Document) -> list[str]:
    found = findings(request(*changed), KNOWN, {"document.value_absent": {}})
    return [one.data["valores"] for one in found if one.code == "document.value_absent"]


def _unread(role: str, text: str, *names: str) -> Document:
    return replace(without(document(role), *names), text=text)


def _invoice(text: str, *names: str) -> Document:
    return _unread(INVOICE, text, *(names or ("factura", "cliente", "nit", "fecha", "total")))


def test_values_that_stand_somewhere_in_the_text_are_not_told() -> None:
    """However they are written: what was not read is not absent for that."""
    assert _absent(_invoice(WHOLE)) == []


@pytest.mark.parametrize(
    ("there", "instead", "told"),
    [
        ("FECA 200310", "FECA 200319", "factura FECA-200310"),
        ("LA ESPUMA", "EL LAUREL", "cliente Lavandería La Espuma S.A.S."),
        ("Id 999055201", "Id 999055210", "NIT 999.055.201-5"),
        ("10 abr 2026", "10 de enero", "fecha 10/04/2026"),
        ("1190000,00", "1.190.500", "total $ 1.190.000"),
    ],
)
def test_each_value_that_is_nowhere_is_told(there: str, instead: str, told: str) -> None:
    """With its name and what the memo says."""
    assert _absent(_invoice(WHOLE.replace(there, instead))) == [told]


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("FECA 200310", "N° FECA 12 04 2026 200310"),
        ("Id 999055201", "2026 999.055.201-5"),
        ("Id 999055201", "NIT 9990552015"),
        ("10 abr 2026", "2026-04-10"),
        ("10 abr 2026", "abril 10 de 2026"),
        ("10 abr 2026", "10 de abril de 2026"),
        ("1190000,00", "4 $ 1,190,000.00"),
        ("LAVANDERIA LA ESPUMA SAS", "ESPUMA, LAVANDERIA LA"),
    ],
)
def test_other_ways_to_write_a_value_are_the_same_value(there: str, instead: str) -> None:
    """Prefix and number in two cells, numbers beside others, days in words, the words of a name in another order."""
    assert _absent(_invoice(WHOLE.replace(there, instead))) == []


def test_what_was_read_is_left_to_the_checks_that_compare_it() -> None:
    """Only what nobody compares is looked for."""
    assert _absent(replace(document(INVOICE), text="Nada de eso.")) == []


def test_an_invoice_that_is_another_one_is_told_once() -> None:
    """By its number, and not by each of its values."""
    other = replace(document(INVOICE, factura="FECA-200999"), text="Otra factura.")
    assert _absent(without(other, "cliente", "total")) == []


@pytest.mark.parametrize("role", [LETTER, REPLY, LOG])
def test_letters_and_logs_may_tell_the_client_by_an_id(role: str) -> None:
    """One of name, tax id and contract is enough there; none of them is told."""
    names = ("cliente", "nit", "contrato")
    assert _absent(_unread(role, "Contrato CAL-2025-00044, factura FECA-200310.", *names)) == []
    assert _absent(_unread(role, "Cliente NIT 999.055.201, FECA-200310.", *names)) == []
    assert _absent(_unread(role, "Cliente Ferretería El Yunque, FECA-200310.", *names)) == [
        "cliente Lavandería La Espuma S.A.S."
    ]


def test_a_scan_is_left_to_the_checks_of_scans() -> None:
    """What an engine did not make out may well be there; and nothing is known of a page that nobody read."""
    unread = replace(_invoice("Nada de eso."), text_source=TextSource.NONE)
    assert _absent(unread) == []


def test_a_memo_without_a_label_for_a_value_says_it_all_the_same() -> None:
    """What it says somewhere in its text is compared with the other documents as if a label named it."""
    bare = without(document(MEMO), "cliente", "nit", "contrato", "valor_factura")
    says = replace(bare, text="Tercero: Lavandería La Espuma S.A.S. Bruto 1.000.000 Neto del documento 1.190.000")
    other = document(REPLY, cliente="Ferretería El Cedro S.A.S.")
    assert "document.value_absent" not in {one.code for one in findings(request(says))}
    assert "client.name_mismatch" in {one.code for one in findings(request(says, other))}


def test_a_memo_that_says_neither_client_nor_amount_is_told() -> None:
    """Nobody else would compare them."""
    bare = without(document(MEMO), "cliente", "nit", "contrato", "valor_factura")
    silent = replace(bare, text="Factura FECA-200310, anular.")
    told = [one.data for one in findings(request(silent)) if one.code == "document.value_absent"]
    assert [(one["valores"], one["documento"]) for one in told] == [
        ("cliente Lavandería La Espuma S.A.S. y total $ 1.190.000", "el memorando")
    ]


def test_a_memo_that_names_another_contract_in_a_sentence_is_told() -> None:
    """One that names none need not; the invoice's own, wherever it stands, is enough."""
    bare = without(document(MEMO), "contrato")
    for said, told in (("contrato CAL-2025-00099", True), ("contrato CAL-2025-00044", False), ("sin más", False)):
        memo = replace(bare, text=f"Lavandería La Espuma S.A.S., {said}, $ 1.190.000")
        assert ("document.value_absent" in {one.code for one in findings(request(memo))}) is told, said
