"""The figures that stand in a text, as people write them, and whether an amount is one of them."""

import re
from collections.abc import Iterator
from decimal import Decimal

NUMBERS = (re.compile(r"\d[\d.,'-]*"), re.compile(r"\d[\d.,' -]*"))
"""In one piece, or with spaces, behind which another number may follow."""


def figures_in(text: str) -> Iterator[str]:
    """The digits of each number."""
    return (re.sub(r"\D", "", found) for pattern in NUMBERS for found in pattern.findall(text))


def tells_amount(text: str, amount: Decimal) -> bool:
    """Whether a number of the text has the digits of an amount, with its cents or without."""
    whole, cents = f"{amount:.2f}".split(".")
    wanted = {whole + cents, whole} if cents == "00" else {whole + cents, whole + cents.rstrip("0")}
    return not wanted.isdisjoint(figures_in(text))
