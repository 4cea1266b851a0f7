"""A page from its picture to pieces of text: levelled, and turned on its head where it reads better so."""

from dataclasses import dataclass

from PIL import Image

from bot.intake.documents.ocr.pieces import Engine, Piece, certainty, letters_in
from bot.intake.documents.ocr.specks import without_specks
from bot.intake.documents.ocr.upright import levelled

_READS_WELL = 0.7
_FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """What stands on a page, and the width of the picture that it was read from, in pixels."""

    pieces: tuple[Piece, ...]
    width: int


class Recogniser:
    """Reads the pages of one file; a page is tried first the way in which the page before it lay.

    Args:
        engine: What reads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._upside_down = False

    def read(self, picture: Image.Image) -> Recognised:
        """What stands on a grey page, however it lies; nothing for a blank one."""
        level = levelled(without_specks(picture))
        pieces = self._read(level, upside_down=self._upside_down)
        if certainty(pieces) >= _READS_WELL:
            return Recognised(pieces, level.width)
        other = self._read(level, upside_down=not self._upside_down)
        if _legibility(other) > _legibility(pieces):
            self._upside_down = not self._upside_down
            pieces = other
        return Recognised(pieces if letters_in(pieces) >= _FEWEST_LETTERS else (), level.width)

    def _read(self, picture: Image.Image, *, upside_down: bool) -> tuple[Piece, ...]:
        return self._engine.read(picture.transpose(Image.Transpose.ROTATE_180) if upside_down else picture)


def _legibility(pieces: tuple[Piece, ...]) -> float:
    """How many letters were read, as far as they are sure."""
    return certainty(pieces) ** 2 * letters_in(pieces)
