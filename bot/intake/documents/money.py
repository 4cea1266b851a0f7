"""Money as Colombian paper writes it: a point (or apostrophe) groups thousands, a comma begins the cents."""

import re
from collections.abc import Mapping
from decimal import Decimal

from bot.intake.documents.text import fold, plain

_LOCAL = r"\d{1,3}(?:[.'\u2019\u00b4]\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
_ENGLISH = r"\d{1,3}(?:,\d{3}){2,}(?:\.\d{1,2})?|\d{1,3},\d{3}\.\d{2}|\d+\.\d{2}"
_LOCAL_WHOLE = re.compile(_LOCAL)
_ENGLISH_WHOLE = re.compile(_ENGLISH)
_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[-\u2212])?\s*(?:cop|ars|col|us|ar)?\s*\$?\s*(?P<sign2>[-\u2212])?"
    r"(?P<number>\d[\d.,'\u2019\u00b4]*\d|\d)(?P<close>\))?\s*(?:,-|\.-|,oo)?\s*(?:m\s*/?\s*cte|mcte|pesos|cop)*\.?"
)
_CURRENCY = re.compile(
    r"(?:(?:\$|\bcop\b|\bars\b)\s*[-\u2212]?\s*|(?<![\d.,-])(?=\d{1,3}(?:[.,]\d{3})+(?:,\d{2})?\s(?:pesos|m/?cte)))"
    r"(?P<number>\d[\d.,'\u2019\u00b4]*\d|\d)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_LAST_NUMBER = re.compile(r"(?P<number>\d[\d.,'\u2019\u00b4]*\d|\d)(?![\d%.,]*\s*%)")
_MILLION = 1_000_000
_THOUSAND = 1000
_MOST = 10**15  # pesos: no cell with more holds an amount


def money(text: str) -> Decimal | None:
    """The amount that the whole text is, or ``None``; an English-style amount only where it has no other reading.

    ``$ 5.057.500``, ``$5.057.500,00``, ``5057500``, ``5'057.500``, ``COP 5.057.500`` and ``5,057,500`` are equal;
    ``5,057`` is refused, since it could be five pesos or five thousand.
    """
    found = _AMOUNT.fullmatch(plain(text).strip())
    if found is None:
        return None
    amount = _number(found["number"])
    negative = found["sign"] or found["sign2"] or (found["open"] and found["close"])
    return -amount if amount is not None and negative else amount


def money_within(text: str) -> Decimal | None:
    """The amount that the text is or ends with: one written with a currency sign, else its last number.

    What stands in brackets behind an amount is what it is made of: ``$ 119.000 (antes de IVA $ 100.000)``.
    """
    if (whole := money(text)) is not None:
        return whole
    signed = list(_CURRENCY.finditer(_BRACKETS.sub("", plain(text)))) or list(_CURRENCY.finditer(plain(text)))
    found = signed or list(_LAST_NUMBER.finditer(plain(text)))
    return _number(found[-1]["number"]) if found else None


def amounts_within(text: str) -> list[tuple[int, Decimal, str]]:
    """Every amount with a currency sign or in pesos: where it begins, how much it is, and how it is written."""
    found = ((match, _number(match["number"])) for match in _CURRENCY.finditer(plain(text)))
    return [(m.start(), amount, text[m.start() : m.end()]) for m, amount in found if amount is not None]


def amount_of(number: float) -> Decimal | None:
    """The amount in a cell that holds a number: to the cent, whole pesos without cents; ``None`` beyond any amount."""
    return tidy(round(Decimal(repr(number)), 2)) if abs(number) < _MOST else None


def tidy(amount: Decimal) -> Decimal:
    """Whole pesos without decimals, anything else as it is."""
    whole = amount.to_integral_value()
    return whole if amount == whole else amount


def _number(text: str) -> Decimal | None:
    text = text.rstrip(".,'")
    if _LOCAL_WHOLE.fullmatch(text):
        return tidy(Decimal(re.sub(r"[.'\u2019\u00b4]", "", text).replace(",", ".")))
    if _ENGLISH_WHOLE.fullmatch(text):
        return tidy(Decimal(text.replace(",", "")))
    return None


def amount_in_words(text: str, numerals: Mapping[str, int]) -> Decimal | None:
    """``CINCO MILLONES CINCUENTA MIL PESOS`` as a number; ``None`` where no word is a numeral."""
    total = group = 0
    known = [word for word in fold(text).split() if word in numerals]
    for word in known:
        value = numerals[word]
        if value == _MILLION:
            total, group = (total + group or 1) * _MILLION, 0
        elif value == _THOUSAND:
            total, group = total + max(group, 1) * _THOUSAND, 0
        else:
            group += value
    return Decimal(total + group) if known else None
