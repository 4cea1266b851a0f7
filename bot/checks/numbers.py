"""Invoices' numbers as they compare between documents."""

import re

from bot.core.identifiers import identifier_key, invoice_key, plain

PARTS = re.compile(r"([A-Z]*)(\d+)")
POINT_OF_SALE_KEY = re.compile(r"[A-Z]?(\d{1,5})(\d{8})")
FEWEST_LETTERS = 2
PREFIX = re.compile(r"[A-Z]+(?=\d)")


def same_invoice(one: str, other: str) -> bool:
    """Whether two numbers are one invoice's; one that is cited without its prefix goes with any prefix."""
    first, second = invoice_key(one), invoice_key(other)
    return first == second or first == _bare(second) or _bare(first) == second


def cites_invoice(text: str, number: str) -> bool:
    """Whether a text names the invoice somewhere, and not one whose number only begins alike."""
    key = invoice_key(number)
    parts = PARTS.fullmatch(key)
    if parts is None:
        return bool(key) and key in identifier_key(text)
    if sold := POINT_OF_SALE_KEY.fullmatch(key):
        return re.search(rf"(?<!\d)0*{sold[1]}\W*{sold[2]}(?!\d)", text) is not None
    letters, digits = (r"\W?".join(part) for part in parts.groups())
    apart = r"\W*" if letters else r"(?<!\d)"
    return re.search(rf"{letters}{apart}0*{digits}(?!\d)", plain(text).upper()) is not None


def cites_another(text: str, number: str) -> str:
    """The first number in a text that does not name the invoice, but one with the same letters; else ``""``."""
    letters = prefix_of(number)
    if len(letters) < FEWEST_LETTERS or cites_invoice(text, number):
        return ""
    found = re.search(rf"(?<![A-Z0-9]){letters}[ -]?\d{{3,12}}(?![\d-])", plain(text).upper())
    return found[0].replace(" ", "-") if found else ""


def prefix_of(number: str) -> str:
    """The letters before an invoice's number, or ``""``."""
    found = PREFIX.match(identifier_key(number))
    return found[0] if found else ""


def _bare(key: str) -> str:
    return PREFIX.sub("", key, count=1).lstrip("0")
