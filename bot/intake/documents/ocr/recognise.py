"""A page from its picture to pieces of text: levelled, and turned on its head where it reads better so."""

from dataclasses import dataclass, replace

from PIL import Image

from bot.intake.documents.ocr.cells import in_cells
from bot.intake.documents.ocr.pieces import Engine, Piece, certainty, letters_in
from bot.intake.documents.ocr.specks import without_specks
from bot.intake.documents.ocr.upright import levelled

_READS_WELL = 0.7
_FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as it was read: what stands on it, and the upright picture in which that stands."""

    pieces: tuple[Piece, ...]
    picture: Image.Image


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
        return replace(found, pieces=in_cells(found.pieces, found.picture))

    def _upright(self, picture: Image.Image) -> Recognised:
        level = levelled(without_specks(picture))
        first = self._read(level, upside_down=self._upside_down)
        if certainty(first.pieces) >= _READS_WELL:
            return first
        other = self._read(level, upside_down=not self._upside_down)
        if _legibility(other.pieces) > _legibility(first.pieces):
            self._upside_down = not self._upside_down
            first = other
        return first if letters_in(first.pieces) >= _FEWEST_LETTERS else Recognised((), first.picture)

    def _read(self, picture: Image.Image, *, upside_down: bool) -> Recognised:
        turned = picture.transpose(Image.Transpose.ROTATE_180) if upside_down else picture
        return Recognised(self._engine.read(turned), turned)


def _legibility(pieces: tuple[Piece, ...]) -> float:
    """How many letters were read, as far as they are sure."""
    return certainty(pieces) ** 2 * letters_in(pieces)
