"""Under which number and on which day a paper was filed, as its carrier tells it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bot.core.identifiers import identifier_key
from bot.core.intent import Filing
from bot.intake.verdict.answers import answer_to_read
from bot.intake.verdict.days import days_in, without_days
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of, says, words_in
from bot.intake.verdict.words import fold, unaccented, without_names

# The whole of it or nothing: half a number would stand in the register. Letters apart («ER 12345») are capitals.
_WHOLE = (
    r"(?P<number>(?-i:[A-Z]{2,5} [A-Z]{2,5} 20\d\d \d+)"
    r"|(?:(?-i:[A-Z]{2,5}) (?=\d))?[a-z\d]+(?:[-/_#][a-z\d]+|\.(?=\d)[a-z\d]+)*)"
    r"(?![\w$%]|[-/.:,]\d|[-/](?:\s|$)|\s?%)"
)
_NUMBER = re.compile(_WHOLE, re.IGNORECASE)
_ANYWHERE = re.compile(rf"(?<![\w$.,/:-])(?<!\$\s){_WHOLE}", re.IGNORECASE)
_FEWEST_DIGITS = 3
_CONTEXT = 60
# «87» and «A-12» are numbers where the words around them leave no doubt; «8am» and «2a» never are.
_SHORT = re.compile(r"(?:[a-z]{1,5}-)?\d{1,2}", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])")
_MONEY = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_WORD_IN_IT = re.compile(r"[a-z]{6}", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s*([^\W_]+(?:\.[a-z]\b)?)")
# «CAL/0087/2026», «CAL-2026-0087»: written as no paper of the case is.
_SLASHED = re.compile(r"\d[/_]\d")
_YEAR_FIRST = re.compile(r"(?<!\d)20\d\d[-/._ ]\d")
_MARKS = r"[\s.,:#()«»\"]*"


def filing(
    text: str, lexicon: Lexicon, today: date, own: frozenset[str] = frozenset(), latest: date | None = None
) -> Filing:
    """Return number and day of filing.

    Args:
        text: What the person wrote.
        lexicon: The words.
        today: A day without its year is the nearest one to it; none is long before it.
        own: Other identifiers of the case, letters and digits only, upper case: they, and numbers that are built
            like them, are no numbers of filing.
        latest: No day after it is that of a filing; ``None`` for ``today``. A stamp may bear the next business day.
    """
    answer = without_denied(answer_to_read(text, lexicon), lexicon)
    days = set(days_in(answer, lexicon, today, latest or today))
    if _is_day_alone(answer, lexicon):
        days = {day for day in days if day <= today}  # «el 9 de marzo» may be when it will be filed
    numbers = {_told(found, lexicon).upper() for found in _numbers(answer, lexicon, own)} - {str(today.year)}
    return Filing(
        number=numbers.pop() if len(numbers) == 1 else None,
        day=days.pop() if len(days) == 1 else None,
    )


def without_numbers(answer: str, lexicon: Lexicon, own: frozenset[str] = frozenset()) -> str:
    """Return the answer without the numbers of filing, which name no other case."""
    return _cut(_shown(answer, lexicon), _numbers(answer, lexicon, own))


def sign_spelled(answer: str, lexicon: Lexicon) -> str:
    """Return the answer with «No 5521» and «Nº» as «número»: before a number, *no* denies nothing."""
    return _sign(lexicon.lists["filing_words"]).sub(f"{lexicon.lists['filing_sign'][0]} ", answer)


def without_denied(answer: str, lexicon: Lexicon) -> str:
    """Return the answer without the numbers and days that it says are wrong: «es el 4521, no el 4512»."""
    lists = lexicon.lists
    return _denying(lists["filing_denied"], lists["denials"], lists["months"]).sub(" ", answer)


def is_number_alone(answer: str, lexicon: Lexicon, own: frozenset[str] = frozenset()) -> bool:
    """Whether an answer is a number or its day, perhaps with a greeting or an excuse, and nothing else."""
    return _alone(answer, lexicon, own) is not None or _is_day_alone(answer, lexicon)


def corrects(text: str, lexicon: Lexicon) -> bool:
    """Whether an answer says that what was told is wrong, and then what is right, or the day and nothing else."""
    answer = answer_to_read(text, lexicon)
    if _is_day_alone(answer, lexicon):
        return True
    *_, after = any_of(lexicon.lists["filing_corrections"]).split(fold(answer))
    excused = after != fold(answer) and any(map(str.isdigit, after))
    return excused or without_denied(answer, lexicon) != answer


def is_covering_note(text: str, lexicon: Lexicon) -> bool:
    """Whether a text says nothing but that a copy comes with it, which was forgotten before, or nothing at all."""
    answer = any_of(lexicon.lists["filing_forgotten"]).sub(" ", fold(without_names(answer_to_read(text, lexicon))))
    return _consists_of(answer, ("courtesies", "filing_attached"), lexicon)


def apart_from_copy(text: str, lexicon: Lexicon) -> str:
    """The text without the clauses that tell of a copy to come: «4512; la copia la mando mañana» is filed."""
    parts = [*_clause(lexicon.lists["filing_turns"]).split(answer_to_read(text, lexicon)), ""]
    copy, refused = lexicon.lists["filing_copy"], lexicon.lists["filing_refused"]
    return "".join(
        clause + mark
        for clause, mark in zip(parts[::2], parts[1::2], strict=True)
        if not says(fold(clause), copy) or says(fold(clause), refused)
    )


def _shown(answer: str, lexicon: Lexicon) -> str:
    """The answer without its days and without the numbers that it denies, «Nº» as «N»."""
    plain = without_days(re.sub(r"(?<=[nN])(\.?)º", r"\1 ", answer), lexicon)
    return without_denied(any_of(lexicon.lists["filing_asides"]).sub(" ", plain), lexicon)


def _numbers(answer: str, lexicon: Lexicon, own: frozenset[str]) -> list[re.Match[str]]:
    alone = _alone(answer, lexicon, own)
    return [alone] if alone else list(_announced(_shown(answer, lexicon), lexicon, own))


def _alone(answer: str, lexicon: Lexicon, own: frozenset[str]) -> re.Match[str] | None:
    """The one number of an answer that says nothing else; a short one might be a day, where none stands beside it."""
    shown, has_day = _shown(answer, lexicon), without_days(answer, lexicon) != unaccented(answer)
    found = [one for one in _ANYWHERE.finditer(shown) if _is_number(one, lexicon, own)]
    if len(found) != 1 or not (_is_long(found[0]) or (has_day and _SHORT.fullmatch(found[0]["number"]))):
        return None
    return found[0] if _is_plain(_cut(shown, found), lexicon) else None


def _is_day_alone(answer: str, lexicon: Lexicon) -> bool:
    return without_days(answer, lexicon) != unaccented(answer) and _is_plain(_shown(answer, lexicon), lexicon)


def _is_plain(rest: str, lexicon: Lexicon) -> bool:
    """Whether words only greet, excuse, and name number and day."""
    names = ("courtesies", "filing_words", "filing_links", "filing_corrections", "today", "yesterday")
    return _consists_of(rest, names, lexicon)


def _consists_of(words: str, names: tuple[str, ...], lexicon: Lexicon) -> bool:
    return words_in(*(lexicon.lists[name] for name in names)).issuperset(re.findall(r"\w+", fold(words)))


def _cut(shown: str, numbers: list[re.Match[str]]) -> str:
    for found in sorted(numbers, key=re.Match.start, reverse=True):
        shown = f"{shown[: found.start()]} {shown[found.end() :]}"
    return shown


def _announced(shown: str, lexicon: Lexicon, own: frozenset[str]) -> Iterator[re.Match[str]]:
    for announcing in _announcing(lexicon.lists["filing_words"], lexicon.lists["filing_links"]).finditer(shown):
        found = _NUMBER.match(shown, announcing.end())
        if found and _is_number(found, lexicon, own) and _is_meant(announcing, found, lexicon):
            yield found


def _is_number(found: re.Match[str], lexicon: Lexicon, own: frozenset[str]) -> bool:
    number = found["number"]
    letters, _, _ = number.rpartition(" ")
    other = fold(letters) in map(fold, lexicon.lists["filing_others"])
    another_kind = _DAY_AND_MONTH.fullmatch(number) or _MONEY.fullmatch(number) or _WORD_IN_IT.search(number)
    digits = any(map(str.isdigit, number))
    return digits and not other and not another_kind and not _is_like_own(number, own) and not _counts(found, lexicon)


def _is_like_own(number: str, own: frozenset[str]) -> bool:
    """An invoice's number has the letters of the case's own invoice, and as many digits, set alike."""
    letters, digits = _letters_and_digits(identifier_key(number))
    if not letters:
        return any(digits == theirs for _, theirs in map(_letters_and_digits, own))
    alike = {theirs for code, theirs in map(_letters_and_digits, own) if (code, len(theirs)) == (letters, len(digits))}
    if _SLASHED.search(number):
        return digits in alike
    return any(not _YEAR_FIRST.search(number) or theirs[:2] == digits[:2] for theirs in alike)


def _letters_and_digits(key: str) -> tuple[str, str]:
    digits = re.sub(r"\D", "", key)
    return key.removesuffix(digits), digits


def _is_long(found: re.Match[str]) -> bool:
    return sum(map(str.isdigit, found["number"])) >= _FEWEST_DIGITS


def _counts(found: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether it says how many: «120 folios»."""
    return _word_after(found) in map(fold, lexicon.lists["filing_units"])


def _word_after(found: re.Match[str]) -> str:
    word = _NEXT_WORD.match(found.string, found.end())
    return fold(word[1]) if word else ""


def _is_meant(announcing: re.Match[str], found: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether what announces a number announces that of filing: not «factura No. 4512», not «radicado el 4»."""
    signs = map(fold, lexicon.lists["filing_signs"])
    before = fold(announcing.string[max(0, announcing.start() - _CONTEXT) : announcing.start()])
    if fold(announcing["names"]).strip(" .,:#") in signs and _ends_with(before, lexicon.lists["filing_others"]):
        return False
    if _is_long(found):
        return True
    names, links = fold(announcing["names"]), set(re.findall(r"\w+", fold(announcing["links"])))
    is_vague = names.strip(" ,") in map(fold, lexicon.lists["denials"]) or "\n" in announcing[0].rpartition(" ")[2]
    is_counted = _ends_with(names, lexicon.lists["filing_plurals"])
    is_day = bool(links) and links.issubset(map(fold, lexicon.lists["filing_day_links"]))
    after = _word_after(found)
    alone = not after or found.string[found.end() : found.end() + 1] in set(",.;)") or _may_follow(after, lexicon)
    return bool(_SHORT.fullmatch(found["number"])) and alone and not (is_vague or is_counted or is_day)


def _may_follow(word: str, lexicon: Lexicon) -> bool:
    return word in map(fold, lexicon.lists["filing_after"])


def _ends_with(folded: str, phrases: tuple[str, ...]) -> bool:
    return any_of(phrases, rf"{_MARKS}(?:\d+{_MARKS})?$").search(folded) is not None


def _told(found: re.Match[str], lexicon: Lexicon) -> str:
    """The number without a word that stands before it in capitals: «EL 5521»."""
    letters, _, number = found["number"].rpartition(" ")
    words = {fold(word) for name in ("filing_words", "filing_links") for word in lexicon.lists[name]}
    return number if fold(letters) in words else found["number"]


def _one_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, map(fold, words)), key=len, reverse=True))


@lru_cache(maxsize=8)
def _announcing(names: tuple[str, ...], links: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<names>(?:(?:{_one_of(names)})\b{_MARKS})+)(?P<links>(?:(?:{_one_of(links)})\b{_MARKS})*)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _denying(phrases: tuple[str, ...], denials: tuple[str, ...], months: tuple[str, ...]) -> re.Pattern[str]:
    """«No es el 4512», «en lugar del 4 de marzo», and «4521, no 4512»; «no fue radicado» denies no number."""
    after = rf"(?<=\d),?\s(?:{_one_of(denials)})\s(?=\d)"
    month = rf"(?:\s(?:de\s)?(?:{_one_of(months)})\b(?:\s(?:del?\s)?\d{{4}}\b)?)?"
    return re.compile(rf"(?:\b(?:{_one_of(phrases)})\b[\s,:]*|{after})(?=\S*\d){_WHOLE}{month}", re.IGNORECASE)


@lru_cache(maxsize=8)
def _clause(turns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"([.,;:()\n]+(?=\s|$)|[()]|\s(?={any_of(turns).pattern}))", re.IGNORECASE)


@lru_cache(maxsize=8)
def _sign(names: tuple[str, ...]) -> re.Pattern[str]:
    number = r"(?:[a-z]{1,5}[-/_.#]?){0,3}\d"
    named = rf"(?:de\s)?(?:{_one_of(names)})\b[\s.:#]*{number}"
    return re.compile(
        rf"\bn(?:\.?º\.?|(?:o\.?|\.)?[\s.:#]*(?={number}[\w/.-]{{2}})|o?\.\s*(?={named}|\d{{1,2}}\b))", re.IGNORECASE
    )
