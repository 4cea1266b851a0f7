"""A page from its picture to pieces of text: levelled, and turned on its head where it reads better so."""

from dataclasses import dataclass, replace

from PIL import Image

from bot.intake.documents.ocr.cells import in_cells
from bot.intake.documents.ocr.mend import in_one_writing
from bot.intake.documents.ocr.specks import without_specks
from bot.intake.documents.ocr.upright import Lie, lie_of
from bot.intake.documents.placed.pieces import Engine, Piece, certainty, letters_in

_READS_WELL = 0.7
_FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as it was read: what stands on it, the upright picture in which that stands, and how it had lain."""

    pieces: tuple[Piece, ...]
    picture: Image.Image
    lie: Lie


class Recogniser:
    """Reads the pages of one file; a page is tried first the way in which the page before it lay.

    Args:
        engine: What reads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._upside_down = False

    def read(self, picture: Image.Image) -> Recognised:
        """What stands on a grey page, however it lies, each piece in its cell; nothing for a blank one."""
        found = self._upright(picture)
        return replace(found, pieces=in_cells(map(in_one_writing, found.pieces), found.picture))

    def _upright(self, picture: Image.Image) -> Recognised:
        clean = without_specks(picture)
        lie = lie_of(clean)
        level = lie.upright(clean)
        first = self._read(level, replace(lie, upside_down=self._upside_down))
        if certainty(first.pieces) >= _READS_WELL:
            return first
        other = self._read(level, replace(lie, upside_down=not self._upside_down))
        if _legibility(other.pieces) > _legibility(first.pieces):
            self._upside_down = not self._upside_down
            first = other
        return first if letters_in(first.pieces) >= _FEWEST_LETTERS else replace(first, pieces=())

    def _read(self, level: Image.Image, lie: Lie) -> Recognised:
        turned = level.transpose(Image.Transpose.ROTATE_180) if lie.upside_down else level
        return Recognised(self._engine.read(turned), turned, lie)


def _legibility(pieces: tuple[Piece, ...]) -> float:
    """How many letters were read, as far as they are sure."""
    return certainty(pieces) ** 2 * letters_in(pieces)
