"""What a cell of a workbook shows of its value: a format may hide it, write other words, or drop its decimals."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from bot.intake.documents.values import CellValue

_GENERAL = "general"
_TEXT_SECTION = 3
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CURRENCIES = frozenset({"cop", "col", "usd", "ars", "pesos", "cte", "mcte"})
_DIGITS = re.compile(r"[0#?]")
_DAYS = re.compile(r"[dmyhs]", re.IGNORECASE)
_NUMBER = re.compile(r"[0#?][0#?,.]*")
_PADDED = re.compile(r"0{2,}")
_THOUSAND = 1000
_WHOLE = (0, 1, -1, _THOUSAND)
_FRACTION = 0.25


def shown(raw: CellValue, code: str) -> CellValue:
    """The value as people see it: itself where the format only dresses it, the words written where it says more."""
    if isinstance(raw, str):
        return _shown_text(raw, code)
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return raw
    sections = _sections(code)
    section = _section_for(raw, sections)
    bare = _QUOTED.sub("", section)
    if _GENERAL in bare.lower():
        return raw
    if not _DIGITS.search(bare):
        said = _literal(section)
        is_words = not said or any(map(str.isalnum, said))  # a dash for nothing is no word
        return said if is_words and "@" not in bare and not _DAYS.search(bare) else raw
    return _shown_number(raw, section, bare)


def is_plain(code: str) -> bool:
    """Whether a format shows any value as it is: no other words, nothing hidden, nothing rounded."""
    return shows_whole_numbers(code) and shown(_FRACTION, code) == _FRACTION


@lru_cache(maxsize=256)
def shows_whole_numbers(code: str) -> bool:
    """The same of words and of numbers without decimals."""
    return shown("a", code) == "a" and all(shown(one, code) == one for one in _WHOLE)


def _shown_text(raw: str, code: str) -> str:
    sections = _sections(code)
    if len(sections) <= _TEXT_SECTION:
        return raw
    section = sections[_TEXT_SECTION]
    return _literal(section).replace("@", raw)


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[str, ...]:
    """The parts for more than zero, less than zero, zero, and text."""
    kept = re.sub(r'"[^"]*"', lambda found: found[0].replace(";", "\x00"), code)
    return tuple(part.replace("\x00", ";") for part in kept.split(";"))


def _section_for(number: float, sections: tuple[str, ...]) -> str:
    at = 1 if number < 0 else 2 if number == 0 else 0
    return sections[at] if at < len(sections) else sections[0]


def _literal(section: str) -> str:
    """The words of a section, without its colours, conditions and blanks."""
    return _QUOTED.sub(lambda found: found[1] or found[2] or "", section).strip()


def _shown_number(raw: float, section: str, bare: str) -> CellValue:
    figures = _NUMBER.search(bare)
    rounded = _rounded(raw, figures[0] if figures else "", bare)
    words = [word for word in _LETTERS.findall(_literal(section)) if word.lower() not in _CURRENCIES]
    padded = _PADDED.fullmatch(bare.strip())
    if not words and not padded:
        return rounded
    digits = f"{rounded:0{len(padded[0]) if padded else 0}}"
    before, after = _around(section)
    return f"{before}{digits}{after}".strip()


def _around(section: str) -> tuple[str, str]:
    """The words before and after the figures."""
    marked = _QUOTED.sub(lambda found: re.sub(_DIGITS, "\x00", found[0]) if found[0][0] == '"' else found[0], section)
    figures = _NUMBER.search(marked)
    if figures is None:
        return _literal(section), ""
    return _literal(section[: figures.start()]), _literal(section[figures.end() :])


def _rounded(raw: float, figures: str, bare: str) -> float:
    """The number with the decimals of its format, in thousands where that ends in a comma."""
    if "%" in bare or "e+" in bare.lower() or "/" in bare:
        return raw
    scale = len(figures) - len(figures.rstrip(","))
    decimals = len(figures.rstrip(",").partition(".")[2])
    exact = Decimal(repr(raw)) / (_THOUSAND**scale)
    value = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return int(value) if value == value.to_integral_value() else float(value)
