"""Subtracts from an answer, word by word, the texts that we sent in its thread."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.intake.reply.lines import Line

_GRAM = 4
"""Words that must agree in a row: fewer would subtract an author's own short answer."""

_MAX_CANDIDATES = 8
_MAX_SENT_WORDS = 20_000
_LINK_RE = re.compile(r"<(?:mailto:|https?:|cid:)[^<>]{0,500}>|\[(?:image|cid):[^\[\]]{0,200}\]", re.IGNORECASE)
_WORD_RE = re.compile(r"[^\W_]+")

Gram = tuple[str, ...]


def mark_sent(lines: Sequence[Line], sent: Sequence[str]) -> tuple[Line, ...]:
    """Mark the lines that are ours; a line that the author continued is cut in two.

    Words are compared in order and with their capitals, across line breaks, quote marks, table cells and
    emphasis, since clients rewrap and reformat what they quote but change no word.

    Args:
        lines: Of the answer.
        sent: Plain texts of the mails that we sent in this thread.

    Returns:
        The lines, ``ours`` where every word stands in a run of at least four that we sent.
    """
    ours = [word for text in sent for word in (*_words(text), "")][:_MAX_SENT_WORDS]
    found = [
        (number, match.end(), match.group())
        for number, line in enumerate(lines)
        for match in _WORD_RE.finditer(_without_links(line.text))
    ]
    covered = _covered([word for *_, word in found], ours)
    by_line: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for (number, end, _), mine in zip(found, covered, strict=True):
        by_line[number].append((end, mine))
    return tuple(piece for number, line in enumerate(lines) for piece in _cut(line, by_line.get(number, [])))


def _words(text: str) -> list[str]:
    return _WORD_RE.findall(_without_links(text))


def _without_links(text: str) -> str:
    """Blank out addresses that clients write behind linked words, keeping every position."""
    if "<" not in text and "[" not in text:
        return text
    return _LINK_RE.sub(lambda link: " " * len(link.group()), text)


def _covered(words: Sequence[str], ours: Sequence[str]) -> list[bool]:
    places = _grams(ours)
    covered = [False] * len(words)
    position = 0
    while position <= len(words) - _GRAM:
        starts = places.get(tuple(words[position : position + _GRAM]), ())
        length = max((_agreeing(words, position, ours, start) for start in starts), default=0)
        covered[position : position + length] = [True] * length
        position += length or 1
    return covered


def _grams(ours: Sequence[str]) -> Mapping[Gram, list[int]]:
    places: dict[Gram, list[int]] = defaultdict(list)
    for start in range(len(ours) - _GRAM + 1):
        starts = places[tuple(ours[start : start + _GRAM])]
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


def _cut(line: Line, words: Sequence[tuple[int, bool]]) -> Iterator[Line]:
    """The line as ours, as theirs, or ours up to where the author went on."""
    mine = next((place for place, (_, is_ours) in enumerate(words) if not is_ours), len(words))
    if mine == 0:
        yield line
    elif mine == len(words):
        yield replace(line, ours=True)
    elif line.depth or any(is_ours for _, is_ours in words[mine:]):
        yield line
    else:
        end = words[mine - 1][0]
        yield replace(line, text=line.text[:end].strip(), ours=True)
        yield replace(line, text=line.text[end:].lstrip(" .,;:*_|?!)"))
