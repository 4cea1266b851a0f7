"""Invoices and letters with a text layer."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from bot.core.document import Damage, TextSource
from bot.intake.documents.pages.pdf import MOST_PAGES
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file, text_pdf

INVOICE = """
SEGURIDAD ANDINA LTDA
Nit: 800.555.111-4   Régimen común
Autorización de numeración 18769999000147 del 02/01/2026, prefijo FEME, del 1001 al 9000
Factura de Venta N° FEME 7788
ORIGINAL
Señores: CONJUNTO RESIDENCIAL LOS PINOS
NIT: 900.123.456-8     Tel: 604 555 0101
Ciudad: MEDELLIN, Antioquia
Fecha Emisión: 15/12/2026    Fecha Vencimiento: 14/01/2027   Hora: 09:14:27
Contrato: MED-2021-00077
Periodo: diciembre de 2026
Descripción Cant Vr Unit Vr Total
Monitoreo mensual 1 $1.000.000 $1.000.000
Subtotal: $1.000.000
IVA 19%: $190.000
Total: $1.190.000
Son: UN MILLON CIENTO NOVENTA MIL PESOS MCTE
Pague con la referencia 0008710458 2
CUFE: f3deae7b7def39b0e3a68308c78e9e90782afc42dbea57fd
Recibí conforme (nombre, C.C. y fecha)
"""

STACKED_INVOICE = """
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
NIT 999.000.100-3
FACTURA ELECTRONICA DE VENTA
FEBA-3321
Nombre o razón social
TRANSPORTES LA SABANA S.A.
NIT
860.001.002-5
Fecha y hora de expedición 2026-03-01 08:12:00
Vencimiento 31/03/2026
Total bruto $ 300.000
Valor IVA $ 57.000
Neto a pagar $ 357.000
Número de contrato BAQ 2020 00001
"""

REPLY = """
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
NIT 999.000.100-3
Medellín, enero 12 de 2027
Oficio No. C-MED-2027-0044
Señores
CONJUNTO RESIDENCIAL LOS PINOS
NIT 900.123.456-8
Ref.: Su comunicación del 5 de enero de 2027, radicada con el No. R-MED-2027-00010
Estimada señora Ruiz:
Atendiendo su solicitud, la compañía aprueba la anulación de la factura FEME-7788 expedida el
15 de diciembre de 2026 por $1.190.000. No se generan costos administrativos para usted.
Contrato No. MED-2021-00077.
Atentamente,
LUZ DARY RÍOS
Coordinadora
"""

CHARGED_REPLY = """
Bucaramanga, 3 de febrero de 2027
C-BUC-2027-0003
Señora
MARÍA PÉREZ GÓMEZ
Asunto: respuesta a su carta del 20/01/2027
Apreciada señora:
Damos respuesta a su solicitud: accedemos a anular la factura FEBU 5512 por valor de $ 80.000 y se expedirá
la nueva factura por $ 60.000, lo que causa gastos administrativos por $ 12.500.
Cordialmente,
Carlos Rueda
Coordinador
Aceptación del cliente
Nombre: María Pérez Gómez   C.C.: 63.123.456   Fecha: 04/02/2027
"""

LETTER = """
Medellín, 5 de enero de 2027
Señores
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
NIT 999.000.100-3
Asunto: anulación factura FEME-7788
Cordial saludo.
Por medio de la presente solicito la anulación de la factura No. FEME 7788 del 15/12/2026 por valor de
$1.190.000, expedida a nombre del conjunto. Contrato MED-2021-00077.
Quedo atenta a su respuesta.
Gloria Ruiz Mesa
C.C. 43.111.222 de Medellín
Administradora
CONJUNTO RESIDENCIAL LOS PINOS P.H.
NIT 900.123.456-8
RECIBIDO SECCIONAL MEDELLÍN
06 ENE 2027 9:15 a. m.
Radicado R-MED-2027-00010
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INVOICE, {
            "factura": "FEME-7788", "prefijo": "FEME", "tipo_documento": "original", "nit_emisor": "800.555.111-4",
            "cliente": "CONJUNTO RESIDENCIAL LOS PINOS", "nit": "900.123.456-8", "ciudad": "Medellín",
            "fecha": date(2026, 12, 15), "vencimiento": date(2027, 1, 14), "contrato": "MED-2021-00077",
            "periodo": "2026-12-01/2026-12-31", "subtotal": Decimal(1000000), "iva": Decimal(190000),
            "total": Decimal(1190000), "valor_en_letras": Decimal(1190000),
        }),
        (STACKED_INVOICE, {
            "factura": "FEBA-3321", "nit_emisor": "999.000.100-3", "cliente": "TRANSPORTES LA SABANA S.A.",
            "nit": "860.001.002-5", "fecha": date(2026, 3, 1), "vencimiento": date(2026, 3, 31),
            "subtotal": Decimal(300000), "iva": Decimal(57000), "total": Decimal(357000), "contrato": "BAQ-2020-00001",
        }),
        (REPLY, {
            "numero": "C-MED-2027-0044", "fecha": date(2027, 1, 12), "cliente": "CONJUNTO RESIDENCIAL LOS PINOS",
            "nit": "900.123.456-8", "factura": "FEME-7788", "fecha_factura": date(2026, 12, 15),
            "valor_factura": Decimal(1190000), "contrato": "MED-2021-00077", "cobro_costos": False,
            "responde_carta_del": date(2027, 1, 5), "responde_radicado": "R-MED-2027-00010", "decision": "accede",
            "firmada_por_empresa": "LUZ DARY RÍOS", "tipo": ("anulacion",),
        }),
        (CHARGED_REPLY, {
            "numero": "C-BUC-2027-0003", "cliente": "MARÍA PÉREZ GÓMEZ", "factura": "FEBU-5512",
            "valor_factura": Decimal(80000), "valor_nueva_factura": Decimal(60000), "valor_costos": Decimal(12500),
            "cobro_costos": True, "responde_carta_del": date(2027, 1, 20), "firmada_por_empresa": "Carlos Rueda",
            "firmada_por_cliente": "María Pérez Gómez", "documento_firmante": "63.123.456",
            "fecha_firma_cliente": date(2027, 2, 4), "tipo": ("anulacion", "refacturacion"),
        }),
        (LETTER, {
            "fecha": date(2027, 1, 5), "ciudad": "Medellín", "cliente": "CONJUNTO RESIDENCIAL LOS PINOS P.H.",
            "nit": "900.123.456-8", "factura": "FEME-7788", "fecha_factura": date(2026, 12, 15),
            "valor_factura": Decimal(1190000), "contrato": "MED-2021-00077", "pide": ("anulacion",),
            "firmada_por": "Gloria Ruiz Mesa", "documento_firmante": "43.111.222", "cargo_firmante": "Administradora",
            "radicado": "R-MED-2027-00010", "fecha_recibido": date(2027, 1, 6),
        }),
    ],
    ids=["invoice", "stacked invoice", "reply", "charged reply", "letter"],
)  # fmt: skip
def test_a_text_says_what_a_person_reads(words: DocumentWords, text: str, expected: dict[str, object]) -> None:
    """Every field of a document, whoever drew it."""
    document = read_file("documento.pdf", text_pdf(text), words)
    assert {name: document.value(name) for name in expected} == expected
    assert (document.text_source, document.pages) == (TextSource.TEXT, 1)


def test_the_role_of_a_text_is_its_content(words: DocumentWords) -> None:
    """A file's name does not make it another document."""
    texts = {INVOICE: "factura_original", REPLY: "carta_respuesta", LETTER: "carta_cliente"}
    for text, role in texts.items():
        assert read_file("memorando.pdf", text_pdf(text), words).role == role


@pytest.mark.parametrize(
    "said",
    [
        "no es procedente la anulación",
        "no accedemos a la anulación",
        "lamentamos que no podemos acceder a la anulación",
        "negamos la anulación",
        "se resuelve de manera desfavorable la anulación",
        "no fue aprobada la anulación",
        "no puede ser atendida la anulación",
    ],
)
def test_a_denial_is_a_denial(words: DocumentWords, said: str) -> None:
    """A reply that denies is told from one that grants, though both name the request."""
    text = REPLY.replace("la compañía aprueba la anulación", said)
    assert read_file("r.pdf", text_pdf(text), words).value("decision") == "niega"


def test_costs_that_are_not_charged_are_none(words: DocumentWords) -> None:
    """Also where their amount is told; one sentence does not deny what the next one charges."""
    spared = REPLY.replace(
        "No se generan costos", "No se cobrarán los costos administrativos de $ 45.000, ni otros costos"
    )
    charged = REPLY.replace(
        "No se generan costos administrativos para usted", "Los costos administrativos son $ 45.000"
    )
    found = [read_file("r.pdf", text_pdf(text), words) for text in (spared, charged)]
    values = [(one.value("cobro_costos"), one.value("valor_costos")) for one in found]
    assert values == [(False, None), (True, Decimal(45000))]


@pytest.mark.parametrize(
    ("name", "ends"),
    [("Colegio San Ignacio del Norte", ", identificada"), ("Hermanos Ruiz & Cía. Ltda.", ", nos dirigimos")],
)
def test_whom_the_writer_represents_is_the_client(words: DocumentWords, name: str, ends: str) -> None:
    """Where no company stands in the letterhead or below the signature."""
    text = f"""
Medellín, 5 de enero de 2027
Señores
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
Respetados señores:
Yo, Gloria Ruiz Mesa, en mi calidad de representante legal de {name}{ends} a ustedes
para pedirles que anulen y vuelvan a expedir la factura FEME 7788 del 15/12/2026.
Atentamente,
Gloria Ruiz Mesa
Representante legal
"""
    letter = read_file("carta.pdf", text_pdf(text), words)
    assert (letter.value("cliente"), letter.value("firmada_por")) == (name, "Gloria Ruiz Mesa")
    assert letter.value("pide") == ("anulacion", "refacturacion")


def test_a_stamp_whose_year_is_cut_has_no_day(words: DocumentWords) -> None:
    """Of «06/01/2027» in a crooked stamp «06/01/20» may be made out, which is no day of the year 2020."""
    letter = read_file("c.pdf", text_pdf(LETTER.replace("06 ENE 2027 9:15 a. m.", "06/01/20")), words)
    assert "fecha_recibido" not in letter.fields
    assert letter.value("radicado") == "R-MED-2027-00010"


def test_an_unsigned_acceptance_is_empty(words: DocumentWords) -> None:
    """Lines left to fill in are read as present and blank."""
    blank = "Nombre: __________   C.C.: ________\nFirma: __________   Fecha: ________"
    text = CHARGED_REPLY.replace("Nombre: María Pérez Gómez   C.C.: 63.123.456   Fecha: 04/02/2027", blank)
    document = read_file("r.pdf", text_pdf(text), words)
    for name in ("firmada_por_cliente", "documento_firmante", "fecha_firma_cliente"):
        assert document.fields[name].value is None


def test_a_reply_without_a_word_of_costs_does_not_answer(words: DocumentWords) -> None:
    """Silence on costs is neither yes nor no."""
    text = REPLY.replace("No se generan costos administrativos para usted.", "")
    assert "cobro_costos" not in read_file("r.pdf", text_pdf(text), words).fields


@pytest.mark.parametrize(
    ("title", "kind"), [("NOTA CRÉDITO No. 7", "nota_credito"), ("COTIZACIÓN", "cotizacion"), ("COPIA", "copia")]
)
def test_what_is_no_original_says_so(words: DocumentWords, title: str, kind: str) -> None:
    """The title line tells the invoice from what was sent in its place."""
    document = read_file("f.pdf", text_pdf(INVOICE.replace("ORIGINAL", title)), words)
    assert document.value("tipo_documento") == kind


def test_values_know_their_page(words: DocumentWords) -> None:
    """A value on the second page says so."""
    document = read_file("f.pdf", text_pdf(INVOICE.replace("Subtotal:", "\fSubtotal:")), words)
    assert (document.pages, document.fields["factura"].page, document.fields["total"].page) == (2, 1, 2)
    assert document.fields["total"].place == "2"


def test_long_documents_are_read_up_to_a_limit(words: DocumentWords) -> None:
    """Only the first pages are read, and all are counted."""
    document = read_file("f.pdf", text_pdf("\f".join([INVOICE] * (MOST_PAGES + 5))), words)
    assert document.pages == MOST_PAGES + 5
    assert document.text.count("\f") == MOST_PAGES - 1


def test_a_page_without_text_is_a_scan(words: DocumentWords) -> None:
    """No text layer is no damage."""
    document = read_file("escaneo.pdf", text_pdf(" "), words)
    assert (document.text_source, document.damage, document.pages) == (TextSource.NONE, None, 1)


def test_a_password_is_told_from_damage(words: DocumentWords) -> None:
    """Locked, broken and only protected from printing are three different things."""
    locked = text_pdf(INVOICE, encrypt=StandardEncryption("secreto"))
    assert read_file("f.pdf", locked, words).damage is Damage.PASSWORD
    protected = text_pdf(INVOICE, encrypt=StandardEncryption("", ownerPassword="secreto"))
    assert read_file("f.pdf", protected, words).value("factura") == "FEME-7788"
    assert read_file("f.pdf", text_pdf(INVOICE)[:400], words).damage is Damage.UNREADABLE


def test_a_memo_printed_to_pdf_is_still_a_memo(words: DocumentWords) -> None:
    """The form comes as text, and its labels mean the same."""
    text = """
    MEMORANDO ANULACIONES Y REFACTURACIONES
    Memorando N° CAL-0147-2026   Fecha: 03/03/2026
    Seccional / Ciudad: CALI
    1. DATOS DEL CLIENTE
    Cliente: Distribuidora El Roble S.A.S.
    Factura original N°: FECA-104582   Valor factura: $ 5.057.500
    Cobro de costos administrativos: SI (X) NO ( )
    """
    document = read_file("escaneo1.pdf", text_pdf(text), words)
    assert document.role == "memorando"
    assert document.value("numero_memorando") == "CAL-0147-2026"
    assert document.value("factura_original") == "FECA-104582"
    assert document.value("valor_factura") == Decimal(5057500)
    assert document.value("cobro_costos") is True


def _drawn(lines: str, words: DocumentWords, name: str = "documento.pdf") -> dict[str, object]:
    document = read_file(name, text_pdf(lines), words)
    return {field: read.value for field, read in document.fields.items()}


TWO_PARTIES = """
FACTURA ELECTRÓNICA DE VENTA
Número de factura: FEME-7788
Fecha de emisión: 15/12/2026
Datos del emisor
Razón social: SEGURIDAD ANDINA LTDA
NIT: 800.555.111-4
Ciudad: Bogotá
Datos del adquiriente
Nombre o razón social: TRANSPORTES LA SABANA S.A.
NIT: 860.001.002-5
Ciudad: Medellín
Subtotal: $ 1.000.000
IVA 19%: $ 190.000
Total a pagar: $ 1.190.000
CUFE: f3deae7b7def39b0e3a68308c78e9e90782afc42dbea57fd
"""

ARGENTINIAN = """
ORIGINAL
Razón Social: SERVICIOS DEL PLATA S.A.
Condición frente al IVA: IVA Responsable Inscripto
FACTURA
Punto de Venta: 0003 Comp. Nro: 00012345
Fecha de Emisión: 04/02/2026
CUIT: 30-70999999-7
CUIT: 30-71234567-1 Apellido y Nombre / Razón Social: CEIBOS S.R.L.
Importe Otros Tributos: $ 0,00
Importe Neto Gravado: $ 850.000,00
IVA 21%: $ 178.500,00
Importe Total: $ 1.028.500,00
CAE N°: 74123456789012
"""


def test_of_two_parties_with_names_and_ids_the_first_is_the_issuer(words: DocumentWords) -> None:
    """Both blocks of an invoice have the same labels; without any name, the second id is the client's."""
    found = _drawn(TWO_PARTIES, words)
    assert (found["cliente"], found["nit"], found["ciudad"]) == (
        "TRANSPORTES LA SABANA S.A.",
        "860.001.002-5",
        "Medellín",
    )
    assert found["nit_emisor"] == "800.555.111-4"
    nameless = "\n".join(line for line in TWO_PARTIES.splitlines() if "social" not in line)
    assert _drawn(nameless, words)["nit"] == "860.001.002-5"


def test_an_argentinian_invoice_is_cited_by_point_of_sale_and_number(words: DocumentWords) -> None:
    """Its total is no part of it, and a CUIT keeps its three parts."""
    found = _drawn(ARGENTINIAN, words, "factura.pdf")
    assert (found["factura"], found["nit"]) == ("0003-00012345", "30-71234567-1")
    assert (found["subtotal"], found["total"]) == (Decimal(850_000), Decimal(1_028_500))


BARE_LETTER = """
Medellín, 12 de enero de 2027
Señores
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
Asunto: anulación de la factura FEME-7788
Solicitamos la anulación de la factura FEME-7788 por $ 1.190.000 del contrato MED-2021-
00077, que nos llegó dos veces este mes.
Atentamente,
Rosa Isabel Polo Meza
Fundación Hogar Amanecer
NIT 860.001.002-5
RECIBIDO
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
"""


def test_the_stamp_of_whom_a_letter_is_for_does_not_name_its_writer(words: DocumentWords) -> None:
    """And a number goes on in the next line after its hyphen."""
    found = _drawn(BARE_LETTER, words)
    assert (found["cliente"], found["contrato"]) == ("Fundación Hogar Amanecer", "MED-2021-00077")


CONTACT_REPLY = """
Medellín, 20 de enero de 2027
C-MED-2027-0044
Señor(a)
Rosa Isabel Polo Meza
Fundación Hogar Amanecer - NIT 860.001.002-5
Asunto: respuesta a su comunicación del 12 de enero de 2027, radicado R-MED-2027-00031
En atención a su solicitud, accedemos a anular la factura FEME-7788 por $ 1.190.000, sin costos administrativos.
Cordialmente,
Juan Esteban Zuluaga
"""


def test_the_contact_of_a_company_is_not_the_client(words: DocumentWords) -> None:
    """The address reaches to the subject, although no greeting follows."""
    found = _drawn(CONTACT_REPLY, words)
    assert (found["cliente"], found["nit"]) == ("Fundación Hogar Amanecer", "860.001.002-5")
    table = CONTACT_REPLY.replace("Asunto: respuesta", "Contrato: MED-2021-00077\nRespuesta")
    assert _drawn(table, words)["contrato"] == "MED-2021-00077"


def test_a_stamp_above_the_letter_does_not_date_it(words: DocumentWords) -> None:
    """What was received on a day was not written on it."""
    assert _drawn(f"RECIBIDO 14-01-2027\n{BARE_LETTER.strip()}", words)["fecha"] == date(2027, 1, 12)
