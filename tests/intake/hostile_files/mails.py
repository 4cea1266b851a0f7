"""Mails that are attached."""

import base64
from collections.abc import Iterable

from tests.intake.hostile_files.base import MEBIBYTE, MEMO, attack

_HEAD = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: hola\r\nMIME-Version: 1.0\r\n"


def _parts(pieces: Iterable[bytes], boundary: bytes = b"b") -> bytes:
    opening = b"--" + boundary + b"\r\n"
    inside = b"".join(opening + piece + b"\r\n" for piece in pieces)
    return b"Content-Type: multipart/mixed; boundary=" + boundary + b"\r\n\r\n" + inside + b"--" + boundary + b"--\r\n"


def _file(name: bytes, content: bytes, more: bytes = b"") -> bytes:
    head = b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n" + more
    return head + b'Content-Disposition: attachment; filename="' + name + b'"\r\n\r\n' + base64.encodebytes(content)


@attack("eml")
def parts_ten_thousand_deep() -> bytes:
    """Parts in parts, ten thousand deep, each with a boundary of its own."""
    opening = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(10_000))
    return _HEAD + b"".join(opening) + b"hola\r\n"


@attack("eml")
def parts_that_begin_alike() -> bytes:
    """Parts in parts, whose boundaries are each the beginning of the next."""
    opening = (
        b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n" % (b"b" * n, b"b" * n) for n in range(1, 60)
    )
    return _HEAD + b"".join(opening) + b"--bbbb\r\n" * 50_000


@attack("eml")
def parts_of_parts() -> bytes:
    """Eight hundred parts of eight hundred parts each, of nothing."""
    inner = _parts([b"\r\n"] * 800, b"i")
    return _HEAD + _parts([inner] * 800, b"o")


@attack("eml")
def mails_in_mails() -> bytes:
    """A thousand forwarded mails in each other."""
    return (_HEAD + b"Content-Type: message/rfc822\r\n\r\n") * 1_000 + _HEAD + b"\r\nhola"


@attack("eml")
def mails_in_base64() -> bytes:
    """Forwarded mails in each other, each of them in base64."""
    content = _HEAD + b"\r\nhola\r\n" + b"x" * 20_000
    for _ in range(15):
        content = (
            _HEAD
            + b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(content)
        )
    return content


@attack("eml")
def header_of_ten_megabytes() -> bytes:
    """A subject of ten megabytes."""
    return _HEAD + b"X: " + b"hola " * 2_000_000 + b"\r\n\r\nhola"


@attack("eml")
def headers_without_end() -> bytes:
    """Half a million headers."""
    return _HEAD + b"X: a\r\n" * 500_000 + b"\r\nhola"


@attack("eml")
def a_line_without_a_header() -> bytes:
    """A line of ten megabytes without a colon, where headers are."""
    return b"a" * (10 * MEBIBYTE)


@attack("eml")
def files_by_the_hundred_thousand() -> bytes:
    """A hundred thousand attachments."""
    return _HEAD + _parts([b"Content-Disposition: attachment; filename=a.pdf\r\n\r\nx"] * 100_000)


@attack("eml")
def names_in_pieces() -> bytes:
    """A file name in hundreds of pieces, out of order and doubled, and one of numbers without end."""
    pieces = b"".join(b'; filename*%d*="%%41"' % (n % 700) for n in range(1_400))
    return _HEAD + b"Content-Disposition: attachment" + pieces + b'; filename*9999999999="x"\r\n\r\nhola'


@attack("eml")
def semicolons() -> bytes:
    """Sixty kilobytes of semicolons and quotes as the parameters of a type."""
    return _HEAD + b"Content-Type: text/plain" + b'; a="b\\' * 10_000 + b"\r\n\r\nhola"


@attack("eml")
def brackets() -> bytes:
    """Addresses of brackets, quotes and comments that never close."""
    return b"From: " + b'(<"' * 20_000 + b"\r\nTo: " + b"<a@b" * 15_000 + b"\r\nCc: " + b"a:" * 30_000 + b"\r\n\r\nhola"


@attack("eml")
def base64_that_lies() -> bytes:
    """A file in base64 that has padding everywhere and is not."""
    return _HEAD + _parts(
        [
            b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n"
            + b"A=\xff=\x00" * 200_000
        ]
    )


@attack("eml")
def quoted_that_lies() -> bytes:
    """Quoted text of nothing but its sign."""
    return _HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=\r" * 500_000 + b"=" * 500_000


@attack("eml")
def alphabets() -> bytes:
    """Charsets that are modules of the language, paths, codecs that unpack, and names without end."""
    names = (
        b"zlib",
        b"bz2",
        b"hex",
        b"rot13",
        b"../../etc/passwd",
        b"os",
        b"utf-7",
        b"idna",
        b"unicode_escape",
        b"a" * 60_000,
        b"\xff",
        b"undefined",
    )
    return _HEAD + _parts(
        b"Content-Type: text/plain; charset=%s\r\n\r\n+2AA-x\xda" % name + b"\xff" * 1_000 for name in names
    )


@attack("eml")
def words_in_words() -> bytes:
    """A subject of ten thousand encoded words, each in another alphabet."""
    words = b" ".join(b"=?iso-8859-%d?%s?=DC=?=" % (n % 17, b"qb"[n % 2 : n % 2 + 1]) for n in range(6_000))
    return b"From: a@b.example\r\nSubject: " + words + b"\r\nTo: c@d.example\r\n\r\nhola"


@attack("eml")
def names_of_files() -> bytes:
    """File names from right to left, with zero bytes, upwards, of ten thousand letters, and the same again."""
    names = (
        "memo\u202exslx.exe".encode(),
        b"a\x00b.pdf",
        b"../../../etc/passwd",
        b"m" * 10_000 + b".pdf",
        b"CON",
        b".",
        b"a.pdf",
        b"a.pdf",
    )
    return _HEAD + _parts(_file(name, MEMO) for name in names)
