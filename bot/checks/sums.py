"""Whether the amounts of a paper fit each other."""

from bot.checks.paper import Values


def adds_up(values: Values, total_field: str = "total") -> bool:
    """Whether amount before tax and tax, and other levies where these count, make the total; none need be told."""
    base, tax, total = values.money("subtotal"), values.money("iva"), values.money(total_field)
    others = values.money("otros_tributos") or 0
    return base is None or tax is None or total is None or base + tax in {total, total - others}
