"""Content-Transfer-Encoding, undone as far as the bytes allow."""

import binascii

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_ALPHABET = bytes(set(range(256)) - set(_ALPHABET))
_LINE = 76
"""Letters of base64 in a line of a mail (RFC 2045, 6.8)."""

_HARMLESS = _ALPHABET + b"= \t\r\n"


def decode_transfer(body: bytes, encoding: str) -> tuple[bytes, str | None]:
    """Undo base64 or quoted-printable.

    Args:
        body: The encoded bytes.
        encoding: The header's value, any case, perhaps with a comment behind it.

    Returns:
        The decoded bytes, as many as can be had, and a defect code or ``None``.
    """
    words = encoding.lower().split(";")[0].split()
    name = words[0] if words else ""
    if name == "base64":
        return decode_base64(body)
    if name == "quoted-printable":
        return binascii.a2b_qp(body), None
    known = name in {"", "7bit", "8bit", "binary"}
    return body, None if known else "encoding.unknown"


def decode_base64(body: bytes) -> tuple[bytes, str | None]:
    """Decode base64; foreign characters and a torn end cost only themselves.

    Args:
        body: The encoded bytes, line breaks included.

    Returns:
        The decoded bytes, and ``base64.broken`` or ``None``.
    """
    try:
        decoded = binascii.a2b_base64(body)
        if len(decoded) == _even_length(body) or not body.translate(None, _HARMLESS):
            return decoded, None
    except binascii.Error:
        pass
    digits = body.translate(None, _NOT_ALPHABET)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4)), "base64.broken"


def _even_length(body: bytes) -> int:
    """How many bytes lines of base64 stand for where each but the last is full, or -1.

    Only digits stand for bytes: whoever decodes as many as this has met nothing foreign, and need not look for it.
    """
    lines = body.rstrip(b"\r\n")
    end = b"\r\n" if body.startswith(b"\r\n", _LINE) else b"\n"
    width = _LINE + len(end)
    breaks = len(lines) // width
    even = all(lines[_LINE + index :: width] == end[index : index + 1] * breaks for index in range(len(end)))
    digits = len(lines) - breaks * len(end)
    padding = lines[-2:].count(b"=")
    return digits // 4 * 3 - padding if even and digits % 4 == 0 else -1


def encode_base64(content: bytes) -> bytes:
    """Lines of base64 with CRLF between them."""
    digits = binascii.b2a_base64(content, newline=False)
    return b"\r\n".join(digits[start : start + _LINE] for start in range(0, len(digits), _LINE))


def is_clean_base64(body: bytes) -> bool:
    """Whether the bytes are what :func:`encode_base64` makes, but for line breaks at the end."""
    body = body.rstrip(b"\r\n")
    breaks = len(body) // (_LINE + 2)
    padding = len(body) - len(body.rstrip(b"="))
    return (
        padding in {0, 1, 2}
        and (len(body) - 2 * breaks) % 4 == 0
        and body.translate(None, _ALPHABET) == b"\r\n" * breaks + b"=" * padding
        and body[_LINE :: _LINE + 2].count(b"\r") == breaks
    )
