"""``winmail.dat``."""

import struct

from bot.testing.archives import winmail
from bot.testing.documents import File
from tests.intake.hostile_files.base import MEMO, attack


def _attribute(level: int, name: int, data: bytes, length: int | None = None) -> bytes:
    size = len(data) if length is None else length
    return struct.pack("<BII", level, name, size) + data + struct.pack("<H", sum(data) & 0xFFFF)


_TNEF = struct.pack("<IH", 0x223E9F78, 1)


_RENDERING, _TITLE, _DATA, _PROPERTIES, _PLAIN_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005, 0x00069003


@attack("dat")
def tnef_of_two_gigabytes() -> bytes:
    """An attachment that says it is two gigabytes long."""
    return _TNEF + _attribute(2, _RENDERING, bytes(14)) + _attribute(2, _DATA, b"x" * 50, 0x7FFFFFFF)


@attack("dat")
def tnef_of_no_length() -> bytes:
    """Thirty thousand attributes of no length."""
    return _TNEF + _attribute(2, _RENDERING, b"") * 30_000


@attack("dat")
def tnef_in_tnef() -> bytes:
    """Twenty files of Outlook in each other."""
    content = MEMO
    for _ in range(20):
        content = winmail([File(filename="winmail.dat", media_type="", content=content)]).content
    return content


@attack("dat")
def tnef_properties_without_number() -> bytes:
    """Four billion properties, of two billion values each."""
    properties = struct.pack("<I", 0xFFFFFFFF) + struct.pack("<HHI", 0x101F, 0x3707, 0x7FFFFFFF) + b"x" * 100
    return (
        _TNEF
        + _attribute(2, _RENDERING, bytes(14))
        + _attribute(2, _PROPERTIES, properties)
        + _attribute(1, _PLAIN_PROPERTIES, properties)
    )


@attack("dat")
def tnef_properties_of_nothing() -> bytes:
    """Properties that are all zeros, as many as fit."""
    return _TNEF + _attribute(1, _PLAIN_PROPERTIES, struct.pack("<I", 0x7FFFFFFF) + bytes(200_000))


@attack("dat")
def tnef_named_in_lines() -> bytes:
    """A file whose name goes on as a header of a mail and has zero bytes in it."""
    return winmail([File(filename="memo\r\nBcc: a@b.example\x00\x1b\x07.xlsx", media_type="", content=MEMO)]).content


@attack("dat")
def tnef_named_by_codes() -> bytes:
    """A code page that does not exist, and a name in it."""
    return (
        _TNEF
        + _attribute(1, 0x00069007, struct.pack("<II", 99_999, 0))
        + winmail([File(filename="\xf1", media_type="", content=MEMO)]).content[6:]
    )


@attack("dat")
def tnef_cut() -> bytes:
    """Ends in the head of an attribute."""
    return winmail([File(filename="a.xlsx", media_type="", content=MEMO)]).content[: -len(MEMO) - 6]


@attack("dat")
def tnef_of_many_files() -> bytes:
    """Twenty thousand files of one letter."""
    return (
        _TNEF
        + (_attribute(2, _RENDERING, bytes(14)) + _attribute(2, _TITLE, b"a\0") + _attribute(2, _DATA, b"x")) * 20_000
    )


@attack("dat")
def tnef_of_compressed_text() -> bytes:
    """Compressed RTF that says it unpacks to two gigabytes, of references to itself."""
    text = struct.pack("<IIII", 500, 0x7FFFFFFF, 0x75465A4C, 0) + b"\xff\x00\x0f" * 3_000
    properties = struct.pack("<IHHII", 1, 0x0102, 0x1009, 1, len(text)) + text
    return _TNEF + _attribute(1, _PLAIN_PROPERTIES, properties)


@attack("dat")
def tnef_of_a_message() -> bytes:
    """An embedded message that is the file itself."""
    inner = _TNEF + _attribute(2, _RENDERING, bytes(14))
    embedded = struct.pack("<IHHII", 1, 0x000D, 0x3701, 1, len(inner) + 16) + bytes(16) + inner
    return _TNEF + _attribute(2, _RENDERING, bytes(14)) + _attribute(2, _PROPERTIES, embedded)
