"""What a careful clerk sees in the words of a letter or on an invoice, and where they must not see it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.checks.numbers import cites_another
from tests.checks.documents import (
    INVOICE,
    LETTER,
    LOG,
    MEMO,
    REPLY,
    TEXTS,
    document,
    electronic,
    findings,
    read,
    request,
    rows,
)

SEEN = {"letter.request_mismatch", "letter.request_unclear", "invoice.paid", "invoice.maybe_paid"}


def seen(role: str, text: str) -> set[str]:
    """Codes of what is seen in a document with this text."""
    return {one.code for one in findings(request(replace(document(role), text=text)))} & SEEN


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Solicitamos NO anular la factura FECA-200310.", {"letter.request_mismatch"}),
        ("No queremos que la factura se anule, solo el descuento.", {"letter.request_mismatch"}),
        ("Desistimos de la solicitud de anulación de la factura FECA-200310.", {"letter.request_mismatch"}),
        ("La factura FECA-200310 es buena; la que hay que anular es la del mes anterior.", {"letter.request_mismatch"}),
        ("La que hay que anular es la FECA-200310.", set()),
        ("Solicitamos anularla. Nota: este despacho desiste de la presente solicitud.", {"letter.request_mismatch"}),
        ("Solicitamos anularla. Hagan caso omiso de esta carta.", {"letter.request_mismatch"}),
        ("Solicitamos anularla. Dejen la factura como está.", {"letter.request_mismatch"}),
        ("Solicitamos anularla. No vamos a seguir con el contrato.", set()),
        ("Solicitamos anularla y dejamos constancia en firme de la factura.", set()),
        ("☒ Anulación ☐ Devolución de dinero\nFactura FECA-200310", set()),
        ("☐ Anulación ☒ Devolución de dinero\nFactura FECA-200310", {"letter.request_unclear"}),
        ("Les pido que no se anule la factura, solo corrijan la dirección.", {"letter.request_mismatch"}),
        ("En caso de no anular la factura acudiremos a la autoridad. Solicitamos anular la factura.", set()),
        ("Quisiéramos saber si nos pueden anular la factura.", {"letter.request_unclear"}),
        ("Solicitamos la devolución del dinero de la factura, no su cambio.", {"letter.request_unclear"}),
        ("Solicitamos la anulación de la factura y el reintegro.", set()),
        ("Solicitamos anularla. La factura FECA-200310 fue cancelada (pagada) el 3 de marzo.", {"invoice.paid"}),
        ("Solicitamos anularla. La factura fue cancelada el 3 de marzo.", {"invoice.maybe_paid"}),
        ("Solicitamos anularla. El contrato fue cancelado el 3 de marzo.", set()),
        ("Solicitamos anularla. La factura no fue cancelada.", set()),
        ("Solicitamos anularla. Esa factura la cancelamos por PSE el 20 de marzo.", {"invoice.paid"}),
        ("Solicitamos anularla. La pagué en el banco el 20 de marzo.", {"invoice.paid"}),
        ("Solicitamos anularla. No la pagamos por PSE porque está errada.", set()),
        ("Solicitamos anularla, aunque ya hicimos la transferencia por ese valor.", {"invoice.paid"}),
        ("Solicitamos anularla. Las rutas fueron canceladas en mayo.", set()),
        ("Solicitamos anularla. Llegando la correcta la pagamos por PSE apenas la recibamos.", set()),
        ("Solicitamos anularla. La factura de ese mes ya la cancelamos.", {"invoice.maybe_paid"}),
    ],
)
def test_what_a_letter_says(said: str, codes: set[str]) -> None:
    """A request that is none is told, and «cancelada» is asked about unless the letter says which it is."""
    assert seen(LETTER, said) == codes


def test_a_letter_that_asks_for_a_part_of_what_the_memo_annuls_whole() -> None:
    """It is told, unless a new invoice takes the place of the rest, or the memo too annuls only a part."""
    asked = document(LETTER, pide=("anulacion",))
    letter = replace(asked, text="Solicitamos anular parcialmente la factura FECA-200310: solo la sede norte.")
    whole = document(MEMO, tipo=("anulacion",), nueva_factura=None, valor_nueva_factura=None, diferencia=None)
    told = {
        name: "letter.request_mismatch" in {one.code for one in findings(request(letter, memo))}
        for name, memo in {
            "whole": whole,
            "part": replace(whole, fields={**whole.fields, "valor_factura": read(Decimal(400_000))}),
        }.items()
    }
    both = replace(document(LETTER), text=letter.text)
    assert "letter.request_mismatch" not in {one.code for one in findings(request(both))}
    assert told == {"whole": True, "part": False}


def test_a_letter_with_a_table_of_amounts_names_no_other_total() -> None:
    """An amount that is read from it may be that of a difference, where the invoice's own stands there too."""
    table = "Solicitamos anularla. Facturado Según contrato Diferencia\nTotal 1.190.000 952.000 238.000"
    letter = document(LETTER, valor_factura=Decimal(238_000))
    found = {one.code for text in (table, TEXTS[LETTER]) for one in findings(request(replace(letter, text=text)))}
    assert "letter.value_mismatch" not in {one.code for one in findings(request(replace(letter, text=table)))}
    assert "letter.value_mismatch" in found


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("PAGADO", {"invoice.paid"}),
        ("PAGADO 03/03/2026", {"invoice.paid"}),
        ("PAGADO 03 MAR 2026", {"invoice.paid"}),
        ("CANCELADO", {"invoice.maybe_paid"}),
        ("Pagado $ 0", set()),
        ("Pagado con tarjeta: 0", set()),
        ("Valor pagado 0", set()),
    ],
)
def test_a_stamp_on_the_invoice(line: str, codes: set[str]) -> None:
    """A line that is nothing but the stamp of a cashier says that the invoice was paid; an amount of zero does not."""
    assert seen(INVOICE, f"Factura de venta FECA-200310\n{line}\nTotal $ 1.190.000") == codes


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Contrato MED-2024-00806 Factura FEMD-99911 Valor $ 2.168.180", "FEMD-99911"),
        ("anular la FEMD 99911 que llegó doble", "FEMD-99911"),
        ("anular la FEMD 99911; la FEMD-20672 está bien", ""),
        ("según la resolución 18764 y el contrato MED-2024-00806", ""),
    ],
)
def test_a_text_that_names_only_another_invoice_of_the_series(text: str, other: str) -> None:
    """What carries the letters of our invoices and is not this one is another."""
    assert cites_another(text, "FEMD-20672") == other


def test_an_amount_of_costs_without_a_yes_is_asked_about() -> None:
    """Else nobody would be asked for the client's signature on the reply."""
    memo = document(MEMO)
    amount_alone = replace(memo, fields={name: read for name, read in memo.fields.items() if name != "cobro_costos"})
    assert "admin_cost.unclear" in {one.code for one in findings(request(amount_alone))}


def test_costs_that_the_client_accepted_and_the_memo_does_not_charge() -> None:
    """The first entry with an amount of costs is told once, and what was only said of costs is not."""
    memo = document(MEMO, cobro_costos=False, valor_costos=None)
    told = [one for one in findings(request(memo)) if one.code == "log.amount_mismatch"]
    assert [(one.data["valor_gestion"], one.data["valor_memo"]) for one in told] == [("$ 60.000", "ninguno")]
    unaccepted = replace(document(LOG), rows=rows((date(2026, 5, 6), "Se le explica que no hay costos.", "Enterado")))
    assert "log.amount_mismatch" not in {one.code for one in findings(request(memo, unaccepted))}


def test_the_city_of_a_client_need_not_have_a_branch() -> None:
    """An invoice may bear the town in which its client lives; that of another branch is told."""
    told = {
        city: "city.mismatch" in {one.code for one in findings(request(document(INVOICE, ciudad=city)))}
        for city in ("Piedecuesta", "Cartagena")
    }
    assert told == {"Piedecuesta": False, "Cartagena": True}


@pytest.mark.parametrize(
    ("told", "withdrew"),
    [
        ("La representante pide que dejen la factura como está", True),
        ("Dice que ya no van a seguir con el trámite", True),
        ("El cliente se retracta del reclamo", True),
        ("Renuncia expresamente a la solicitud", True),
        ("Retiran el reclamo, van a pagar la factura tal como salió", True),
        ("No van a seguir con el servicio", False),
        ("Deja constancia de que la factura es la correcta", False),
        ("Pregunta si no van a seguir con el trámite", False),
    ],
)
def test_who_gives_a_request_up_says_so_in_many_words(told: str, withdrew: bool) -> None:
    """What is given up must be the request, and nobody only asks about it."""
    last = rows((date(2026, 5, 14), told, "Sí"))
    log = document(LOG)
    found = {one.code for one in findings(request(replace(log, rows=(*log.rows, *last))))}
    assert ("log.client_withdrew" in found) is withdrew


@pytest.mark.parametrize(
    ("position", "told"),
    [("Hijo de la titular", True), ("Esposa del propietario", True), ("Hermana Rectora", False), ("Titular", False)],
)
def test_whoever_is_something_to_the_client_does_not_act_for_them(position: str, told: bool) -> None:
    """The word for the client behind «de» makes nobody the client."""
    found = {one.code for one in findings(request(document(LETTER, cargo_firmante=position)))}
    assert ("letter.signer_no_authority" in found) is told


def test_an_invoice_of_which_only_the_data_came_is_asked_for_by_what_lacks() -> None:
    """Whoever sent its XML is told that the PDF lacks, not that nothing came."""
    papers = request(electronic(), absent=(INVOICE,))
    (found,) = (one for one in findings(papers) if one.code == "document.missing")
    assert found.data["documento"] == "la factura original en PDF (llegó solo su XML, fv.xml)"


def test_a_new_invoice_without_amount_is_told_also_where_no_label_asks_for_it() -> None:
    """What the reply tells is looked for in the memo's text; a memo that says it under no label says it."""
    memo = document(MEMO)
    bare = replace(memo, fields={name: one for name, one in memo.fields.items() if name != "valor_nueva_factura"})
    for text, told in (("Solicito anular y refacturar la FECA-200310.", True), ("Se refactura por $ 952.000.", False)):
        reply = document(REPLY, valor_nueva_factura=Decimal(952_000))
        found = {one.code for one in findings(request(replace(bare, text=text), reply))}
        assert ("new_invoice.value_missing" in found) is told, text


@pytest.mark.parametrize("role", [LETTER, INVOICE])
@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("Atención al Cliente. Lavandería La Espuma S.A.S., NIT 999.055.201-5, contrato CAL-2025-00044.", set()),
        (
            "Atención al Cliente. Lavandería La Espuma S.A.S.",
            {"client.name_mismatch", "nit.mismatch", "contract.mismatch"},
        ),
        ("Ferretería El Yunque, NIT 999.055.201-5", {"client.name_mismatch", "nit.mismatch", "contract.mismatch"}),
    ],
)
def test_a_text_that_names_the_client_and_their_id_is_about_no_other(role: str, says: str, told: set[str]) -> None:
    """Whatever was taken for them there; one of both is not enough, and a contract is told by its own number."""
    misread = document(role, cliente="Ferretería El Yunque", nit="999.333.120-1", contrato="CAL-2019-00001")
    found = {one.code for one in findings(request(replace(misread, text=says)))}
    assert found & {"client.name_mismatch", "nit.mismatch", "contract.mismatch"} == told


@pytest.mark.parametrize(
    ("text", "total", "told"),
    [
        ("FACTURA FECA-200310 Contrato CAL-2025-00044", Decimal(1_190_000), False),
        ("FACTURA FECA-200999, reemplaza la FECA-200310", Decimal(952_000), True),
        ("FACTURA FECA-200999", Decimal(1_190_000), True),
    ],
)
def test_an_invoice_that_bears_the_number_the_day_and_the_total_is_the_one(
    text: str, total: Decimal, told: bool
) -> None:
    """Whatever was taken for its number; one that cites the memo's has another total."""
    invoice = document(INVOICE, factura="CAL-2025-00044", total=total)
    found = {one.code for one in findings(request(replace(invoice, text=text)))}
    assert ("invoice.number_mismatch" in found) is told


def test_the_same_figures_behind_another_prefix_are_another_invoice() -> None:
    """Also where day and total are the same, and the text has the figures."""
    other = replace(document(INVOICE, factura="FEBQ-200310"), text="FACTURA FEBQ-200310, antes FECA-200310")
    assert "invoice.number_mismatch" in {one.code for one in findings(request(other))}
