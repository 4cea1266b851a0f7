"""What hangs together of coloured ink: a stamp with all its lines, and on it the marks that may be letters."""

from collections.abc import Iterator

from PIL import Image, ImageFilter

from bot.intake.documents.signing.strokes import Mark, connected

_CELL = 4  # pixels at 100 dots per inch: on squares of this side, each grown by one, lines of a stamp hang together
_COVERED = 0.2  # of a square
_LETTER_CELL = 2
_HIGH, _WIDE = (8, 60), (3, 70)  # pixels of a letter at 200 dots per inch
_HALF = 128


def blots(inked: Image.Image) -> Iterator[Mark]:
    """What hangs together on a page with 100 dots per inch where ink is white and all else black."""
    cells = inked.reduce(_CELL).point([255 if level >= 255 * _COVERED else 0 for level in range(256)])
    yield from connected(cells.filter(ImageFilter.MaxFilter(3)), 0, 0, _CELL)


def letters_on(ink: Image.Image) -> int:
    """How many marks of the size of letters are on a part of a page, dark on white: a signature is a few strokes."""
    cells = ink.point([255 if level < _HALF else 0 for level in range(256)]).reduce(_LETTER_CELL)
    return sum(map(_is_like_a_letter, connected(cells, 0, 0, _LETTER_CELL)))


def _is_like_a_letter(mark: Mark) -> bool:
    return _HIGH[0] <= mark.height <= _HIGH[1] and _WIDE[0] <= mark.width <= _WIDE[1]
