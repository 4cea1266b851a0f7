"""What stands around a subject and is none of it: prefixes of answers, case numbers, marks of filters, politeness."""

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.core.mail import unique
from bot.intake.places import Cities
from bot.intake.subject_words import SubjectWords
from bot.intake.words import Word, keys, split_words

_ENDING = 2  # letters that a plural adds to a keyword
_CASE_NUMBER = r"\[\s*({})\s*[-\u2010-\u2015]\s*([0-9]{{4}})\s*[-\u2010-\u2015]\s*([0-9]+)\s*\]"
_BARE_NUMBER = r"\b({})[\s\u2010-\u2015-]{{1,3}}([0-9]{{4}})[\s\u2010-\u2015-]{{1,3}}([0-9]{{1,12}})\b"
_REPLY_PREFIX = r"(?:{})\s*(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^?\d{{1,3}})?\s*[:\uff1a]"
_TAG = re.compile(r"\[[^\[\]]{1,80}\]|\([^()]{1,80}\)|\{[^{}]{1,80}\}|<[^<>]{1,80}>|\*{2,}[^*]{1,80}\*{2,}")
_MARK_BEHIND = re.compile(r"(?<=[\w\]).]) \[[^\[\]]{1,80}\]$")
_CASE_CHANGE = re.compile(r"(?<=[a-záéíóúüñ])(?=[A-ZÁÉÍÓÚÜÑ])")
_LEADING_SIGNS = re.compile(r"[^\w\[({<*¿]+")


class Bare(NamedTuple):
    """A subject without what stood around it, and what that said."""

    line: str
    is_reply: bool
    is_forward: bool
    case_numbers: tuple[str, ...]


class Wrapping:
    """Takes off what stands around a subject; a keyword is never taken off."""

    def __init__(
        self, words: SubjectWords, keywords: AbstractSet[str], cities: Cities, prefixes: tuple[str, ...]
    ) -> None:
        self._words = words
        self._keywords = keywords
        self._cities = cities
        self._reply = re.compile(_REPLY_PREFIX.format(_any_of(*words.reply_prefixes, *words.replies)), re.IGNORECASE)
        any_prefix = _any_of(*prefixes) or "(?!)"
        self._case_number = re.compile(_CASE_NUMBER.format(any_prefix), re.IGNORECASE)
        self._bare_number = re.compile(_BARE_NUMBER.format(any_prefix), re.IGNORECASE)

    def off(self, line: str) -> Bare:
        """The bare subject of a clean line."""
        numbers = unique(_normal(*found.groups()) for found in self._case_number.finditer(line))
        line, prefixes = self._peeled(self._case_number.sub(" ", line))
        is_forward = bool(prefixes) and not self._words.forwards.isdisjoint(keys(prefixes[0]))
        return Bare(self._unglued(self._without_marks_behind(line)), bool(prefixes), is_forward, numbers)

    def bare_numbers(self, line: str) -> tuple[str, ...]:
        """Case numbers that somebody typed into a subject without our brackets: ``caso AN 2026 000001``."""
        return unique(_normal(*found.groups()) for found in self._bare_number.finditer(line))

    def _peeled(self, line: str) -> tuple[str, list[str]]:
        """The line without prefixes of answers and marks of filters, and those prefixes, outermost first."""
        prefixes: list[str] = []
        while True:
            if signs := _LEADING_SIGNS.match(line):
                line = line[signs.end() :]
            if reply := self._reply.match(line):
                prefixes.append(reply.group())
                line = line[reply.end() :]
            elif (tag := _TAG.match(line)) and self._keywords.isdisjoint(keys(tag.group())):
                line = line[tag.end() :]
            elif head := self._head(line):
                prefixes += [head] if not self._words.replies.isdisjoint(keys(head)) else []
                line = line[len(head) :]
            else:
                return line.rstrip(), prefixes

    def _head(self, line: str) -> str:
        """What stands before a colon, if it means nothing: ``URGENTE RV:``."""
        head, colon, _ = line.partition(":")
        found = keys(head)
        return head if colon and found and self._words.mean_nothing(found) else ""

    def _without_marks_behind(self, line: str) -> str:
        """The line without marks in square brackets at its end, ``CALI [EXTERNO]``; a city in them is no mark."""
        while (mark := _MARK_BEHIND.search(line)) and not self._cities.read(keys(mark.group())):
            line = line[: mark.start()]
        return line

    def _unglued(self, line: str) -> str:
        """The line with blanks where a keyword is written together with what follows: ``ANULADOTejidos PalomaCALI``."""
        first = next(iter(split_words(line)), Word("", 0, 0))
        for text in self._keywords:
            end = first.start + len(text)
            if first.key.startswith(text) and first.end > end + _ENDING and line[end].isupper():
                return f"{line[:end]} {_CASE_CHANGE.sub(' ', line[end:])}"
        return line


def _any_of(*texts: str) -> str:
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


def _normal(prefix: str, year: str, number: str) -> str:
    return f"{prefix.upper()}-{year}-{number.lstrip('0').zfill(6)}"
