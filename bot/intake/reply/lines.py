"""The lines of a mail's text, with the depth of their quote marks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MAX_CHARACTERS = 100_000
MAX_LINE = 5_000
MAX_LINES = 5_000

_INVISIBLE_RE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_QUOTE_MARKS = ">\uff1e\u00bb"
_MARKS_RE = re.compile(r"\s{0,8}((?:[>|\uff1e\u00bb]\s?)*[>\uff1e\u00bb])\s?")
_EXOTIC_SPACE_RE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line.

    Attributes:
        depth: Number of quote marks before it.
        text: Without the marks and without spaces at its ends.
        ours: Whether it is text that we sent.
        strange: Whether words stand in it that we did not send.
    """

    depth: int
    text: str
    ours: bool = False
    strange: bool = True

    @property
    def quoted(self) -> bool:
        """Whether marks or our own words show that the author did not write it."""
        return self.depth > 0 or self.ours


def read_lines(text: str) -> tuple[Line, ...]:
    """Split a text into lines; invisible characters go, exotic spaces become spaces."""
    clean = unicodedata.normalize("NFC", _INVISIBLE_RE.sub("", text))
    return tuple(_line(_EXOTIC_SPACE_RE.sub(" ", raw[:MAX_LINE])) for raw in clean.split("\n")[:MAX_LINES])


def _line(raw: str) -> Line:
    marks = _MARKS_RE.match(raw)
    if marks is None:
        return Line(depth=0, text=raw.strip())
    return Line(depth=sum(map(marks.group(1).count, _QUOTE_MARKS)), text=raw[marks.end() :].strip())


def joined(lines: Sequence[str]) -> str:
    """The lines as one text: at most one blank line in a row, none at the ends."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
