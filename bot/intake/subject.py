"""The grammar of the subject: ``KEYWORD-client-CITY`` as people really write it.

The keyword opens, the catalogue of cities says from the right where the client's name ends, and only one reading
counts: none or several are a problem with suggestions, never a guess. What is whole and unambiguous (other dashes,
prefixes of answers, missing accents, abbreviated cities, one slip of the finger in a city) is no problem; everything
that is one has the severity *error*, since one line mended by its author is cheaper than a case for the wrong branch.
"""

from collections.abc import Iterable

from bot.core.finding import Finding, Severity
from bot.core.mail import unique
from bot.core.subject import City, SubjectReading, SubjectRule
from bot.intake.places import Cities
from bot.intake.subject_fields import FieldReader, Fields
from bot.intake.subject_opening import Meaning, Opening, Openings
from bot.intake.subject_words import SubjectWords
from bot.intake.subject_wrapping import Wrapping
from bot.intake.words import Word, clean, keys, split_words

_LONGEST = 1000  # characters; nobody types a longer subject


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
        self._openings = Openings(rules, words)
        self._wrapping = Wrapping(words, self._openings.keywords, self._cities, prefixes)
        self._fields = FieldReader(self._cities, words)

    def read(self, subject: str) -> SubjectReading:
        """What a decoded subject says. Never raises; only the first thousand characters are read."""
        bare = self._wrapping.off(clean(subject[:_LONGEST]))
        line = bare.line
        found = split_words(line)
        opening = None if "¿" in line else self._openings.find(line, found)
        if opening is None:
            numbers = bare.case_numbers or self._wrapping.bare_numbers(line)
            return SubjectReading(is_reply=bare.is_reply, is_forward=bare.is_forward, case_numbers=numbers)
        rule, keyword = opening.meaning
        fields = self._fields_of(line, found, opening)
        client, city = rule.fields
        understood = {client.name: fields.client, city.name: fields.city.name if fields.city else ""}
        return SubjectReading(
            process=rule.process,
            keyword=keyword.value,
            fields={name: value for name, value in understood.items() if value},
            problems=self._problems(line, found, opening, fields),
            is_reply=bare.is_reply or any(word.key in self._words.replies for word in found[: opening.first]),
            is_forward=bare.is_forward,
            case_numbers=bare.case_numbers,
        )

    def added(self, subject: str, known: Iterable[str]) -> str:
        """The words of a subject that are none of the known texts', nor what programs and politeness put around.

        A subject that a program cut short adds nothing.
        """
        line = self._wrapping.off(clean(subject[:_LONGEST])).line
        texts = [keys(text) for text in known]
        if any(" ".join(text).startswith(" ".join(keys(line))) for text in texts):
            return ""
        expected = {word for text in texts for word in text}
        return " ".join(
            line[word.start : word.end]
            for word in split_words(line)
            if word.key not in expected and not self._words.mean_nothing([word.key])
        )

    def blanks(self, reading: SubjectReading) -> dict[str, str]:
        """What a right form leaves to its author: how each field stands in it that could not be understood."""
        form = next((problem.data["right_form"] for problem in reading.problems), "")
        open_ones = ((name, shown) for name, shown in self._words.placeholders.items() if name not in reading.fields)
        return {name: shown for name, shown in open_ones if f"-{shown}-" in f"{form}-"}

    def _fields_of(self, line: str, found: tuple[Word, ...], opening: Opening) -> Fields:
        end = found[opening.again].start if opening.again else len(line)
        before, after = line[: found[opening.first].start], line[found[opening.last - 1].end : end]
        return self._fields.around(before, after) if opening.displaced else self._fields.after(after)

    def _problems(self, line: str, found: tuple[Word, ...], opening: Opening, fields: Fields) -> tuple[Finding, ...]:
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

    def _right_form(self, meaning: Meaning, fields: Fields, suggestions: tuple[str, ...]) -> str:
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
