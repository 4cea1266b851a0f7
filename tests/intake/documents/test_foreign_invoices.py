"""Invoices as other programs print them: totals in columns, several rates of tax, names over two lines."""

from datetime import date
from decimal import Decimal

import pytest

from bot.core.document import Document
from bot.intake.documents.invoice import read_invoice
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.sorting.roles import adds_up
from bot.intake.documents.values import tax_id
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file, text_pdf

HEAD = """Empresa de Servicios S.A.S.
NIT 999.000.100-3
FACTURA ELECTRÓNICA DE VENTA No. FEME-7788
Fecha de expedición: 10/02/2026
Fecha de vencimiento: 12/03/2026
"""
CLIENT = """Cliente: Transportes La Sabana S.A.
NIT: 860.001.002-5
Contrato: CAL-2024-00871
"""
TOTALS = """Subtotal $ 1.000.000
IVA 19% $ 190.000
Total a pagar $ 1.190.000
CUFE: d752c2c51fba
"""


def _read(words: DocumentWords, text: str) -> Document:
    return read_file("factura.pdf", text_pdf(text), words)


def test_totals_may_stand_under_a_row_of_headings(words: DocumentWords) -> None:
    """Each amount belongs to the heading at its place, those of other things included."""
    row = "Subtotal Descuentos IVA Retenciones Total a pagar\n$ 1.000.000 $ 0 $ 190.000 $ 0 $ 1.190.000\nCUFE: d75"
    invoice = _read(words, HEAD + CLIENT + row)
    assert [invoice.value(name) for name in ("subtotal", "iva", "total")] == [1000000, 190000, 1190000]


def test_a_row_with_another_number_of_values_is_not_guessed(words: DocumentWords) -> None:
    """Nobody knows which heading the missing one belongs to."""
    invoice = _read(words, HEAD + CLIENT + "Subtotal Descuentos IVA Total a pagar\n$ 1.000.000 $ 190.000 $ 1.190.000")
    assert not {"subtotal", "iva", "total"} & {name for name, read in invoice.fields.items() if read.value is not None}


def test_headings_of_an_invoices_data_are_no_number(words: DocumentWords) -> None:
    """``Factura Fecha Valor Contrato`` are four headings; what stands below them are four values."""
    lines = (
        "FACTURA ELECTRÓNICA DE VENTA\nFactura Fecha Valor Contrato\nFEME-7788 10/02/2026 $ 1.190.000 CAL-2024-00871\n"
    )
    invoice = _read(words, lines + CLIENT.rpartition("Contrato")[0] + "CUFE: d752")
    named = [invoice.value(name) for name in ("factura", "fecha", "total", "contrato")]
    assert named == ["FEME-7788", date(2026, 2, 10), Decimal(1190000), "CAL-2024-00871"]


def test_a_line_of_goods_has_no_totals(words: DocumentWords) -> None:
    """As many values as headings, but of one service."""
    goods = "Item Descripción Subtotal IVA Total\n1 Monitoreo 500.000 95.000 595.000\n"
    invoice = _read(words, HEAD + CLIENT + goods + TOTALS)
    assert [invoice.value(name) for name in ("subtotal", "iva", "total")] == [1000000, 190000, 1190000]


def test_the_code_of_an_item_below_a_cut_heading_is_no_total(words: DocumentWords) -> None:
    """``Valor`` over ``total`` heads a column of goods; what stands below begins with their code."""
    goods = "Cód. Servicio Cantidad Valor\nunitario\nValor\ntotal\n890001 Esterilización de instrumental\n"
    totals = TOTALS.replace("Total a pagar", "Total factura:")
    assert _read(words, HEAD + CLIENT + goods + totals).value("total") == 1190000


@pytest.mark.parametrize(
    ("lines", "tax"),
    [
        ("IVA 27%: $ 0,00\nIVA 21%: $ 178.500,00\nIVA 10.5%: $ 0,00", 178500),
        ("IVA 19%: $ 190.000\nIVA 5%: $ 5.000", 195000),
        ("IVA 19%: $ 190.000\nIVA 5%: $ 5.000\nTotal IVA: $ 195.000", 195000),
    ],
)
def test_tax_of_several_rates_is_their_sum(words: DocumentWords, lines: str, tax: int) -> None:
    """And never the first of them alone."""
    assert _read(words, HEAD + CLIENT + lines + "\nCUFE: d752").value("iva") == tax


def test_an_earlier_invoice_is_not_this_one(words: DocumentWords) -> None:
    """Neither its number nor its amounts and days, whichever stands first."""
    earlier = "Factura anterior: FEME-7001\nValor factura anterior: $ 999.999\nFecha factura anterior: 10/01/2026\n"
    invoice = _read(words, "Empresa S.A.S.\n" + earlier + HEAD + CLIENT + TOTALS)
    assert (invoice.value("factura"), invoice.value("total")) == ("FEME-7788", 1190000)
    assert invoice.value("fecha") == date(2026, 2, 10)


def test_the_day_of_suspension_is_not_the_due_date(words: DocumentWords) -> None:
    """``Pague hasta`` is."""
    lines = "FACTURA DE VENTA No. FEME-7788\nPague hasta 12/03/2026\nSuspensión a partir de 20/03/2026\n"
    assert _read(words, lines + CLIENT + TOTALS).value("vencimiento") == date(2026, 3, 12)


def test_numbers_behind_a_sentence_are_no_amount(words: DocumentWords) -> None:
    """``IVA RÉGIMEN COMÚN - AUTORRETENEDOR RES 0547`` is no tax."""
    invoice = _read(words, HEAD + "IVA RÉGIMEN COMÚN - AUTORRETENEDOR RES 0547\n" + CLIENT + TOTALS)
    assert invoice.value("iva") == 190000


@pytest.mark.parametrize(
    "line", ["Total a pagar con saldo anterior $ 1.540.000", "Valor del mes sin IVA $ 1.000.000", "Total costos $ 9"]
)
def test_an_amount_of_something_else_is_not_the_total(words: DocumentWords, line: str) -> None:
    """The words between a label and its amount say of what it is."""
    totals = TOTALS.replace("Total a pagar", "Total factura")
    assert _read(words, HEAD + CLIENT + line + "\n" + totals).value("total") == 1190000


def test_tax_may_be_written_with_points(words: DocumentWords) -> None:
    """``I.V.A.`` begins with no numbering."""
    assert _read(words, HEAD + CLIENT + TOTALS.replace("IVA 19%", "I.V.A.")).value("iva") == 190000


def test_an_amount_may_touch_the_word_before_it(words: DocumentWords) -> None:
    """As tables in a PDF have them."""
    invoice = _read(
        words, HEAD + CLIENT + "Subtotal 1,000,000.00 COP\nIVA 19% 190,000.00 COP\nTotal factura1,190,000.00"
    )
    assert invoice.value("total") == 1190000


@pytest.mark.parametrize(
    ("lines", "client"),
    [
        ("Razón social: Pérez,\nMarcela Alejandra\nNIT: 860.001.002-5", "Pérez, Marcela Alejandra"),
        ("Cliente: Consorcio\nde Propietarios Av. 1234\nNIT: 860.001.002-5", "Consorcio de Propietarios Av. 1234"),
        ("Cliente: Fundación Amanecer\nCali\nNIT: 860.001.002-5", "Fundación Amanecer"),
        ("Señor(es)\nTransportes La Sabana S.A.\nNIT: 860.001.002-5", "Transportes La Sabana S.A."),
        ("Nombre: Ana Ruiz Gil\nC.C.: 31.000.111", "Ana Ruiz Gil"),
        ("Facturado a: Ana Ruiz Gil\nNombre: Luz Díaz\nC.C.: 31.000.111", "Ana Ruiz Gil"),
    ],
)
def test_a_clients_name_is_read_whole(words: DocumentWords, lines: str, client: str) -> None:
    """Over two lines where the first cannot be its end; never with the place below it."""
    assert _read(words, HEAD + lines + "\n" + TOTALS).value("cliente") == client


def test_the_issuers_id_alone_is_not_the_clients(words: DocumentWords) -> None:
    """Nothing names the client, and the only id stands under the company's name."""
    assert _read(words, HEAD + TOTALS).value("nit") is None


def test_a_label_on_two_lines_is_one(words: DocumentWords) -> None:
    """A narrow cell cuts it where no label can end."""
    lines = (
        "FACTURA DE VENTA No. FEMD 20524",
        "Cliente La Ceiba S.A.S.",
        "Fecha de",
        "generación",
        "04/02/2026",
        "08:15:22",
    )
    assert read_invoice(lines_of("\n".join(lines)), words)["fecha"].value == date(2026, 2, 4)


def test_a_number_broken_at_its_hyphen_is_whole(words: DocumentWords) -> None:
    """A narrow cell continues it on the next line."""
    lines = (
        "FACTURA DE VENTA No. FEMD 20524",
        "Cliente La Ceiba S.A.S.",
        "Contrato CAL-2021-",
        "00412 Vendedor",
        "Diana",
    )
    assert read_invoice(lines_of("\n".join(lines)), words)["contrato"].value == "CAL-2021-00412"


def test_a_net_amount_is_no_total(words: DocumentWords) -> None:
    """``Valor neto`` is before tax; what is called final is the total."""
    lines = ("FACTURA No. FEMD 20524", "Valor neto COP 2.145.000", "IVA 407.550", "Importe final COP 2.552.550")
    read = read_invoice(lines_of("\n".join(lines)), words)
    assert (read["subtotal"].value, read["total"].value) == (2145000, 2552550)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("FACTURA FEME No. 7788", "FEME-7788"),
        ("Nº documento FEME-7788", "FEME-7788"),
        ("Factura\nPágina 1 / 1\nNº documento FEME-7788", "FEME-7788"),
        ("Factura\nPágina 1 de 2\nNº pedido 4500012350\nNº documento FEME7788", "FEME-7788"),
        ("Factura de venta electrónica\nFEME7788", "FEME-7788"),
    ],
)
def test_the_number_as_other_programs_print_it(words: DocumentWords, line: str, number: str) -> None:
    """Neither the page, the order nor the article of the code of commerce is the invoice's number."""
    law = "Esta factura se asimila en sus efectos a una letra de cambio según el Art. 774 del código de comercio.\n"
    terms = "Factura electrónica de venta. Condiciones de pago: 30 días neto.\n"
    invoice = _read(
        words, f"Empresa S.A.S.\nNIT 999.000.100-3\n{line}\nFecha: 10/02/2026\n" + CLIENT + law + terms + TOTALS
    )
    assert (invoice.value("factura"), invoice.value("prefijo")) == (number, "FEME")


@pytest.mark.parametrize(
    "line",
    [
        "Facturar a: Transportes La Sabana S.A. NIT 860.001.002-5 - Calle 22 # 32-42",
        "CLIENTE: TRANSPORTES LA SABANA S.A. FACTURA ELECTRÓNICA DE VENTA",
        "Cliente: Transportes La Sabana S.A. - C.C. 40.876.536",
    ],
)
def test_a_name_ends_before_an_id_or_the_title_of_the_next_column(words: DocumentWords, line: str) -> None:
    """What stands behind it on its line is none of it."""
    fields = read_invoice(lines_of(f"FACTURA No. FEME-7788\n{line}\nTotal $ 1.190.000"), words)
    assert str(fields["cliente"].value).lower() == "transportes la sabana s.a."


def test_the_buyer_is_whom_their_section_names(words: DocumentWords) -> None:
    """In the printed form of the tax office both parties stand under their titles, each with name, id and city."""
    issuer = "Datos del Emisor / Vendedor\nRazón Social: Empresa S.A.S. Nit del Emisor: 999.000.100-3\nCiudad: Cali\n"
    buyer = "Datos del Adquiriente / Comprador\nNombre o Razón Social: Transportes La Sabana S.A. Número Documento: "
    fields = read_invoice(lines_of(HEAD + issuer + buyer + "860.001.002-5\nMunicipio / Ciudad: Popayán"), words)
    told = [fields[name].value for name in ("cliente", "nit", "ciudad", "nit_emisor")]
    assert told == ["Transportes La Sabana S.A.", "860.001.002-5", "Popayán", "999.000.100-3"]


def test_a_number_with_letters_is_no_tax_id(words: DocumentWords) -> None:
    """``Nº documento FECA-122388`` is no NIT of six figures; ``NIT-860001002`` is one."""
    assert tax_id("FECA-122388") is None
    assert tax_id("NIT-860001002-5") == "860.001.002-5"


def test_a_number_ends_where_the_next_label_begins(words: DocumentWords) -> None:
    """``N° de factura 51177420 Contrato CAL-2019-07115`` are two fields of a row."""
    invoice = "Energía S.A. E.S.P.\nN° de factura 51177420 Contrato CAL-2019-07115\nTOTAL A PAGAR $ 151.408"
    assert read_invoice(lines_of(invoice), words)["factura"].value == "51177420"


def test_whom_an_invoice_goes_to_is_its_client(words: DocumentWords) -> None:
    """``Destinatario de factura`` over the name, as SAP prints it."""
    issuer = "Factura\nNº documento FEMD-55988\nEmisor: Energía S.A., NIT 999.000.100-3"
    invoice = f"{issuer}\nDestinatario de factura:\nMunicipio de La Arboleda\nNIT 999.210.765-1"
    assert read_invoice(lines_of(invoice), words)["cliente"].value == "Municipio de La Arboleda"


def test_a_draft_calls_itself_one(words: DocumentWords) -> None:
    """«PREFACTURA» is no invoice, whatever else the paper says."""
    draft = "Energía S.A.\nPREFACTURA - borrador sin validez tributaria\n# FEBQ-32019\n" + CLIENT + TOTALS
    assert read_invoice(lines_of(draft), words)["tipo_documento"].value == "prefactura"


def test_a_number_is_no_clients_name(words: DocumentWords) -> None:
    """``Suscriptor 99812`` is an account; the name stands behind another label."""
    head = "Energía S.A. E.S.P.\nNIT 999.000.100-3\nSuscriptor 99812"
    invoice = f"{head}\nCliente Jorge Iván Mina Balanta\nTOTAL A PAGAR $ 151.408"
    assert read_file("f.pdf", text_pdf(invoice), words).value("cliente") != "99812"


def test_an_invoice_is_known_by_its_sums(words: DocumentWords) -> None:
    """A paper with an amount, a tax and their sum is one, whatever words it lacks; one that does not add up may be."""
    goods = "Energía S.A. FACTURA\nNIT 999.000.100-3 51177420\nSUBTOTAL 1.000.000\nIVA 190.000\nTOTAL {}"
    assert adds_up(goods.format("1.190.000"), words)
    assert not adds_up(goods.format("1.290.000"), words)
    assert not adds_up("Solicito anular la factura de $ 1.190.000, IVA 190.000 incluido", words)


def test_a_tax_alone_on_a_line_is_no_number(words: DocumentWords) -> None:
    """``IVA 0`` looks like a prefix with its number."""
    lines = lines_of("Energía S.A. FACTURA\nNIT 999.000.100-3\nIVA 0\nTOTAL 151.408")
    assert read_invoice(lines, words).get("factura") is None


def test_the_buyers_id_may_stand_behind_their_name(words: DocumentWords) -> None:
    """Behind a dash on the same line; «gestión documental» is no id, whatever number follows it."""
    head = "Emisor: Energía S.A. NIT 999.000.100-3\nAdquirente: Importadora del Plata S.R.L. \u2013 CUIT 30-99955501-9"
    invoice = read_invoice(lines_of(f"{head}\nGestión documental 6 135.000 810.000\nTotal documento $ 810.000"), words)
    assert (invoice["cliente"].value, invoice["nit"].value) == ("Importadora del Plata S.R.L.", "30-99955501-9")


def test_headings_in_a_row_name_nobody(words: DocumentWords) -> None:
    """``Facturado a: Fecha Vence Contrato`` stands over the values; the next word is no client."""
    lines = lines_of("Energía S.A.\nFacturado a: Fecha Vence Contrato\nRuiz Hermanos S.A.S. 16/03/2026")
    client = read_invoice(lines, words).get("cliente")
    assert client is None or client.value != "Fecha Vence Contrato"
