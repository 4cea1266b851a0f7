"""Letters as clients and branches write them: without closing formula, in tables, in capitals, with two numbers."""

from datetime import date
from decimal import Decimal

import pytest

from bot.core.document import Document, TextSource
from bot.intake.documents.letters.parts import parts_of
from bot.intake.documents.letters.read import read_letter, read_reply
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.sorting.assign import assign
from bot.intake.documents.sorting.roles import by_content
from bot.intake.documents.words import DocumentWords

ROLES = {"memorando": "xlsx", "carta_cliente": "pdf", "carta_respuesta": "pdf"}

UNCLOSED = """
Barranquilla, 25 de febrero de 2026
A quien corresponda
Empresa de Servicios Ejemplo S.A.S.
Les informo que no acepto la factura FEBQ-78310 (18 de febrero de 2026), $ 2.368.100. Solicito la anulación
y refacturación de la factura: el colegio avisó tarde el receso escolar. Soy titular del contrato BAQ-2021-00572.
Ana Milena Caballero Soto
C.C. 50.753.072
Colegio Nuestra Señora del Rosario, NIT 999.693.968-1
SECCIONAL BARRANQUILLA -
CORRESPONDENCIA
RECIBIDO 26-02-2026
No. R-BAQ-2026-00448 Folios: 2
"""

BARE_NUMBER = """
18/02/2026
Buenos días, necesito anular la factura FEBQ77655 de $4.902.800 del 10/02/2026 porque el servicio no se prestó.
Mi contrato es BAQ-2023-00436.
Gracias,
Rosa Isabel Polo Meza
40.876.536
Cel. 300 555 0199
E.S.E. Hospital San Rafael 999.396.984-6
"""

TABLE = """
Bogotá, 16 (dieciséis) de febrero de dos mil veintiséis (2026)
Doctora
Martha Lucía Ospina Rendón
Empresa de Servicios Ejemplo S.A.S.
Factura Fecha Valor Contrato
FECA-208340 03/02/2026 $ 1.118.600 CAL-2021-00317
Solicito anular la factura relacionada, debido a que quedó duplicada por reproceso de la facturación mensual.
De ustedes,
__________________________
Firma: Hugo Alberto Perea Salcedo
Cédula: 32.234.567 de Cali
Cargo: representante legal
Conjunto Residencial Torres de San Fernando P.H.
NIT 999.137.123-1
"""

LABELLED = """
22 de febrero de 2026
Empresa de Servicios Ejemplo S.A.S.
Cliente\tGrupo Empresarial Ñandú S.A.S. BIC
NIT\t999.582.599-0
Contrato\tMED-2023-00521
Factura\tFEMD-52440
Fecha factura\t15/02/2026
Valor\t$ 6.021.400
Pedimos dejar sin efecto la factura anotada arriba. Servicio suspendido en la sede norte desde el mes anterior.
Cordialmente,
Tatiana Ñañez Bolívar
C.C. 47.049.371
"""

TWO_INVOICES = """
Cali, 14 de febrero de 2026
Señores
Empresa de Servicios Ejemplo S.A.S.
Referencia: Objeción a la factura FECA-209001
Revisadas las facturas FEBG-100001, pagada el 15 de enero de 2026 por $ 999.999, y FECA-209001, encontramos que esta
presenta inconsistencias. En consecuencia solicitamos la anulación de la factura FECA-209001 por $ 666.400.
Fundación Hogar Nuevo Amanecer solicita que se haga pronto.
Se suscribe,
Hermana Clemencia Rojas Díaz
Administradora
C.C. 38.407.402
"""

SENTENCE = """
Señores Empresa de Servicios Ejemplo S.A.S.
Fecha de la carta: 24-02-2026
Yo, Óscar Iván Lasso Viveros, identificado(a) con C.C. 48.283.938, representante legal de 3A Logística S.A.S. (NIT
999.619.722-2), solicito anular la factura FECA-209870 y expedir una nueva, valor $ 1.708.840, contrato CAL-2024-00538.
Firma:
Óscar Iván Lasso Viveros
"""

TWO_FILINGS = """
Empresa de Servicios Ejemplo S.A.S.
NIT 999.000.100-3
24 de febrero de 2026
Rad. salida C-BOG-2026-0307 / Rad. entrada R-BOG-2026-00421
Apreciado cliente Consorcio Vías del Pacífico 2025 (NIT 999.359.861-1)
Con relación a su carta de 16 de febrero de 2026, encontramos que le asiste la razón. Por lo tanto emitiremos nota
crédito por el valor total ($ 15.232.000) de la factura FEBG-301144 de 9 de febrero de 2026.
Cordialmente,
Nubia Esperanza Rátiva Chacón
"""

UNTITLED = """
Empresa de Servicios Ejemplo S.A.S.
NIT 999.000.100-3
Barranquilla, 21 de febrero de 2026 - No. C-BAQ-2026-0304
J & M Asociados y Cía. S. en C.
NIT 999.248.492-0
ASUNTO: Respuesta PQR R-BAQ-2026-00412 de 13/02/2026 - Contrato BAQ-2024-00368
Decidimos favorablemente: se procederá a anular la factura FEBQ-77120 (06/02/2026), por $ 2.635.850. En su reemplazo
se emitirá factura por $ 2.000.000.
Cordialmente,
Jhon Jairo Pertuz Ariza
CONSTANCIA DE ACEPTACIÓN - En señal de aceptación firma el cliente el día 23 de febrero de 2026:
Julio Martín Jaramillo Noguera
C.C. 35.938.268
"""

OFFICE = """
E.S.E. HOSPITAL UNIVERSITARIO SANTA CLARA
SUBGERENCIA FINANCIERA
NIT 999.780.123-4
Oficio SF-1180-2026
Bogotá D.C., 09 de marzo de 2026
Doctor
Carlos Alberto Pineda
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
ASUNTO: Devolución
Respetado doctor:
Les pedimos corregir y volver a facturar la FEBG-305512 de 27/02/2026 por $ 18.326.000, pues el contrato ampara menos.
Cordialmente,
(Original firmado)
MARTHA CECILIA BUITRAGO LEÓN
Subgerente Financiera
"""

DAUGHTER = """
Pereira, 8 de marzo de 2026
Señores Empresa de Servicios Ejemplo
Cordial saludo. La presente es para pedir la anulación de la factura FEMD-53550 por $ 74.970 que llegó este mes.
Agradezco su pronta respuesta.
Pbro. Álvaro Enrique Ñungo Castillo
Rector
C.C. 19.345.678
"""

ACCEPTED = """
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
Medellín, 4 de marzo de 2026
C-MED-2026-0377
Señora
MARLENY GÓNGORA HURTADO
C.C. 31.987.654
Tienda El Porvenir
Ref. Su petición radicada el 25 de febrero de 2026 con No. R-MED-2026-00488
Aunque no es posible modificar una factura electrónica ya validada, la compañía accede a anular la factura FEMD-53002
por $ 4.760.000 mediante nota crédito. No procede cobro de costos administrativos.
Atentamente,
JUAN ESTEBAN ZULUAGA GIRALDO
"""

ANNULLED = """
Medellín, marzo 13 de 2026
Señores
Distribuciones El Paisa SAS
Apreciados señores:
Nos referimos a su devolución de la factura # FEMD-53600 recibida el 6 de marzo (R-MED-2026-00533). Estudiado el caso,
la Empresa decidió anularla. Este trámite no le genera costos administrativos.
Atentamente,
Juan Esteban Zuluaga G.
"""

HANDED_IN = """
Cali, 10 de marzo de 2026
Señores
EMPRESA DE SERVICIOS EJEMPLO S.A.S.
La factura FECA-211300 de $ 88.060 no me corresponde; pido que la anulen porque nunca tuve ese servicio.
Nelly Amparo Tobón
C.C. 31.222.333
Recibí: Yuli M.  10-03-26  3:15 pm  Rad. R-CAL-2026-00590
"""

LETTERS = {
    "no closing formula, a stamp below": (UNCLOSED, {
        "fecha": date(2026, 2, 25), "firmada_por": "Ana Milena Caballero Soto", "documento_firmante": "50.753.072",
        "cliente": "Colegio Nuestra Señora del Rosario", "nit": "999.693.968-1", "factura": "FEBQ-78310",
        "pide": ("anulacion", "refacturacion"), "radicado": "R-BAQ-2026-00448", "fecha_recibido": date(2026, 2, 26),
        "cargo_firmante": None,
    }),
    "a number alone below the name": (BARE_NUMBER, {
        "firmada_por": "Rosa Isabel Polo Meza", "documento_firmante": "40.876.536", "nit": "999.396.984-6",
        "cliente": "E.S.E. Hospital San Rafael", "fecha": date(2026, 2, 18), "pide": ("anulacion",),
    }),
    "headings over a row, a day in words": (TABLE, {
        "fecha": date(2026, 2, 16), "factura": "FECA-208340", "fecha_factura": date(2026, 2, 3),
        "valor_factura": Decimal(1118600), "contrato": "CAL-2021-00317", "firmada_por": "Hugo Alberto Perea Salcedo",
        "documento_firmante": "32.234.567", "cargo_firmante": "representante legal", "nit": "999.137.123-1",
        "cliente": "Conjunto Residencial Torres de San Fernando P.H.",
    }),
    "a table of Word": (LABELLED, {
        "cliente": "Grupo Empresarial Ñandú S.A.S. BIC", "nit": "999.582.599-0", "contrato": "MED-2023-00521",
        "factura": "FEMD-52440", "fecha_factura": date(2026, 2, 15), "valor_factura": Decimal(6021400),
        "pide": ("anulacion",), "fecha": date(2026, 2, 22),
    }),
    "another invoice and its amount": (TWO_INVOICES, {
        "factura": "FECA-209001", "valor_factura": Decimal(666400), "cliente": "Fundación Hogar Nuevo Amanecer",
        "cargo_firmante": "Administradora",
    }),
    "an office below the name, an invoice that is not called one": (OFFICE, {
        "cliente": "E.S.E. HOSPITAL UNIVERSITARIO SANTA CLARA", "nit": "999.780.123-4", "factura": "FEBG-305512",
        "firmada_por": "MARTHA CECILIA BUITRAGO LEÓN", "cargo_firmante": "Subgerente Financiera",
        "pide": ("refacturacion",),
    }),
    "a name over a position": (DAUGHTER, {
        "firmada_por": "Álvaro Enrique Ñungo Castillo", "cargo_firmante": "Rector", "documento_firmante": "19.345.678",
        "fecha": date(2026, 3, 8),
    }),
    "received by hand": (HANDED_IN, {
        "fecha_recibido": date(2026, 3, 10), "radicado": "R-CAL-2026-00590", "cliente": "Nelly Amparo Tobón",
        "nit": "31.222.333", "pide": ("anulacion",),
    }),
    "who writes in the sentence": (SENTENCE, {
        "fecha": date(2026, 2, 24), "firmada_por": "Óscar Iván Lasso Viveros", "documento_firmante": "48.283.938",
        "cliente": "3A Logística S.A.S.", "nit": "999.619.722-2", "pide": ("anulacion", "refacturacion"),
    }),
}  # fmt: skip

REPLIES = {
    "two filings, a greeting for an address": (TWO_FILINGS, {
        "numero": "C-BOG-2026-0307", "responde_radicado": "R-BOG-2026-00421", "responde_carta_del": date(2026, 2, 16),
        "cliente": "Consorcio Vías del Pacífico 2025", "nit": "999.359.861-1", "valor_factura": Decimal(15232000),
        "decision": "accede",
    }),
    "a return that is answered, nothing of costs": (ANNULLED, {
        "responde_radicado": "R-MED-2026-00533", "factura": "FEMD-53600", "decision": "accede", "cobro_costos": False,
        "cliente": "Distribuciones El Paisa SAS",
    }),
    "a person with a shop, costs that are refused": (ACCEPTED, {
        "cliente": "MARLENY GÓNGORA HURTADO", "nit": "31.987.654", "decision": "accede", "cobro_costos": False,
        "responde_radicado": "R-MED-2026-00488", "responde_carta_del": date(2026, 2, 25),
    }),
    "no courtesy title, nothing labelled in the box": (UNTITLED, {
        "numero": "C-BAQ-2026-0304", "responde_radicado": "R-BAQ-2026-00412", "responde_carta_del": date(2026, 2, 13),
        "cliente": "J & M Asociados y Cía. S. en C.", "nit": "999.248.492-0", "decision": "accede",
        "valor_nueva_factura": Decimal(2000000), "firmada_por_cliente": "Julio Martín Jaramillo Noguera",
        "documento_firmante": "35.938.268", "fecha_firma_cliente": date(2026, 2, 23),
    }),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LETTERS.values(), ids=LETTERS.keys())
def test_a_clients_letter_says_what_a_person_reads(
    words: DocumentWords, text: str, expected: dict[str, object]
) -> None:
    """Whatever its layout, a careful clerk finds who writes, about what, and what they ask for."""
    read = read_letter(lines_of(text), words)
    assert {name: read[name].value if name in read else None for name in expected} == expected


@pytest.mark.parametrize(("text", "expected"), REPLIES.values(), ids=REPLIES.keys())
def test_a_reply_says_what_a_person_reads(words: DocumentWords, text: str, expected: dict[str, object]) -> None:
    """Its own number is not the filing that it answers, and its client is known without a title."""
    read = read_reply(lines_of(text), words)
    assert {name: read[name].value if name in read else None for name in expected} == expected


def _document(filename: str, text: str, words: DocumentWords, **fields: str) -> Document:
    from bot.core.document import Read  # noqa: PLC0415 - only here

    likeness = by_content(text, words) if text else {"memorando": 1.0}
    reads = {name: Read(value=value, source=value) for name, value in fields.items()}
    source = TextSource.TEXT if text else TextSource.CELLS
    return Document(
        filename=filename, media_type="application/pdf", size=1, sha256=filename, part=0,
        likeness=likeness, text_source=source, text=text, fields=reads,
    )  # fmt: skip


def test_who_writes_to_whom_tells_the_letters_apart(words: DocumentWords) -> None:
    """A client's letter that answers ours is no reply, and a reply that says little is one: it is for the client."""
    letter = UNCLOSED.replace("Les informo", "En respuesta a su comunicación les informo")
    reply = UNTITLED.replace("J & M Asociados y Cía. S. en C.", "Colegio Nuestra Señora del Rosario")
    files = (
        _document("a.xlsx", "", words, cliente="COLEGIO NUESTRA SEÑORA DEL ROSARIO", de="Jhon Jairo Pertuz Ariza"),
        _document("doc1.pdf", reply, words),
        _document("doc2.pdf", letter, words),
    )
    assert [each.role for each in assign(files, ROLES, words)] == ["memorando", "carta_respuesta", "carta_cliente"]


@pytest.mark.parametrize(
    ("said", "decision"),
    [
        ("se mantiene el cobro de la factura FECA-210901", "niega"),
        ("no es posible anular la factura FECA-210901", "niega"),
        ("no procede la anulación de la factura FECA-210901", "niega"),
        ("su reclamación procede parcialmente", "parcial"),
        ("no es procedente cobrar costos, por lo que procederemos a anular la factura", "accede"),
        ("no es posible modificar la factura; se autoriza anularla", "accede"),
    ],
)
def test_a_decision_is_what_the_sentence_decides(words: DocumentWords, said: str, decision: str) -> None:
    """A refusal of costs, or of what nobody asked for, is none of the request."""
    text = (
        f"Cali, 11 de marzo de 2026\nSeñores\nHOTEL BAHÍA S.A.S.\nRef.: su carta\nLe informamos: {said}.\nAtentamente,"
    )
    assert read_reply(lines_of(text), words)["decision"].value == decision


def test_the_day_with_its_city_is_the_letters_own(words: DocumentWords) -> None:
    """What an office stamps over the heading has a day too."""
    lines = (
        "Radicado de entrada",
        "R-TUN-2026-00303",
        "Fecha: 14/02/2026 10:22",
        "Tunja, 13/02/2026",
        "Señores",
        "X S.A.S.",
    )
    read = read_letter(lines_of("\n".join(lines)), words)
    assert (read["fecha"].value, read["ciudad"].value) == (date(2026, 2, 13), "Tunja")


def test_an_incoming_filing_is_a_receipt(words: DocumentWords) -> None:
    """Its number and its day are those of the stamp, wherever it stands on the page."""
    lines = (
        "Radicado de entrada",
        "R-TUN-2026-00303",
        "Fecha: 14/02/2026 10:22",
        "Tunja, 13/02/2026",
        "Señores",
        "X S.A.S.",
    )
    read = read_letter(lines_of("\n".join(lines)), words)
    assert (read["radicado"].value, read["fecha_recibido"].value) == ("R-TUN-2026-00303", date(2026, 2, 14))


PETITION = """
Pasto, 15 de septiembre de 2026.
Señores
Empresa de Servicios Ejemplo S.A.S.
Ref. DERECHO DE PETICIÓN
Rosa Elvira Chamorro Insuasty, en mi condición de gerente de Cooperativa Lácteos del Galeras,
respetuosamente expongo:
HECHOS
1. El 9 de septiembre de 2026 se expidió la factura FECA-121702 por $ 3.754.450.
PETICIÓN
1. Que se anule la factura FECA-121702 y se expida en su reemplazo otra correcta.
Atentamente,
Rosa Elvira Chamorro Insuasty
C.C. 44.112.627
RADICADO R-CAL-2026-00469
17/09/2026 10:42 a.m.
"""


def test_a_formula_that_opens_the_request_does_not_close_the_letter(words: DocumentWords) -> None:
    """«Respetuosamente expongo:» is followed by all that matters."""
    fields = read_letter(lines_of(PETITION), words)
    assert (fields["factura"].value, fields["firmada_por"].value) == ("FECA-121702", "Rosa Elvira Chamorro Insuasty")
    assert fields["pide"].value == ("anulacion", "refacturacion")


@pytest.mark.parametrize("day", ["17/09/2026 10:42 a.m.", "17 de septiembre de 2026", "10:42 a.m. 17-09-2026"])
def test_a_day_below_a_filing_number_is_no_part_of_it(words: DocumentWords, day: str) -> None:
    """However the stamp writes it."""
    fields = read_letter(lines_of(PETITION.replace("17/09/2026 10:42 a.m.", day)), words)
    assert fields["radicado"].value == "R-CAL-2026-00469"


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("Solicitamos la anulación de la factura y la emisión de una nueva.", ("anulacion", "refacturacion")),
        ("Les pido el favor de cancelar la factura FECA-121702.", ("anulacion",)),
        ("Les pido el favor de cancelar y volver a elaborar la factura.", ("anulacion", "refacturacion")),
        ("Solicitamos un plazo para cancelar la factura FECA-121702.", None),
        ("Solicitamos que nos expidan otra copia de la factura.", None),
    ],
)
def test_what_other_words_ask_for(words: DocumentWords, asked: str, kinds: tuple[str, ...] | None) -> None:
    """To cancel is to annul where the client asks it as a favour, and to pay where they ask for time."""
    letter = (
        f"Cali, 15 de septiembre de 2026\nSeñores\nEmpresa S.A.S.\nCordial saludo,\n{asked}\nAtentamente,\nAna Ruiz"
    )
    fields = read_letter(lines_of(letter), words)
    assert (fields["pide"].value if "pide" in fields else None) == kinds


@pytest.mark.parametrize(
    "line",
    ["Señor(a): Kelly Benítez Romero, Ruiz Hermanos S.A.S.", "Doctora Kelly Benítez Romero, Ruiz Hermanos S.A.S."],
)
def test_a_person_before_the_company_is_not_the_client(words: DocumentWords, line: str) -> None:
    """The company that they are written to for is."""
    reply = f"Cali, 25 de septiembre de 2026\n{line}\nAsunto: factura FEBQ-35120\nSe aprueba su anulación.\nAna Ruiz"
    assert read_reply(lines_of(reply), words)["cliente"].value == "Ruiz Hermanos S.A.S."


def test_a_label_before_place_and_day_is_no_city(words: DocumentWords) -> None:
    """«Lugar y fecha» names the row."""
    reply = (
        "Lugar y fecha Cartagena, 25 de septiembre de 2026\nSeñores\nRuiz S.A.S.\nAsunto: factura\nSe anula.\nAna Ruiz"
    )
    assert read_reply(lines_of(reply), words)["ciudad"].value == "Cartagena"


def test_a_long_name_behind_the_courtesy_title_is_the_company_written_to(words: DocumentWords) -> None:
    """Neither it nor its stamp, nor a position before its name, makes it the client."""
    for to in (
        "Señores Gas Domiciliario del Oriente S.A. E.S.P.",
        "Señora\nCoordinadora Gas Domiciliario del Oriente S.A. E.S.P.",
    ):
        head = f"Piedecuesta, 17 de septiembre de 2026\n{to}\nAsunto: cobro"
        letter = f"{head}\nSolicito de ustedes con todo respeto la anulación de la factura GDO 3377015."
        signed = "Gustavo Rincón Meza\nC.C. 91.245.603\nPropietario\nGas Domiciliario del Oriente S.A. E.S.P.\nRECIBIDO"
        fields = read_letter(lines_of(f"{letter}\n{signed}\n18/09/2026"), words)
        assert fields["cliente"].value == "Gustavo Rincón Meza", to


def test_a_number_of_days_is_no_box_to_tick(words: DocumentWords) -> None:
    """«Tres (3) días» leaves what is asked for without boxes as it is."""
    asked = "Tiene tres (3) días. Se solicita anular la factura y expedir una nueva."
    letter = (
        f"Cali, 15 de septiembre de 2026\nSeñores\nEmpresa S.A.S.\nCordial saludo,\n{asked}\nAtentamente,\nAna Ruiz"
    )
    assert read_letter(lines_of(letter), words)["pide"].value == ("anulacion", "refacturacion")


def test_a_name_below_the_last_sentence_signs_without_formula(words: DocumentWords) -> None:
    """No closing formula, no document and no position: what stands below the sentences is who signs."""
    said = "Rosario, 1 de julio de 2026\nSres. Mitre S.A.\nRef.: Factura B 0005-00018834\nSe da de baja."
    signed = "Quedamos a su disposición.\nMariano Ezequiel Bertolotti\nDelegación Rosario\nElevadores del Plata S.A."
    assert (
        read_reply(lines_of(f"{said}\n{signed}"), words)["firmada_por_empresa"].value == "Mariano Ezequiel Bertolotti"
    )


def test_a_box_with_its_sentence_behind_its_title_is_the_clients(words: DocumentWords) -> None:
    """Whoever is named in it signs for the client, not for the company above it."""
    said = "Córdoba, 24 de agosto de 2026\nSres. Sur S.R.L.\nRef.: Factura A 0005-00021177\nSe da de baja."
    signed = "Quedamos a su disposición.\nLeandro Javier Castagno\nDelegación Córdoba\nElevadores del Plata S.A."
    box = (
        "ACEPTACIÓN DEL CLIENTE: acepto los gastos de $ 18.500.\nFirma\nNombre: Florencia Inés Oliva\nFecha: 25/08/2026"
    )
    fields = read_reply(lines_of(f"{said}\n{signed}\n{box}"), words)
    assert fields["firmada_por_empresa"].value == "Leandro Javier Castagno"
    assert fields["firmada_por_cliente"].value == "Florencia Inés Oliva"
    assert fields["fecha_firma_cliente"].value == date(2026, 8, 25)


@pytest.mark.parametrize(
    "title",
    [
        "CONFORMIDAD CON LOS COSTOS",
        "En constancia de conformidad, el cliente:",
        "Firma de aceptación del usuario",
        "Para constancia firma el suscriptor:",
        "ESPACIO PARA EL CLIENTE",
        "Vo.Bo. Cliente",
        "Por el cliente:",
        "Estoy de acuerdo con el cobro de los costos administrativos y lo firmo en constancia",
    ],
)
def test_the_clients_box_may_have_any_title(title: str, words: DocumentWords) -> None:
    """What speaks of consent, or calls itself theirs, over a name or an id, is no part of the company's signature."""
    matter = "En respuesta a su carta se anula la factura FECA-1 con costos administrativos de $ 18.500."
    said = f"Cali, 24 de agosto de 2026\nSeñores\nSur S.A.S.\n{matter}\nCordialmente,"
    signed = "Ana Ruiz Vélez\nCoordinadora de Servicio al Cliente"
    for box in ("Luz Mina Paz\nC.C. 31.222.333\n25/08/2026", "Firma: ____\nNombre: Luz Mina Paz\nFecha: 25/08/2026"):
        fields = read_reply(lines_of(f"{said}\n{signed}\n{title}\n{box}"), words)
        found = [fields[name].value for name in ("firmada_por_empresa", "firmada_por_cliente", "fecha_firma_cliente")]
        assert found == ["Ana Ruiz Vélez", "Luz Mina Paz", date(2026, 8, 25)]


def test_a_letter_may_be_one_paragraph_behind_whom_it_addresses(words: DocumentWords) -> None:
    """«Señores de la empresa. Soy …» ends the address at the stop."""
    said = "Soy Jorge Mina, mi contrato es el CAL-2019-07115. Quiero que me anulen el recibo 51177420, por favor."
    letter = f"Cali 18 de agosto de 2026\nSeñores de la empresa de servicios. {said}\nJorge Mina Balanta\ncc 16.555.903"
    fields = read_letter(lines_of(letter), words)
    assert (fields["pide"].value, fields["factura"].value) == (("anulacion",), "51177420")


def test_a_reply_may_be_dated_in_its_title(words: DocumentWords) -> None:
    """«… se resuelve una solicitud. Bogotá, 25 de mayo» is the reply's own day, not that of what it answers."""
    title = "DECISIÓN C-BOG-2026-0333\nPor la cual se resuelve una solicitud. Bogotá D.C., 25 de mayo de 2026"
    said = "La Seccional, visto el escrito del 19/05/2026, radicado R-BOG-2026-00439, RESUELVE"
    reply = f"{title}\n{said}\nANULAR la factura FEBG-290144.\nAna Ruiz Vélez"
    fields = read_reply(lines_of(reply), words)
    assert (fields["fecha"].value, fields["ciudad"].value) == (date(2026, 5, 25), "Bogotá")
    assert fields["responde_carta_del"].value == date(2026, 5, 19)


def test_a_name_in_script_above_the_line_to_sign_on_belongs_to_the_signature(words: DocumentWords) -> None:
    """Whoever types a name above the line and below it signed as people do who have no pen."""
    head = "Cali, 2 de mayo de 2026\nSeñores\nRuiz S.A.S.\nAsunto: factura FEBQ-35120"
    said = "Se aprueba la anulación de la factura que nos pidió."
    reply = f"{head}\n{said}\nAna Ruiz Vélez\n____________\nAna Ruiz Vélez\nCoordinadora"
    assert parts_of(lines_of(reply), words).signature[0].text == "Ana Ruiz Vélez"


@pytest.mark.parametrize(
    "said", ["y la expedición de la que la reemplace", "y hacerme una nueva como debe ser", "y que me saquen una nueva"]
)
def test_a_new_invoice_is_asked_for_in_many_words(words: DocumentWords, said: str) -> None:
    """Each asks for both."""
    asked = f"Solicito la anulación de la factura FEMD-55988 {said}."
    letter = f"Cali, 2 de mayo de 2026\nSeñores\nEmpresa S.A.S.\n{asked}\nAtentamente,\nAna Ruiz"
    assert read_letter(lines_of(letter), words)["pide"].value == ("anulacion", "refacturacion")


def test_a_letter_may_be_dated_below_its_sentences(words: DocumentWords) -> None:
    """«Dado en Cali, el 27 de agosto» is its day; that of the stamp above it is another."""
    stamp = "RADICADO No. R-CAL-2026-00621\nRecibido 31 de agosto de 2026, Servicio al\nCliente Cali\nRECLAMACIÓN"
    said = (
        "Yo Nicolás Bianchi Rey, identificado con C.C. 28.555.190, contrato No. CAL-2025-00031, presento reclamación."
    )
    asked = "Solicito la anulación de la factura FECA-200310, que está repetida."
    signed = "Dado en Cali, el 27 de agosto de 2026.\nNicolás Bianchi Rey\nNicolás Bianchi Rey\nSocio gerente"
    fields = read_letter(lines_of(f"{stamp}\n{said}\n{asked}\n{signed}"), words)
    assert (fields["fecha"].value, fields["ciudad"].value) == (date(2026, 8, 27), "Cali")
    assert (fields["radicado"].value, fields["fecha_recibido"].value) == ("R-CAL-2026-00621", date(2026, 8, 31))
    assert (fields["firmada_por"].value, fields["cargo_firmante"].value) == ("Nicolás Bianchi Rey", "Socio gerente")


def test_the_company_complained_of_is_not_the_client(words: DocumentWords) -> None:
    """A form of the client's own calls it ``Proveedor``, and whoever complains ``Peticionario``."""
    rows = (
        "Fecha 08/07/2026\nCiudad Cartagena\nProveedor Empresa de Servicios S.A.S.\nPeticionario Hotel Murallas S.A.S."
    )
    asked = "Pretensión Solicito anular la factura FEBQ-32019 en su totalidad."
    form = f"FORMULARIO DE RECLAMOS\n{rows}\n{asked}\nClaudia Vélez Ruiz"
    assert read_letter(lines_of(form), words)["cliente"].value == "Hotel Murallas S.A.S."


def test_a_stamp_behind_the_name_of_an_office_does_not_date_the_letter(words: DocumentWords) -> None:
    """``SERVICIO AL CLIENTE - RECIBIDO 16-sep-2026`` above the letter's own day."""
    head = "RECLAMO\nSERVICIO AL CLIENTE - RECIBIDO 16-sep-2026\nRad. R-MED-2026-00582\nFecha 14/09/2026"
    letter = (
        f"{head}\nSolicito la anulación de la factura FEMD-55988 porque está repetida.\nAna Ruiz Vélez\nC.C. 45.655.289"
    )
    assert read_letter(lines_of(letter), words)["fecha"].value == date(2026, 9, 14)


def test_that_an_invoice_is_the_right_one_asks_for_no_other(words: DocumentWords) -> None:
    """«Que sí es la que corresponde» speaks of the invoice that stays."""
    letter = "Cali, 2 de mayo de 2026\nSeñores\nEmpresa S.A.S.\nYa llegó la FECA-109000, que sí es la que corresponde."
    asked = "Solicitamos anular la FECA-110000, por estar duplicada.\nAtentamente,\nAna Ruiz"
    assert read_letter(lines_of(f"{letter}\n{asked}"), words)["pide"].value == ("anulacion",)


def test_a_title_may_end_with_the_day_of_the_letter(words: DocumentWords) -> None:
    """``NOTA DE DEVOLUCIÓN DE FACTURA`` and its day behind a dash, below a stamp of another day."""
    head = "RECIBIDO 10/07/2026\nR-BAQ-2026-00504\nHOTEL MURALLAS S.A.S.\nNIT 999.210.984-8"
    title = "NOTA DE DEVOLUCIÓN DE FACTURA \u2013 8 de julio de 2026"
    asked = "Dirigida a Empresa S.A.S.\nQué se pide Solicito se sirvan anular la factura FEBQ-32019 en mención."
    fields = read_letter(lines_of(f"{head}\n{title}\n{asked}\nAna Ruiz Vélez\nGerente"), words)
    assert fields["fecha"].value == date(2026, 7, 8)
    assert fields["cliente"].value == "HOTEL MURALLAS S.A.S."


@pytest.mark.parametrize(
    "stamp",
    [
        "SUR S.A.S.\nRADICACIÓN R-CAL-2026-00569\nFECHA 09/09/2026\nRecibido sin verificar contenido",
        "Recibido: 9 de septiembre de 2026\nRadicado: R-CAL-2026-00569\nFirma: Ventanilla única",
        "Rad. R-CAL-2026-00569\n9 SEP 2026\nServicio al\nCliente Popayán",
        "R-CAL-2026-00569\nRecibido\n09 SEP 2026",
        "VENTANILLA ÚNICA\nFecha: 09/09/2026 Hora: 10:31\nRadicado: R-CAL-2026-00569\nFolios: 2",
    ],
)
@pytest.mark.parametrize("place", ["above", "within", "below"])
def test_a_stamp_above_or_below_a_letter_is_no_part_of_it(stamp: str, place: str, words: DocumentWords) -> None:
    """Day and number of receipt are the stamp's, day and client the letter's."""
    said = "Por medio de la presente pedimos la anulación de la factura FECA-120981 de $ 778.260, que está repetida."
    head = "Panadería La Espiga S.A.S.\nNIT 860.001.002-5"
    letter = (
        "Popayán, 8 de septiembre de 2026\nSeñores\nSur S.A.S.\n"
        f"Asunto: factura FECA-120981\n{said}\nAtentamente,\nLuz Mina Paz\nRepresentante legal"
    )
    order = {"above": (stamp, head, letter), "within": (head, stamp, letter), "below": (head, letter, stamp)}
    fields = read_letter(lines_of("\n".join(order[place])), words)
    received = (fields["fecha_recibido"].value, fields["radicado"].value)
    assert received == (date(2026, 9, 9), "R-CAL-2026-00569")
    own = [fields[name].value for name in ("fecha", "ciudad", "cliente", "nit", "firmada_por")]
    assert own == [date(2026, 9, 8), "Popayán", "Panadería La Espiga S.A.S.", "860.001.002-5", "Luz Mina Paz"]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("les pedimos anularla y expedir otra con la tarifa correcta.", ("anulacion", "refacturacion")),
        ("se requiere anular dicho documento y emitir uno nuevo por el mismo valor.", ("anulacion", "refacturacion")),
        ("pedimos anularla; no requiero que se expida otra factura.", ("anulacion",)),
        ("pedimos anularla, sin necesidad de emitir otra factura.", ("anulacion",)),
        ("solicitamos únicamente que se anule; por favor no nos hagan otra factura.", ("anulacion",)),
        ("pedimos que se anule y no se emita factura nueva.", ("anulacion",)),
        (
            "pedimos que se anule y en su lugar se expida una factura por el valor pactado.",
            ("anulacion", "refacturacion"),
        ),
        ("les pido dejar sin efecto la FECA-120981 y elaborar otra.", ("anulacion", "refacturacion")),
        ("no requiero más servicios: anúlenla y expidan otra factura.", ("anulacion", "refacturacion")),
    ],
)
def test_what_is_said_not_to_be_wanted_is_not_asked_for(
    asked: str, kinds: tuple[str, ...], words: DocumentWords
) -> None:
    """«No requiero que se expida otra factura» asks for none; a denial of something else changes nothing."""
    letter = (
        "Popayán, 8 de septiembre de 2026\nSeñores\nSur S.A.S.\nAsunto: factura FECA-120981\n"
        f"Sobre la factura FECA-120981 de $ 778.260, {asked}\nAtentamente,\nLuz Mina Paz\nRepresentante legal"
    )
    assert read_letter(lines_of(letter), words)["pide"].value == kinds
