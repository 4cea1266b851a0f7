"""Memos and logs are read by the meaning of their labels, wherever they stand."""

from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from openpyxl import Workbook

from bot.core.document import Damage, TextSource
from bot.intake.documents.words import DocumentWords
from bot.testing.facts import facts
from bot.testing.memo import memo_xlsx
from tests.intake.documents.drawings import Layout, log_sheet, memo_sheet, read_file, saved, values

FIELDS = (
    "numero_memorando", "fecha", "ciudad", "de", "para", "cliente", "nit", "contrato", "factura_original",
    "fecha_factura", "valor_factura", "tipo", "causal", "motivo", "cobro_costos", "valor_costos", "nueva_factura",
    "valor_nueva_factura", "observaciones",
)  # fmt: skip
WRITTEN = (
    "MED 0033 2027", date(2027, 1, 12), "Medellín", "Luz Dary Ríos, Coordinadora",
    "Dr. Pedro Nel Gómez / Jefe de Servicio al Cliente", "Conjunto Residencial Los Pinos P.H.", "900123456-8",
    "MED-2021-00077", "FEME 7788", "15/12/2026", "$ 1.190.000,00", "ANULACION ( )   REFACTURACION (X)", "06",
    "Cambio de razón social pedido por el cliente", "SI X   NO", 50000, "N/A", "1'190.000", None,
)  # fmt: skip
MEANT = (
    "MED-0033-2027", date(2027, 1, 12), "Medellín", "Luz Dary Ríos", "Pedro Nel Gómez",
    "Conjunto Residencial Los Pinos P.H.", "900.123.456-8", "MED-2021-00077", "FEME-7788", date(2026, 12, 15),
    Decimal(1190000), ("refacturacion",), "06", "Cambio de razón social pedido por el cliente", True, Decimal(50000),
    None, Decimal(1190000), None,
)  # fmt: skip
WORDINGS = {
    "plain": (
        "No. Memorando", "Fecha del memorando", "Ciudad", "Remitente", "Dirigido a", "Nombre del cliente",
        "Identificación", "No. Contrato", "Número de factura", "Fecha de emisión", "Valor total factura",
        "Clase de solicitud", "Código de causal", "Justificación", "¿Cobra costos administrativos?",
        "Monto de los costos", "Factura nueva No.", "Importe nueva factura", "Observaciones",
    ),
    "wordy": (
        "Memo N°", "Fecha de elaboración", "Sucursal", "Quien remite", "Para", "Razón social", "NIT o C.C.", "Contrato",
        "Factura a anular", "Fecha de la factura", "Valor de la factura (IVA incluido)", "Tipo de trámite",
        "Causal de anulación", "Motivo de la anulación", "Gastos administrativos", "Valor gastos administrativos",
        "Se reemplaza con la factura", "Valor de la factura nueva", "Comentarios",
    ),
    "capitals": (
        "CONSECUTIVO No.", "FECHA", "SEDE", "DE", "PARA", "USUARIO", "C.C. / NIT", "NÚMERO DE CONTRATO", "FACTURA No.",
        "FECHA EXPEDICIÓN FACTURA", "TOTAL FACTURA", "TIPO DE SOLICITUD", "CAUSAL", "RAZÓN", "COBRO DE COSTOS (SI/NO)",
        "VALOR A COBRAR", "NÚMERO NUEVA FACTURA", "NUEVO VALOR", "NOTAS",
    ),
    "unusual": (
        "Número del memorando", "Fecha de solicitud", "Oficina", "Solicitante", "Destinatario", "Suscriptor",
        "Cédula o NIT", "N° de contrato", "Factura objeto de anulación", "Fecha de facturación",
        "Cuantía de la factura", "Modalidad", "Causal N°", "Explicación", "Aplica cobro de gastos de administración",
        "Valor de los gastos de administración", "Factura que sustituye", "Valor de la factura que sustituye",
        "Aclaraciones",
    ),
    "misspelt": (
        "Memorandum Nº", "Fehca", "Cuidad", "Elaborado por", "Señor(a)", "Cliete", "Nit", "Contrato Nro",
        "Factura oringinal", "Fecha factua", "Valor factra", "Tipo solicitud", "Causal", "Motvo",
        "Cobro costos administratvos", "Valor costo administrativo", "Nueva factura", "Valor nueva factura",
        "Observacion",
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("wording", WORDINGS)
def test_a_memo_is_read_in_any_layout_and_wording(words: DocumentWords, wording: str, layout: Layout) -> None:
    """Moved, transposed, merged, reworded or misspelt, the form says the same."""
    drawn = [
        (label, f"{value:%d/%m/%Y}" if isinstance(value, date) and layout is Layout.SAME_CELL else value)
        for label, value in zip(WORDINGS[wording], WRITTEN, strict=True)
    ]
    document = read_file("archivo.xlsx", memo_sheet(drawn, layout, row=6, column=3), words)
    assert document.role == "memorando"
    assert {name: document.value(name) for name in FIELDS} == dict(zip(FIELDS, MEANT, strict=True))
    assert set(FIELDS) <= document.fields.keys()


def test_every_value_says_where_it_stands(words: DocumentWords) -> None:
    """A value carries its cell, its sheet and the text as written."""
    document = read_file("m.xlsx", memo_sheet([("Factura original N°", "FEME 7788"), *_padding()]), words)
    read = document.fields["factura_original"]
    assert (read.cell, read.sheet, read.source) == ("B4", "Sheet", "FEME 7788")
    assert document.text_source is TextSource.CELLS


def _padding() -> list[tuple[str, object]]:
    """Enough of a memo for a sheet to be one."""
    return [("Fecha", date(2026, 1, 5)), ("NIT", "900.123.456-8"), ("Memorando N°", "CAL-1-2026"), ("Contrato", "C-77")]


def test_an_absent_label_and_a_blank_value_differ(words: DocumentWords) -> None:
    """A blank value is read as none; a label that the form does not have is not read at all."""
    document = read_file("m.xlsx", memo_sheet([("Valor factura", None), *_padding()]), words)
    assert document.fields["valor_factura"].value is None
    assert document.fields["valor_factura"].source == ""
    assert "causal" not in document.fields


def test_a_value_that_cannot_be_read_keeps_its_source(words: DocumentWords) -> None:
    """What stands in the cell is kept although it is no amount, so that it can be quoted."""
    document = read_file("m.xlsx", memo_sheet([("Valor factura", "lo de siempre"), *_padding()]), words)
    assert document.fields["valor_factura"].value is None
    assert document.fields["valor_factura"].source == "lo de siempre"


def test_an_error_cell_is_not_blank(words: DocumentWords) -> None:
    """A formula's error is shown as the sender sees it."""
    book = Workbook()
    for row, (label, value) in enumerate([("Valor factura", "#REF!"), *_padding()], start=1):
        book.active.cell(row, 1, label)
        book.active.cell(row, 2, value)
    book.active["B1"].data_type = "e"
    read = read_file("m.xlsx", saved(book), words).fields["valor_factura"]
    assert (read.value, read.source, read.cell) == (None, "#REF!", "B1")


def test_marks_in_cells_of_their_own_are_one_choice(words: DocumentWords) -> None:
    """SI, its box, NO and its box may lie in four cells."""
    book = Workbook()
    for row, (label, value) in enumerate(_padding(), start=1):
        book.active.cell(row, 1, label)
        book.active.cell(row, 2, value)
    book.active.append(["Cobro de costos administrativos", "SI", None, "NO", "X"])
    assert read_file("m.xlsx", saved(book), words).value("cobro_costos") is False


def test_an_amount_in_place_of_yes_means_yes(words: DocumentWords) -> None:
    """A form that asks for the costs in one field says both whether and how much."""
    document = read_file("m.xlsx", memo_sheet([("Costos administrativos", "$ 85.000"), *_padding()]), words)
    assert document.value("cobro_costos") is True
    assert document.value("valor_costos") == Decimal(85000)


def test_remarks_are_not_taken_for_fields(words: DocumentWords) -> None:
    """Numbers repeated in the remarks, and another invoice in the reason, stay there."""
    told = [
        ("Motivo", "Factura N° FEBQ 20877 del 10-feb-26 por $ 99: es la válida"),
        ("Factura original", "FEBQ 20931"),
        ("Observaciones", "Valor factura: ver FEME 1. Nueva factura FEME 2 por $ 5."),
    ]
    document = read_file("m.xlsx", memo_sheet([*told, *_padding()], pairs=1), words)
    assert document.value("factura_original") == "FEBQ-20931"
    assert document.value("nueva_factura") is None
    assert "valor_factura" not in document.fields


@pytest.mark.parametrize("layout", ["head_office", "regional"])
@pytest.mark.parametrize("reason", ["Error en el valor de la factura.", "NIT errado", "Anulación de la factura"])
def test_a_reason_that_reads_like_a_label_is_the_reason(
    words: DocumentWords, reason: str, layout: Literal["head_office", "regional"]
) -> None:
    """It stands where the reason belongs, the field that it seems to name has its label, and no other value changes."""
    usual = values(read_file("memo.xlsx", memo_xlsx(facts(0), layout=layout), words).fields)
    memo = values(read_file("memo.xlsx", memo_xlsx(facts(0), layout=layout, cells={"motivo": reason}), words).fields)
    assert memo == usual | {"motivo": reason}


def test_hidden_sheets_are_not_read(words: DocumentWords) -> None:
    """What the sender does not see is not what the sender says."""
    book = Workbook()
    book.active.append(["hola"])
    hidden = book.create_sheet("Datos")
    hidden.sheet_state = "hidden"
    hidden.append(["Factura original N°", "FEME 7788"])
    assert "factura_original" not in read_file("m.xlsx", saved(book), words).fields


def test_a_workbook_without_anything_is_unreadable(words: DocumentWords) -> None:
    """A blank workbook is said to be unreadable, not to be an empty memo."""
    assert read_file("m.xlsx", saved(Workbook()), words).damage is Damage.UNREADABLE


HEADER = (("Cliente", "Los Pinos"), ("NIT", "900.123.456-8"), ("Contrato No.", "MED 2021 00077"),
          ("Ciudad", "MEDELLÍN"), ("Memorando", "MED-0033-2027"), ("Factura", "FEME 7788"))  # fmt: skip
CONTACTS = (
    (date(2026, 2, 16), 1, "Telefónico", "Ana", "Auxiliar", 6025550178, "Llama", "Wilson", "Ok"),
    ("20/02/2026", 2, "Presencial", "Hernán", "Representante", None, "Radica carta por $ 85.000", "Wilson", "Recibida"),
    ("23-feb-26", 3, "Interno", None, None, None, "Verifica", "Diana", None),
)
COLUMNS = ("fecha", "numero", "canal", "contacto", "cargo", "telefono", "detalle", "responsable", "resultado")


@pytest.mark.parametrize(
    "headings",
    [
        ("Fecha", "Gestión N°", "Canal", "Contacto", "Cargo", "Teléfono", "Detalle", "Responsable", "Resultado"),
        ("Fecha de gestión", "No.", "Medio", "Persona contactada", "Puesto", "Celular", "Descripción de la gestión",
         "Funcionario", "Conclusión"),
        ("FECHA", "ITEM", "TIPO DE CONTACTO", "CONTACTADO", "CARGO", "TEL.", "ACTIVIDAD", "REALIZADO POR", "RESPUESTA"),
        ("Día", "#", "Vía", "Quién atiende", "Cargo", "Teléfono de contacto", "Observaciones", "Asesor", "Estado"),
    ],
)  # fmt: skip
def test_a_log_is_read_whatever_its_headings(words: DocumentWords, headings: tuple[str, ...]) -> None:
    """Header, rows and totals of a log, moved and reworded."""
    content = log_sheet(HEADER, headings, CONTACTS, top=4, left=2, total=("Total gestiones", 4))
    document = read_file("archivo.xlsx", content, words)
    assert document.role == "informe_gestiones"
    assert values(document.fields) == {
        "cliente": "Los Pinos", "nit": "900.123.456-8", "contrato": "MED-2021-00077", "ciudad": "Medellín",
        "memorando": "MED-0033-2027", "factura": "FEME-7788", "total_declarado": 4, "gestiones": 3,
        "primera": date(2026, 2, 16), "ultima": date(2026, 2, 23), "numeros_consecutivos": True,
    }  # fmt: skip
    assert [tuple(row) for row in document.rows] == [COLUMNS] * 3
    assert values(document.rows[1]) == dict(
        zip(COLUMNS, (date(2026, 2, 20), 2, *CONTACTS[1][2:]), strict=True)
    )  # fmt: skip
    assert document.rows[0]["telefono"].value == "6025550178"
    assert document.rows[2]["resultado"].value is None


def test_the_table_ends_where_contacts_end(words: DocumentWords) -> None:
    """A blank row that no dated contact follows, a total right below, or rows that are only numbered end the table."""
    headings = ("Fecha", "Gestión N°", "Canal", "Contacto", "Cargo", "Teléfono", "Detalle", "Responsable", "Resultado")
    numbered = [(None, number) + (None,) * 7 for number in (4, 5)]
    for tail in ([("Total gestiones", None, None, 3)], numbered, [(None,) * 9, (None, *CONTACTS[0][1:])]):
        document = read_file("i.xlsx", log_sheet(HEADER, headings, [*CONTACTS, *tail]), words)
        assert document.value("gestiones") == 3


def test_numbers_that_skip_are_told(words: DocumentWords) -> None:
    """A gap or a double in the numbering is seen."""
    headings = ("Fecha", "N°", "Canal", "Contacto", "Detalle", "Responsable")
    rows = [(date(2026, 2, day), number, "Visita", "Ana", "x", "y") for day, number in ((1, 1), (2, 2), (3, 4))]
    document = read_file("i.xlsx", log_sheet(HEADER, headings, rows), words)
    assert document.value("numeros_consecutivos") is False


def test_a_log_without_contacts_is_still_a_log(words: DocumentWords) -> None:
    """An empty table has no first and no last day."""
    headings = ("Fecha", "N°", "Canal", "Contacto", "Detalle", "Responsable", "Resultado")
    document = read_file("i.xlsx", log_sheet(HEADER, headings, []), words)
    assert (document.role, document.value("gestiones"), document.value("primera")) == ("informe_gestiones", 0, None)


def _sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


TOLD = (
    ("Cliente", "Transportes La Sabana S.A."),
    ("NIT", "860.001.002-5"),
    ("Factura", "FEME-7788"),
    ("Ciudad", "Cali"),
)


def test_the_number_of_a_memo_may_stand_in_its_title(words: DocumentWords) -> None:
    """Only where nothing else gives it."""
    document = read_file("m.xlsx", _sheet(("MEMORANDO No. CAL-0147-2026",), *TOLD), words)
    assert document.value("numero_memorando") == "CAL-0147-2026"


def test_hints_and_stars_are_no_part_of_a_label(words: DocumentWords) -> None:
    """``(*) NIT o C.C. (con dígito de verificación)`` is an id."""
    hints = (("(*) Causal (ver hoja de causales)", "01"), ("(*) Motivo (explique)", "Se cobró dos veces el mes"))
    document = read_file("m.xlsx", _sheet(("MEMORANDO",), *TOLD, *hints), words)
    assert (document.value("causal"), document.value("motivo")) == ("01", "Se cobró dos veces el mes")


def test_several_labels_in_one_cell(words: DocumentWords) -> None:
    """Each has what stands before the next."""
    line = "Cliente: Transportes La Sabana S.A.   NIT: 860.001.002-5"
    document = read_file("m.xlsx", _sheet(("MEMORANDO",), (line,), *TOLD[2:]), words)
    assert (document.value("cliente"), document.value("nit")) == ("Transportes La Sabana S.A.", "860.001.002-5")


def test_a_reason_in_words_of_labels_is_a_reason_without_another_such_label(words: DocumentWords) -> None:
    """``Error en el período facturado`` names no period."""
    document = read_file("m.xlsx", _sheet(("MEMORANDO",), *TOLD, ("Motivo", "Error en el período facturado")), words)
    assert document.value("motivo") == "Error en el período facturado"


def test_lines_of_labels_above_a_table_have_their_values_beside_them(words: DocumentWords) -> None:
    """Most values stand below their labels, those of the heading to the right."""
    head = (
        ("MEMORANDO",),
        ("PARA:", "Ana Ruiz Gil"),
        ("ASUNTO:", "Anulación de factura"),
        ("NÚMERO:", "CAL-0147-2026"),
    )
    names = ("CLIENTE", "NIT", "CONTRATO", "FACTURA", "FECHA FACTURA", "VALOR FACTURA")
    told = ("Transportes La Sabana S.A.", "860.001.002-5", "CAL-2024-00871", "FEME-7788", "12/02/2026", 1190000)
    document = read_file("m.xlsx", _sheet(*head, names, told), words)
    assert (document.value("para"), document.value("factura_original")) == ("Ana Ruiz Gil", "FEME-7788")
