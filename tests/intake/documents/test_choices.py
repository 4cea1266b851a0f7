"""Kinds and costs that are ticked on a form, wherever options and marks stand."""

import pytest

from bot.intake.documents.words import DocumentWords
from tests.intake.documents.test_foreign_memos import CLIENT, INVOICE, Rows, read_memo

HEAD: Rows = (("MEMORANDO", "CAL-0147-2026", "Fecha", "08/03/2026"),)
ANNUL, REBILL = ("anulacion",), ("refacturacion",)
BOTH = ("anulacion", "refacturacion")


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ((("TRÁMITE QUE PIDE", "ANULAR", "REFACTURAR", "ANULAR Y REFACTURAR"), (None, None, "X", None)), REBILL),
        ((("TRÁMITE", "Anular", "Refacturar", "Ambas"), (None, None, None, "x")), BOTH),
        ((("TRÁMITE", "Anular", "Refacturar", "Ambos"), (None, "( )", "(X)", "( )")), REBILL),
        ((("TRÁMITE", "Anular", "Refacturar"),), None),
        ((("TRÁMITE", "Anular", None), (None, "Refacturar", "X"), (None, "Ambas", None)), REBILL),
        ((("TRÁMITE", "☒ Anular"), (None, "☒ Refacturar")), BOTH),
        ((("TRÁMITE", "Ambas"),), BOTH),
    ],
)
def test_a_kind_is_the_option_that_its_mark_stands_below_or_beside(
    words: DocumentWords, rows: Rows, kinds: tuple[str, ...] | None
) -> None:
    """In a row under the options, in one for each option, or in the option's cell; without a mark nothing is chosen."""
    assert read_memo(words, *HEAD, *CLIENT, *INVOICE, *rows).value("tipo") == kinds


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ((("Anulación", "X", "Refacturación", None),), ANNUL),
        ((("Anulación", "NO", "Refacturación", "SI"),), REBILL),
        ((("Anulación", None), ("Refacturación", "X")), REBILL),
        ((("ANULACIÓN (X)   REFACTURACIÓN ( )",),), ANNUL),
        ((("Anulación", None, "Refacturación", None),), None),
    ],
)
def test_options_without_a_label_are_the_kind(words: DocumentWords, rows: Rows, kinds: tuple[str, ...] | None) -> None:
    """Where one of them is marked."""
    assert read_memo(words, *HEAD, *CLIENT, *INVOICE, *rows).value("tipo") == kinds


@pytest.mark.parametrize(("marks", "charged"), [((None, "X"), True), ((None, None, "X"), False), ((None,), None)])
def test_costs_may_be_ticked_below_yes_and_no(
    words: DocumentWords, marks: tuple[str | None, ...], charged: bool | None
) -> None:
    """What stands beside them in the same row is another field."""
    rows = (("¿COBRA COSTOS?", "SI", "NO", None, "CAUSAL", "05"), marks, ("TRÁMITE", "Anulación"))
    memo = read_memo(words, *HEAD, *CLIENT, *INVOICE, *rows)
    assert (memo.value("cobro_costos"), memo.value("causal"), memo.value("tipo")) == (charged, "05", ANNUL)


def test_costs_may_be_ticked_under_the_heading_of_a_table(words: DocumentWords) -> None:
    """``SI`` and ``NO`` stand between it and its mark."""
    head = (("Cliente", "NIT", "Factura"), ("Transportes La Sabana S.A.", "860.001.002-5", "FEME-7788"), (None,))
    table = (("Causal", "COSTOS ADMINISTRATIVOS", None, "Valor costos"), (None, "SI", "NO"), ("02", None, "X"))
    memo = read_memo(words, ("MEMORANDO",), (None,), *head, *table, merged=("A6:A7", "B6:C6", "D6:D7"))
    assert (memo.value("cobro_costos"), memo.value("causal")) == (False, "02")


@pytest.mark.parametrize("answer", ["NO", "SI"])
def test_a_column_of_instructions_answers_nothing(words: DocumentWords, answer: str) -> None:
    """``SI o NO`` beside the answer only says how to answer."""
    rows = (("Costos administrativos", answer, "SI o NO"), ("Tipo", "Anulación", "anulación, refacturación o ambas"))
    memo = read_memo(words, *HEAD, *CLIENT, *INVOICE, *rows)
    assert (memo.value("cobro_costos"), memo.value("tipo")) == (answer == "SI", ANNUL)


def test_marks_of_another_question_are_not_taken(words: DocumentWords) -> None:
    """Two questions with yes and no, one below the other."""
    rows = (("Costos administrativos", "SI", "NO"), ("¿Factura pagada?", "SI", "NO"), (None, "X"))
    assert read_memo(words, *HEAD, *CLIENT, *INVOICE, *rows).value("cobro_costos") is None


@pytest.mark.parametrize(
    "line", ["Costos administrativos: SI   Valor: $ 64.900", "Cobro de costos: SI  Valor costos: $ 64.900"]
)
def test_the_amount_of_costs_may_follow_the_yes_in_its_cell(words: DocumentWords, line: str) -> None:
    """With a label of its own, which takes neither the yes nor the invoice's amount."""
    lines: Rows = (("Cliente: Transportes La Sabana S.A.",), ("Factura: FEME-7788   Valor: $ 1.190.000",), (line,))
    memo = read_memo(words, ("MEMORANDO No. CAL-0147-2026",), *lines)
    assert (memo.value("cobro_costos"), memo.value("valor_costos")) == (True, 64900)
    assert (memo.value("factura_original"), memo.value("valor_factura")) == ("FEME-7788", 1190000)
