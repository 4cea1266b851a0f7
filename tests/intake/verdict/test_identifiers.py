"""A decision beside the number or the amount of something else is asked about again."""

from decimal import Decimal

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import judge, names_another_amount
from bot.intake.verdict.lexicon import Lexicon

_OWN = frozenset({"FECA110000", "AN2026000001", "CAL02002026", "9991047292", "CAL202100400"})
_AMOUNTS = frozenset({Decimal(2_528_750), Decimal("85000.50")})


@pytest.mark.parametrize(
    "text",
    [
        "Aprobado FECA 110001",
        "Apruebo la anulacion de la 110001",
        "aprobada la nro 110001",
        "Aprobado anular la 109000",
        "Aprobado 110000 y 110001",
        "Aprobada la factura 110.001",
    ],
)
def test_another_invoice_is_not_approved_here(text: str, lexicon: Lexicon) -> None:
    """However the number is written, an approval that names another invoice is unclear."""
    assert judge(text, Stage.APPROVAL, lexicon, _OWN).verdict is Verdict.UNCLEAR
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE


@pytest.mark.parametrize(
    "text",
    [
        "Aprobado FECA 110000",
        "Aprobada la 110000",
        "Aprobado el caso 000001, memo CAL-0200-2026",
        "Aprobado. NIT 999.104.729-2",
        "Aprobado 2026-03-04 10:30",
        "Aprobado.\n\nMartha Ospina\nJefe\nTel (602) 555 1234 ext 1220",
    ],
)
def test_its_own_numbers_may_be_named(text: str, lexicon: Lexicon) -> None:
    """The case's identifiers, days, hours and telephones are no other invoice."""
    assert judge(text, Stage.APPROVAL, lexicon, _OWN).verdict is Verdict.APPROVE


@pytest.mark.parametrize("text", ["Aprobado por $ 1.200.000", "apruebo los 1.200.000", "OK por $2528.75", "$9"])
def test_another_amount_is_foreign(text: str) -> None:
    """An amount with its sign, or of millions, that the case does not have."""
    assert names_another_amount(text, _AMOUNTS)
    assert not names_another_amount(text, frozenset())


@pytest.mark.parametrize(
    "text",
    ["por $ 2.528.750", "$2.528.750,00", "$2,528,750.00", "los 2.528.750", "$ 85.000,50", "NIT 999.104.729-2"],
)
def test_its_own_amounts_are_not(text: str) -> None:
    """Grouped in either style, with cents or without, it is the same amount; an id is none."""
    assert not names_another_amount(text, _AMOUNTS)
