"""What an engine gives, whichever it is: pieces of text, each with its place on the page and how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from PIL import Image


@dataclass(frozen=True, slots=True)
class Cell:
    """A frame of a ruled table; pixels count from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def is_at(self, other: "Cell", tolerance: float) -> bool:
        """Whether all four sides are the same but for so many pixels."""
        sides = zip(
            (self.left, self.top, self.right, self.bottom),
            (other.left, other.top, other.right, other.bottom),
            strict=True,
        )
        return all(abs(one - two) <= tolerance for one, two in sides)

    def is_beside(self, other: "Cell") -> bool:
        """Whether both are in one row of a table."""
        tolerance = (self.bottom - self.top) / 4
        return abs(self.top - other.top) <= tolerance and abs(self.bottom - other.bottom) <= tolerance

    def is_under(self, other: "Cell") -> bool:
        """Whether it is the next one in a column of a table."""
        tolerance = (self.bottom - self.top) / 4
        return abs(self.top - other.bottom) <= tolerance and self.left < (other.left + other.right) / 2 < self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, or several that were recognised in one go; pixels count from the upper left corner.

    Attributes:
        text: On one line, never blank.
        confidence: From 0 to 1, by the engine's own word.
        left: Pixels.
        top: Pixels.
        right: Pixels.
        bottom: Pixels.
        cell: Of a ruled table, in which it stands.
    """

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float
    cell: Cell | None = None

    @property
    def height(self) -> float:
        """Pixels, at least one."""
        return max(self.bottom - self.top, 1.0)

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page, in reading order."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as one text."""
        return " ".join(piece.text for piece in self.pieces)


class Engine(Protocol):
    """A program that recognises text."""

    @property
    def name(self) -> str:
        """As people know it."""
        ...

    def read(self, picture: Image.Image) -> tuple[Piece, ...]:
        """What stands on an upright grey page, in any order."""
        ...


def certainty(pieces: Iterable[Piece]) -> float:
    """The confidence of the letters on average, from 0 to 1; 0 where there are none."""
    weighed = [(sum(map(str.isalnum, piece.text)), piece.confidence) for piece in pieces]
    letters = sum(count for count, _ in weighed)
    return sum(count * confidence for count, confidence in weighed) / letters if letters else 0.0


def letters_in(pieces: Iterable[Piece]) -> int:
    """How many letters and digits they hold."""
    return sum(sum(map(str.isalnum, piece.text)) for piece in pieces)
