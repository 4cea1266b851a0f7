"""A page photographed by a hand that does not hold the telephone level: on a desk, in perspective, unevenly lit."""

import io

import numpy as np
import pypdfium2
from PIL import Image

DPI = 170
DESK = (94, 72, 55)
MARGIN = 0.12
LIT_LEFT, LIT_RIGHT = 0.98, 0.8
"""How much light falls on each side."""

CORNERS = ((0.04, 0.03), (0.99, 0.005), (0.955, 0.98), (0.01, 0.96))
"""Where the sheet's corners lie in the photo, from the upper left one clockwise."""


def aslant_photo(pdf: bytes, *, quality: int = 85) -> bytes:
    """The first page of a PDF as a JPEG, whose sheet is no rectangle in it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].render(scale=DPI / 72, rev_byteorder=True).to_pil().convert("RGB")
    finally:
        document.close()
    size = round(page.width * (1 + MARGIN)), round(page.height * (1 + MARGIN))
    seen = [(x * size[0], y * size[1]) for x, y in CORNERS]
    sheet = [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)]
    rows = []
    for (x, y), (u, v) in zip(seen, sheet, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
    perspective = np.linalg.solve(np.array(rows), np.array(sheet, dtype=float).reshape(8)).tolist()
    how = (size, Image.Transform.PERSPECTIVE, perspective)
    photo = Image.new("RGB", size, DESK)
    mask = Image.new("L", page.size, 255).transform(*how, Image.Resampling.BILINEAR)
    photo.paste(page.transform(*how, Image.Resampling.BICUBIC), (0, 0), mask)
    light = np.linspace(LIT_LEFT, LIT_RIGHT, size[0])[None, :, None]
    lit = Image.fromarray((np.asarray(photo) * light).astype(np.uint8))
    buffer = io.BytesIO()
    lit.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()
