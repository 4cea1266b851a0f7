"""Content-Transfer-Encoding, undone as far as the bytes allow."""

import binascii

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_ALPHABET = bytes(set(range(256)) - set(_ALPHABET))
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
    foreign = body.translate(None, _HARMLESS)
    if not foreign:
        try:
            return binascii.a2b_base64(body), None
        except binascii.Error:
            pass
    digits = body.translate(None, _NOT_ALPHABET)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4)), "base64.broken"
