"""Bytes to text where the declared charset may be missing, invented or wrong."""

import codecs
import re

_SINGLE_BYTE_WEST = frozenset({"iso8859-1", "cp1252", "ascii", "iso8859-15"})
"""Senders put these on anything, UTF-8 included."""

_NOT_FOR_MAIL = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "utf-7"}
)
"""Python codecs that are no charsets of mail, or take quadratic time on hostile input."""

_ASCII_IS_NOT_ASCII_RE = re.compile(r"utf.?(?:16|32)|iso-2022|hz", re.IGNORECASE)
_NAME_RE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,40}")


def _codec(charset: str) -> str | None:
    """Python's own name of the charset, or ``None`` where it is no charset of text."""
    found = _NAME_RE.search(charset)
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group()).name
        b"a".decode(name)
    except LookupError:  # nobody knows it, or it makes bytes of bytes, as base64 does
        return None
    except UnicodeError:  # one byte is too few for UTF-16
        return name
    return None if name in _NOT_FOR_MAIL else name


def _guess(data: bytes) -> str:
    """UTF-8 where the bytes are valid UTF-8, else Latin."""
    return data.decode("utf-8-sig") if _is_utf8(data) else _latin(data)


def _latin(data: bytes) -> str:
    """Windows' Latin, or, for the five bytes that mean nothing there, ISO's."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def decode(data: bytes, charset: str = "") -> tuple[str, str | None]:
    """Decode as declared, else as what the bytes look like.

    Valid UTF-8 that is declared as Latin is read as UTF-8: real Latin text practically never forms it. Latin-1
    is read as Windows-1252, as all browsers do (WHATWG Encoding Standard).

    Args:
        data: The bytes, after any transfer decoding.
        charset: As declared, or ``""``.

    Returns:
        The text, and a defect code or ``None``: ``charset.unknown`` for a name nobody knows,
        ``charset.mismatch`` where the bytes were not what was declared.
    """
    if data.isascii() and not _ASCII_IS_NOT_ASCII_RE.match(charset):
        return data.decode("ascii"), None
    name = _codec(charset) if charset else "utf-8"
    if name is None:
        return _guess(data), "charset.unknown"
    if name in _SINGLE_BYTE_WEST:
        if _is_utf8(data):
            return data.decode("utf-8-sig"), "charset.mismatch"
        text = data.decode(name) if name == "iso8859-15" else _latin(data)
        return text, "charset.mismatch" if name == "ascii" else None
    try:
        return data.decode("utf-8-sig" if name == "utf-8" else name), None
    except UnicodeError:
        return _guess(data), "charset.mismatch" if charset else "charset.missing"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
