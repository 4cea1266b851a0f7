"""Archives."""

import struct
import zlib

from tests.intake.hostile_files.base import LETTER, MEBIBYTE, MEMO, Entry, archive_of, attack, deflated_zeros, packed
from tests.intake.hostile_files.pictures import bmp_of
from tests.intake.hostile_files.workbooks import sheet_rows, workbook_of


@attack("zip")
def flat_bomb() -> bytes:
    """Unpacks to sixty megabytes of nothing."""
    return packed({"memo.xlsx": bytes(60 * MEBIBYTE)})


@attack("zip")
def lying_bomb() -> bytes:
    """Says that its sixty megabytes are sixty bytes."""
    data = deflated_zeros(60 * MEBIBYTE)
    return archive_of(Entry(data=data, method=8, packed=len(data), size=60))


@attack("zip")
def bomb_that_says_nothing() -> bytes:
    """Says that its sixty megabytes are none, and that their sizes follow them."""
    data = deflated_zeros(60 * MEBIBYTE)
    return archive_of(Entry(data=data, method=8, flags=8, crc=0, packed=len(data), size=0))


@attack("zip")
def nested_bomb() -> bytes:
    """Forty archives in one, each of which stays within the limits and unpacks to forty megabytes."""
    inner = packed({"a.bmp": bytes(40 * MEBIBYTE)})
    loose = bytes(range(256)) * 1000
    return packed({f"{n}.zip": inner + loose for n in range(40)})


@attack("zip")
def overlapping_entries() -> bytes:
    """A thousand entries that all begin at the same bytes."""
    data = deflated_zeros(MEBIBYTE)
    first = Entry(data=data, method=8, crc=zlib.crc32(bytes(MEBIBYTE)), size=MEBIBYTE)
    others = (Entry(data=data, method=8, crc=first.crc, size=MEBIBYTE, at=0, is_listed_only=True),) * 99
    return archive_of(first, *others)


@attack("zip")
def own_copy() -> bytes:
    """An archive whose only entry is an archive of which every level holds the next, twenty deep."""
    content = MEMO
    for level in range(20):
        content = packed({f"{level}.zip": content})
    return content


@attack("zip")
def entry_that_is_the_archive() -> bytes:
    """An entry that begins at the first byte of its own archive, and so holds itself."""
    whole = archive_of(Entry(name=b"a.zip", data=b"x" * 200))
    return archive_of(Entry(name=b"a.zip", data=whole, at=0, packed=len(whole) * 3, size=len(whole) * 3))


@attack("zip")
def directory_elsewhere() -> bytes:
    """A directory that says it begins far behind the end."""
    return archive_of(Entry(data=MEMO), start=0xFFFFFFF0)


@attack("zip")
def directory_of_too_many() -> bytes:
    """A directory that announces sixty thousand entries and has one."""
    return archive_of(Entry(data=MEMO), count=60_000)


@attack("zip")
def sixty_four_bits() -> bytes:
    """Sizes that are said to stand in sixty-four bits, and are enormous there."""
    extra = struct.pack("<2H3Q", 1, 24, 1 << 62, 1 << 62, 0)
    return archive_of(Entry(data=MEMO, packed=0xFFFFFFFF, size=0xFFFFFFFF, extra=extra, at=0xFFFFFFFF))


@attack("zip")
def sixty_four_bits_locator() -> bytes:
    """A directory in sixty-four bits that begins behind the end of everything."""
    plain = archive_of(Entry(data=MEMO))
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, (1 << 63) - 1, 1)
    return plain[:-22] + locator + plain[-22:]


@attack("zip")
def hundred_thousand_entries() -> bytes:
    """A directory of a hundred thousand entries that are nowhere."""
    return archive_of(Entry(data=MEMO), *(Entry(name=b"%d" % n, at=0, is_listed_only=True) for n in range(100_000)))


@attack("zip")
def endless_extras() -> bytes:
    """Entries whose extra fields are sixteen thousand empty ones each."""
    extra = struct.pack("<2H", 0xCAFE, 0) * 16_000
    return archive_of(
        Entry(data=MEMO), *(Entry(name=b"%d" % n, extra=extra, at=0, is_listed_only=True) for n in range(25))
    )


@attack("zip")
def locked() -> bytes:
    """Encrypted by its own word, though it is not."""
    return archive_of(Entry(data=MEMO, flags=1))


@attack("zip")
def locked_strongly() -> bytes:
    """Encrypted as AES, with the fields that go with it."""
    extra = struct.pack("<2H2s2sBH", 0x9901, 7, b"\2\0", b"AE", 3, 8)
    return archive_of(Entry(data=MEMO, flags=1, method=99, extra=extra))


@attack("zip")
def locked_directory() -> bytes:
    """Whose directory itself is said to be encrypted."""
    return archive_of(Entry(data=MEMO, flags=0x2041))


@attack("zip")
def upward_names() -> bytes:
    """Names that lead out of the folder, with slashes of both kinds."""
    names = (b"../../../../tmp/hostil-zip.xlsx", b"..\\..\\hostil-zip.xlsx", b"a/../../hostil.xlsx")
    return archive_of(*(Entry(name=name, data=MEMO) for name in names))


@attack("zip")
def absolute_names() -> bytes:
    """Names that begin at the root, at a drive or at a server."""
    names = (b"/etc/cron.d/memo.xlsx", b"C:\\Windows\\memo.xlsx", b"\\\\servidor\\memo.xlsx")
    return archive_of(*(Entry(name=name, data=MEMO) for name in names))


@attack("zip")
def names_with_nothing() -> bytes:
    """Names with a zero byte in them, and names of nothing at all."""
    names = (b"memo.xlsx\x00.exe", b"\x00", b"", b"/", b"..", b".")
    return archive_of(*(Entry(name=name, data=MEMO) for name in names))


@attack("zip")
def names_in_lines() -> bytes:
    """Names that go on as headers of a mail."""
    name = b"memo.xlsx\r\nBcc: otro@afuera.example\r\n\r\nhola\n.xlsx"
    return archive_of(Entry(name=name, data=MEMO), Entry(name=b"memo\x1b[2J\x07\x85\xe2\x80\xa8.xlsx", data=MEMO))


@attack("zip")
def names_from_right_to_left() -> bytes:
    """A name that is shown backwards, and ends otherwise than it seems."""
    return archive_of(Entry(name="memo\u202exslx.exe".encode(), flags=0x800, data=MEMO))


@attack("zip")
def names_of_sixty_thousand_letters() -> bytes:
    """Thirty files with names as long as a name can be."""
    return archive_of(*(Entry(name=b"%02d" % n + b"m" * 65_000 + b".xlsx", data=MEMO) for n in range(30)))


@attack("zip")
def names_that_are_the_same() -> bytes:
    """Fifty different files under one name."""
    return archive_of(*(Entry(data=MEMO + b" " * n) for n in range(50)))


@attack("zip")
def names_of_no_alphabet() -> bytes:
    """Names that are said to be UTF-8 and are not."""
    return archive_of(Entry(name=b"\xff\xfe\xed\xa0\x80.xlsx", flags=0x800, data=MEMO))


@attack("zip")
def links() -> bytes:
    """Symbolic links to files that must not be read."""
    targets = (b"/etc/passwd", b"/proc/self/environ", b"../../../storage/ledger.db")
    return archive_of(*(Entry(name=b"%d.pdf" % n, data=one, mode=0o120777) for n, one in enumerate(targets)))


@attack("zip")
def one_disk_of_many() -> bytes:
    """Says that it is the seventh of many disks."""
    return archive_of(Entry(data=MEMO), disk=7)


@attack("zip")
def unknown_methods() -> bytes:
    """Packed in ways that nobody knows, and in those that need large memories."""
    return archive_of(
        *(Entry(name=b"%d.xlsx" % m, data=b"]\0\0\0\xff" + b"\xff" * 40, method=m) for m in (14, 12, 98, 7))
    )


@attack("zip")
def lzma_of_four_gigabytes() -> bytes:
    """Packed with LZMA and a dictionary of four gigabytes."""
    return archive_of(Entry(data=b"\x09\x14\x05\0]\xff\xff\xff\xff" + bytes(200), method=14, size=1000))


@attack("zip")
def two_archives() -> bytes:
    """One archive behind the other, so that readers may see either."""
    return archive_of(Entry(name=b"a.pdf", data=LETTER)) + archive_of(Entry(data=MEMO))


@attack("zip")
def texts_by_the_hundred() -> bytes:
    """A hundred workbooks, each with as much text as is kept of one."""
    book = workbook_of(sheet_rows([[f"palabra{n} hola" * 100] for n in range(150)]))
    return packed({f"{n}.xlsx": book for n in range(100)})


@attack("zip")
def pictures_by_the_hundred() -> bytes:
    """A hundred pictures of a page, of a megabyte each, in a few kilobytes."""
    return packed({f"{n}.bmp": bmp_of(1000, 1000, bytes(MEBIBYTE)) for n in range(95)} | {"a.bin": noise_of(500_000)})


def noise_of(count: int) -> bytes:
    """Bytes that do not pack, always the same."""
    state, out = 1, bytearray()
    while len(out) < count:
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        out += state.to_bytes(8, "little")
    return bytes(out[:count])
