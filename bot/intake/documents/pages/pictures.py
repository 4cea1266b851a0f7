"""Pictures told apart by their head alone: a logo, the scan of a page, or no picture at all. No dot is decoded."""

import re
import struct

from bot.intake.documents.pages.tiff import tiff_sizes

_JPEG_START = 2
_JPEG_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_JPEG_MARKER = 0xFF
_HEIC_SIZES = re.compile(rb"ispe\x00{4}")
_HEIC_HEAD = 1 << 16  # bytes, in which the properties lie
_KNOWN = frozenset({"image/png", "image/jpeg", "image/bmp", "image/tiff", "image/webp"})
_SHORT_SIDE = 500  # pixels: a page at 60 dots per inch, larger than any logo in a signature
_SHORT_SIDE_INLINE = 900  # for a picture that the mail shows in its text


def is_decoration(content: bytes, *, inline: bool) -> bool:
    """Whether a picture is too small to be the scan of a page; one of unknown size is taken for a scan."""
    size = _size(content)
    return size is not None and min(size) < (_SHORT_SIDE_INLINE if inline else _SHORT_SIDE)


def is_damaged(content: bytes, media_type: str) -> bool:
    """Whether a file that begins like a picture is none; of kinds that are not known here nobody can say."""
    if media_type not in _KNOWN:
        return False
    from PIL.Image import DecompressionBombError, DecompressionBombWarning  # noqa: PLC0415 - readers that never see a picture stay smaller

    from bot.intake.documents.pages.redraw import open_picture  # noqa: PLC0415 - as above

    try:
        open_picture(content)
    except (DecompressionBombError, DecompressionBombWarning):
        return False
    except MemoryError:
        raise  # a fault of the reader, not of the file, as far as anybody knows
    except Exception:  # noqa: BLE001 - the library raises anything at damaged files
        return True
    return False


def _size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, of a TIFF of its first page and of a HEIC of the whole picture among its tiles."""
    try:
        if content.startswith(b"\x89PNG"):
            return struct.unpack(">II", content[16:24])
        if content.startswith(b"GIF8"):
            return struct.unpack("<HH", content[6:10])
        if content.startswith(b"\xff\xd8"):
            return _jpeg_size(content)
        if content.startswith(b"BM"):
            width, height = struct.unpack("<ii", content[18:26])
            return abs(width), abs(height)
        if content.startswith((b"II*\x00", b"MM\x00*")):
            return next(iter(tiff_sizes(content)), None)
        if content[4:8] == b"ftyp":
            return _heic_size(content)
    except struct.error:
        return None
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """From the first frame header; the segments before it are skipped by their lengths."""
    at = _JPEG_START
    while at + 4 <= len(content) and content[at] == _JPEG_MARKER:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _heic_size(content: bytes) -> tuple[int, int] | None:
    """The largest of the sizes that its properties give: ``ispe`` boxes (ISO/IEC 23008-12, 6.5.3)."""
    ends = (found.end() for found in _HEIC_SIZES.finditer(content[:_HEIC_HEAD]))
    sizes = (struct.unpack(">II", content[end : end + 8]) for end in ends)
    return max(sizes, key=lambda size: size[0] * size[1], default=None)
