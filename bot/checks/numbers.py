"""Invoices' numbers as they compare between documents."""

import re

from bot.core.identifiers import identifier_key, invoice_key

PREFIX = re.compile(r"[A-Z]+(?=\d)")


def same_invoice(one: str, other: str) -> bool:
    """Whether two numbers are one invoice's; one that is cited without its prefix goes with any prefix."""
    first, second = invoice_key(one), invoice_key(other)
    return first == second or first == _bare(second) or _bare(first) == second


def cites_invoice(text: str, number: str) -> bool:
    """Whether a text names the invoice somewhere."""
    return bool(number) and invoice_key(number) in identifier_key(text)


def prefix_of(number: str) -> str:
    """The letters before an invoice's number, or ``""``."""
    found = PREFIX.match(identifier_key(number))
    return found[0] if found else ""


def _bare(key: str) -> str:
    return PREFIX.sub("", key, count=1).lstrip("0")
