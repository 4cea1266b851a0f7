"""A letter-size page to write on: text that wraps, boxes, signatures and stamps, the same bytes every time."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PIL import Image
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bot.testing.ink import signature

WIDTH, HEIGHT = LETTER
LEADING = 1.38
RED, GREEN, GREY = (0.68, 0.16, 0.18), (0.13, 0.30, 0.16), (0.45, 0.45, 0.45)
BLACK = (0.0, 0.0, 0.0)
FONTS = {"sans": ("Vera", "VeraBd"), "serif": ("Times-Roman", "Times-Bold")}

Family = Literal["sans", "serif"]
Align = Literal["left", "right", "centre"]
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How a text is set: size in points."""

    size: float = 9
    bold: bool = False
    family: Family = "sans"
    colour: Colour = BLACK

    @property
    def font(self) -> str:
        """The font's name in the PDF."""
        return FONTS[self.family][self.bold]


class Paper:
    """One page under construction; lengths in points from the top left corner.

    Args:
        title: Of the PDF.
        author: Of the PDF.
        reworded: What is written instead of other words, wherever they would stand.
    """

    def __init__(self, *, title: str, author: str, reworded: Mapping[str, str] | None = None) -> None:
        _fonts()
        self._reworded = reworded or {}
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=LETTER, invariant=1)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)

    def text(self, x: float, y: float, text: str, ink: Ink | None = None, *, align: Align = "left") -> None:
        """One line whose base stands ``y`` below the upper edge."""
        ink = ink or Ink()
        self._canvas.setFont(ink.font, ink.size)
        self._canvas.setFillColorRGB(*ink.colour)
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "centre": self._canvas.drawCentredString,
        }[align]
        draw(x, HEIGHT - y, self._said(text))

    def paragraph(self, x: float, y: float, width: float, text: str, ink: Ink | None = None) -> float:
        """Wrapped lines from ``y`` on; returns where the next line would stand."""
        ink = ink or Ink()
        for line in simpleSplit(self._said(text), ink.font, ink.size, width):
            self.text(x, y, line, ink)
            y += ink.size * LEADING
        return y

    def _said(self, text: str) -> str:
        for usual, instead in self._reworded.items():
            text = text.replace(usual, instead)
        return text

    def box(self, x: float, y: float, width: float, height: float, fill: Colour | None = None) -> None:
        """A frame whose upper left corner is at ``(x, y)``."""
        self._canvas.setStrokeColorRGB(*BLACK)
        self._canvas.setLineWidth(0.8)
        if fill:
            self._canvas.setFillColorRGB(*fill)
        self._canvas.rect(x, HEIGHT - y - height, width, height, fill=int(fill is not None))

    def line(self, x: float, y: float, width: float, colour: Colour = BLACK) -> None:
        """A rule of one point."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(1)
        self._canvas.line(x, HEIGHT - y, x + width, HEIGHT - y)

    def image(self, x: float, y: float, width: float, height: float, image: Image.Image) -> None:
        """A picture whose upper left corner is at ``(x, y)``."""
        self._canvas.drawImage(ImageReader(image), x, HEIGHT - y - height, width, height, mask="auto")

    def signature(self, x: float, y: float, name: str) -> None:
        """Sign on the line ``y`` below the upper edge."""
        self.image(x, y - 44, 150, 46, signature(name))

    def stamp(self, x: float, y: float, lines: tuple[str, ...], *, degrees: float = 4) -> None:
        """A red, tilted rubber stamp around ``(x, y)``; its first line is the largest."""
        canvas = self._canvas
        height = 24 + 15 * len(lines)
        canvas.saveState()
        canvas.translate(x, HEIGHT - y)
        canvas.rotate(degrees)
        canvas.setStrokeColorRGB(*RED)
        canvas.setFillColorRGB(*RED)
        canvas.setLineWidth(2)
        canvas.rect(-90, -height / 2, 180, height, fill=0)
        for row, line in enumerate(lines):
            canvas.setFont(FONTS["sans"][1], 8 if row == len(lines) - 1 else 15 if row == 0 else 10)
            canvas.drawCentredString(0, height / 2 - 20 - 15.5 * row, line)
        canvas.restoreState()

    def pdf(self) -> bytes:
        """The finished page as a PDF file."""
        self._canvas.save()
        return self._buffer.getvalue()


@cache
def _fonts() -> None:
    """Vera comes with reportlab, so that pages look alike on every machine."""
    for name in FONTS["sans"]:
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
