"""What an approval repeats of the memo approves nothing else; any other amount, cause or invoice is asked about."""

from decimal import Decimal

import pytest

from bot.intake.verdict import Lexicon, OwnFacts, calls_it_valid, without_own_facts

OWN = OwnFacts(
    total=Decimal(2528750), cause="01", reason="Factura duplicada. La válida es la FECA-109000 del 11/02/2026."
)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Aprobado por $ 2.528.750", "Aprobado"),
        ("Aprobado por valor de 2.528.750 pesos", "Aprobado"),
        ("Aprobado por un valor total de $2.528.750, gracias", "Aprobado, gracias"),
        ("Aprobado por causal 01", "Aprobado"),
        ("Aprobada por duplicidad con la FECA-109000", "Aprobada por duplicidad"),
        ("Aprobado, está duplicada con la factura 109000", "Aprobado, está duplicada"),
        ("Aprobado. La válida es la FECA-109000.", "Aprobado.."),
    ],
)
def test_what_the_memo_says_is_left_out(text: str, rest: str, lexicon: Lexicon) -> None:
    """The total, the cause and the invoice that stays valid may be repeated."""
    assert without_own_facts(text, OWN, lexicon) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Aprobado por $ 2.528.751",
        "Aprobado por valor de 2.125.000 pesos",
        "Aprobado por causal 02",
        "Aprobado por causal 011",
        "Aprobada por duplicidad con la FECA-108000",
        "Apruebo anular la FECA-109000",
        "Aprobado. La válida es la FECA-108000.",
    ],
)
def test_anything_else_stays(text: str, lexicon: Lexicon) -> None:
    """Another number, and the valid invoice where it is to be annulled, are read as they stand."""
    assert without_own_facts(text, OWN, lexicon) == text


def test_nothing_is_left_out_where_nothing_is_known(lexicon: Lexicon) -> None:
    """Without the memo's facts an amount may be any."""
    unknown = OwnFacts(total=None, cause="", reason="")
    text = "Aprobado por $ 2.528.750, causal 01, duplicada con la FECA-109000"
    assert without_own_facts(text, unknown, lexicon) == text


def test_the_invoice_to_be_annulled_is_not_the_valid_one(lexicon: Lexicon) -> None:
    """Whoever calls it valid means that another one should go."""
    own = frozenset(("FECA110000",))
    assert calls_it_valid("Aprobado. La válida es la FECA-110000", own, lexicon)
    assert not calls_it_valid("Aprobado. La válida es la FECA-109000", own, lexicon)
