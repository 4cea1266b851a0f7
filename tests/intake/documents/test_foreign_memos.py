"""Memos as other offices draw them: what a label means there, where it stands, says it."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from bot.core.document import Document
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file, saved

CLIENT = (("Cliente", "Transportes La Sabana S.A."), ("NIT", "860.001.002-5"), ("Contrato", "CAL-2024-00871"))
INVOICE = (("Factura No.", "FEME-7788"), ("Valor factura", 1190000))
Rows = tuple[tuple[object, ...], ...]


def read_memo(words: DocumentWords, *rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> Document:
    """A workbook with these rows, read."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    return read_file("m.xlsx", saved(book), words)


@pytest.mark.parametrize(
    "rows",
    [
        (("FECHA", "DÍA", "MES", "AÑO"), (None, 8, 3, 2026)),
        (("FECHA", "Día", "Mes", "Año"), (None, "08", "marzo", "2026")),
        (("FECHA", 8, 3, 2026),),
    ],
)
def test_a_day_may_lie_in_three_cells(words: DocumentWords, rows: Rows) -> None:
    """With headings over them and without; the month as a number or by its name."""
    assert read_memo(words, ("MEMORANDO",), *rows, *CLIENT, *INVOICE).value("fecha") == date(2026, 3, 8)


def test_a_day_in_three_cells_of_a_table_belongs_to_its_heading(words: DocumentWords) -> None:
    """What stands before it has a value below it, which is never the day."""
    table = (("Factura", "Día", "Mes", "Año", "Valor total"), ("FEME-7788", 10, 2, 2026, 1190000))
    head = (("MEMORANDO", "CAL-0147-2026"), ("Fecha", "08/03/2026"), *CLIENT, (None,))
    memo = read_memo(words, *head, *table)
    assert (memo.value("factura_original"), memo.value("valor_factura")) == ("FEME-7788", 1190000)
    assert (memo.value("fecha"), memo.value("fecha_factura")) == (date(2026, 3, 8), date(2026, 2, 10))


def test_a_day_is_no_number(words: DocumentWords) -> None:
    """Whatever label it stands beside."""
    for day in (date(2026, 2, 10), "10/02/2026"):
        assert read_memo(words, ("MEMORANDO",), *CLIENT, ("Factura No.", day)).value("factura_original") is None


def test_headings_over_a_few_values_are_told_from_labels_beside_them(words: DocumentWords) -> None:
    """The last one has room to its right, and its value below it like the others."""
    rows = (("Cliente", "NIT", "Contrato"), ("Transportes La Sabana S.A.", "860.001.002-5", "CAL-2024-00871"))
    beside = (("Causal", "01"), ("Motivo", "Doble cobro"), ("Para", "Ana Ruiz"), ("Fecha", "08/03/2026"), *INVOICE)
    memo = read_memo(words, ("MEMORANDO",), *beside, (None,), *rows)
    assert (memo.value("contrato"), memo.value("nit")) == ("CAL-2024-00871", "860.001.002-5")


def test_three_cells_that_are_no_day_are_none(words: DocumentWords) -> None:
    """The thirtieth of February is left as it is."""
    assert read_memo(words, ("MEMORANDO",), ("FECHA", 30, 2, 2026), *CLIENT, *INVOICE).value("fecha") is None


@pytest.mark.parametrize("label", ["No.", "NÚMERO:", "Consecutivo", "N°"])
def test_a_number_between_the_title_and_the_client_is_the_memos(words: DocumentWords, label: str) -> None:
    """``MEMORANDO`` stands in another cell than its ``No.``."""
    memo = read_memo(words, ("MEMORANDO",), (label, "CAL-0147-2026"), *CLIENT, *INVOICE)
    assert (memo.value("numero_memorando"), memo.value("factura_original")) == ("CAL-0147-2026", "FEME-7788")


def test_a_number_in_the_part_of_the_invoice_is_the_invoices(words: DocumentWords) -> None:
    """Its title says so, and the same labels under another title are the new invoice's."""
    rows = (
        ("MEMORANDO",), ("Memorando N°", "CAL-0147-2026", "Fecha", "08/03/2026"), *CLIENT,
        ("FACTURA ORIGINAL",), ("Número", "FEME-7788", "Fecha", "10/02/2026"), ("Valor", 1190000),
        ("NUEVA FACTURA",), ("Número", "FEME-7900", "Fecha", "09/03/2026"), ("Valor", 900000),
    )  # fmt: skip
    memo = read_memo(words, *rows, merged=("A6:D6", "A9:D9"))
    assert [memo.value(name) for name in ("numero_memorando", "factura_original", "nueva_factura")] == [
        "CAL-0147-2026", "FEME-7788", "FEME-7900",
    ]  # fmt: skip
    days = [memo.value(name) for name in ("fecha", "fecha_factura", "fecha_nueva_factura")]
    assert days == [date(2026, 3, 8), date(2026, 2, 10), date(2026, 3, 9)]
    assert [memo.value(name) for name in ("valor_factura", "valor_nueva_factura")] == [1190000, 900000]


@pytest.mark.parametrize("new_first", [True, False])
def test_two_invoices_side_by_side_are_told_apart_by_their_headings(words: DocumentWords, *, new_first: bool) -> None:
    """Whichever column comes first."""
    columns: Rows = (
        ("FACTURA QUE SE ANULA", "FEME-7788", "10/02/2026", 1190000),
        ("FACTURA QUE LA REEMPLAZA", "Por expedir", None, 900000),
    )
    ordered = columns[::-1] if new_first else columns
    labels = ("CONCEPTO", "Número", "Fecha", "Valor total")
    head: Rows = (("MEMORANDO",), ("Memorando N°", "CAL-0147-2026"), ("Fecha", "08/03/2026"), *CLIENT, (None,))
    memo = read_memo(words, *head, *zip(labels, *ordered, strict=True))
    assert (memo.value("factura_original"), memo.value("fecha_factura")) == ("FEME-7788", date(2026, 2, 10))
    assert (memo.value("valor_factura"), memo.value("valor_nueva_factura")) == (1190000, 900000)
    assert (memo.value("fecha"), memo.value("nueva_factura")) == (date(2026, 3, 8), None)


def test_a_date_beside_the_invoice_is_the_invoices_where_the_memo_has_its_own(words: DocumentWords) -> None:
    """``Factura | FEME-7788 | De fecha | …`` below ``Cali, 8 de marzo de 2026``."""
    row = ("Factura", "FEME-7788", "De fecha", "10 de febrero de 2026")
    memo = read_memo(words, ("MEMORANDO CAL-0147-2026",), ("Cali, 8 de marzo de 2026",), *CLIENT, row)
    assert (memo.value("fecha"), memo.value("fecha_factura")) == (date(2026, 3, 8), date(2026, 2, 10))
    assert memo.value("ciudad") == "Cali"


def test_the_only_date_of_a_memo_is_its_own(words: DocumentWords) -> None:
    """Even beside the invoice's number."""
    memo = read_memo(words, ("MEMORANDO CAL-0147-2026",), *CLIENT, ("Factura", "FEME-7788", "Fecha", "08/03/2026"))
    assert (memo.value("fecha"), memo.value("fecha_factura")) == (date(2026, 3, 8), None)


def test_the_companys_data_are_not_the_clients(words: DocumentWords) -> None:
    """Both parties have a name and an id, side by side under titles."""
    rows = (
        ("DATOS DE LA EMPRESA", None, "DATOS DEL CLIENTE", None),
        ("Razón social", "Empresa de Servicios S.A.S.", "Razón social", "Transportes La Sabana S.A."),
        ("NIT", "999.000.100-3", "NIT", "860.001.002-5"),
    )
    memo = read_memo(words, ("MEMORANDO",), *rows, *INVOICE, merged=("A2:B2", "C2:D2"))
    assert (memo.value("cliente"), memo.value("nit")) == ("Transportes La Sabana S.A.", "860.001.002-5")


def test_whom_a_memo_is_for_is_not_its_client(words: DocumentWords) -> None:
    """``SEÑORES`` of our own office, and the client under its own label."""
    rows = (("SEÑORES", "Jefatura de Servicio al Cliente"), ("RAZÓN SOCIAL", "Transportes La Sabana S.A."), *INVOICE)
    memo = read_memo(words, ("MEMORANDO",), *rows)
    assert (memo.value("cliente"), memo.value("para")) == (
        "Transportes La Sabana S.A.",
        "Jefatura de Servicio al Cliente",
    )


def test_senores_is_the_client_where_nothing_else_names_one(words: DocumentWords) -> None:
    """And it is no office of ours."""
    memo = read_memo(words, ("MEMORANDO",), ("SEÑORES", "Transportes La Sabana S.A."), CLIENT[1], *INVOICE)
    assert memo.value("cliente") == "Transportes La Sabana S.A."


@pytest.mark.parametrize(
    ("subject", "kinds"),
    [
        ("Anulación de factura", ("anulacion",)),
        ("Solicitud de anulación y refacturación factura FEME-7788", ("anulacion", "refacturacion")),
        ("Anulaciones y refacturaciones", None),
        ("Anulación o refacturación", None),
        ("Novedad de cartera", None),
    ],
)
def test_the_subject_says_what_is_asked_for(words: DocumentWords, subject: str, kinds: tuple[str, ...] | None) -> None:
    """Where no label does; the name of the form says nothing."""
    memo = read_memo(words, ("MEMORANDO",), ("ASUNTO:", subject), *CLIENT, *INVOICE)
    assert memo.value("tipo") == kinds


def test_the_kind_in_its_own_field_counts_before_the_subject(words: DocumentWords) -> None:
    """A field left blank is not filled from the subject either."""
    rows = (("ASUNTO:", "Anulación de factura"), *CLIENT, *INVOICE)
    assert read_memo(words, ("MEMORANDO",), *rows, ("Tipo", "Refacturación")).value("tipo") == ("refacturacion",)
    assert read_memo(words, ("MEMORANDO",), *rows, ("Tipo de solicitud", None)).value("tipo") is None


@pytest.mark.parametrize(
    ("written", "charged", "amount"),
    [
        ("SI, por valor de $ 75.000", True, Decimal(75000)),
        ("NO", False, None),
        ("SI", True, None),
        ("SI, $ 75.000 o $ 80.000", True, None),
    ],
)
def test_costs_may_be_told_after_the_yes(
    words: DocumentWords, written: str, charged: bool, amount: Decimal | None
) -> None:
    """One amount is the costs; of two nobody knows which."""
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, ("Costos administrativos", written))
    assert (memo.value("cobro_costos"), memo.value("valor_costos")) == (charged, amount)


@pytest.mark.parametrize(
    "row",
    [
        ("Prefijo", "FEME", "Factura No.", 7788),
        ("Factura No.", "FEME", 7788),
        ("Prefijo", "FEME", "Número de factura", 7788),
        ("Factura No.", "FEME-7788"),
    ],
)
def test_prefix_and_number_may_lie_in_two_cells(words: DocumentWords, row: tuple[object, ...]) -> None:
    """With a label of its own or beside the number."""
    assert read_memo(words, ("MEMORANDO",), *CLIENT, row).value("factura_original") == "FEME-7788"


def test_a_city_beside_the_word_for_a_branch_is_none_of_its_label(words: DocumentWords) -> None:
    """Even where it reads like a slip of another word, as ``PASTO`` does."""
    rows = (("EMPRESA DE SERVICIOS", None, "MEMO", "PAS-0147-2026"), ("SECCIONAL PASTO", None, "FECHA", "08/03/2026"))
    assert read_memo(words, *rows, *CLIENT, *INVOICE).value("ciudad") == "Pasto"


def test_a_label_that_is_no_city_is_none(words: DocumentWords) -> None:
    """``SECCIONAL SOLICITANTE`` has its city beside it."""
    memo = read_memo(words, ("MEMORANDO",), ("SECCIONAL SOLICITANTE", "CALI"), *CLIENT, *INVOICE)
    assert memo.value("ciudad") == "Cali"


def test_a_hint_about_what_is_not_meant_is_no_label(words: DocumentWords) -> None:
    """``Fecha de la factura (no la de vencimiento)`` is no due date; abbreviations are labels too."""
    memo = read_memo(
        words, ("MEMO",), ("Memo #", "CAL-0147-2026", "F. memo", "08/mar/26"), *CLIENT, ("Fra. No.", "FEME-7788"),
        ("Fecha de la factura (no la de vencimiento)", "10/02/2026"),
    )  # fmt: skip
    assert (memo.value("fecha_factura"), memo.value("fecha")) == (date(2026, 2, 10), date(2026, 3, 8))
    assert memo.value("numero_memorando") == "CAL-0147-2026"


def test_a_numbered_title_of_a_section_is_no_label(words: DocumentWords) -> None:
    """What reads like the label of the id, or of the kind, only says what the rows below it are about."""
    memo = read_memo(
        words,
        ("MEMORANDO", "CAL-0147-2026"),
        ("1. IDENTIFICACIÓN DEL CLIENTE",),
        ("Razón social", "Transportes La Sabana S.A."),
        ("Identificación tributaria", "860.001.002-5"),
        ("2. FACTURA",),
        ("Número de factura", "FEME-7788"),
        ("3. TRÁMITE",),
        ("Anulación", "X", "Refacturación", "", "Anulación y refacturación"),
    )
    assert (memo.value("cliente"), memo.value("nit")) == ("Transportes La Sabana S.A.", "860.001.002-5")
    assert memo.value("tipo") == ("anulacion",)
    assert memo.value("factura_original") == "FEME-7788"


def test_a_numbered_label_over_its_value_is_one(words: DocumentWords) -> None:
    """Only over another label a number makes a title."""
    rows = (
        ("1. Cliente",),
        ("Transportes La Sabana S.A.",),
        ("2. NIT",),
        ("860.001.002-5",),
        ("3. Factura",),
        ("FEME-7788",),
    )
    memo = read_memo(words, ("MEMORANDO CAL-0147-2026",), *rows)
    assert (memo.value("nit"), memo.value("factura_original")) == ("860.001.002-5", "FEME-7788")


def test_a_colon_in_a_cell_of_its_own_is_no_value(words: DocumentWords) -> None:
    """What a form draws between a label and its value says nothing."""
    rows = (
        ("Memorando", ":", "CAL-0147-2026"),
        ("Suscriptor", ":", "Transportes La Sabana S.A."),
        ("Nit", ":", "860.001.002-5"),
    )
    memo = read_memo(words, *rows, ("No. Factura", ":", "FEME-7788"))
    assert (memo.value("numero_memorando"), memo.value("factura_original")) == ("CAL-0147-2026", "FEME-7788")
    assert (memo.value("cliente"), memo.value("nit")) == ("Transportes La Sabana S.A.", "860.001.002-5")


def test_the_title_of_a_part_names_whose_name_stands_below_it(words: DocumentWords) -> None:
    """``Nombre`` is who asks, who approves or the client, and the title is no label left blank."""
    memo = read_memo(
        words,
        ("AJUSTE DE FACTURACIÓN",),
        ("DATOS DE QUIEN SOLICITA",), ("Nombre", "Ana Ruiz Gil", "Cargo", "Coordinadora"), ("Memorando", "CAL-0147"),
        ("DATOS DE QUIEN AUTORIZA",), ("Nombre", "Eva Paz Mora", "Cargo", "Jefe de Servicio al Cliente"),
        ("INFORMACIÓN DEL SUSCRIPTOR",), ("Nombre", "Transportes La Sabana S.A.", "NIT", "860.001.002-5"),
        ("DATOS DE LA FACTURA",), ("Número", "FEME-7788", "Valor", 1190000),
    )  # fmt: skip
    assert [memo.value(name) for name in ("de", "para", "cliente")] == [
        "Ana Ruiz Gil", "Eva Paz Mora", "Transportes La Sabana S.A.",
    ]  # fmt: skip
    assert (memo.value("factura_original"), memo.value("valor_factura")) == ("FEME-7788", 1190000)


def test_titles_side_by_side_name_whose_name_stands_below_each(words: DocumentWords) -> None:
    """Each over its own columns."""
    rows = (
        ("SOLICITANTE", None, None, "CLIENTE"),
        ("Nombre", "Ana Ruiz Gil", None, "Nombre", "Transportes La Sabana S.A."),
    )
    memo = read_memo(words, ("MEMORANDO CAL-0147-2026",), *rows, *CLIENT[1:], *INVOICE, merged=("A2:B2", "D2:E2"))
    assert (memo.value("de"), memo.value("cliente")) == ("Ana Ruiz Gil", "Transportes La Sabana S.A.")


def test_the_clients_data_beside_their_title_are_the_clients(words: DocumentWords) -> None:
    """A title has nothing beside it; a label left blank is no title either."""
    rows = (("Datos del cliente", "Transportes La Sabana S.A."), *CLIENT[1:], *INVOICE)
    assert read_memo(words, ("MEMORANDO",), *rows).value("cliente") == "Transportes La Sabana S.A."
    memo = read_memo(words, ("MEMORANDO",), ("Cliente", None), *CLIENT[1:], *INVOICE)
    assert memo.fields["cliente"].value is None


def test_the_new_total_is_the_one_with_tax(words: DocumentWords) -> None:
    """Whatever rows of the comparison come before it."""
    head: Rows = (("MEMORANDO",), ("Memorando N°", "CAL-0147-2026"), *CLIENT, (None,))
    table: Rows = (
        ("CONCEPTO", "FACTURA ACTUAL", "FACTURA NUEVA"), ("Número", "FEME-7788", "Por expedir"),
        ("Valor sin IVA", 1000000, 900000), ("IVA", 190000, 171000), ("Valor total", 1190000, 1071000),
    )  # fmt: skip
    memo = read_memo(words, *head, *table)
    assert (memo.value("valor_factura"), memo.value("valor_nueva_factura")) == (1190000, 1071000)


@pytest.mark.parametrize("written", ["CAL-2024-00871 - YUMBO", "CAL-2024-00871 (Yumbo)", "CAL-2024-00871 / Yumbo"])
def test_a_place_behind_a_number_is_no_part_of_it(words: DocumentWords, written: str) -> None:
    """A branch prints its contracts with the city of the service."""
    assert (
        read_memo(words, ("MEMORANDO",), *CLIENT[:2], ("Contrato", written), *INVOICE).value("contrato")
        == "CAL-2024-00871"
    )


def test_a_memo_drawn_as_one_row_of_a_table_is_no_log(words: DocumentWords) -> None:
    """It has a day, a kind and a reason, as contacts have."""
    headings = ("Memorando N°", "Fecha", "Ciudad", "Cliente", "NIT/CC", "Factura", "Valor factura", "Tipo", "Motivo")
    row = (
        "CAL-0147-2026",
        "08/03/2026",
        "Cali",
        "Ruiz Ltda.",
        "860.001.002-5",
        "FEME-7788",
        1190000,
        "Anulación",
        "x y",
    )
    memo = read_memo(words, ("RELACIÓN DE FACTURAS PARA ANULAR",), (None,), headings, row)
    assert (memo.role, memo.value("tipo"), memo.value("motivo")) == ("memorando", ("anulacion",), "x y")


def test_two_invoices_over_their_columns(words: DocumentWords) -> None:
    """Of what is annulled and what is issued in its place; where nothing is, the column says so."""
    table = (
        (None, "FACTURA QUE SE ANULA", "FACTURA QUE SE EXPIDE"),
        ("Número", "FEME-7788", "No aplica"),
        ("Fecha", date(2026, 2, 10)),
        ("Total", 1190000, "No aplica"),
    )
    memo = read_memo(words, ("MEMORANDO",), ("No.", "CAL-0147-2026"), *CLIENT, (None,), *table)
    assert (memo.value("factura_original"), memo.value("valor_factura")) == ("FEME-7788", 1190000)
    assert (memo.value("nueva_factura"), memo.value("valor_nueva_factura")) == (None, None)


def test_who_asks_is_no_kind_of_request(words: DocumentWords) -> None:
    """``Solicita`` may stand before a person where another label says what is asked for, or before that itself."""
    asked = read_memo(words, ("MEMORANDO",), ("Solicita", "Ana Ruiz"), *CLIENT, *INVOICE, ("Acción", "Anulación"))
    alone = read_memo(words, ("MEMORANDO",), ("SE SOLICITA", "Anulación"), *CLIENT, *INVOICE)
    under = read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, ("PROCEDE:", "ANULACIÓN"))
    assert [memo.value("tipo") for memo in (asked, alone, under)] == [("anulacion",)] * 3


def test_numbered_fields_are_no_list_of_causes(words: DocumentWords) -> None:
    """A code alone beside its label is the cause, whatever numbers stand before the fields around it."""
    numbered = (
        ("12. Solicitud", "Anulación", "13. Código de causal", "01"),
        ("14. Sustentación", "Se facturó dos veces"),
        ("15. ¿Aplica costo administrativo?", "NO", "16. ¿Cuánto?"),
        ("17. Quien autoriza", "Ana Ruiz"),
    )
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, *numbered)
    assert (memo.value("causal"), memo.value("motivo")) == ("01", "Se facturó dos veces")


def test_costs_under_a_title_of_their_own(words: DocumentWords) -> None:
    """The amount below it is that of the costs, and not the invoice's."""
    rows = (("II. FACTURA",), ("Factura No.", "FEME-7788"), ("Total", 1190000), (None,))
    costs = (("IV. COSTOS ADMINISTRATIVOS",), ("SI", "X", "NO"), ("Valor", "$ 110.000"))
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, (None,), *rows, *costs)
    assert (memo.value("cobro_costos"), memo.value("valor_costos")) == (True, 110000)
    assert memo.value("valor_factura") == 1190000


def test_a_column_of_help_is_no_answer(words: DocumentWords) -> None:
    """What stands under ``Cómo llenarlo`` is left out; a form without such a column stays as it is."""
    helped = (
        ("Dato", "Cómo llenarlo", "Respuesta"),
        ("Memorando", "Prefijo, consecutivo y año", "MON-044-2026"),
        ("Cliente", "Como aparece en el RUT", "Ganadería El Rosario S.A.S."),
        ("Identificación", "NIT con dígito o cédula", "812.006.633-5"),
        ("Factura", "Prefijo y número", "AL-914402"),
        ("Valor de la factura", "Con IVA", 1147300),
        ("Trámite", "Anulación / Refacturación", "Anulación"),
    )
    memo = read_memo(words, ("MEMORANDO",), *helped)
    told = [memo.value(name) for name in ("cliente", "factura_original", "valor_factura", "tipo")]
    assert told == ["Ganadería El Rosario S.A.S.", "AL-914402", 1147300, ("anulacion",)]


def test_the_id_in_the_letterhead_is_not_the_clients(words: DocumentWords) -> None:
    """It stands above the client, who has another."""
    memo = read_memo(words, ("Servitec Ltda.",), ("NIT: 830.077.914-9",), ("MEMORANDO M-061",), *CLIENT, *INVOICE)
    assert memo.value("nit") == "860.001.002-5"


def test_what_an_invoice_says_and_what_it_should_say(words: DocumentWords) -> None:
    """``DICE`` stands over the invoice to annul, ``DEBE DECIR`` over the one in its place."""
    table = (("CAMPO", "DICE", "DEBE DECIR"), ("No. de factura", "FEME-7788", "Por asignar"))
    values = (("Fecha de factura", date(2026, 2, 10), None), ("Valor total", 1190000, 952000))
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, (None,), *table, *values)
    assert (memo.value("factura_original"), memo.value("valor_factura")) == ("FEME-7788", 1190000)
    assert (memo.value("nueva_factura"), memo.value("valor_nueva_factura")) == (None, 952000)


def test_a_list_of_invoices_to_annul(words: DocumentWords) -> None:
    """The heading of each column says what stands below it, whatever heading stands before it, and a title none."""
    table = (("Relación de facturas por anular",), ("Ítem", "Factura", "Fecha expedición", "Base", "IVA", "Total"))
    rows = (
        (1, "FEME-7788", date(2026, 2, 10), 1000000, 190000, 1190000),
        ("TOTAL", None, None, 1000000, 190000, 1190000),
    )
    memo = read_memo(words, ("MEMORANDO",), ("Cliente: Ruiz S.A.",), ("NIT: 860.001.002-5",), (None,), *table, *rows)
    told = [memo.value(name) for name in ("factura_original", "fecha_factura", "subtotal", "iva", "valor_factura")]
    assert told == ["FEME-7788", date(2026, 2, 10), 1000000, 190000, 1190000]


def test_kinds_in_numbered_rows(words: DocumentWords) -> None:
    """Options with their own number before them, a colon in a cell of its own and a mark after it."""
    rows = (
        ("4.1", "Anular", ":", "✓"),
        ("4.2", "Refacturar", ":", None),
        ("4.3", "Dirección del predio", ":", "Av. 6 # 14-55"),
    )
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, *rows)
    assert (memo.value("tipo"), memo.value("valor_factura")) == (("anulacion",), 1190000)


def test_lines_to_write_on(words: DocumentWords) -> None:
    """What is typed between the strokes is read without them, a box between two labels belongs to the first."""
    rows = (
        ("Fecha:  Santa Marta, 26 de junio del 2026",),
        ("Nombre o razón social: __Yolanda Fontalvo__     C.C.: __36.547.801__",),
        ("Factura No.: __AL-901177__     Fecha de expedición: __09/06/2026__     Valor total: __$ 79.400__",),
        ("Costos administrativos:   SI ( )    NO (X)     Valor: _______",),
    )
    memo = read_memo(words, ("MEMORANDO INTERNO  SM-071-2026",), *rows)
    told = [memo.value(name) for name in ("ciudad", "cliente", "factura_original", "valor_factura", "cobro_costos")]
    assert told == ["Santa Marta", "Yolanda Fontalvo", "AL-901177", 79400, False]


def test_words_of_other_programs(words: DocumentWords) -> None:
    """A client is a third party there, and an invoice a document, whose amount is nobody's id."""
    rows = (
        ("Cód. tercero:", "809010447", "DV:", 6),
        ("Nombre tercero:", "FUNDACIÓN DEL TOLIMA", "Nro. contrato:", "SI-2024-0271"),
        ("Doc. a anular:", "SINV13391", "F. documento:", "01.09.2026"),
        ("Vr. neto documento:", 24990000, "Saldo en cartera:", 24990000),
    )
    memo = read_memo(words, ("Nro. memorando:", "M-IBE-2026-038"), *rows)
    told = [memo.value(name) for name in ("cliente", "nit", "factura_original", "fecha_factura", "valor_factura")]
    assert told == ["FUNDACIÓN DEL TOLIMA", "809.010.447", "SINV-13391", date(2026, 9, 1), 24990000]


def test_a_day_in_three_cells_that_no_label_names_is_the_memos(words: DocumentWords) -> None:
    """What stands over it is the title, and the day in the table below is the invoice's."""
    table = (
        ("Factura", "Fecha", "Cliente", "NIT", "Valor"),
        ("FEME-7788", "10/04/2026", "Ruiz S.A.", "860.001.002-5", 1190000),
    )
    memo = read_memo(words, ("MEMO", "MED-0120-2026"), ("Día", "Mes", "Año"), (15, 5, 2026), ("De:", "Ana"), *table)
    assert (memo.value("fecha"), memo.value("fecha_factura")) == (date(2026, 5, 15), date(2026, 4, 10))
    assert memo.value("numero_memorando") == "MED-0120-2026"


def test_a_question_is_a_label(words: DocumentWords) -> None:
    """Its mark stands for the colon, and its own colon may follow."""
    for asked in ("¿Se cobran costos? Sí ( ) No ( X )", "¿Se cobran costos?: NO"):
        assert read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, (asked,)).value("cobro_costos") is False


def test_abbreviated_labels(words: DocumentWords) -> None:
    """As forms with little room have them."""
    rows = (
        ("Consec.", "BAQ-0099-2026"),
        ("Fecha sol.", "21/04/2026"),
        ("Suc.", "Barranquilla"),
        ("Autoriza", "Ana Ruiz"),
    )
    more = (("Id.", "860.001.002-5"), ("Impto", 190000), ("Por qué", "Se facturó dos veces"))
    memo = read_memo(words, ("FORMATO",), *rows, ("Cliente", "Ruiz S.A."), *INVOICE, *more)
    told = [memo.value(name) for name in ("numero_memorando", "ciudad", "para", "nit", "iva", "motivo")]
    assert told == ["BAQ-0099-2026", "Barranquilla", "Ana Ruiz", "860.001.002-5", 190000, "Se facturó dos veces"]


@pytest.mark.parametrize("marked", ["SI", "NO"])
@pytest.mark.parametrize("apart", [False, True])
def test_a_question_may_stand_twice_once_for_each_answer(words: DocumentWords, marked: str, apart: bool) -> None:
    """``COSTOS SI | X | COSTOS NO | ``, side by side or one below the other; whoever marks both has said nothing."""
    yes, no = (
        ("Costos admin. SI", "X" if marked == "SI" else None),
        ("Costos admin. NO", "X" if marked == "NO" else None),
    )
    rows = ((*yes, None), (*no, None)) if apart else ((*yes, *no),)
    assert read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, *rows).value("cobro_costos") is (marked == "SI")
    both = ("Costos admin. SI", "X", "Costos admin. NO", "X")
    assert read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, both).value("cobro_costos") is None


@pytest.mark.parametrize(
    ("marked", "kinds"), [(0, ("anulacion",)), (1, ("anulacion", "refacturacion")), (2, ("refacturacion",)), (3, None)]
)
def test_kinds_listed_under_their_title_count_where_they_are_marked(
    words: DocumentWords, marked: int, kinds: tuple[str, ...] | None
) -> None:
    """Whatever stands beside them; where nobody marked any, none is asked for."""
    named = ("Solo anulación", "Anulación y refacturación", "Solo refacturación")
    beside = (("Valor costos", 25000), ("Causal", "05"), ("Motivo", "Traslado avisado tarde"))
    rows = [(kind, "X" if index == marked else None, None, *beside[index]) for index, kind in enumerate(named)]
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, ("TRÁMITE SOLICITADO (marque con X)",), *rows)
    assert memo.value("tipo") == kinds


def test_a_form_may_ask_questions(words: DocumentWords) -> None:
    """What is asked for, and how much, without any word that other forms use for it."""
    asked = (
        ("2. ¿Cuándo se elabora?", "5 de agosto de 2026"),
        ("12. ¿Por cuánto es la factura? (total con IVA)", 4831400),
        ("13. ¿Qué se pide?", "Anulación y refacturación"),
        ("16. ¿Se cobran costos administrativos?", "SI"),
        ("17. ¿Cuánto se cobra de costos administrativos?", 92500),
        ("18. ¿Por cuánto queda la factura nueva?", 4379200),
    )
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, INVOICE[0], *asked)
    assert memo.value("fecha") == date(2026, 8, 5)
    assert memo.value("tipo") == ("anulacion", "refacturacion")
    amounts = [memo.value(name) for name in ("valor_factura", "valor_costos", "valor_nueva_factura")]
    assert amounts == [Decimal(4831400), Decimal(92500), Decimal(4379200)]
    assert memo.value("cobro_costos") is True


def test_the_total_of_a_new_invoice_is_no_number(words: DocumentWords) -> None:
    """``Total factura nueva`` is an amount that the reply is compared with."""
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, ("Total factura nueva", 8382360))
    assert memo.value("valor_nueva_factura") == Decimal(8382360)


def test_labels_that_a_wide_gap_parts_share_a_cell(words: DocumentWords) -> None:
    """``SECCIONAL: Medellín   CIUDAD: Pereira`` are two of them; a colon within a value is none."""
    assert (
        read_memo(words, ("MEMORANDO",), ("SECCIONAL: Medellín   CIUDAD: Pereira",), *CLIENT, *INVOICE).value("ciudad")
        == "Medellín"
    )
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, ("MOTIVO: Error de sede, ciudad: Pereira",))
    assert memo.value("motivo") == "Error de sede, ciudad: Pereira"


def test_a_number_alone_below_the_title_is_the_memos(words: DocumentWords) -> None:
    """With ``No.`` or without; a contract that has a label is none."""
    for number in ("No. CAL-0236-2026", "CAL-0236-2026"):
        memo = read_memo(
            words, ("MEMORANDO DE ANULACIÓN",), (number, None, "Palmira, 31 de julio de 2026"), *CLIENT, *INVOICE
        )
        assert memo.value("numero_memorando") == "CAL-0236-2026"
    labelled = (*CLIENT[:2], ("Contrato", "CAL-0236-2026"))
    assert read_memo(words, ("MEMORANDO DE ANULACIÓN",), *labelled, *INVOICE).value("numero_memorando") is None


def test_sections_may_be_numbered_within_sections(words: DocumentWords) -> None:
    """``3. FACTURA`` over ``3.1 Número``: the number of a line is no number of an invoice."""
    rows = (
        ("1. SOLICITANTE", None),
        ("1.1 Nombre", "Ana Ruiz Vélez"),
        ("2. CLIENTE", None),
        ("2.1 Nombre del suscriptor", "Ruiz Hermanos S.A.S."),
        ("2.2 NIT / CC", "999.012.345-2"),
        ("3. FACTURA OBJETO DEL TRÁMITE", None),
        ("3.1 Número", "FEMD-55310"),
        ("3.2 Fecha de emisión", date(2026, 3, 16)),
        ("3.4 Valor total facturado", 2548980),
        ("5. NUEVA FACTURA", None),
        ("5.2 Valor", 2457350),
    )
    memo = read_memo(words, ("MEMORANDO DE ANULACIÓN",), *rows)
    named = [memo.value(name) for name in ("de", "cliente", "factura_original", "fecha_factura")]
    assert named == ["Ana Ruiz Vélez", "Ruiz Hermanos S.A.S.", "FEMD-55310", date(2026, 3, 16)]
    assert (memo.value("valor_factura"), memo.value("valor_nueva_factura")) == (2548980, 2457350)


def test_a_day_may_lie_between_its_own_labels(words: DocumentWords) -> None:
    """``Día | 2 | Mes | 6 | Año | 2026`` is the memo's day, and leaves the invoice's alone."""
    day = ("Memorando N°", "CAL-0147-2026", "Día", 2, "Mes", 6, "Año", 2026)
    memo = read_memo(words, ("MEMORANDO",), day, *CLIENT, *INVOICE, ("Fecha de la factura", "18/05/2026"))
    assert (memo.value("fecha"), memo.value("fecha_factura")) == (date(2026, 6, 2), date(2026, 5, 18))


def test_a_cell_may_say_more_than_its_label_asks_for(words: DocumentWords) -> None:
    """A name with its id; a number with its day and its amount, where no other label has them."""
    rows = (
        ("Cliente", "Ruiz Hermanos S.A.S. - NIT 999.012.345-2"),
        ("Factura", "48213977 de 07-jul-2026 por $ 198.730"),
        ("Contrato", "CAL-2024-00871"),
    )
    memo = read_memo(words, ("MEMORANDO",), *rows)
    assert (memo.value("cliente"), memo.value("nit")) == ("Ruiz Hermanos S.A.S.", "999.012.345-2")
    told = [memo.value(name) for name in ("factura_original", "fecha_factura", "valor_factura")]
    assert told == ["48213977", date(2026, 7, 7), Decimal(198730)]


def test_a_form_may_read_as_a_sentence(words: DocumentWords) -> None:
    """«Atentamente solicito la: anulación … Costos administrativos: SI, Por: 25.000»."""
    rows = (
        ("Atentamente solicito la:", "anulación"),
        ("De la factura:", "FEMD-55310", "Expedida el:", "16/03/2026", "Por valor de:", 198730),
        ("Costos administrativos:", "SI", "Por:", 25000),
        ("Solicita:", "Ana Ruiz Vélez"),
    )
    memo = read_memo(words, ("FORMATO DE ANULACIÓN",), ("Memo:", "CAL-0147-2026"), *CLIENT, *rows)
    assert memo.value("tipo") == ("anulacion",)
    assert (memo.value("factura_original"), memo.value("valor_factura")) == ("FEMD-55310", 198730)
    assert (memo.value("cobro_costos"), memo.value("valor_costos")) == (True, Decimal(25000))


def test_a_question_may_end_with_a_colon(words: DocumentWords) -> None:
    """``¿Costos administrativos?:`` is a label like others, with its answer in the next cell."""
    memo = read_memo(words, ("MEMORANDO",), *CLIENT, *INVOICE, ("¿Costos administrativos?:", "☐ SI   ☒ NO"))
    assert memo.value("cobro_costos") is False
