"""Memos of yet other hands: labels over values in one cell, causes in a list, answers that read like labels."""

from datetime import date

import pytest

from bot.intake.documents.words import DocumentWords
from tests.intake.documents.test_foreign_memos import CLIENT, INVOICE, Rows, read_memo

HEAD: Rows = (("MEMORANDO", "CAL-0147-2026"), ("Fecha", "08/03/2026"), *CLIENT)
CAUSES = ("01 Cobro doble", "02 Error en tarifa", "03 Error en datos")


def test_a_value_may_stand_below_its_label_in_the_same_cell(words: DocumentWords) -> None:
    """On the next line; a label that only goes on there is still a label."""
    memo = read_memo(
        words,
        ("MEMORANDO N°\nCAL-0147-2026", "FECHA\n08/03/2026"),
        ("CLIENTE\nTransportes La Sabana S.A.", "NIT\n860.001.002-5"),
        ("TRÁMITE\nAnulación", "COSTOS\nNO"),
        ("Factura a\nanular", "FEME-7788"),
        ("Valor total de la\nfactura", 1190000),
    )
    told = [memo.value(name) for name in ("numero_memorando", "cliente", "nit", "tipo", "cobro_costos")]
    assert told == ["CAL-0147-2026", "Transportes La Sabana S.A.", "860.001.002-5", ("anulacion",), False]
    days = (memo.value("fecha"), memo.value("factura_original"), memo.value("valor_factura"))
    assert days == (date(2026, 3, 8), "FEME-7788", 1190000)


def test_a_sign_of_money_in_a_cell_of_its_own_is_no_value(words: DocumentWords) -> None:
    """Its amount stands in the next cell."""
    assert read_memo(words, *HEAD, INVOICE[0], ("Valor factura", "$", 1190000)).value("valor_factura") == 1190000


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        ((("CAUSAL (marque con X)",), (CAUSES[0], None, "04 Servicio no prestado"), (CAUSES[1], "X", "05 Otra")), "02"),
        ((("CAUSAL", CAUSES[0], None), (None, CAUSES[1], None), (None, CAUSES[2], "X")), "03"),
        ((("CAUSAL", CAUSES[0], None), (None, CAUSES[1], None), (None, CAUSES[2], None)), None),
        ((("CAUSAL", CAUSES[0], "X"), (None, CAUSES[1], "X"), (None, CAUSES[2], None)), None),
        ((("CAUSAL",), *((f"{box} {cause}",) for box, cause in zip("☐☒☐", CAUSES, strict=True))), "02"),
        ((("CAUSAL", "02 Error en tarifa"),), "02"),
    ],
)
def test_the_cause_may_be_marked_in_a_list_of_all(words: DocumentWords, rows: Rows, cause: str | None) -> None:
    """Only the one that is marked, and none where two are."""
    assert read_memo(words, *HEAD, *INVOICE, *rows, ("Motivo", "Tarifa errada")).value("causal") == cause


@pytest.mark.parametrize("answer", ["Anulación de factura", "ANULACIÓN TOTAL", "Anulación de la factura original"])
def test_an_answer_that_reads_like_a_label_is_the_kind(words: DocumentWords, answer: str) -> None:
    """It has no value of its own, and the invoice is where its own label is."""
    memo = read_memo(words, *HEAD, *INVOICE, ("Tipo de novedad", answer), ("Causal", "02"))
    assert (memo.value("tipo"), memo.value("factura_original"), memo.value("valor_factura")) == (
        ("anulacion",),
        "FEME-7788",
        1190000,
    )


def test_what_a_list_of_annexes_ticks_is_no_value(words: DocumentWords) -> None:
    """``2. Factura original | X`` has no number."""
    annexes = (("DOCUMENTOS ANEXOS",), ("1. Carta del cliente", "X"), ("2. Factura original", "X"))
    assert read_memo(words, *HEAD, *INVOICE, *annexes).value("factura_original") == "FEME-7788"


def test_the_title_of_a_form_is_no_number_left_blank(words: DocumentWords) -> None:
    """``ANULACIÓN DE FACTURAS`` names no invoice, whatever stands beside it; the day may follow the number."""
    rows = (("EMPRESA", None, "CÓDIGO: FO-12"), ("ANULACIÓN DE FACTURAS", None, "VERSIÓN: 3"))
    told = (("MEMORANDO: CAL-0147",), ("CLIENTE: Ruiz Ltda.",), ("FACTURA: FEME-7788 DE 10/02/2026",))
    memo = read_memo(words, *rows, *told, ("NIT: 860.001.002-5",), ("FECHA: 08/03/2026",))
    assert (memo.value("factura_original"), memo.value("fecha_factura")) == ("FEME-7788", date(2026, 2, 10))
    assert memo.value("fecha") == date(2026, 3, 8)


def test_amounts_at_the_end_of_a_row_are_those_of_its_invoice(words: DocumentWords) -> None:
    """With a day between them; the correct invoice is the new one."""
    rows = (
        ("FACTURA ERRADA", "FEME-7788", "FECHA", "10/02/2026", "VALOR", 1190000),
        ("FACTURA CORRECTA", "por expedir", "FECHA", None, "VALOR", 990000),
    )
    memo = read_memo(words, *HEAD, *rows)
    assert (memo.value("valor_factura"), memo.value("valor_nueva_factura")) == (1190000, 990000)
    assert (memo.value("factura_original"), memo.value("nueva_factura")) == ("FEME-7788", None)


def test_each_option_may_have_a_yes_and_a_no_to_mark(words: DocumentWords) -> None:
    """In the row of the option, without a label."""
    rows = (("ANULACIÓN", "SI", "X", "NO", None), ("REFACTURACIÓN", "SI", None, "NO", "X"))
    assert read_memo(words, *HEAD, *INVOICE, *rows).value("tipo") == ("anulacion",)


def test_costs_may_be_said_not_to_arise(words: DocumentWords) -> None:
    """Under a label with a verb, by a mark or by a word."""
    for row in (
        ("Genera costos", "SI", None, "NO", "X"),
        ("¿Aplican costos?", "Exento"),
        ("Lleva costos", "No aplica"),
    ):
        assert read_memo(words, *HEAD, *INVOICE, row).value("cobro_costos") is False


@pytest.mark.parametrize("below", [(None, "X", None, None, 71500), (None, "X", None, None, 71500, "pesos")])
def test_an_amount_may_stand_below_its_label_where_nothing_is_beside_it(
    words: DocumentWords, below: tuple[object, ...]
) -> None:
    """In the row of the marks, on a form whose values stand right of their labels."""
    memo = read_memo(words, *HEAD, *INVOICE, ("COSTOS ADMINISTRATIVOS", "SI", "NO", None, "VALOR"), below)
    assert (memo.value("cobro_costos"), memo.value("valor_costos")) == (True, 71500)


def test_what_stands_below_a_blank_is_not_taken_from_another_label(words: DocumentWords) -> None:
    """A value beside a label of its own is that label's."""
    memo = read_memo(
        words, *HEAD, *INVOICE, ("Costos", "NO", "Valor costos"), ("Diferencia", None, 5000, "Subtotal", 9)
    )
    assert memo.value("subtotal") == 9
    rows = (("Costos", "SI", "Valor costos", None), (None, "Valor nueva factura", 900000))
    assert read_memo(words, *HEAD, *INVOICE, *rows).value("valor_costos") is None


def test_a_sign_of_money_makes_a_label_that_of_an_amount(words: DocumentWords) -> None:
    """``Costos`` asks for yes or no, ``Costos ($)`` for how much."""
    for label in ("Costos administrativos $", "Costos administrativos ($):"):
        memo = read_memo(words, *HEAD, *INVOICE, ("Costos administrativos", "SI"), (label, 71500))
        assert (memo.value("cobro_costos"), memo.value("valor_costos")) == (True, 71500)


def test_a_memo_may_be_a_letter_in_one_cell(words: DocumentWords) -> None:
    """What no label names is taken from its sentences, costs included."""
    said = (
        "Solicito anular la factura No. FECA-104582 del 12 de febrero de 2026, a cargo de Panadería La Espiga S.A.S.,"
        " identificada con NIT 860.001.002-5, contrato CAL-2024-03310, por la suma de $ 778.260, y expedir una nueva"
        " factura por $ 500.000. El trámite tiene costos administrativos por $ 45.000, que el cliente aceptó."
    )
    memo = read_memo(words, ("MEMORANDO", "CAL-0147-2026"), ("Fecha", "08/03/2026"), (said,))
    named = [memo.value(name) for name in ("factura_original", "fecha_factura", "cliente", "nit", "contrato")]
    assert named == [
        "FECA-104582", date(2026, 2, 12), "Panadería La Espiga S.A.S.", "860.001.002-5", "CAL-2024-03310"
    ]  # fmt: skip
    amounts = [memo.value(name) for name in ("valor_factura", "valor_nueva_factura", "cobro_costos", "valor_costos")]
    assert amounts == [778260, 500000, True, 45000]
    assert memo.fields["nit"].cell == "A3"


def test_the_sentences_of_a_form_are_remarks(words: DocumentWords) -> None:
    """An earlier amount told beside the cause is not the new invoice's."""
    remark = "Ya se había corregido la factura FEME-7001 por $ 900.000 y esta vez no se generan costos administrativos."
    memo = read_memo(words, *HEAD, *INVOICE, ("Observaciones", remark))
    assert memo.value("factura_original") == "FEME-7788"
    assert memo.value("cobro_costos") is None
