"""Subtracts from an answer, word by word, the texts that we sent in its thread."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from bot.intake.reply.lines import Line

_GRAM = 4
"""Words that must agree in a row: table cells and lines that a client has touched hold no more."""

_PASSAGE = 8
"""Words of ours that must stand together: fewer may be the author's own, who speaks of the same matter as we do."""

_GAP = 3
"""Words that a client may have put between two runs of a passage: marks of a table, a link spelt out."""

_MIN_LETTERS = 2
"""Of a word that says something: single ones are marks of lists and of tables."""

_MAX_CANDIDATES = 8
_MAX_SENT_WORDS = 20_000
_LINK_RE = re.compile(r"<(?:mailto:|https?:|cid:)[^<>]{0,500}>|\[(?:image|cid):[^\[\]]{0,200}\]", re.IGNORECASE)
_WORD_RE = re.compile(r"(?:[A-Za-z0-9]|[^\x00-\x7f\s\u2010-\u2015\u2026]|\?(?=\w))+")
_DAMAGED_RE = re.compile(r"[^A-Za-z0-9]+")
"""What programs and gateways that take one alphabet for another make something else of: letters beyond ASCII."""

_NOT_ASCII_RE = re.compile(r"[^\x00-\x7f]")
_SIGN_RE = re.compile(r"(?<!\S)(?:\d{1,3}\s?(?:/\s?\d{1,3}|%)|[^\w\s]*[\u00bc-\u00be\u2150-\u215f][^\w\s]*)(?!\S)")
"""A part of a whole, which is no word; between letters it is one that a program damaged."""

_SENTENCE_RE = re.compile(r"[.!?](?:\s|$)|\n\s*\n")

_DAMAGE = "\ufffd\u00a6\u00a9\u00ae\u00b0"
"""Signs that stand where a program damaged a letter."""

Gram = tuple[str, ...]


class Word(NamedTuple):
    """A word of the answer.

    Attributes:
        end: Where it ends in its line.
        letters: How many it has.
        run: Words of the passage of ours in which it stands; none where it is the author's.
        is_first: A sentence of ours begins with this word.
        is_final: A sentence of ours ends with this word.
    """

    end: int
    letters: int
    run: int
    is_first: bool
    is_final: bool


class Run(NamedTuple):
    """Words of ours: where they begin and end among the words of the answer, and among those that we sent."""

    start: int
    end: int
    sent_start: int
    sent_end: int


def mark_sent(lines: Sequence[Line], sent: Sequence[str]) -> tuple[Line, ...]:
    """Mark the lines that are ours; a line that the author continued is cut in two.

    Words are compared in order and with their capitals, across line breaks, quote marks, table cells and
    emphasis, since clients rewrap and reformat what they quote but change no word.

    Args:
        lines: Of the answer.
        sent: Plain texts of the mails that we sent in this thread.

    Returns:
        The lines, ``ours`` where every word stands in a passage that we sent, or all are a sentence of ours. A line is
        cut only where a sentence of ours ends: whoever goes on in the middle of one has written the whole.
    """
    ours = [word for text in sent for word in (*_words(text), "")][:_MAX_SENT_WORDS]
    edges = [(words[0], words[-1]) for text in sent for words in _sentences(text)]
    firsts, finals = frozenset(first for first, _ in edges), frozenset(final for _, final in edges)
    found = [
        (number, end, word) for number, line in enumerate(lines) for end, word in _placed(_without_links(line.text))
    ]
    new = [number for number, *_ in found]
    apart = [later - earlier > 1 for earlier, later in zip(new[:1] + new, new, strict=False)]
    covered = _covered([word for *_, word in found], ours, apart, (firsts, finals))
    by_line: dict[int, list[Word]] = defaultdict(list)
    for (number, end, word), mine in zip(found, covered, strict=True):
        by_line[number].append(
            Word(end=end, letters=len(word), run=mine, is_first=word in firsts, is_final=word in finals)
        )
    known = frozenset(sign for text in sent for sign in _signs(text))
    return tuple(
        piece
        for number, line in enumerate(lines)
        for piece in _cut(line, by_line.get(number, []), signed=not known.issuperset(_signs(line.text)))
    )


def _signs(text: str) -> Iterator[str]:
    """Parts of a whole, and pictures that stand for a word: a thumb, a cross."""
    yield from (found.group() for found in _SIGN_RE.finditer(text))
    yield from (character for character in _NOT_ASCII_RE.findall(text) if _is_picture(character))


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) == "So" and character not in _DAMAGE


def _words(text: str) -> list[str]:
    return [word for _, word in _placed(_without_links(text))]


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """Where each word ends, and its letters that no program damages."""
    for found in _WORD_RE.finditer(text):
        letters = found.group()
        if letters := letters if _is_plain(letters) else _DAMAGED_RE.sub("", letters):
            yield found.end(), letters


def _is_plain(letters: str) -> bool:
    return letters.isascii() and letters.isalnum()


def _sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence."""
    return filter(None, map(_words, _SENTENCE_RE.split(text)))


def _without_links(text: str) -> str:
    """Blank out addresses that clients write behind linked words, keeping every position."""
    if "<" not in text and "[" not in text:
        return text
    return _LINK_RE.sub(lambda link: " " * len(link.group()), text)


def _covered(
    words: Sequence[str], ours: Sequence[str], apart: Sequence[bool], edges: tuple[frozenset[str], frozenset[str]]
) -> list[int]:
    """For each word, how many words the passage of ours has in which it stands.

    Args:
        words: Of the answer.
        ours: Of what we sent.
        apart: For each word, whether an empty line stands before it.
        edges: Words with which our sentences begin, and those with which they end.
    """

    def goes_on(earlier: Run, later: Run) -> bool:
        """Whether two runs are one passage; across an empty line, what does not follow in ours is the author's."""
        if later.start - earlier.end > _GAP:
            return False
        follows = 0 <= later.sent_start - earlier.sent_end <= _GAP
        whole = words[later.start] in edges[0] and words[earlier.end - 1] in edges[1]
        return follows or whole or not any(apart[earlier.end : later.start + 1])

    covered = [0] * len(words)
    for passage in _passages(_runs(words, ours), goes_on):
        length = sum(run.end - run.start for run in passage)
        for run in passage:
            covered[run.start : run.end] = [length] * (run.end - run.start)
    return covered


def _runs(words: Sequence[str], ours: Sequence[str]) -> Iterator[Run]:
    places = _grams(ours)
    position = 0
    while position <= len(words) - _GRAM:
        starts = places.get(tuple(words[position : position + _GRAM]), ())
        agreeing = ((_agreeing(words, position, ours, start), -start) for start in starts)
        length, start = max(agreeing, default=(0, 0))
        if length:
            yield Run(position, position + length, -start, length - start)
        position += length or 1


def _passages(runs: Iterable[Run], goes_on: Callable[[Run, Run], bool]) -> Iterator[Sequence[Run]]:
    """Runs that stand close together."""
    passage: list[Run] = []
    for run in runs:
        if passage and not goes_on(passage[-1], run):
            yield passage
            passage = []
        passage.append(run)
    yield passage


def _grams(ours: Sequence[str]) -> Mapping[Gram, list[int]]:
    places: dict[Gram, list[int]] = defaultdict(list)
    for start, gram in enumerate(zip(*(ours[place:] for place in range(_GRAM)), strict=False)):
        starts = places[gram]
        if len(starts) < _MAX_CANDIDATES:
            starts.append(start)
    return places


def _agreeing(words: Sequence[str], position: int, ours: Sequence[str], start: int) -> int:
    length = _GRAM
    while position + length < len(words) and start + length < len(ours):
        if words[position + length] != ours[start + length]:
            break
        length += 1
    return length


def _cut(line: Line, words: Sequence[Word], *, signed: bool) -> Iterator[Line]:
    """The line as ours, as theirs, or ours up to where the author went on; a sign of theirs leaves none ours."""
    mine = sum(1 for _ in takewhile(attrgetter("run"), words))
    last = words[mine - 1] if mine else None
    strange = signed or any(not word.run and word.letters >= _MIN_LETTERS for word in words)
    if (
        signed
        or last is None
        or not (words[0].run >= _PASSAGE or (mine == len(words) and words[0].is_first and last.is_final))
    ):
        yield replace(line, strange=strange)
    elif mine == len(words):
        yield replace(line, ours=True, strange=False)
    elif line.depth or not last.is_final or any(word.run for word in words[mine:]):
        yield replace(line, strange=strange)
    else:
        yield replace(line, text=line.text[: last.end].strip(), ours=True, strange=False)
        yield replace(line, text=line.text[last.end :].lstrip(" .,;:*_|?!)"))
