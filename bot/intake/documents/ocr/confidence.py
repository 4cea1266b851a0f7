"""How sure a value is: as sure as the least sure of the words that it was read from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.document import Read
from bot.intake.documents.placed.pieces import PageLine, certainty
from bot.intake.documents.text import fold

_Word = tuple[str, float]


def with_confidence(fields: Mapping[str, Read], pages: Mapping[int, Sequence[PageLine]]) -> dict[str, Read]:
    """The same values, those of pages that OCR read with their confidence."""
    words = {number: _words(lines) for number, lines in pages.items()}
    averages = {number: certainty(p for line in lines for p in line.pieces) for number, lines in pages.items()}
    return {
        name: replace(read, confidence=_confidence(read, words[read.page], averages[read.page]))
        if read.page in words
        else read
        for name, read in fields.items()
    }


def _words(lines: Sequence[PageLine]) -> list[_Word]:
    return [(word, piece.confidence) for line in lines for piece in line.pieces for word in fold(piece.text).split()]


def _confidence(read: Read, words: Sequence[_Word], average: float) -> float:
    """Of the words of its source, wherever they stand in a row; of a number only those with digits count."""
    cited = fold(read.source).split()
    found = _run(cited, words)
    if found is None:
        return average
    telling = [confidence for word, confidence in found if any(map(str.isdigit, word))] if _has_digits(read) else []
    return min(telling or [confidence for _, confidence in found], default=average)


def _run(cited: Sequence[str], words: Sequence[_Word]) -> Sequence[_Word] | None:
    """The first place where all the words stand one after the other."""
    length = len(cited)
    starts = (at for at in range(len(words) - length + 1) if words[at][0] == cited[0]) if cited else iter(())
    runs = (words[at : at + length] for at in starts)
    return next((run for run in runs if [word for word, _ in run] == list(cited)), None)


def _has_digits(read: Read) -> bool:
    return any(map(str.isdigit, str(read.value)))
