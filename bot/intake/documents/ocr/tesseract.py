"""Tesseract, kept open between pages: the faster engine, and for clean pages as good as any."""

import os
from pathlib import Path

from PIL import Image

from bot.intake.documents.placed.pieces import Piece

LANGUAGE = "spa"
TRAINED = f"{LANGUAGE}.traineddata"
_DOTS_PER_INCH = 200


class Tesseract:
    """An :class:`bot.intake.documents.placed.pieces.Engine`.

    Args:
        folder: Where :data:`TRAINED` lies.

    Raises:
        ImportError: The package ``tesserocr`` is not installed.
        RuntimeError: The file is damaged or of another version.
    """

    name = "tesseract"

    def __init__(self, folder: Path) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"  # 7 to 9 times slower with more than one; read as the library is loaded
        import tesserocr  # noqa: PLC0415 - an extra, and see above

        self._words = tesserocr.RIL.WORD
        self._iterate = tesserocr.iterate_level
        self._api = tesserocr.PyTessBaseAPI(path=str(folder), lang=LANGUAGE, psm=tesserocr.PSM.AUTO)

    def read(self, picture: Image.Image) -> tuple[Piece, ...]:
        """Every word of an upright grey page."""
        self._api.SetImage(picture)
        self._api.SetSourceResolution(_DOTS_PER_INCH)
        self._api.Recognize()
        found = self._api.GetIterator()
        if found is None:
            return ()
        pieces = []
        for word in self._iterate(found, self._words):
            box = word.BoundingBox(self._words)
            if box is not None and (text := word.GetUTF8Text(self._words).strip()):
                left, top, right, bottom = box
                confidence = word.Confidence(self._words) / 100
                pieces.append(Piece(text=text, confidence=confidence, left=left, top=top, right=right, bottom=bottom))
        self._api.Clear()
        return tuple(pieces)
