"""Under which number and on which day a paper was filed, as its carrier tells it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bot.core.intent import Filing
from bot.intake.verdict.days import days_in, without_days
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.values import answer_to_read
from bot.intake.verdict.words import fold

# The whole of it or nothing: half a number would stand in the register. Letters apart («ER 12345») are capitals.
_NUMBER = re.compile(
    r"(?P<number>(?:(?-i:[A-Z]{2,5}) (?=\d))?[a-z\d]+(?:[-/.][a-z\d]+)*)(?![\w$%]|[-/.:,]\d)", re.IGNORECASE
)
_FEWEST_DIGITS = 3
_MARKS = r"[\s.,:#]*"
_SIGN = re.compile(r"\bn(?:\.?º\.?|(?:o\.?|\.)?[\s.#]*(?=(?:[a-z]{1,5}-?)?\d[\w/.-]{2}))", re.IGNORECASE)


def filing(text: str, lexicon: Lexicon, today: date) -> Filing:
    """Return number and day of filing; a day without its year is the last such day up to a week after ``today``."""
    answer = answer_to_read(text, lexicon)
    days = set(days_in(answer, lexicon, today))
    shown = without_days(_without_rings(answer), lexicon)
    told = _all(shown, lexicon) if is_number_alone(answer, lexicon) else _numbers(shown, lexicon)
    numbers = {number.upper() for number in told}
    return Filing(
        number=numbers.pop() if len(numbers) == 1 else None,
        day=days.pop() if len(days) == 1 else None,
    )


def without_numbers(answer: str, lexicon: Lexicon) -> str:
    """Return the answer without the numbers of filing, which name no other case."""
    shown = without_days(_without_rings(answer), lexicon)
    for number in set(_numbers(shown, lexicon)):
        shown = shown.replace(number, " ")
    return shown


def sign_spelled(answer: str, lexicon: Lexicon) -> str:
    """Return the answer with «No 5521» and «Nº» as «número»: before a number, *no* denies nothing."""
    return _SIGN.sub(f"{lexicon.lists['filing_sign'][0]} ", answer)


def is_number_alone(answer: str, lexicon: Lexicon) -> bool:
    """Whether an answer is a number, perhaps with its day and a greeting, and nothing else."""
    shown = without_days(_without_rings(answer), lexicon)
    numbers = _all(shown, lexicon)
    if len(numbers) != 1:
        return False
    rest = re.findall(r"\w+", fold(shown.replace(numbers[0], " ")))
    names = ("courtesies", "filing_words", "filing_links")
    return {fold(word) for name in names for word in lexicon.lists[name]}.issuperset(rest)


def _all(shown: str, lexicon: Lexicon) -> list[str]:
    return [_told(found, lexicon) for found in _NUMBER.finditer(shown) if _is_long(found)]


def _is_long(found: re.Match[str]) -> bool:
    return sum(map(str.isdigit, found["number"])) >= _FEWEST_DIGITS


def _without_rings(answer: str) -> str:
    """«Nº» and «N.°» as «N»."""
    return re.sub(r"(?<=[nN])(\.?)º", r"\1 ", answer)


def _numbers(answer: str, lexicon: Lexicon) -> Iterator[str]:
    names, links = lexicon.lists["filing_words"], lexicon.lists["filing_links"]
    for announced in _announcing(names, links).finditer(answer):
        found = _NUMBER.match(answer, announced.end())
        if found and _is_long(found):
            yield _told(found, lexicon)


def _told(found: re.Match[str], lexicon: Lexicon) -> str:
    """The number without a word that stands before it in capitals: «EL 5521»."""
    letters, _, number = found["number"].rpartition(" ")
    words = {fold(word) for name in ("filing_words", "filing_links") for word in lexicon.lists[name]}
    return number if fold(letters) in words else found["number"]


@lru_cache(maxsize=8)
def _announcing(names: tuple[str, ...], links: tuple[str, ...]) -> re.Pattern[str]:
    name, link = ("|".join(sorted(map(re.escape, map(fold, words)), key=len, reverse=True)) for words in (names, links))
    return re.compile(rf"\b(?:(?:{name})\b{_MARKS})+(?:(?:{link})\b{_MARKS})*", re.IGNORECASE)
