"""What else a free answer holds: a wish, the new invoice's number, the number and day of filing."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from bot.core.intent import Filing, Wish
from bot.intake.verdict.frame import answer_of
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.words import clean, fold

_SENTENCE = re.compile(r"([.!?;\n]+)(?=\s|$)")
_CLAUSE = re.compile(r"[,:()]")
_DENIED_REACH = 3
_CONTEXT = 60
_LONGEST = 20_000
_OBJECT_REACH = 4
_NUMBER = re.compile(
    r"""(?<![\w$.,/:-])
        (?:(?P<prefix>[A-Za-z]{1,6})(?P<joint>[ -]?)(?=\d))?
        (?P<digits>\d{1,3}(?:[ .]\d{3})+(?!\d)|\d{2,12})
        (?![\d/%]|[.,:-]\d|\s?(?:%|°))""",
    re.VERBOSE,
)
_BARE_DIGITS = (4, 9)
_MONEY = re.compile(r"(?i)(?:\$|cop|usd|ars)\s*$")
_MONEY_AFTER = re.compile(r"(?i)^\s*(?:pesos|millones|mil\b|cop|usd|folios|documentos|d[ií]as|horas)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_DAY = re.compile(
    r"(?<![\d.-])(?:(?P<y>\d{4})[/-](?P<ym>\d{1,2})[/-](?P<yd>\d{1,2})|(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<year>\d{4}|\d{2}))(?![\d-])"
)
_FILED = re.compile(
    r"(?<![\w/])"
    r"(?P<number>(?:[A-Za-z]{1,4}-)?[A-Za-z]{0,4}[- ]?\d{4}[-/]\d{3,8}|[A-Za-z]{1,4}-?\d{3,10}|\d{3,12})"
    r"(?![\w/]|[.,-]\d)"
)
_LINKED_TO_END = r"(?: (?:no|n|nro|num|numero|el|la|es|de|a))*$"
_CENTURY = 2000
# A stamp may bear the day of the next working day; a day further ahead is last year's.
_DAYS_AHEAD = timedelta(days=7)


def wishes(text: str, lexicon: Lexicon) -> frozenset[Wish]:
    """Return what a sender asks for.

    To annul *the invoice* is what the process is about; a withdrawal speaks of the request itself or desists.
    """
    found: set[Wish] = set()
    for sentence in _sentences(text, lexicon):
        if _asks(sentence, "reconsider", lexicon):
            found.add(Wish.RECONSIDER)
        if not sentence.endswith("?") and _asks(sentence, "bad_copy", lexicon):
            found.add(Wish.BETTER_COPY)
        if _withdraws(sentence, lexicon):
            found.add(Wish.WITHDRAW)
    return frozenset(found)


def invoice_number(text: str, lexicon: Lexicon, exclude: frozenset[str]) -> str | None:
    """Return the only invoice number of a free answer as people cite it: ``FECA-90117``, or ``90117`` without letters.

    Dates, amounts, tax numbers, telephones, case and memo numbers, and whatever is in ``exclude`` (letters and
    digits only, upper case) are no candidates. Two different candidates, or none, give ``None``.
    """
    answer = _answer(text, lexicon)
    candidates = _invoice_candidates(_DAY.sub(" ", answer), lexicon)
    found = {(prefix, digits) for prefix, digits in candidates if not _excluded(prefix + digits, exclude)}
    return "-".join(part for part in found.pop() if part) if len(found) == 1 else None


def filing(text: str, lexicon: Lexicon, today: date) -> Filing:
    """Return number and day of filing; a day without its year is the last such day up to a week after ``today``."""
    answer = _answer(text, lexicon)
    days = set(_days(answer, lexicon, today))
    numbers = set(_filing_numbers(_without_days(answer, lexicon), lexicon))
    return Filing(
        number=numbers.pop() if len(numbers) == 1 else None,
        day=days.pop() if len(days) == 1 else None,
    )


def _answer(text: str, lexicon: Lexicon) -> str:
    """The answer without its frame; what is longer than any answer holds no value."""
    return answer_of(clean(text), lexicon) if len(text) <= _LONGEST else ""


def _sentences(text: str, lexicon: Lexicon) -> list[str]:
    """The sentences of an answer, folded; a question keeps its mark."""
    parts = [*_SENTENCE.split(_answer(text, lexicon)), ""]
    return [
        " ".join(fold(words).split()) + ("?" if "?" in marks else "")
        for words, marks in zip(parts[::2], parts[1::2], strict=True)
    ]


def _asks(sentence: str, name: str, lexicon: Lexicon) -> bool:
    return any(not _denied(sentence, place, lexicon) for place in _places(sentence, name, lexicon))


def _withdraws(sentence: str, lexicon: Lexicon) -> bool:
    if _asks(sentence, "withdraw", lexicon) or _says(sentence, "withdraw_reasons", lexicon):
        return True
    objects = list(_places(sentence, "withdraw_objects", lexicon))
    return any(
        not _denied(sentence, verb, lexicon) and any(_near(sentence, verb, thing) for thing in objects)
        for verb in _places(sentence, "withdraw_verbs", lexicon)
    )


def _near(sentence: str, verb: int, thing: int) -> bool:
    """The request is the verb's object: «anular esta solicitud», not «anular la factura de la solicitud»."""
    return verb < thing and len(sentence[verb:thing].split()) <= _OBJECT_REACH


def _places(sentence: str, name: str, lexicon: Lexicon) -> Iterator[int]:
    return (match.start() for match in _any_of(lexicon.lists[name]).finditer(sentence))


def _says(sentence: str, name: str, lexicon: Lexicon) -> bool:
    return _any_of(lexicon.lists[name]).search(sentence) is not None


@lru_cache(maxsize=64)
def _any_of(phrases: tuple[str, ...], after: str = r"\b") -> re.Pattern[str]:
    """One pattern for a whole list, the longest phrase first, compiled once for each list."""
    longest_first = sorted(map(fold, phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))}){after}")


def _denied(sentence: str, place: int, lexicon: Lexicon) -> bool:
    """Whether the words before, in the same clause, deny what stands at ``place``: «no falta la carta»."""
    denials = set(map(fold, lexicon.lists["denials"]))
    if sentence[place:].split(maxsplit=1)[0] in denials:
        return False
    before = _CLAUSE.split(sentence[:place])[-1].split()[-_DENIED_REACH:]
    return bool(set(before) & denials)


def _invoice_candidates(answer: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Letters and digits of everything that may be the number of an invoice."""
    for match in _NUMBER.finditer(answer):
        before = answer[max(0, match.start() - _CONTEXT) : match.start()]
        after = answer[match.end() : match.end() + _CONTEXT]
        digits = re.sub(r"\D", "", match["digits"])
        prefix = _prefix(match["prefix"] or "", match["joint"] == " ", lexicon)
        amount = _MONEY.search(before) or _MONEY_AFTER.search(after) or _THOUSANDS.fullmatch(match["digits"])
        if amount or prefix is None or (not prefix and _names_something_else(before, lexicon)):
            continue
        if prefix or _BARE_DIGITS[0] <= len(digits) <= _BARE_DIGITS[1]:
            yield prefix, digits


def _prefix(written: str, apart: bool, lexicon: Lexicon) -> str | None:
    """The letters of the number, ``""`` if they are just a word, ``None`` if the word names another number."""
    folded = fold(written)
    if folded in map(fold, lexicon.lists["not_invoice_words"]):
        return None
    is_code = folded not in _known(lexicon) and (written.isupper() or not apart)
    return written.upper() if is_code else ""


def _known(lexicon: Lexicon) -> set[str]:
    return {fold(word) for word in lexicon.lists["invoice_words"] if len(word) > 2} | {"no"}  # noqa: PLR2004 - FE, FV are codes


def _names_something_else(before: str, lexicon: Lexicon) -> bool:
    words = re.findall(r"[^\W\d_]+", fold(before))[-3:]
    return _any_of(lexicon.lists["not_invoice_words"], _LINKED_TO_END).search(" ".join(words)) is not None


def _excluded(number: str, exclude: frozenset[str]) -> bool:
    """Also without its letters: FECA104582 is excluded when it is written 104582."""
    return any(number == other or (other.endswith(number) and number.isdigit()) for other in exclude)


def _days(answer: str, lexicon: Lexicon, today: date) -> Iterator[date]:
    for match in _DAY.finditer(answer):
        year = int(match["y"] or match["year"])
        parts = (
            year if year > _CENTURY else _CENTURY + year,
            int(match["ym"] or match["m"]),
            int(match["yd"] or match["d"]),
        )
        yield from _date(*parts)
    folded = fold(answer)
    for match in _month_day(lexicon.lists["months"]).finditer(folded):
        month = [fold(name) for name in lexicon.lists["months"]].index(match["month"]) + 1
        if match["year"]:
            yield from _date(int(match["year"]), month, int(match["day"]))
        else:
            yield from _last(month, int(match["day"]), today)
    for name, back in (("today", 0), ("yesterday", 1), ("day_before_yesterday", 2)):
        if _says(folded, name, lexicon):
            yield today - timedelta(days=back)


def _last(month: int, day: int, today: date) -> Iterator[date]:
    """The last such day up to a few days ahead."""
    years = (today.year + 1, today.year, today.year - 1)
    days = (found for year in years for found in _date(year, month, day))
    yield from [found for found in days if found <= today + _DAYS_AHEAD][:1]


@lru_cache(maxsize=8)
def _month_day(names: tuple[str, ...]) -> re.Pattern[str]:
    months = "|".join(map(fold, names))
    return re.compile(rf"\b(?P<day>\d{{1,2}}) (?:de )?(?P<month>{months})(?: (?:del? )?(?P<year>\d{{4}}))?\b")


def _date(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _without_days(answer: str, lexicon: Lexicon) -> str:
    return _month_day(lexicon.lists["months"]).sub(" ", _DAY.sub(" ", fold(answer)))


def _filing_numbers(answer: str, lexicon: Lexicon) -> Iterator[str]:
    for match in _filing_number_names(lexicon.lists["filing_words"]).finditer(answer):
        number = _FILED.match(answer, match.end())
        if number:
            yield number["number"].upper().strip()


@lru_cache(maxsize=8)
def _filing_number_names(names: tuple[str, ...]) -> re.Pattern[str]:
    name = rf"(?:{'|'.join(re.escape(fold(word)) for word in names)})\b[\s.:º°#]*"
    return re.compile(rf"\b(?:{name})+(?=(?:[a-z]{{1,4}}-)?[a-z]{{0,4}}[- ]?\d)")
