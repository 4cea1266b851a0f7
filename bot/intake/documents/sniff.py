"""What a file is by its content, never by its name; archives are measured before anything in them is unpacked."""

import io
import re
import zipfile
from dataclasses import dataclass

from bot.core.document import Damage

PDF = "application/pdf"
PICTURE = "image/"  # any: how their media types begin
TIFF = "image/tiff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroenabled.12"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
OLE = "application/x-ole-storage"
ZIP = "application/zip"
TNEF_FILE = "application/vnd.ms-tnef"
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"
MAIL = "message/rfc822"
XML = "application/xml"
TEXT = "text/plain"
BINARY = "application/octet-stream"
SHAPELESS = frozenset({OLE, BINARY, TEXT})
"""Content that says nothing: under the name of an office document or an archive it is a damaged one."""

OFFICE = frozenset(
    {
        ".pdf",
        ".xls",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".ods",
        ".doc",
        ".docx",
        ".tif",
        ".tiff",
        ".jpg",
        ".jpeg",
        ".png",
        ".heic",
        ".zip",
    }
)
WORKBOOKS = frozenset({XLSX, XLSM, XLSB, XLS, ODS})

_MOST_ENTRIES = 2000
_MOST_ENTRY_BYTES = 50 << 20
_MOST_BYTES = 100 << 20
_MOST_RATIO = 200
_SMALL = 1 << 20  # bytes: an archive that unpacks to less harms nobody, however well it was packed
_ENCRYPTED_FLAG = 1
_HEAD = 1024
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # the second is an empty one
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"{\\rtf", "application/rtf"),
    (b"\x78\x9f\x3e\x22", TNEF_FILE),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
)
_BY_ENTRY = (
    ("xl/workbook.bin", XLSB),
    ("xl/vbaProject.bin", XLSM),
    ("xl/workbook.xml", XLSX),
    ("word/document.xml", DOCX),
)
_NAME_AT = 30  # in the head of an entry
_OFFICE_FIRST = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"word/")
"""How the first name in a document of Office begins."""

_MAIL_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9\-]{1,40}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){3}")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The media type, what already speaks against opening the file, and its directory where it is an archive."""

    media_type: str
    damage: Damage | None = None
    archive: zipfile.ZipFile | None = None


def sniff(content: bytes) -> Sniffed:
    """The media type by magic numbers and, for containers, by what they hold."""
    if not content.strip(b"\x00 \t\r\n"):
        return Sniffed(BINARY, Damage.UNREADABLE)
    if content.startswith(_ZIP_MAGIC):
        return _sniff_zip(content)
    if content.startswith(_OLE_MAGIC):
        return _sniff_ole(content)
    if known := _by_magic(content):
        return Sniffed(known)
    return Sniffed(PDF if b"%PDF-" in content[:_HEAD] else _textual(content[:_HEAD]))


def sniff_outside(content: bytes) -> str:
    """The media type by the bytes of the file alone: of an archive not even the directory is read."""
    if not content.startswith(_ZIP_MAGIC):
        return sniff(content).media_type
    if not content.startswith(_OFFICE_FIRST, _NAME_AT):
        return ZIP
    return next((kind for name, kind in _BY_ENTRY if name.encode() in content), ZIP)


def _by_magic(content: bytes) -> str | None:
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "image/heic"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return next((media_type for magic, media_type in _MAGIC if content.startswith(magic)), None)


def _textual(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    lowered = start[:200].lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if lowered.startswith(b"<?xml") or re.match(rb"<[a-z][\w:.\-]*[\s>]", lowered):
        return XML
    if _MAIL_HEADER.match(start):
        return MAIL
    return BINARY if b"\x00" in head else TEXT


def _sniff_zip(content: bytes) -> Sniffed:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Sniffed(ZIP, Damage.UNREADABLE)
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    media_type = next((kind for name, kind in _BY_ENTRY if name in names), ZIP)
    if "mimetype" in names and "content.xml" in names:
        media_type = ODS
    return Sniffed(media_type, _danger(entries), archive)


def _danger(entries: list[zipfile.ZipInfo]) -> Damage | None:
    """What the central directory says against unpacking."""
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        return Damage.PASSWORD
    too_much = total > _MOST_BYTES or any(entry.file_size > _MOST_ENTRY_BYTES for entry in entries)
    too_dense = total > _SMALL and total > _MOST_RATIO * max(packed, 1)
    return Damage.TOO_COMPLEX if len(entries) > _MOST_ENTRIES or too_much or too_dense else None


def _sniff_ole(content: bytes) -> Sniffed:
    """Old Office files by the names of their streams; an encrypted workbook is an OLE file around its cipher text."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        return Sniffed(XLSX, Damage.PASSWORD)
    if has("Workbook") or has("Book"):
        return Sniffed(XLS)
    if has("WordDocument"):
        return Sniffed(DOC)
    return Sniffed("application/vnd.ms-outlook" if has("__properties_version1.0") else OLE)
