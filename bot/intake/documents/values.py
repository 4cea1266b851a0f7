"""What a written value means. Every parser takes the text as written and gives ``None`` where it cannot be sure."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bot.core.document import FieldValue
from bot.intake.documents import marks
from bot.intake.documents.dates import day_of, day_of_serial, period_of
from bot.intake.documents.money import amount_in_words, amount_of, money_within
from bot.intake.documents.text import fold, plain, squeeze
from bot.intake.documents.words import DocumentWords, Kind, Phrases

CellValue = str | int | float | bool | date | datetime | time | timedelta
"""What a cell of a workbook can hold."""

_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015/_]+")
_JOINT = re.compile(r"(?<=[A-Z])(?=\d)")
_IDENTIFIER = re.compile(r"[a-z0-9]{1,18}(?:[ .\-\u2010-\u2015/_]{1,3}[a-z0-9]{1,18}){0,4}")
_PREFIXED = re.compile(
    r"(?<![a-z0-9])(?!del?\b)[a-z]{1,6}[ .\-\u2010-\u2015]{0,3}\d{2,}(?:[.\-/\u2010-\u2015]\d{1,8})*(?![a-z0-9])"
)
_WORDS_BEFORE = re.compile(r"(?:[a-záéíóúñ]{2,}\s+)+(?=[A-Z]{1,6}[ .\-\u2010-\u2015/]?[A-Z\d])")
_WORDS_AFTER = re.compile(r"(?<=\d)(?:\s+[^\W\d_]++(?<=[a-záéíóúñ]{2}))++[.:]?$")
_PLACE_AFTER = re.compile(r"(?<=\d)\s*(?:\s[-\u2010-\u2015/|,]\s|\()\s*[^\W\d_]{3}[^\d]*$")
_DAY_AFTER = re.compile(r"(?<=\d)\s+(?:[^\W\d_]+\s+){0,3}\d{1,2}([/\-])\d{1,2}\1\d{4}$")
_POINT_OF_SALE = re.compile(
    r"(?<![a-z0-9./-])(?:[\"(]?(?P<letter>[abcem])[\")]?[\s.\-]{0,3}(?:n(?:ro|um)?[.°º]{0,2}\s?)?)?"
    r"(?P<point>\d{4,5})\s?-\s?(?P<number>\d{8})(?![\d-])"
)
_PAGE = re.compile(
    r"(?:(?:pag(?:ina)?|hoja|folio)[.:\s]*\d{1,3}(?:\s?(?:/|de)\s?\d{1,3})?|\d{1,2} ?(?:/|de) ?\d{1,2})\.?"
)
_MARK_WITHIN = re.compile(r"(?<=[a-z])\s+n(?:o|ro|um)?[.°º]{0,2}\s*(?=\d)")  # ``FEMD No. 40551``
_OF_NUMBER = re.compile(r"(?<![A-Za-z])(?!nit|c\.?c|c\.?e|cuit|cuil|dni)[A-Za-z]{1,6}-$", re.IGNORECASE)
_IS_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_DAY_IN_CELLS = re.compile(r"\D{0,12}(?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|1[0-2]) 20\d\d(?!\d)")
_NO_DAYS = frozenset({Kind.NUMBER, Kind.TAX_ID, Kind.COUNT, Kind.CAUSE})
_LETTER = re.compile(r"[^\W_]")
_NO_DIGIT = re.compile(r"\D")
_BOTH = "both"
_LONGEST_WORD = 6
_JOINING = frozenset({"de", "del"})
_TAX_ID = re.compile(r"(?<![\d.])(\d{1,3}(?:[.\s]\d{3}){1,3}|\d{6,11})(?:\s*[-\u2010-\u2015]\s*(\d))?(?![\d])")
_CUIT = re.compile(
    r"(?<![\d.-])(2[03-7]|3[034])(?P<gap>[-\u2010-\u2015/. ]?)(\d{2}\.?\d{3}\.?\d{3})(?P=gap)(\d)(?![\d-]|\.\d)"
)
_TORN = re.compile(r"(?<=\d[-\u2010-\u2015]) (?=\d)")  # where a line ends at its hyphen
_CAUSE = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_COUNT = re.compile(r"\d{1,6}")
_ROLE_AFTER_NAME = re.compile(r"\s+[-\u2010-\u2015|/]\s*|\s*[,;(\n]\s*")
_EITHER = re.compile(r"\s*([^\W\d_]{2,10})\.?\s?(?:\((?:a|as|es|ra)\)|/\s?(?:a|ra|[Ss]e\u00f1ora?|[Dd]octora?)\b)")
_CITY_ENDS = re.compile(r"[,/(|\n]|\s[-\u2010-\u2015]\s")


def parse(kind: Kind, raw: CellValue, words: DocumentWords) -> FieldValue:
    """The value of a field of this kind, or ``None`` where it is blank, not applicable or unreadable."""
    if isinstance(raw, str):
        text = raw.strip()
        if not kind.marked and is_blank(text, kind, words):
            return None
        return _FROM_TEXT[kind](text, words) if _has_letters(text) or kind.marked else None
    return _from_cell(kind, raw, words)


def is_blank(text: str, kind: Kind, words: DocumentWords) -> bool:
    """Whether the text only says that there is no value (yet): ``N/A``, ``Pendiente por expedir``."""
    folded = fold(text)
    says_why = not kind.free and words.blanks.opens(folded) and not any(map(str.isdigit, folded))
    return words.blanks.whole(folded) or says_why


def written(raw: CellValue) -> str:
    """The value of a cell as people would write it."""
    if isinstance(raw, str):
        return squeeze(raw)
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    return str(raw)


def _from_cell(kind: Kind, raw: CellValue, words: DocumentWords) -> FieldValue:
    if isinstance(raw, bool):
        return raw if kind is Kind.YES_NO else None
    if kind is Kind.DATE:
        return _day_in(raw)
    if isinstance(raw, date) and kind in _NO_DAYS:
        return None
    if isinstance(raw, (int, float)) and kind is Kind.MONEY:
        return amount_of(raw)
    return _FROM_TEXT[kind](written(raw), words)


def _day_in(raw: CellValue) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    return day_of_serial(raw) if isinstance(raw, (int, float)) else None


def _has_letters(text: str) -> bool:
    return _LETTER.search(text) is not None


_MORE_AFTER = re.compile(r"(?<=\d)\s+(?:del?|por)\s+(?:\$|\d{1,2}(?:[-/. ]|\s+de\s)).*$", re.IGNORECASE)
"""The day and the amount behind a number: ``48213977 de 07-jul-2026 por $ 198.730``."""


def number(text: str, words: DocumentWords) -> str | None:
    """A number as people cite it, its parts joined by hyphens: ``BAQ 0149 2026`` is ``BAQ-0149-2026``.

    The whole text if it is short enough to be one, else the first thing in it that a prefix of letters begins. An
    Argentinian invoice is cited by its letter, where there is one, point of sale and number: ``A-0003-00012345``.
    """
    if _IS_DAY.fullmatch(text.strip()) or _DAY_IN_CELLS.match(squeeze(text)) or _PAGE.fullmatch(plain(text.strip())):
        return None
    if sold := _POINT_OF_SALE.search(plain(text)):
        return "-".join(part.upper() for part in sold.group("letter", "point", "number") if part)
    flat = _MARK_WITHIN.sub(" ", without_marks(plain(_bare_number(squeeze(text))), words))
    whole = _IDENTIFIER.fullmatch(flat)
    if whole and _plausible(flat):
        return _joined(flat)
    found = _PREFIXED.search(flat)
    return _joined(found.group()) if found else None


def _bare_number(text: str) -> str:
    """A number without words in small letters before or after it, a place behind a dash, or the day that follows it."""
    text = text[found.end() :] if (found := _WORDS_BEFORE.match(text)) else text
    text = _MORE_AFTER.sub("", text)
    return _DAY_AFTER.sub("", _WORDS_AFTER.sub("", _PLACE_AFTER.sub("", text)))


def without_marks(text: str, words: DocumentWords) -> str:
    """A number without the ``No.`` before it."""
    found = words.number_marks.several.match(text)
    return text[found.end() :].lstrip(" .:°º#") if found and not text[: found.end()].isdigit() else text.lstrip("# ")


def _plausible(text: str) -> bool:
    """Whether it has a digit, no word that is too long for a prefix, and none that only joins words."""
    parts = _SEPARATORS.split(text)
    return (
        any(map(str.isdigit, text))
        and _JOINING.isdisjoint(parts)
        and all(len(part) <= _LONGEST_WORD for part in parts if part.isalpha())
    )


def _joined(text: str) -> str:
    parts = (part for part in _SEPARATORS.split(text.upper()) if part)
    return "-".join(_JOINT.sub("-", part) if part.isalnum() else part for part in parts)


def tax_id(text: str, _: DocumentWords | None = None) -> str | None:
    """A tax or citizen's id with points, and its check digit if written: ``999023456-9`` is ``999.023.456-9``.

    An Argentinian one has three parts, which may be written on without hyphens: ``30-70999999-7``.
    """
    if cuit := _CUIT.search(_TORN.sub("", text)):
        return f"{cuit[1]}-{_NO_DIGIT.sub('', cuit[3])}-{cuit[4]}"
    found = next((one for one in _TAX_ID.finditer(text) if not _OF_NUMBER.search(text[: one.start()])), None)
    if found is None:
        return None
    digits = _NO_DIGIT.sub("", found[1])
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{grouped}-{found[2]}" if found[2] else grouped


def person(text: str, words: DocumentWords) -> str | None:
    """A person's name without courtesy title and position: ``Dra. Ana Ruiz - Jefe`` is ``Ana Ruiz``."""
    title = _EITHER.match(text)
    text = text if title is None or not words.courtesies.whole(fold(title[1])) else text[title.end() :].lstrip(" .:")
    name = squeeze(_ROLE_AFTER_NAME.split(text.strip(), maxsplit=1)[0])
    while (found := words.courtesies.pattern.match(plain(name))) and found.end() < len(name):
        name = name[found.end() :].lstrip(". ")
    return name or None


def position(text: str) -> str | None:
    """What stands after a person's name: ``Ana Ruiz - Jefe de Cartera`` has ``Jefe de Cartera``."""
    title = _EITHER.match(text)
    parts = _ROLE_AFTER_NAME.split(text[title.end() if title else 0 :].strip(), maxsplit=1)
    return squeeze(parts[1]).rstrip(")") or None if len(parts) > 1 else None


def place(text: str, words: DocumentWords) -> str | None:
    """A city by its short name, without department: ``Cali, Valle`` and ``SANTIAGO DE CALI`` are ``Cali``."""
    folded = fold(text)
    if folded in words.city_names:
        return words.city_names[folded]
    first = squeeze(_CITY_ENDS.split(text.strip(), maxsplit=1)[0]).strip(" .")
    if fold(first) in words.city_names:
        return words.city_names[fold(first)]
    if not first or any(map(str.isdigit, first)):
        return None
    return _capitalised(first, words) if first.isupper() or first.islower() else first


def _capitalised(text: str, words: DocumentWords) -> str:
    return " ".join(
        part.lower() if index and words.fillers.whole(fold(part)) else part.capitalize()
        for index, part in enumerate(text.split())
    )


def cause(text: str, _: DocumentWords | None = None) -> str | None:
    """The code of a cause in two digits, or its words where it has no code."""
    found = _CAUSE.search(text)
    return f"{int(found[1]):02d}" if found else squeeze(text) or None


def count(text: str, _: DocumentWords | None = None) -> int | None:
    """A whole number that stands alone or after its unit."""
    found = _COUNT.search(text)
    return int(found.group()) if found else None


def _text(text: str, _: DocumentWords) -> str | None:
    return squeeze(text) or None


def _date(text: str, words: DocumentWords) -> date | None:
    return day_of(text, words)


def _money(text: str, _: DocumentWords) -> Decimal | None:
    return money_within(text)


def options(kind: Kind, words: DocumentWords) -> Mapping[str, Phrases]:
    """What may be chosen in a field of this kind, with how it is said."""
    return words.yes_no if kind is Kind.YES_NO else {**words.kinds, _BOTH: words.both}


def _kinds(text: str, words: DocumentWords) -> tuple[str, ...] | None:
    picked = marks.chosen(text, options(Kind.KINDS, words))
    if _BOTH in picked and (marks.has_box(text) or words.both.whole(fold(text))):
        return tuple(words.kinds)
    return tuple(kind for kind in picked if kind != _BOTH) or None


def _yes_no(text: str, words: DocumentWords) -> bool | None:
    return marks.yes_or_no(text, words.yes_no)


_FROM_TEXT: dict[Kind, Callable[[str, DocumentWords], FieldValue]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.CHECKLIST: _text,
    Kind.PERSON: person,
    Kind.PLACE: place,
    Kind.NUMBER: number,
    Kind.DATE: _date,
    Kind.MONEY: _money,
    Kind.AMOUNT_IN_WORDS: lambda text, words: amount_in_words(text, words.numerals),
    Kind.TAX_ID: tax_id,
    Kind.PERIOD: period_of,
    Kind.KINDS: _kinds,
    Kind.YES_NO: _yes_no,
    Kind.CAUSE: cause,
    Kind.COUNT: count,
}
