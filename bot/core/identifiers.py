"""Numbers and names as they compare: what people write differently and mean the same.

The rules are those of the business: spaces, hyphens and points never count; leading zeros of an invoice's number do
not count either, those of a memo or contract do.
"""

import re
import unicodedata
from itertools import filterfalse

POINT_OF_SALE = re.compile(
    r"\W*(?:f|fc|fac|fact|factura)?\W*(?P<letter>[abcem]?)\W*(?P<point>\d{4,5})\W+(?P<number>\d{8})\W*"
)
"""An Argentinian invoice: its letter, its point of sale, in four figures or in five, and its number."""

PREFIX_AND_NUMBER = re.compile(r"([A-Z]*)0*(\d+)")

MEMO_FACT = "numero_memorando"
"""The field of a memo's own number."""


def plain(text: str) -> str:
    """The text in lower case, without accents, with single spaces; ``ñ`` stays, since ``peña`` is not ``pena``."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFD", text.casefold()).replace("n\N{COMBINING TILDE}", "ñ")
    kept = "".join(filterfalse(unicodedata.combining, decomposed))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def identifier_key(text: str) -> str:
    """Letters and digits only, upper-case: ``CAL-0147-2026`` and ``cal 0147 2026`` are one memo."""
    return "".join(character for character in plain(text).upper() if character.isalnum())


def invoice_key(text: str) -> str:
    """Like :func:`identifier_key`, without leading zeros of the number: ``FECA-0104582`` is ``FECA 104582``.

    An Argentinian one is its letter and its numbers: ``FC A 0003-00012345`` is ``A 00003-00012345``.
    """
    if sold := POINT_OF_SALE.fullmatch(plain(text)):
        return f"{sold['letter'].upper()}{int(sold['point'])}{sold['number']}"
    key = identifier_key(text)
    match = PREFIX_AND_NUMBER.fullmatch(key)
    return match[1] + match[2] if match else key
