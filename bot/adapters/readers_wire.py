"""What goes over the line between the service and its readers: frames of bytes, and documents as JSON.

A reader has opened hostile files, so its answer is parsed as data and never unpickled.
"""

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from bot.core.document import Damage, Document, FieldValue, Ink, Read, Scan, Seal, TextSource

_LENGTH = struct.Struct(">I")
MOST_BYTES = 64 << 20
"""Of one frame: no file is larger."""

LIGHTER = "lighter"
"""In the head of a file that is not to be read but made lighter: its media type."""

MEMBER = "member_of"
"""In the head of an archive of which only one file is wanted: its address."""


class Stream(Protocol):
    """One end of the line."""

    def write(self, data: bytes, /) -> object:
        """Say all of it."""

    def flush(self) -> None:
        """Hold nothing back."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, fewer only at the end."""


def send(stream: Stream, *frames: bytes) -> None:
    """Write frames, each after its length; the last one may be large and is not copied."""
    small = b"".join(piece for frame in frames[:-1] for piece in (_LENGTH.pack(len(frame)), frame))
    stream.write(small + _LENGTH.pack(len(frames[-1])))
    stream.write(frames[-1])
    stream.flush()


def receive(stream: Stream, longest: int = MOST_BYTES) -> bytes | None:
    """The next frame, or ``None`` where the other side is gone.

    Raises:
        ValueError: The frame claims to be longer than that.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > longest:
        raise ValueError(f"a frame of {length} bytes")
    frame = stream.read(length)
    return frame if len(frame) == length else None


def dump_documents(documents: Iterable[Document]) -> bytes:
    """Documents as JSON."""
    return json.dumps(list(map(_shape, documents))).encode()


def _shape(document: Document) -> dict[str, Any]:
    return {
        "filename": document.filename,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "part": document.part,
        "member": document.member,
        "inline": document.inline,
        "role": document.role,
        "confidence": document.confidence,
        "likeness": dict(document.likeness),
        "text_source": document.text_source,
        "pages": document.pages,
        "pages_unread": document.pages_unread,
        "scan": document.scan and asdict(document.scan),
        "fields": _dump_reads(document.fields),
        "rows": [_dump_reads(row) for row in document.rows],
        "text": document.text,
        "ink": dict(document.ink),
        "seals": [asdict(seal) for seal in document.seals],
        "damage": document.damage,
    }


def load_documents(frame: bytes) -> tuple[Document, ...]:
    """The documents that :func:`dump_documents` wrote; at least one.

    Raises:
        ValueError, KeyError, TypeError, ArithmeticError, AttributeError: It did not write this.
    """
    documents = tuple(map(_document, json.loads(frame)))
    if not documents:
        raise ValueError("no document")
    return documents


def _document(raw: dict[str, Any]) -> Document:
    raw["text_source"] = TextSource(raw["text_source"])
    raw["damage"] = Damage(raw["damage"]) if raw["damage"] else None
    raw["scan"] = _load_scan(**raw["scan"]) if raw["scan"] else None
    raw["fields"] = _load_reads(raw["fields"])
    raw["rows"] = tuple(map(_load_reads, raw["rows"]))
    raw["ink"] = {str(who): Ink(seen) for who, seen in raw["ink"].items()}
    raw["seals"] = tuple(_load_seal(**seal) for seal in raw["seals"])
    return Document(**raw)


def _load_scan(engine: str, confidence: float, **numbers: list[int]) -> Scan:
    return Scan(
        engine=str(engine),
        confidence=float(confidence),
        pages=tuple(map(int, numbers["pages"])),
        cut=tuple(map(int, numbers["cut"])),
        stamps_unread=tuple(map(int, numbers["stamps_unread"])),
    )


def _load_seal(signer: str, intact: object, whole: object, trusted: object) -> Seal:
    return Seal(signer=str(signer), intact=_load_flag(intact), whole=_load_flag(whole), trusted=_load_flag(trusted))


def _load_flag(value: object) -> bool | None:
    return None if value is None else bool(value)


def _dump_reads(reads: Mapping[str, Read]) -> dict[str, list[Any]]:
    return {
        name: [*_dump_value(read.value), read.source, read.cell, read.page, read.sheet, read.confidence]
        for name, read in reads.items()
    }


def _load_reads(raw: Mapping[str, list[Any]]) -> dict[str, Read]:
    return {
        name: Read(
            value=_load_value(kind, value),
            source=source,
            cell=cell,
            page=page,
            sheet=sheet,
            confidence=float(confidence),
        )
        for name, (kind, value, source, cell, page, sheet, confidence) in raw.items()
    }


def _dump_value(value: FieldValue) -> tuple[str, object]:
    if isinstance(value, Decimal):
        return "money", str(value)
    if isinstance(value, date):
        return "day", value.isoformat()
    return ("marks", list(value)) if isinstance(value, tuple) else ("plain", value)


def _load_value(kind: str, value: Any) -> FieldValue:  # noqa: ANN401 - JSON holds anything
    match kind:
        case "money":
            return Decimal(value)
        case "day":
            return date.fromisoformat(value)
        case "marks":
            return tuple(map(str, value))
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)
