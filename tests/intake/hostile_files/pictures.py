"""Pictures."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping

from tests.intake.hostile_files.base import MEBIBYTE, attack


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *chunks: bytes, data: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def bmp_of(width: int, height: int, dots: bytes) -> bytes:
    """A picture that says it has this size."""
    return (
        struct.pack(
            "<2sIIIIiiHHIIiiII", b"BM", 54 + len(dots), 0, 54, 40, width, height, 1, 8, 0, len(dots), 0, 0, 0, 0
        )
        + dots
    )


def _directory(tags: Mapping[int, int], at: int, following: int, order: str = "<") -> bytes:
    entries = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    return struct.pack(f"{order}H", len(tags)) + entries + struct.pack(f"{order}I", following)


_FAX = {256: 2_000, 257: 2_800, 258: 1, 259: 1, 262: 0, 273: 8, 278: 2_800, 279: 700_000}


def _tiff(
    pages: Iterator[tuple[Mapping[int, int], int]] | Iterable[tuple[Mapping[int, int], int]], body: bytes = b""
) -> bytes:
    out = bytearray(b"II*\0" + struct.pack("<I", 8 + len(body)) + body)
    for tags, following in pages:
        size = 6 + 12 * len(tags)
        out += _directory(tags, len(out), following if following >= 0 else len(out) + size)
    return bytes(out)


@attack("png")
def png_of_a_wall() -> bytes:
    """Sixty thousand dots wide and high, in one kilobyte."""
    return _png(60_000, 60_000, data=zlib.compress(bytes(MEBIBYTE)))


@attack("png")
def png_just_below_the_limit() -> bytes:
    """A picture of eighty million dots that are all there."""
    return _png(9_000, 8_900, data=zlib.compress(bytes(9_000 * 8_900 * 3 + 8_900), 9))


@attack("png")
def png_of_texts() -> bytes:
    """A hundred thousand pieces of text."""
    return _png(900, 900, _chunk(b"tEXt", b"a\0b") * 100_000)


@attack("png")
def png_of_packed_texts() -> bytes:
    """A piece of text that unpacks to a hundred megabytes."""
    return _png(900, 900, _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100 * MEBIBYTE), 9)))


@attack("png")
def png_of_no_size() -> bytes:
    """No dots at all, and pieces that are longer than the file."""
    return _png(0, 0)[:-20] + struct.pack(">I", 0x7FFFFFFF) + b"IDAT"


@attack("png")
def png_of_frames() -> bytes:
    """Says that it moves, in four billion frames."""
    return _png(900, 900, _chunk(b"acTL", struct.pack(">II", 0xFFFFFFFF, 0)), data=zlib.compress(bytes(900 * 2701)))


@attack("tiff")
def tiff_in_a_circle() -> bytes:
    """A page that is followed by itself."""
    return _tiff([(_FAX, 8 + 700_000)], bytes(700_000))


@attack("tiff")
def tiff_of_ten_thousand_pages() -> bytes:
    """Ten thousand pages of a fax that share their dots."""
    return _tiff([*[(_FAX, -1)] * 9_999, (_FAX, 0)], bytes(700_000))


@attack("tiff")
def tiff_of_a_wall() -> bytes:
    """A page of four billion dots by four billion."""
    return _tiff([({**_FAX, 256: 0xFFFFFFFF, 257: 0xFFFFFFFF}, 0)], bytes(1_000))


@attack("tiff")
def tiff_of_walls_behind() -> bytes:
    """A first page of usual size, and walls on those behind it."""
    wall = {**_FAX, 256: 60_000, 257: 60_000, 278: 60_000, 279: 450_000_000}
    return _tiff([(_FAX, -1), (wall, -1), (wall, -1), (wall, 0)], bytes(700_000))


@attack("tiff")
def tiff_of_sixty_thousand_tags() -> bytes:
    """Pages with as many tags as can be, each of which lies elsewhere."""
    tags = dict.fromkeys(range(1000, 60000), 8)
    return _tiff([({**_FAX, **tags}, 0)], bytes(700_000))


@attack("tiff")
def tiff_of_endless_values() -> bytes:
    """Tags of four billion values."""
    entry = struct.pack("<HHII", 273, 4, 0x3FFFFFFF, 8) * 10
    return b"II*\0" + struct.pack("<IH", 8, 10) + entry + bytes(100)


@attack("tiff")
def tiff_behind_its_end() -> bytes:
    """A first page that lies behind the end of the file."""
    return b"MM\0*" + struct.pack(">I", 0x7FFFFFFF) + bytes(100)


@attack("jpg")
def jpeg_of_a_wall() -> bytes:
    """Sixty-five thousand dots wide and high, and nothing behind the head."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, 65_500, 65_500, 3) + b"\1\x11\0\2\x11\0\3\x11\0"
    return b"\xff\xd8" + frame + b"\xff\xd9"


@attack("jpg")
def jpeg_of_scans() -> bytes:
    """A progressive picture of ten thousand passes over every dot."""
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, 8_000, 8_000, 1) + b"\1\x11\0"
    table = b"\xff\xc4" + struct.pack(">H", 20) + b"\x10\1" + bytes(15) + b"\0"
    quantity = b"\xff\xdb" + struct.pack(">H", 67) + b"\0" + b"\1" * 64
    return (
        b"\xff\xd8"
        + quantity
        + frame
        + table
        + (b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\1\0\x01\x3f\0") * 10_000
        + b"\xff\xd9"
    )


@attack("jpg")
def jpeg_whose_metadata_lie() -> bytes:
    """Metadata whose tags lie behind the end and in each other."""
    tags = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x0112, 3, 0x7FFFFFFF, 0x7FFFFFFF)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + tags + struct.pack("<I", 8)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 900, 900, 1) + b"\1\x11\0"
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + frame + b"\xff\xd9"


@attack("jpg")
def jpeg_of_no_lengths() -> bytes:
    """Segments that say they have no length."""
    return b"\xff\xd8" + b"\xff\xe1\0\0" * 200_000


@attack("gif")
def gif_of_a_wall() -> bytes:
    """Sixty-five thousand dots wide and high, in ten thousand frames."""
    frame = b"," + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\2\1\0\0"
    return b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0) + frame * 10_000 + b";"


def _riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


@attack("webp")
def webp_of_a_wall() -> bytes:
    """Sixteen thousand dots wide and high, as an animation."""
    canvas = b"\x02\0\0\0" + (16_383).to_bytes(3, "little") * 2
    return _riff(
        (b"VP8X", canvas),
        (b"ANIM", bytes(6)),
        (b"ANMF", bytes(16) + b"VP8L" + struct.pack("<I", 5) + b"\x2f\xff\xff\xff\x0f"),
    )


@attack("webp")
def webp_that_lies() -> bytes:
    """Pieces that say they are four gigabytes long."""
    return b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff\x2f\xff\xff\xff\x0f" + bytes(100)


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data


@attack("heic")
def heic_of_a_wall() -> bytes:
    """A photo that says it has four billion dots a side."""
    size = _box(b"ispe", struct.pack(">III", 0, 0xFFFFFFFF, 0xFFFFFFFF))
    return _box(b"ftyp", b"heic\0\0\0\0mif1") + _box(b"meta", bytes(4) + _box(b"iprp", _box(b"ipco", size)))


@attack("heic")
def heic_of_boxes() -> bytes:
    """Boxes in boxes, five thousand deep, and boxes of no length."""
    content = b""
    for _ in range(2_000):
        content = _box(b"meta", bytes(4) + content)
    return _box(b"ftyp", b"heic\0\0\0\0mif1") + content + b"\0\0\0\0meta"


@attack("bmp")
def bmp_of_a_wall() -> bytes:
    """Two billion dots wide, upside down."""
    return bmp_of(0x7FFFFFFF, -0x7FFFFFFF, bytes(100))


@attack("bmp")
def bmp_of_runs() -> bytes:
    """Packed rows that go on and on beyond the edge."""
    head = bytearray(bmp_of(8_000, 8_000, b"\xff\x00" * 50_000))
    head[30] = 1
    return bytes(head)
