"""What a letter says in its sentences: numbers, days and amounts, each told apart by the words before it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.core.document import Read
from bot.core.identifiers import invoice_key
from bot.intake.documents.dates import dates_within
from bot.intake.documents.money import amounts_within
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import plain
from bot.intake.documents.values import number, tax_id
from bot.intake.documents.words import DocumentWords, Phrases

_CITED = (  # a number may go on in the next line after its hyphen; a day or an hour is none of it
    r"(?P<cited>"
    r"(?:[\"(]?[abcem][\")]?[ .\-]{0,3}(?:n(?:ro|um)?[.°º]{0,2} ?)?)?\d{4,5}-\d{8}|"
    r"\d{2,4}-[a-z]{1,5}-\d{2,8}|"
    r"[a-z]{1,6}(?:[ \-/.]{0,3}[a-z]{1,5}){0,2}[ \-/.]{0,3}\d[\d]*"
    r"(?:(?:[\-/.]|- | (?!\d{1,2}(?: de |:|[/.-]\d{1,2}[/.-]\d)))\d{2,})*|\d{3,12})"
    r"(?![a-z0-9])"
)
_LONGEST_LETTER = 20_000  # letters of the alphabet: five pages
_LONGEST_DAY = 45  # letters of a day in words
_BEHIND = 40  # letters after an amount in which its kind stands
_OF_INVOICE = "valor_factura"
_OF_COSTS = "valor_costos"
_OF_NEW_INVOICE = "valor_nueva_factura"
_BETWEEN = 40  # letters between a phrase and the day that belongs to it
_SENTENCE_END = re.compile(r"(?<=[a-záéíóúñ0-9)]{3})[.;]\s+(?=[A-ZÁÉÍÓÚÑ¿])")  # three letters: not an abbreviation


@dataclass(frozen=True, slots=True)
class Prose:
    """Several lines as one text, which still knows the page of every position."""

    text: str
    flat: str
    starts: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, lines: tuple[Line, ...]) -> "Prose":
        """The lines joined by spaces, as many as a letter can have."""
        starts, at = [], 0
        for line in lines:
            starts.append((at, line.page))
            at += len(line.text) + 1
        text = " ".join(line.text for line in lines)[:_LONGEST_LETTER]
        return cls(text, plain(text), tuple(starts))

    def page(self, position: int) -> int | None:
        """The page on which a position of the text stands."""
        return next((page for start, page in reversed(self.starts) if start <= position), None)

    def read(self, value: str | Decimal | None, start: int, end: int) -> Read:
        """A value with the text that it was read from."""
        return Read(value=value, source=self.text[start:end].strip(), page=self.page(start))


def number_after(prose: Prose, keyword: Phrases, words: DocumentWords) -> Read | None:
    """The first number that follows a keyword: ``factura No. FECA-104582``."""
    return next(numbers_after(prose, keyword, words), None)


def numbers_after(prose: Prose, keyword: Phrases, words: DocumentWords) -> Iterator[Read]:
    """The numbers that follow a keyword, each time that it stands there."""
    for found in _cited_after(keyword, words.number_fillers).finditer(prose.flat):
        start, end = found.span("cited")
        value = number(prose.text[start:end], words)
        if value and not _begins_with_word(value, words):
            yield prose.read(value, start, end)


def _begins_with_word(value: str, words: DocumentWords) -> bool:
    """«radicada el 13 de marzo», «factura marzo 2026»: what looks like a prefix is a word of the sentence."""
    prefix = value.partition("-")[0].lower()
    return len(prefix) > 1 and prefix.isalpha() and (words.phrases["day"].whole(prefix) or prefix in words.months)


@lru_cache(maxsize=32)
def _cited_after(keyword: Phrases, fillers: Phrases) -> re.Pattern[str]:
    between = rf"[\s,:;.#]*(?:(?:{fillers.pattern.pattern})[\s.°:º#]*)*"
    return re.compile(rf"(?:{keyword.pattern.pattern}){between}{_CITED}")


def tax_id_after(prose: Prose, keyword: Phrases) -> Read | None:
    """The first tax or citizen's id that follows a keyword."""
    for found in keyword.pattern.finditer(prose.flat):
        end = found.end() + 25
        if value := tax_id(prose.text[found.end() : end]):
            return prose.read(value, found.start(), end)
    return None


def day_after(prose: Prose, keyword: Phrases, words: DocumentWords, reach: int = _BETWEEN) -> Read | None:
    """The first day that closely follows a keyword: ``su carta del 19 de febrero de 2026``."""
    ends = (found.end() for found in keyword.pattern.finditer(prose.flat))
    return next((day for end in ends if (day := day_at(prose, end, words, reach))), None)


def day_at(prose: Prose, position: int, words: DocumentWords, reach: int) -> Read | None:
    """The day that begins at most ``reach`` letters after a position."""
    near = prose.text[position : position + reach + _LONGEST_DAY]
    for start, end, value in dates_within(near, words)[:1]:
        if start <= reach:
            return Read(value=value, source=near[start:end], page=prose.page(position + start))
    return None


def amounts(prose: Prose, words: DocumentWords, invoice: str = "") -> dict[str, Read]:
    """The first amount of each kind; which kind it is, the nearest telling words before it in its sentence say.

    An amount that stands before the words for it («por $ 1.523.200 de la factura») belongs to them where nothing else
    tells; one that follows the number of another invoice is that one's. What is plainly called the new invoice's amount
    counts before what only stands near its name.
    """
    found: dict[str, Read] = {}
    plainly: dict[str, Read] = {}
    floor = 0
    for start, value, written in amounts_within(prose.text):
        low = max([floor, *(end.end() for end in _SENTENCE_END.finditer(prose.text, floor, start))])
        end = start + len(written)
        behind = _named_behind(prose.flat[end : end + _BEHIND], words)
        name = _OF_COSTS if behind == _OF_COSTS else _nearest(prose.flat[low:start], words.amounts) or behind
        cited = _cited_last(prose.text[low:start], invoice, words)
        read = prose.read(value, start, end)
        if name and not (name == _OF_INVOICE and cited and invoice_key(cited) != invoice_key(invoice)):
            found.setdefault(name, read)
        elif cited and invoice_key(cited) == invoice_key(invoice):
            found.setdefault(_OF_INVOICE, read)
        if words.phrases["new_amount"].ends(prose.flat[low:start]):
            plainly.setdefault(_OF_NEW_INVOICE, read)
        floor = end
    return found | plainly


def _named_behind(text: str, words: DocumentWords) -> str | None:
    """The kind of an amount by the words right after it."""
    said = text.lstrip(" )")
    of = ((_OF_COSTS, "amount_of_costs"), (_OF_INVOICE, "amount_of_invoice"))
    return next((name for name, phrases in of if words.phrases[phrases].pattern.match(said)), None)


def _cited_last(before: str, invoice: str, words: DocumentWords) -> str:
    """The last invoice that is cited before an amount: called one, or a number of the same series as the letter's."""
    if not invoice:
        return ""
    prose = Prose(before, plain(before), ())
    called = numbers_after(prose, words.phrases["invoice"], words)
    cited = [(prose.flat.rfind(plain(read.source)), str(read.value)) for read in called]
    cited += [(at, str(read.value)) for at, read in numbers_of_series(prose, invoice, words)]
    return max(cited, default=(0, ""))[1]


def numbers_of_series(prose: Prose, invoice: str, words: DocumentWords) -> list[tuple[int, Read]]:
    """The numbers that begin with the letters of this invoice's, each with its position."""
    series = re.escape(invoice.partition("-")[0].lower())
    found = re.finditer(rf"(?<![a-z0-9]){series}[ .\-]{{0,3}}\d{{3,12}}(?![\d-])", prose.flat)
    return [(one.start(), prose.read(number(one.group(), words), *one.span())) for one in found]


def _nearest(text: str, kinds: Mapping[str, Phrases]) -> str | None:
    """The kind whose phrase ends last in the text; of two that end together, the longer phrase."""
    ends = [
        (match.end(), match.end() - match.start(), name)
        for name, phrases in kinds.items()
        for match in phrases.pattern.finditer(text)
    ]
    return max(ends)[2] if ends else None
