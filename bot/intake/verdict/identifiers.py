"""Which case an answer names: its own, or another one."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from bot.intake.verdict.days import without_days_in_figures
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.values import invoice_candidates
from bot.intake.verdict.words import fold

_CODE = re.compile(r"(?<![\w$.,/-])(?P<letters>[a-z]{1,8})-?(?P<digits>\d{3,}(?:-\d+)*)(?![\w/]|[.,]\d)")
_SHORTEST = 2
_SHORTEST_INVOICE = 5  # digits: fewer are years, hours and extensions
AMOUNT = re.compile(
    r"\$\s?(?P<sign>[0-9][0-9.,']*[0-9]|[0-9])|(?<![\w.,-])(?P<bare>[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]{1,2})?)(?![\w-])"
)
"""An amount of money: behind its sign, or with two points at least («1.264.375»)."""


def names_another(answer: str, own: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether an answer names an identifier that is none of the case's own.

    Args:
        answer: What the person wrote.
        own: The case's identifiers, letters and digits only, upper case; empty if nothing is known, and then
            nothing counts as foreign. People write them in part: ``FECA104582`` as 104582, ``CAL01472026`` as 0147.
        lexicon: Holds the words that announce the number of a case.
    """
    return bool(own) and any(not _is_own(*name, own) for name in _named(fold(answer), lexicon))


def names_another_invoice(answer: str, own: frozenset[str], lexicon: Lexicon) -> bool:
    """The same for any number that may be an invoice's, bare or with its letters apart: «la 110001», «FECA 110001»."""
    numbers = invoice_candidates(without_days_in_figures(answer), lexicon)
    long = ((letters, digits) for letters, digits in numbers if len(digits) >= _SHORTEST_INVOICE)
    return bool(own) and any(not _is_own(letters, digits, own) for letters, digits in long)


def names_another_amount(answer: str, own: frozenset[Decimal]) -> bool:
    """Whether an answer names an amount that is none of the case's; with no amount known, none is foreign."""
    written = (match["sign"] or match["bare"] for match in AMOUNT.finditer(answer))
    return bool(own) and any(amount_of(text) not in own for text in written)


def amount_of(text: str) -> Decimal | None:
    """The value of an amount as :data:`AMOUNT` finds it.

    Points group thousands, and so does a comma unless two digits end the amount behind it.
    """
    whole, cents = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", text).groups()  # type: ignore[union-attr] # matches anything
    try:
        return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{cents or 0}")
    except InvalidOperation:
        return None


def _named(folded: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for match in _CODE.finditer(folded):
        yield match["letters"].upper(), re.sub(r"\D", "", match["digits"])
    for match in _announced(lexicon.lists["case_words"], lexicon.lists["filing_words"]).finditer(folded):
        yield "", re.sub(r"\D", "", match["digits"])


@lru_cache(maxsize=8)
def _announced(case_words: tuple[str, ...], filing_words: tuple[str, ...]) -> re.Pattern[str]:
    nouns = "|".join(re.escape(fold(word)) for word in case_words)
    signs = "|".join(re.escape(fold(word)) for word in filing_words)
    return re.compile(rf"\b(?:{nouns})\b\s*(?:(?:{signs})\b[.:º°#]*\s*)?(?P<digits>\d[\d-]+)(?![\w/]|[.,]\d)")


def _is_own(letters: str, digits: str, own: frozenset[str]) -> bool:
    number = digits.lstrip("0")
    return any(_fits(letters, number, other) for other in own) or len(digits) < _SHORTEST


def _fits(letters: str, number: str, other: str) -> bool:
    code, others_number = re.fullmatch(r"(\D*)(.*)", other).groups()  # type: ignore[union-attr] # matches anything
    if letters and letters != code:
        return False
    return bool(number) and (others_number.endswith(number) or others_number.lstrip("0").startswith(number))
