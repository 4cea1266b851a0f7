"""When a step applies."""

from decimal import Decimal

import pytest

from bot.core.process import Condition, Operator

AMOUNT = Condition(operator=Operator.AT_LEAST, field="valor_factura", amount=Decimal(5_000_000))
KIND = Condition(operator=Operator.INCLUDES, field="tipo", values=("anulacion",))
CHARGED = Condition(operator=Operator.IS, field="causal", values=("05",))
SEEN = Condition(operator=Operator.FOUND, values=("reply.signature_unconfirmed",))


@pytest.mark.parametrize(
    ("condition", "met", "unmet"),
    [
        (AMOUNT, {"valor_factura": Decimal(5_000_000)}, {"valor_factura": Decimal(4_999_999)}),
        (KIND, {"tipo": ("anulacion", "refacturacion")}, {"tipo": ("refacturacion",)}),
        (CHARGED, {"causal": "05"}, {"causal": "01"}),
    ],
    ids=["amount", "several", "one"],
)
def test_a_comparison_holds_unless_the_fact_says_otherwise(
    condition: Condition, met: dict[str, object], unmet: dict[str, object]
) -> None:
    """What nobody could read leaves no step out: more people are asked, never fewer."""
    assert condition.holds(met, frozenset())
    assert not condition.holds(unmet, frozenset())
    assert condition.holds({}, frozenset())


def test_a_finding_is_there_or_not() -> None:
    """No fact matters for it."""
    assert SEEN.holds({}, frozenset({"reply.signature_unconfirmed"}))
    assert not SEEN.holds({}, frozenset())
