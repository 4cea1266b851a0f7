"""The engines that were opened: each takes a second, and RapidOCR half a gigabyte."""

from collections.abc import Iterator

from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.documents.placed.pieces import Engine


class Ocr:
    """The engines, each opened when it is first needed and kept from then on.

    Args:
        setup: What there is.
    """

    def __init__(self, setup: OcrSetup) -> None:
        self.setup = setup
        self._opened: dict[str, Engine] = {}

    def engines(self) -> Iterator[Engine]:
        """The faster first."""
        for name in self.setup.engines:
            if name not in self._opened:
                self._opened[name] = self._open(name)
            yield self._opened[name]

    def _open(self, name: str) -> Engine:
        if name == "tesseract" and self.setup.tessdata is not None:
            from bot.intake.documents.ocr.tesseract import Tesseract  # noqa: PLC0415 - only where it is wanted

            return Tesseract(self.setup.tessdata)
        from bot.intake.documents.ocr.rapid import Rapid  # noqa: PLC0415 - only where it is wanted

        return Rapid()
