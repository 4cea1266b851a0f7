"""Papers as they are written in Argentina."""

from datetime import date
from decimal import Decimal

import pytest

from bot.core.document import FieldValue
from bot.intake.documents.running_text import read_text
from bot.intake.documents.values import number, tax_id
from bot.intake.documents.words import DocumentWords

INVOICE = """
ORIGINAL
SERVICIOS DEL PLATA S.A.
Razón Social: SERVICIOS DEL PLATA S.A.
Condición frente al IVA: IVA Responsable Inscripto
A
COD. 001
FACTURA
Punto de Venta: 00003 Comp. Nro: 00012345
Fecha de Emisión: 02/03/2026
CUIT: 30709999911
Ingresos Brutos: 901-123456-7
CUIT: 30712345671 Apellido y Nombre / Razón Social: CEIBOS S.R.L.
Importe Neto Gravado: $ 850.123,45
IVA 27%: $ 0,00
IVA 21%: $ 170.000,00
IVA 10.5%: $ 8.525,92
Percepción IIBB 3%: $ 25.503,70
Importe Total: $ 1.054.153,07
CAE N°: 74123456789012
"""

PRINTED = """
SERVICIOS DEL PLATA S.A.
B
FACTURA
Nº 0003-00012345
Fecha: 02/03/2026
C.U.I.T.: 30-70999991-1
Señor(es): Elvira Roldán
C.U.I.T.: 27-18999000-5
TOTAL $ 560.000,99
CAE: 74123456789012
"""

LETTER = """
Rosario, 9 de marzo de 2026
A Servicios del Plata S.A.
Quien suscribe, Tomás Ignacio Ñáñez, DNI 28.123.456, en carácter de apoderado de
Estudio Contable Ñáñez y Asociados, CUIT 30-71555222-9, solicita la anulación de la factura
A Nº 00003-00012345 emitida el 2 de marzo de 2026 por la suma de $ 225.211,25 (contrato
ROS-2024-00453). Motivo: el servicio fue dado de baja.
Sin otro particular, saludo atte.
Firma
Aclaración: Tomás Ignacio Ñáñez
DNI: 28123456
"""

REPLY = """
Servicios del Plata S.A.
CUIT 30-70999991-1
Nota Nº S-ROS-2026-0309
Rosario, 14 de marzo de 2026
Señores
Transportes El Cóndor S.A.C.I.
CUIT 30-55512345-7
Ref.: Respuesta a su nota del 09/03/2026, entrada E-ROS-2026-00427
De nuestra consideración: se hace lugar a su solicitud y procederemos a anular el comprobante
FC A 0003-00012345 del 02/03/2026 por $ 225.211,25. No genera gastos administrativos.
Saludamos a Ud. atentamente,
Sergio Daniel Ferreyra
"""

LABELLED = """
Rosario, 9 de marzo de 2026
Sres. Servicios del Plata S.A.
Estimados: les pedimos anular la factura 0003-00012345 por $ 225.211,25.
Razón social: Cooperativa de Trabajo La Esperanza
CUIT: 30-70888999-2
Atentamente.
ELVIRA SUSANA ROLDÁN
DNI Nº 18.999.000
"""


def _read(role: str, text: str, words: DocumentWords) -> dict[str, FieldValue]:
    return {name: read.value for name, read in read_text(role, text, words).items()}


@pytest.mark.parametrize(
    "written",
    ["30-71234567-1", "30712345671", "30 71234567 1", "30-71.234.567-1", "C.U.I.T. 30-71234567-1 IVA", "30/71234567/1"],
)
def test_a_cuit_is_the_same_however_its_parts_are_joined(written: str) -> None:
    """People leave its hyphens out, and printers put points between its figures."""
    assert tax_id(written) == "30-71234567-1"


@pytest.mark.parametrize(
    ("written", "is_read"),
    [("999012345-2", "999.012.345-2"), ("1.144.567.890", "1.144.567.890"), ("28.123.456", "28.123.456")],
)
def test_ids_that_are_no_cuit_stay_what_they_are(written: str, is_read: str) -> None:
    """A Colombian tax id and the number of an identity card have other figures."""
    assert tax_id(written) == is_read


@pytest.mark.parametrize(
    ("written", "is_read"),
    [
        ("FC A 0003-00012345", "A-0003-00012345"),
        ("Factura A Nº 0003-00012345", "A-0003-00012345"),
        ("A0003-00012345", "A-0003-00012345"),
        ("00003-00012345", "00003-00012345"),
        ("CBA-2024-00000871", "CBA-2024-00000871"),
        ("FECA-104582", "FECA-104582"),
    ],
)
def test_an_invoice_is_its_letter_its_point_of_sale_and_its_number(
    written: str, is_read: str, words: DocumentWords
) -> None:
    """What else stands before them is the name of the paper; other numbers keep their prefix."""
    assert number(written, words) == is_read


def test_taxes_told_by_their_rates_are_added_up(words: DocumentWords) -> None:
    """The first of them may be nothing, and what is perceived for others is no part of the tax."""
    found = _read("factura_original", INVOICE, words)
    assert (found["iva"], found["otros_tributos"]) == (Decimal("178525.92"), Decimal("25503.70"))
    assert (found["subtotal"], found["total"]) == (Decimal("850123.45"), Decimal("1054153.07"))
    assert (found["factura"], found["nit"], found["cliente"]) == ("A-00003-00012345", "30-71234567-1", "CEIBOS S.R.L.")


def test_the_letter_of_an_invoice_stands_alone_in_its_box(words: DocumentWords) -> None:
    """Invoices of two letters may have one number."""
    assert _read("factura_original", PRINTED, words)["factura"] == "B-0003-00012345"


def test_who_writes_in_the_name_of_a_company_is_not_the_client(words: DocumentWords) -> None:
    """Nor is the company that the letter is for, of which only the name says so."""
    found = _read("carta_cliente", LETTER, words)
    assert (found["cliente"], found["nit"]) == ("Estudio Contable Ñáñez y Asociados", "30-71555222-9")
    assert (found["factura"], found["valor_factura"]) == ("A-00003-00012345", Decimal("225211.25"))
    assert (found["firmada_por"], found["documento_firmante"]) == ("Tomás Ignacio Ñáñez", "28.123.456")


def test_a_client_may_stand_under_its_label_in_the_sentences(words: DocumentWords) -> None:
    """Whoever signs is not a client whose id only companies have; without a name, there is none."""
    found = _read("carta_cliente", LABELLED, words)
    assert (found["cliente"], found["factura"]) == ("Cooperativa de Trabajo La Esperanza", "0003-00012345")
    nameless = LABELLED.replace("Razón social: Cooperativa de Trabajo La Esperanza\n", "")
    assert "cliente" not in _read("carta_cliente", nameless, words)


def test_a_reply_grants_what_is_asked_in_its_own_words(words: DocumentWords) -> None:
    """«Se hace lugar» grants, «no se hace lugar» refuses, and a note is a letter."""
    found = _read("carta_respuesta", REPLY, words)
    assert (found["decision"], found["numero"], found["cliente"]) == (
        "accede",
        "S-ROS-2026-0309",
        "Transportes El Cóndor S.A.C.I.",
    )
    assert (found["factura"], found["responde_radicado"]) == ("A-0003-00012345", "E-ROS-2026-00427")
    assert _read("carta_respuesta", REPLY.replace("se hace lugar", "no se hace lugar"), words)["decision"] == "niega"


def test_the_day_of_a_reply_is_not_that_in_its_subject(words: DocumentWords) -> None:
    """«Asunto: respuesta a su reclamo del 09/03/2026» tells the day of the letter that it answers."""
    text = (
        "Sucursal Rosario\nSeñora Ana Ruiz\nAsunto: respuesta a su reclamo del 09/03/2026\nSe hace lugar a su pedido."
    )
    assert "fecha" not in _read("carta_respuesta", text, words)


def test_an_address_before_a_cuit_is_no_client(words: DocumentWords) -> None:
    """Of a letterhead with address and CUIT on one line the name is the line above."""
    text = (
        "Estudio Ñáñez & Asociados\nAv. Colón 1234 - Rosario - CUIT 30-71555222-8\nRosario, 16 de marzo de 2026\n"
        "Sres.\nServicios del Plata S.A.\nDe nuestra consideración:\n"
        "Solicitamos que se anule y se vuelva a facturar la factura A 0004-00020544.\n"
        "Atentamente,\nTomás Ñáñez\nApoderado"
    )
    read = _read("carta_cliente", text, words)
    assert (read["cliente"], read["pide"]) == ("Estudio Ñáñez & Asociados", ("anulacion", "refacturacion"))


def test_a_stamp_may_begin_with_the_company_that_received(words: DocumentWords) -> None:
    """«Servicios del Plata S.A. RECIBIDO» is no client, and the day below it is that of the receipt."""
    text = (
        "Rosario, 9 de marzo de 2026\nA Servicios del Plata S.A.\nSolicito que se anule la factura B 0004-00013256.\n"
        "Atentamente,\nAna Ruiz\nDNI 25.888.777\nServicios del Plata S.A. RECIBIDO\n11/03/2026"
    )
    read = _read("carta_cliente", text, words)
    assert (read["cliente"], read["fecha_recibido"]) == ("Ana Ruiz", date(2026, 3, 11))


def test_the_client_of_an_invoice_is_not_its_issuer(words: DocumentWords) -> None:
    """Both have «Razón Social» and a CUIT, and the client's CUIT may stand on the line above the name."""
    text = (
        "Razón Social: SERVICIOS DEL PLATA S.A.\nCOD. 001\nCUIT: 30709999911\nCUIT: 30712345671\n"
        "Apellido y Nombre / Razón Social: Los Ceibos S.R.L.\nImporte Total: $ 121,00\nN°: 1/1"
    )
    read = _read("factura_original", text, words)
    assert (read["cliente"], read["nit"]) == ("Los Ceibos S.R.L.", "30-71234567-1")
    assert read.get("factura") is None
