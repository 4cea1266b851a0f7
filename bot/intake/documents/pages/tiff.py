"""The directories of a TIFF, one for each page (TIFF 6.0, section 2). Nothing is decoded."""

import struct
from collections.abc import Iterator
from contextlib import suppress

_MOST_PAGES = 1000
_WIDTH, _HEIGHT = 256, 257  # tags
_SHORT = 3  # type of a value of two bytes; others have four


def tiff_sizes(content: bytes) -> tuple[tuple[int, int], ...]:
    """Width and height of each page in pixels; of a damaged file, of those before the damage."""
    found: list[tuple[int, int]] = []
    with suppress(struct.error):
        found.extend(_pages(content))
    return tuple(found)


def _pages(content: bytes) -> Iterator[tuple[int, int]]:
    order = "<" if content.startswith(b"II") else ">"
    (at,) = struct.unpack_from(f"{order}I", content, 4)
    seen: set[int] = set()
    while at and at not in seen and len(seen) < _MOST_PAGES:
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", content, at)
        tags = dict(_tag(content, at + 2 + 12 * entry, order) for entry in range(count))
        yield tags.get(_WIDTH, 0), tags.get(_HEIGHT, 0)
        (at,) = struct.unpack_from(f"{order}I", content, at + 2 + 12 * count)


def _tag(content: bytes, at: int, order: str) -> tuple[int, int]:
    """Its number and its first value, as far as that lies in the directory itself."""
    tag, kind = struct.unpack_from(f"{order}HH", content, at)
    (value,) = struct.unpack_from(f"{order}{'H' if kind == _SHORT else 'I'}", content, at + 8)
    return tag, value
