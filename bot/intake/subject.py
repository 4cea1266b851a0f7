"""The grammar of the subject: ``KEYWORD-client-CITY`` as people really write it.

The keyword opens, the catalogue of cities says from the right where the client's name ends, and only one reading
counts: none or several are a problem with suggestions, never a guess. What is whole and unambiguous (other dashes,
prefixes of answers, missing accents, abbreviated cities, one slip of the finger in a city) is no problem; everything
that is one has the severity *error*, since one line mended by its author is cheaper than a case for the wrong branch.
"""

import re
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.core.finding import Finding, Severity
from bot.core.mail import unique
from bot.core.subject import City, Keyword, SubjectReading, SubjectRule
from bot.intake.places import Cities
from bot.intake.subject_fields import FieldReader, Fields
from bot.intake.subject_words import SubjectWords
from bot.intake.words import Gap, Word, clean, fold, gap, joined, keys, split_words

_LONGEST = 1000  # characters; nobody types a longer subject
_LONGEST_KEYWORD = 24
_STEM = 4  # letters of a keyword that its inflections keep, at least
_ENDING = 2  # letters that a plural adds
_LONG = 7  # letters from which two slips in a keyword are understood
_CASE_NUMBER = r"\[\s*({})\s*[-\u2010-\u2015]\s*([0-9]{{4}})\s*[-\u2010-\u2015]\s*([0-9]+)\s*\]"
_REPLY_PREFIX = r"(?:{})\s*(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^?\d{{1,3}})?\s*[:\uff1a]"
_TAG = re.compile(r"\[[^\[\]]{1,80}\]|\([^()]{1,80}\)|\{[^{}]{1,80}\}|<[^<>]{1,80}>|\*{2,}[^*]{1,80}\*{2,}")
_MARK_BEHIND = re.compile(r"(?<=[\w\]).]) \[[^\[\]]{1,80}\]$")
_CASE_CHANGE = re.compile(r"(?<=[a-záéíóúüñ])(?=[A-ZÁÉÍÓÚÜÑ])")
_LEADING_SIGNS = re.compile(r"[^\w\[({<*¿]+")


class _Meaning(NamedTuple):
    rule: SubjectRule
    keyword: Keyword


class _Opening(NamedTuple):
    """A keyword where it stands: words ``first`` to ``last`` (exclusive); at word ``again`` another request begins."""

    meaning: _Meaning
    first: int
    last: int
    exact: bool
    displaced: bool = False
    again: int | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of what is wrong with the keyword itself."""
        if not self.exact:
            return ("keyword_typo",)
        return ("format",) if self.last - self.first > 1 or self.again else ()


class SubjectGrammar:
    """Reads subjects under one set of rules. Building it is cheap: the country's places load when first needed."""

    def __init__(
        self,
        rules: tuple[SubjectRule, ...],
        cities: tuple[City, ...],
        country: str,
        prefixes: tuple[str, ...],
        words: SubjectWords,
    ) -> None:
        """Prepare the look-ups.

        Args:
            rules: What opens each process.
            cities: The cities that branches serve.
            country: ISO 3166 code, for the regions and other places.
            prefixes: Of case numbers, ``AN``.
            words: How people write around it all.
        """
        self._words = words
        self._cities = Cities(cities, country, words)
        self._fields = FieldReader(self._cities, words)
        self._meanings = {joined(keyword.text): _Meaning(rule, keyword) for rule in rules for keyword in rule.keywords}
        self._longest_phrase = max(map(len, words.automatic), default=0)
        self._replies = frozenset(map(fold, words.reply_prefixes))
        self._reply = re.compile(_REPLY_PREFIX.format(_any_of({*words.reply_prefixes, *self._replies})), re.IGNORECASE)
        self._case_number = re.compile(_CASE_NUMBER.format(_any_of(prefixes) or "(?!)"), re.IGNORECASE)

    def read(self, subject: str) -> SubjectReading:
        """What a decoded subject says. Never raises; only the first thousand characters are read."""
        line = clean(subject[:_LONGEST])
        numbers = tuple(_normal(*found.groups()) for found in self._case_number.finditer(line))
        line, is_reply = self._peeled(self._case_number.sub(" ", line))
        line = self._unglued(line)
        found = split_words(line)
        opening = None if "¿" in line else self._opening(line, found)
        if opening is None:
            return SubjectReading(is_reply=is_reply, case_numbers=unique(numbers))
        rule, keyword = opening.meaning
        fields = self._fields_of(line, found, opening)
        client, city = rule.fields
        understood = {client.name: fields.client, city.name: fields.city.name if fields.city else ""}
        return SubjectReading(
            process=rule.process,
            keyword=keyword.value,
            fields={name: value for name, value in understood.items() if value},
            problems=self._problems(line, found, opening, fields),
            is_reply=is_reply or any(word.key in self._replies for word in found[: opening.first]),
            case_numbers=unique(numbers),
        )

    def _peeled(self, line: str) -> tuple[str, bool]:
        """The line without prefixes of answers and marks of filters, and whether there was such a prefix."""
        is_reply = False
        while True:
            if signs := _LEADING_SIGNS.match(line):
                line = line[signs.end() :]
            if reply := self._reply.match(line):
                is_reply = True
                line = line[reply.end() :]
            elif (tag := _TAG.match(line)) and self._meanings.keys().isdisjoint(keys(tag.group())):
                line = line[tag.end() :]
            elif head := self._head(line):
                is_reply = is_reply or not self._replies.isdisjoint(keys(head))
                line = line[len(head) :]
            else:
                return self._without_marks_behind(line.rstrip()), is_reply

    def _without_marks_behind(self, line: str) -> str:
        """The line without marks in square brackets at its end, ``CALI [EXTERNO]``; a city in them is no mark."""
        while (mark := _MARK_BEHIND.search(line)) and not self._cities.read(keys(mark.group())):
            line = line[: mark.start()]
        return line

    def _unglued(self, line: str) -> str:
        """The line with blanks where a keyword is written together with what follows: ``ANULADOTejidos PalomaCALI``."""
        first = next(iter(split_words(line)), Word("", 0, 0))
        for text in self._meanings:
            end = first.start + len(text)
            if first.key.startswith(text) and first.end > end + _ENDING and line[end].isupper():
                return f"{line[:end]} {_CASE_CHANGE.sub(' ', line[end:])}"
        return line

    def _head(self, line: str) -> str:
        """What stands before a colon, if it means nothing: ``URGENTE RV:``."""
        head, colon, _ = line.partition(":")
        found = keys(head)
        return head if colon and found and all(map(self._means_nothing, found)) else ""

    def _means_nothing(self, word: str) -> bool:
        return word in self._words.around or word in self._replies

    def _opening(self, line: str, found: tuple[Word, ...]) -> _Opening | None:
        """The first keyword that stands where one opens a request, else one with a slip in the first place."""
        for at, word in enumerate(found):
            meaning = self._meanings.get(word.key)
            if meaning and (opening := self._exact(line, found, at, meaning)):
                return opening
        return self._inexact(line, found)

    def _exact(self, line: str, found: tuple[Word, ...], at: int, meaning: _Meaning) -> _Opening | None:
        head = [word.key for word in found[:at]]
        if self._speaks_about_cases(head):
            return None
        last = self._end_of_keywords(line, found, at)
        after = _gap_after(line, found, last - 1)
        if all(map(self._means_nothing, head)):
            goes_on = after is Gap.SPACE and found[last].key in self._words.sentence_goes_on
            return None if goes_on else _Opening(meaning, at, last, exact=True, again=self._again(line, found, last))
        alone = after is not Gap.SPACE and _gap_after(line, found, at - 1) is not Gap.SPACE
        return _Opening(meaning, at, last, exact=True, displaced=True) if alone and line[-1] != "?" else None

    def _end_of_keywords(self, line: str, found: tuple[Word, ...], at: int) -> int:
        """Index after a keyword, and after a second one where that stands alone: ``ANULADO Y REFACTURADO-``."""
        for second in (at + 1, at + 2):
            linked = all(len(word.key) == 1 for word in found[at + 1 : second])
            if second < len(found) and linked and found[second].key in self._meanings:
                return second + 1 if _gap_after(line, found, second) is not Gap.SPACE else at + 1
        return at + 1

    def _again(self, line: str, found: tuple[Word, ...], start: int) -> int | None:
        """Index of a further keyword that stands alone: ``ANULADO-X-CALI y ANULADO-Y-PASTO``."""
        for at in range(start + 1, len(found)):
            before = Gap.SIGN if len(found[at - 1].key) == 1 else _gap_after(line, found, at - 1)
            alone = before is not Gap.SPACE and _gap_after(line, found, at) is not Gap.SPACE
            if alone and found[at].key in self._meanings:
                return at
        return None

    def _inexact(self, line: str, found: tuple[Word, ...]) -> _Opening | None:
        first = next((at for at, word in enumerate(found) if word.key not in self._words.around), len(found))
        head = [word.key for word in found[:first]]
        if first >= len(found) or found[first].key in self._meanings or self._speaks_about_cases(head):
            return None
        for last in (first + 1, first + 2):
            if last >= len(found) or _gap_after(line, found, last - 1) is Gap.SPACE:
                continue
            written = "".join(word.key for word in found[first:last])
            meaning = self._alike(written) if last == first + 1 else self._meanings.get(written)
            if meaning:
                return _Opening(meaning, first, last, exact=False)
        return None

    def _alike(self, written: str) -> _Meaning | None:
        """The keyword that a word with a slip or another ending means, if all that it may mean is one process."""
        if len(written) > _LONGEST_KEYWORD:
            return None
        near = [(OSA.distance(written, text), text) for text in self._meanings if _may_mean(written, text)]
        best = [self._meanings[text] for distance, text in near if distance == min(near)[0]]
        return best[0] if len({meaning.rule.process for meaning in best}) == 1 else None

    def _speaks_about_cases(self, head: list[str]) -> bool:
        """Whether the words before a keyword are those of a report, a question or a machine."""
        if not self._words.announcing.isdisjoint(head):
            return True
        return any(
            tuple(head[start : start + size]) in self._words.automatic
            for start in range(len(head))
            for size in range(1, self._longest_phrase + 1)
        )

    def _fields_of(self, line: str, found: tuple[Word, ...], opening: _Opening) -> Fields:
        end = found[opening.again].start if opening.again else len(line)
        before, after = line[: found[opening.first].start], line[found[opening.last - 1].end : end]
        return self._fields.around(before, after) if opening.displaced else self._fields.after(after)

    def _problems(self, line: str, found: tuple[Word, ...], opening: _Opening, fields: Fields) -> tuple[Finding, ...]:
        keyword = line[found[opening.first].start : found[opening.last - 1].end]
        written = {"keyword_typo": keyword, "city_unknown": fields.written, "client_missing": "", "city_missing": ""}
        codes = unique((*fields.problems, *opening.codes))
        suggestions = self._cities.suggest(keys(fields.written)) if fields.written else ()
        right_form = self._right_form(opening.meaning, fields, suggestions)
        return tuple(
            Finding(
                code=f"subject.{code}",
                severity=Severity.ERROR,
                data={
                    "written": written.get(code, line),
                    "suggestion": ", ".join(suggestions) if code == "city_unknown" else "",
                    "right_form": right_form,
                },
            )
            for code in codes
        )

    def _right_form(self, meaning: _Meaning, fields: Fields, suggestions: tuple[str, ...]) -> str:
        client, city = (self._words.placeholders.get(field.name, field.name) for field in meaning.rule.fields)
        if fields.city:
            city = fields.city.name.upper()
        elif self._is_slip_of(fields.written, suggestions):
            city = suggestions[0].upper()
        return f"{meaning.keyword.value}-{fields.client or client}-{city}"

    def _is_slip_of(self, written: str, suggestions: tuple[str, ...]) -> bool:
        """Whether the one suggestion may stand in the right form: as many words, and no other place is named."""
        found = keys(written)
        same = len(suggestions) == 1 and len(keys(suggestions[0])) == len(found)
        return same and not self._cities.is_elsewhere(found)


def _any_of(texts: "set[str] | tuple[str, ...]") -> str:
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


def _normal(prefix: str, year: str, number: str) -> str:
    return f"{prefix.upper()}-{year}-{number.lstrip('0').zfill(6)}"


def _gap_after(line: str, found: tuple[Word, ...], at: int) -> Gap:
    """What stands after a word; the end of the line separates like a dash."""
    return gap(line[found[at].end : found[at + 1].start]) if at + 1 < len(found) else Gap.DASH


def _may_mean(written: str, keyword: str) -> bool:
    distance = OSA.distance(written, keyword)
    slips = 2 if len(keyword) >= _LONG and written[:3] == keyword[:3] else 1
    stem = keyword[: max(_STEM, len(keyword) - 3)]
    return (
        distance <= slips
        or (written.startswith(stem) and len(written) <= len(keyword) + _STEM)
        or (len(written) >= _STEM and keyword.startswith(written))
    )
