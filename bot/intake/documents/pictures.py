"""Pictures told apart by their head alone: a logo, the scan of a page, or no picture at all. No dot is decoded."""

import struct

_JPEG_START = 2
_JPEG_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_JPEG_MARKER = 0xFF
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

    from bot.intake.documents.redraw import open_picture  # noqa: PLC0415 - as above

    try:
        open_picture(content)
    except (DecompressionBombError, DecompressionBombWarning):
        return False
    except Exception:  # noqa: BLE001 - the library raises anything at damaged files
        return True
    return False


def _size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG."""
    try:
        if content.startswith(b"\x89PNG"):
            return struct.unpack(">II", content[16:24])
        if content.startswith(b"GIF8"):
            return struct.unpack("<HH", content[6:10])
        if content.startswith(b"\xff\xd8"):
            return _jpeg_size(content)
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
