"""Files that hold others: ZIP, Outlook's ``winmail.dat``, and mails that were attached as files.

Archives lie at most two deep in each other, and what would unpack to too much is not unpacked at all.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

from bot.core.document import EMBEDDED, Damage
from bot.core.mail import Attachment
from bot.intake.documents.embedded import embedded_bytes, embedded_files
from bot.intake.documents.sniff import MAIL, RAR, SEVEN_ZIP, TNEF_FILE, ZIP, sniff
from bot.intake.header import file_name

if TYPE_CHECKING:
    from tnefparse.tnef import TNEFAttachment

ARCHIVES = frozenset({ZIP, TNEF_FILE, MAIL})
SEALED = frozenset({RAR, SEVEN_ZIP})
"""Archives that nobody here can open."""

_DEEPEST = 2
_MOST_MEMBERS = 100
_MOST_BYTES = 100 << 20
_IN_UTF8 = 0x800  # flag of a name (APPNOTE, appendix D)
_LITTER = ("__MACOSX/",)
_LITTER_NAMES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files in an archive, or why they cannot be had."""

    members: tuple[Attachment, ...] = ()
    damage: Damage | None = None


def unpack(archive: Attachment) -> Unpacked:
    """What lies directly in an archive; none where the file is none."""
    sniffed = sniff(archive.content)
    if sniffed.media_type in SEALED:
        return Unpacked(damage=Damage.PACKED)
    if sniffed.damage or sniffed.media_type not in ARCHIVES:
        return Unpacked(damage=sniffed.damage)
    try:
        files = _files(sniffed.media_type, archive.content, sniffed.archive)
    except MemoryError:
        raise  # a fault of the reader, not of the file, as far as anybody knows
    except Exception:  # noqa: BLE001 - libraries raise anything at damaged archives
        return Unpacked(damage=Damage.UNREADABLE)
    if files and _level(archive) >= _DEEPEST:
        return Unpacked(damage=Damage.TOO_COMPLEX)
    if len(files) > _MOST_MEMBERS or sum(len(file.content) for file in files) > _MOST_BYTES:
        return Unpacked(damage=Damage.TOO_COMPLEX)
    if not files and sniffed.media_type == ZIP:
        return Unpacked(damage=Damage.UNREADABLE)
    return Unpacked(tuple(replace(file, part=archive.part, member=_below(archive, n)) for n, file in enumerate(files)))


def member_bytes(content: bytes, member: str) -> bytes | None:
    """The bytes at an address inside an archive, see :class:`bot.core.document.Document`; ``None`` if nothing is there.

    Args:
        content: The archive.
        member: The address.
    """
    found = _file("", content)
    for step in member.split("/"):
        inside = _inside(found, step)
        if inside is None:
            return None
        found = inside
    return found.content


def _inside(file: Attachment, step: str) -> Attachment | None:
    """What lies at one step of an address."""
    if step.startswith(EMBEDDED):
        content = embedded_bytes(file.content, step)
        return None if content is None else _file("", content)
    members, position = unpack(file).members, int(step)
    return members[position] if position < len(members) else None


def _level(file: Attachment) -> int:
    return len(file.member.split("/")) if file.member else 0


def _below(archive: Attachment, position: int | str) -> str:
    return f"{archive.member}/{position}" if archive.member else str(position)


def _files(media_type: str, content: bytes, archive: ZipFile | None) -> Sequence[Attachment]:
    if archive is not None:
        return tuple(_zipped(archive))
    return _of_mail(content) if media_type == MAIL else tuple(_of_outlook(content))


def _of_mail(content: bytes) -> tuple[Attachment, ...]:
    from bot.intake.parse import parse  # noqa: PLC0415 - readers that never see one stay 10 MB smaller

    return parse(content).attachments


def _zipped(archive: ZipFile) -> Iterator[Attachment]:
    for entry in archive.infolist():
        name = PurePosixPath(_shown(entry)).name
        is_litter = name.startswith(".") or name.lower() in _LITTER_NAMES or entry.filename.startswith(_LITTER)
        if not entry.is_dir() and not is_litter:
            yield _file(name, archive.read(entry))


def _shown(entry: ZipInfo) -> str:
    """Its name in the alphabet of who packed it, which most do not tell: that of macOS, or of Windows in Spanish."""
    if entry.flag_bits & _IN_UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437")  # as which the standard library reads all of them
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp850")


def _of_outlook(content: bytes) -> Iterator[Attachment]:
    from tnefparse import TNEF  # noqa: PLC0415 - as above

    for found in TNEF(content, do_checksum=False).attachments:
        if found.data:
            yield _file(_name(found), found.data)


def _name(found: "TNEFAttachment") -> str:
    """The long name, the short one, or none where it is in no known alphabet."""
    try:
        return PurePosixPath(str(found.long_filename()).strip("\x00")).name
    except UnicodeDecodeError:
        return ""


def enclosed(host: Attachment) -> Iterator[Attachment]:
    """The files embedded in a PDF."""
    for position, (name, content) in enumerate(embedded_files(host.content)):
        yield replace(_file(name, content), part=host.part, member=_below(host, f"{EMBEDDED}{position}"))


def _file(name: str, content: bytes) -> Attachment:
    return Attachment(
        part=0,
        filename=file_name(name),
        declared_type="",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        content_id="",
        inline=False,
    )
