"""The part of a subject after its keyword: a client's name, which may hold hyphens, and a city."""

import itertools
import re
from dataclasses import dataclass, replace

from bot.core.subject import City
from bot.intake.places import Cities
from bot.intake.subject_words import SubjectWords
from bot.intake.words import joined, keys, parts, split_words, trim

_CITY_PARTS = 3  # parts between dashes that a city with its department may take
_CITY_WORDS = 6
_HOUSE_NUMBER = 4  # digits of a number inside a name, at most; a longer one is a postal code or an invoice
_WRAPPED = re.compile(r"[(\[{<](?P<inside>[^()\[\]{}<>]+)[)\]}>]")
_OPENED = re.compile(r"\s*[(\[{<]+$|\s+[\"'“«]+$")  # around the city that follows
_INVOICE = re.compile(rf"(?:[a-z]{{2,5}} ?)?\d{{{_HOUSE_NUMBER + 1},}}")
_AFTER_KEYWORD = ". )]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What was understood.

    Attributes:
        client: As written, or ``""``.
        city: Or ``None``.
        problems: Codes of findings, without their ``subject.``.
        written: What stands in the city's place and is none, or ``""``.
    """

    client: str = ""
    city: City | None = None
    problems: tuple[str, ...] = ()
    written: str = ""


class FieldReader:
    """Reads client and city out of what surrounds the keyword."""

    def __init__(self, cities: Cities, words: SubjectWords) -> None:
        self._cities = cities
        self._words = words

    def after(self, text: str) -> Fields:
        """Fields of the text after the keyword, its separator included."""
        (_, dash), *rest = parts(text)
        if not rest or keys(text[:dash]):
            return self._checked(self._loose(text))
        start = rest[0][0]
        return self._checked(self._regular(text[start:], spaced=" " in text[:start]))

    def around(self, before: str, after: str) -> Fields:
        """Fields of a subject whose keyword stands in the middle or at the end: always a problem of form."""
        head, tail = trim(before), trim(after)
        if not tail:
            fields = self._regular(head, spaced=False)
        elif city := self._cities.read(keys(tail)):
            fields = Fields(client=head, city=city)
        elif city := self._cities.read(keys(head)):
            fields = Fields(client=tail, city=city)
        else:
            inner = self._regular(tail, spaced=False)
            fields = inner if inner.city and inner.client else Fields(client=head)
        return replace(fields, problems=("format",))

    def _regular(self, text: str, *, spaced: bool) -> Fields:
        """``client-CITY``; ``spaced`` says that the dash after the keyword had blanks around it."""
        spans = parts(text)
        open_end = spans[-1][0] == spans[-1][1]
        spans = spans[:-1] if open_end and len(spans) > 1 else spans
        if found := self._from_the_right(text, spans):
            return found
        last = text[spans[-1][0] : spans[-1][1]]
        whole = text[: spans[-1][1]]
        if len(spans) == 1:
            return self._trailing(whole) or Fields(client=whole, problems=("city_missing",))
        if found := self._city_and_more(text, spans):
            return found
        if (city := self._cities.read(keys(text[: spans[0][1]]))) and not self._cities.is_elsewhere(keys(last)):
            return Fields(client=text[spans[1][0] : spans[-1][1]], city=city, problems=("format",))
        if open_end or self._ends_a_name(last) or (spaced and " " not in whole[spans[0][1] : spans[1][0]]):
            return Fields(client=whole, problems=("city_missing",))
        start = self._start_of_place(text, spans)
        return Fields(
            client=text[: spans[start - 1][1]], written=text[spans[start][0] : spans[-1][1]], problems=("city_unknown",)
        )

    def _from_the_right(self, text: str, spans: tuple[tuple[int, int], ...]) -> Fields | None:
        for look_up in (self._cities.read, self._cities.read_near):
            for size in range(1, min(_CITY_PARTS, len(spans)) + 1):
                if city := look_up(keys(text[spans[-size][0] : spans[-1][1]])):
                    client = text[: spans[-size - 1][1]] if size < len(spans) else ""
                    return Fields(client=client, city=city)
        return None

    def _city_and_more(self, text: str, spans: tuple[tuple[int, int], ...]) -> Fields | None:
        """A city at the beginning of a part, and then a number or a word of no meaning: ``-CALI FV-1233``."""
        for (_, end), (start, _) in reversed(tuple(itertools.pairwise(spans[-_CITY_PARTS:]))):
            found = keys(text[start:])
            for size in range(min(_CITY_WORDS, len(found) - 1), 0, -1):
                rest = found[size:]
                no_name = any(map(_has_digit, rest)) or self._words.around.issuperset(rest)
                if no_name and (city := self._cities.read(found[:size])):
                    return Fields(client=text[:end], city=city, problems=("format",))
        return None

    def _start_of_place(self, text: str, spans: tuple[tuple[int, int], ...]) -> int:
        """Index of the part where what should be a city begins: ``-EL CARMEN-DE BOLIVAR``, ``-CALI-SUR`` take two."""
        for size in range(min(_CITY_PARTS, len(spans) - 1), 1, -1):
            start, end = spans[-size]
            if self._cities.is_elsewhere(keys(text[start : spans[-1][1]])) or self._cities.read(keys(text[start:end])):
                return len(spans) - size
        return len(spans) - 1

    def _ends_a_name(self, part: str) -> bool:
        """Whether a part can only be the end of a company's name: initials, a number, a legal form."""
        found = keys(part)
        together = "".join(found)
        return (
            len(together) == 1
            or (together.isdecimal() and len(together) <= _HOUSE_NUMBER)
            or not self._words.company.isdisjoint((*found, _initials(found)))
        )

    def _loose(self, text: str) -> Fields:
        """Anything but dashes between keyword, client and city: understood where it can be, and to be mended."""
        body = trim(text.lstrip(_AFTER_KEYWORD))
        if not keys(body):
            return Fields(problems=("format",))
        spans = parts(body)
        found = self._from_the_right(body, spans) if len(spans) > 1 else None
        found = found or self._trailing(body, stop=text.lstrip().startswith(".")) or self._inside(body)
        if found:
            return replace(found, problems=("format",))
        return Fields(client=body, problems=("format",))

    def _trailing(self, text: str, *, stop: bool = False) -> Fields | None:
        """A city in the last words, the longest way to read it; ``stop`` says that full stops separate."""
        found = split_words(text)
        for size in range(min(_CITY_WORDS, len(found)), 0, -1):
            if city := self._cities.read([word.key for word in found[-size:]]):
                client = trim(_OPENED.sub("", text[: found[-size].start]))
                if wrapped := _WRAPPED.fullmatch(client):
                    client = wrapped["inside"].strip()
                if stop and not self._ends_a_name(client[found[-size - 1].start :] if size < len(found) else ""):
                    client = client.rstrip(". ")
                return Fields(client=client, city=city, problems=("format",))
        return None

    def _inside(self, text: str) -> Fields | None:
        """The one city that is named after something else, whatever follows it: ``La Acacia cali parte 2``."""
        found = split_words(text)
        places = [
            (size, at, city)
            for at in range(1, len(found))
            for size in range(1, min(_CITY_WORDS, len(found) - at) + 1)
            if (city := self._cities.read([word.key for word in found[at : at + size]]))
        ]
        if len({city.name for _, _, city in places}) != 1:
            return None
        _, at, city = max(places, key=lambda place: place[:2])
        return Fields(client=trim(text[: found[at].start]), city=city, problems=("format",))

    def _checked(self, fields: Fields) -> Fields:
        """The same without a client that is only a filler or an invoice's number, which is then missing."""
        name = joined(fields.client)
        if name and name not in self._words.filler and not self._is_invoice(fields.client):
            return fields
        if not name and not fields.city:
            return replace(fields, client="", problems=("format",))
        others = tuple(problem for problem in fields.problems if problem != "format")
        return replace(fields, client="", problems=(*others, "client_missing"))

    def _is_invoice(self, written: str) -> bool:
        """``factura FEMD-110001``, ``FEMD-110001``."""
        rest = [word for word in keys(written) if word not in self._words.invoice]
        return bool(rest) and _INVOICE.fullmatch(" ".join(rest)) is not None


def _initials(found: tuple[str, ...]) -> str:
    """``s a s`` as one word."""
    return "".join(word for word in found if len(word) == 1)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
