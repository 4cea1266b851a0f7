"""A scanned PDF with lighter pictures of its pages; everything else in it stays as it is."""

import io
from collections.abc import Iterator
from typing import cast

import pypdfium2
import pypdfium2.raw
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, NameObject, NumberObject, StreamObject

from bot.intake.documents.pages.redraw import open_picture, redrawn

_SIGNATURE = b"/ByteRange"  # what a signature covers is said in plain bytes (ISO 32000-1, 12.8.1)
_MOST_OF_A_PAGE = 0.8
_PLAIN_COLOURS = frozenset({"/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB", "/ICCBased"})
_COMPOSED = frozenset({"/SMask", "/Mask", "/ImageMask", "/Decode"})
_BITS = 8
_MODES = {1: "L", 3: "RGB"}


def lighter_scan(content: bytes) -> bytes | None:
    """The same PDF, or ``None`` where it is signed, encrypted, or more than one picture a page and text behind it.

    Raises:
        Exception: It is damaged.
    """
    if _SIGNATURE in content or not _is_scan(content):
        return None
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return None
    writer = PdfWriter(clone_from=reader)
    for picture in list(_pictures(writer)):
        _lighten(picture)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _is_scan(content: bytes) -> bool:
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document) > 0 and all(map(_is_one_picture, document))
    finally:
        document.close()


def _is_one_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether a picture fills the page and nothing else is seen on it; recognised text lies there unseen."""
    seen = [one for one in page.get_objects() if not _is_unseen(one)]
    if [one.type for one in seen] != [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]:
        return False
    left, bottom, right, top = seen[0].get_bounds()
    width, height = page.get_size()
    return bool((right - left) * (top - bottom) >= _MOST_OF_A_PAGE * width * height)


def _is_unseen(piece: pypdfium2.PdfObject) -> bool:
    if piece.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT:
        mode = pypdfium2.raw.FPDFTextObj_GetTextRenderMode(piece)
        return bool(mode == pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    return bool(piece.type == pypdfium2.raw.FPDF_PAGEOBJ_FORM)  # what it holds is listed as well


def _pictures(writer: PdfWriter) -> Iterator[EncodedStreamObject]:
    """Those that pages name themselves, each once, however many pages share it."""
    met: set[int] = set()
    for page in writer.pages:
        resources = cast("DictionaryObject", page["/Resources"])
        for one in cast("DictionaryObject", resources["/XObject"]).values():
            found = one.get_object()
            if isinstance(found, EncodedStreamObject) and found.get("/Subtype") == "/Image" and id(found) not in met:
                met.add(id(found))
                yield found


def _lighten(picture: EncodedStreamObject) -> None:
    """Put a smaller JPEG in its place, if there is one that shows the same."""
    if _COMPOSED & picture.keys() or picture.get("/BitsPerComponent") != _BITS:
        return
    content, image = picture.get_data(), _image(picture)
    made = redrawn(image, upright=False) if image and image.mode in _MODES.values() else None
    picture.decoded_self = None  # of a hundred pages, only one at a time is unpacked
    if made is None or len(made.jpeg) >= len(content):
        return
    picture.pop("/DecodeParms", None)
    picture[NameObject("/Filter")] = NameObject("/DCTDecode")
    picture[NameObject("/ColorSpace")] = NameObject("/DeviceGray" if made.is_grey else "/DeviceRGB")
    picture[NameObject("/Width")] = NumberObject(made.width)
    picture[NameObject("/Height")] = NumberObject(made.height)
    StreamObject.set_data(picture, made.jpeg)  # as it shall stand in the file; its own class would pack it once more


def _image(picture: EncodedStreamObject) -> Image.Image | None:
    """The dots of a JPEG or of packed bytes in a usual colour space."""
    space = picture["/ColorSpace"]
    if (space[0] if isinstance(space, ArrayObject) else space) not in _PLAIN_COLOURS:
        return None
    filters = picture["/Filter"]
    match filters[-1] if isinstance(filters, ArrayObject) else filters:
        case "/DCTDecode" if "/DecodeParms" not in picture:
            return open_picture(picture.get_data())
        case "/FlateDecode":
            dots, size = picture.get_data(), (cast("int", picture["/Width"]), cast("int", picture["/Height"]))
            mode = _MODES.get(len(dots) // (size[0] * size[1]))
            return Image.frombytes(mode, size, dots) if mode else None
    return None
