"""What hostile files are made with, and the register that holds them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.adapters.readers_wire import dump_documents
from bot.core.document import Document
from bot.testing.documents import five
from bot.testing.facts import facts

Make = Callable[[], bytes]


FILES: dict[str, Make] = {}


MEBIBYTE = 1 << 20


NOTHING: Mapping[str, str] = {}


GOOD = {file.filename: file.content for file in five(facts(5))}


MEMO = next(content for name, content in GOOD.items() if name.endswith(".xlsx"))


LETTER = next(content for name, content in GOOD.items() if name.endswith(".pdf"))


def attack(suffix: str) -> Callable[[Make], Make]:
    """Enters a function among the files, under its own name with this ending."""

    def enter(make: Make) -> Make:
        FILES[f"{make.__name__}.{suffix}"] = make
        return make

    return enter


def bytes_told(documents: Iterable[Document]) -> int:
    """How much a reader has to say of documents."""
    return len(dump_documents(documents))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of an archive, every number of which may be a lie."""

    name: bytes = b"memo.xlsx"
    data: bytes = b""
    method: int = 0
    flags: int = 0
    crc: int | None = None
    packed: int | None = None
    size: int | None = None
    extra: bytes = b""
    mode: int = 0
    at: int | None = None
    is_listed_only: bool = False

    def numbers(self) -> tuple[int, int, int]:
        """Checksum, packed and unpacked size."""
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        packed = len(self.data) if self.packed is None else self.packed
        return crc, packed, len(self.data) if self.size is None else self.size

    def local(self) -> bytes:
        """Its header before its bytes (APPNOTE 4.3.7), and these."""
        if self.is_listed_only:
            return b""
        lengths = (len(self.name), len(self.extra))
        head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, self.flags, self.method, 0, 33, *self.numbers(), *lengths)
        return head + self.name + self.extra + self.data

    def listed(self, at: int) -> bytes:
        """Its entry in the directory (APPNOTE 4.3.12)."""
        head = struct.pack("<4s6H3I", b"PK\1\2", 0x314, 20, self.flags, self.method, 0, 33, *self.numbers())
        where = at if self.at is None else self.at
        tail = struct.pack("<5H2I", len(self.name), len(self.extra), 0, 0, 0, self.mode << 16, where)
        return head + tail + self.name + self.extra


def archive_of(*entries: Entry, disk: int = 0, count: int | None = None, start: int | None = None) -> bytes:
    """An archive of entries as they are, with a directory whose own numbers may be lies as well."""
    body, directory = bytearray(), bytearray()
    for entry in entries:
        directory += entry.listed(len(body))
        body += entry.local()
    listed = min(len(entries), 0xFFFF) if count is None else count
    where = len(body) if start is None else start
    end = struct.pack("<4s4H2IH", b"PK\5\6", disk, disk, listed, listed, len(directory), where, 0)
    return bytes(body + directory) + end


def packed(files: Mapping[str, bytes]) -> bytes:
    """An honest archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def deflated(data: bytes) -> bytes:
    """Without head and checksum, as in an archive."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def deflated_zeros(count: int) -> bytes:
    """So many zeros, packed."""
    return deflated(bytes(count))
