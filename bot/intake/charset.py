"""Bytes to text where the declared charset may be missing, invented or wrong."""

import codecs
import re

_SINGLE_BYTE_WEST = frozenset({"iso8859-1", "cp1252", "ascii", "iso8859-15"})
"""Senders put these on anything, UTF-8 included."""

_NOT_FOR_MAIL = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "utf-7"}
)
"""Python codecs that are no charsets of mail, or take quadratic time on hostile input."""

_NAME_RE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,40}")


def _codec(charset: str) -> str | None:
    """Python's own name of the charset, or ``None`` where it is no charset of text."""
    found = _NAME_RE.search(charset)
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group()).name
        b"".decode(name)  # LookupError for byte transforms such as base64 or zip
    except (LookupError, UnicodeError):
        return None
    return None if name in _NOT_FOR_MAIL else name


def _guess(data: bytes) -> str:
    """UTF-8 where the bytes are valid UTF-8, else Windows' Latin, in which every byte means something."""
    for name in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
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
    if data.isascii() and not charset.lower().startswith(("utf-16", "utf-32", "iso-2022", "hz", "utf_16", "utf_32")):
        return data.decode("ascii"), None
    name = _codec(charset) if charset else "utf-8"
    if name is None:
        return _guess(data), "charset.unknown"
    if name in _SINGLE_BYTE_WEST:
        text = _guess(data)
        latin = name == "iso8859-15" and text == data.decode("cp1252", "replace")
        declared = data.decode(name) if latin else text
        return declared, "charset.mismatch" if name == "ascii" or _is_utf8(data) else None
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
