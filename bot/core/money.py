"""Money as people write it in Colombia and Argentina: ``$ 5.057.500``, decimals only where there are any."""

from decimal import Decimal


def written(amount: Decimal) -> str:
    """The amount with points for thousands and a comma for decimals, for example ``$ 1.234.567,50``."""
    whole, _, cents = f"{amount:,.2f}".partition(".")
    number = whole.replace(",", ".")
    return f"$ {number}" if cents == "00" else f"$ {number},{cents}"
