"""The parts of a mail, found by hand: offsets into the raw bytes, nothing decoded, nothing copied.

The standard parser hands every line through one generator and one test per nesting level, so that its time is depth
times lines, without limit; here a level is one search through its own bytes, and depth, parts and headers end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.intake.header import Parameters, header_text, parameters
from bot.intake.transfer import decode_transfer

FORWARDED_HEADERS = "text/rfc822-headers"
"""A forwarded mail gives first its headers as a part of this type (RFC 6522), then its own parts."""

MAX_DEPTH = 20
MAX_PARTS = 1_000
MAX_SEARCHES = 20_000
"""How often the bytes of a delimiter are looked at in one mail, most of them false."""

MAX_PIECES = 3 * MAX_PARTS
"""What all multiparts of a mail are split into, whether it holds parts or nothing."""

MAX_HEADERS = 2_000
MAX_HEADER_BYTES = 65_536
MAX_HEAD_BYTES = 1_048_576

_FIELD_RE = re.compile(rb"([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)\n?")
_BLANK_RE = re.compile(rb"\r?\n")
_DELIMITER_TAIL_RE = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")

RawHeaders = tuple[tuple[str, bytes], ...]
Span = tuple[bytes, int, int]
"""A buffer, and where in it an entity starts and ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """A whole mail inside another one, and the headers of the part that holds it."""

    headers: RawHeaders
    mail: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One leaf part.

    Attributes:
        headers: Names as written, values raw and still folded.
        type: Declared media type, lower-cased.
        parameters: Of the content type.
        body: Its bytes before transfer decoding.
        alternative: Which ``multipart/alternative`` it is one form of; ``None`` outside of one.
        nesting: How many forwarded mails it lies within.
        forwarded: The mail whose headers this part holds, where it holds those of a forwarded mail.
    """

    headers: RawHeaders
    type: str
    parameters: Parameters
    body: bytes
    alternative: int | None
    nesting: int
    forwarded: Forwarded | None = None

    def header(self, name: str) -> str:
        """The decoded value of the first header of that name, or ``""``."""
        return first_header(self.headers, name)


@dataclass(slots=True)
class _Walk:
    """What one walk through a mail has seen so far."""

    defects: list[str] = field(default_factory=list)
    parts: int = 0
    pieces: int = 0
    searches: int = 0
    alternatives: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in the tree an entity stands."""

    depth: int = 0
    nesting: int = 0
    alternative: int | None = None
    default_type: str = "text/plain"
    forwarded: Forwarded | None = None


def first_header(headers: RawHeaders, name: str) -> str:
    """The decoded value of the topmost header called ``name`` (lower-case), or ``""``."""
    return next((header_text(value)[0] for key, value in headers if key.lower() == name), "")


def split_head(span: Span, defects: list[str]) -> tuple[RawHeaders, Span]:
    """Split an entity into its headers and its body.

    A line that is no header ends the headers, as for every mail server; an mbox ``From `` line is skipped.

    Args:
        span: The entity.
        defects: Gets the codes of what was wrong.

    Returns:
        The headers, and the body.
    """
    raw, position, end = span
    if raw.startswith((b"From ", b">From "), position, end):
        position = raw.find(b"\n", position, end) + 1 or end
    headers: list[tuple[str, bytes]] = []
    size = 0
    while found := _FIELD_RE.match(raw, position, end):
        name, value = found.groups()
        size += len(value)
        if len(headers) < MAX_HEADERS and size < MAX_HEAD_BYTES:
            headers.append((name.decode("ascii"), value[:MAX_HEADER_BYTES]))
        position = found.end()
    if size >= MAX_HEAD_BYTES or len(headers) == MAX_HEADERS:
        defects.append("headers.too_many")
    blank = _BLANK_RE.match(raw, position, end)
    if blank is None and position < end:
        defects.append("headers.malformed")
    return tuple(headers), (raw, blank.end() if blank else position, end)


def leaves(raw: bytes, defects: list[str]) -> tuple[RawHeaders, Iterator[Part]]:
    """The headers of a mail, and its leaf parts in depth-first order; forwarded mails are walked into.

    Args:
        raw: The whole mail.
        defects: Gets the codes of what was wrong.

    Returns:
        The headers of the top level, and at most ``MAX_PARTS`` parts; what lies deeper than ``MAX_DEPTH`` is one
        part, unopened.
    """
    headers, body = split_head((raw, 0, len(raw)), defects)
    return headers, _entity(headers, body, _Place(), _Walk(defects))


def _entity(headers: RawHeaders, body: Span, place: _Place, state: _Walk) -> Iterator[Part]:
    if sum(name.lower() == "content-type" for name, _ in headers) > 1:
        state.defects.append("part.two_types")
    declared, values = parameters(first_header(headers, "content-type"))
    media_type = declared if declared.count("/") == 1 else place.default_type
    if place.depth >= MAX_DEPTH and media_type.startswith(("multipart/", "message/")):
        state.defects.append("nesting.too_deep")
    elif media_type in {"message/rfc822", "message/global"}:
        yield from _forwarded(headers, body, place, state)
        return
    elif media_type.startswith("multipart/"):
        pieces = _pieces(body, values.get("boundary", "").encode("utf-8", "replace"), state)
        if pieces:
            yield from _multipart(pieces, media_type, place, state)
            return
        state.defects.append("multipart.no_boundary")
        media_type = "text/plain"
    yield from _leaf((media_type, values), headers, body, place, state)


def _leaf(kind: tuple[str, Parameters], headers: RawHeaders, body: Span, place: _Place, state: _Walk) -> Iterator[Part]:
    if state.parts >= MAX_PARTS:
        state.defects.append("parts.too_many")
        return
    state.parts += 1
    yield Part(
        headers=headers,
        type=kind[0],
        parameters=kind[1],
        body=body[0][body[1] : body[2]],
        alternative=place.alternative,
        nesting=place.nesting,
        forwarded=place.forwarded,
    )


def _forwarded(headers: RawHeaders, body: Span, place: _Place, state: _Walk) -> Iterator[Part]:
    encoding = first_header(headers, "content-transfer-encoding")
    if encoding.lower() in {"base64", "quoted-printable"}:  # forbidden by RFC 2046, 5.2.1, and seen
        opened = decode_transfer(body[0][body[1] : body[2]], encoding)[0]
        body = (opened, 0, len(opened))
    inner = _Place(depth=place.depth + 1, nesting=place.nesting + 1)
    own_headers, own_body = split_head(body, state.defects)
    holder = replace(inner, forwarded=Forwarded(headers=headers, mail=body))
    yield from _leaf((FORWARDED_HEADERS, {}), (), (body[0], body[1], own_body[1]), holder, state)
    yield from _entity(own_headers, own_body, inner, state)


def _multipart(pieces: list[Span], media_type: str, place: _Place, state: _Walk) -> Iterator[Part]:
    alternative = place.alternative
    if media_type == "multipart/alternative" and alternative is None:
        state.alternatives += 1
        alternative = state.alternatives
    default = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
    inner = replace(place, depth=place.depth + 1, alternative=alternative, default_type=default)
    for piece in pieces:
        yield from _entity(*split_head(piece, state.defects), inner, state)


def _pieces(body: Span, boundary: bytes, state: _Walk) -> list[Span]:
    """What lies between the delimiters (RFC 2046, 5.1.1); a missing last delimiter is forgiven."""
    raw, first, last = body
    delimiter = b"--" + boundary
    pieces: list[Span] = []
    start = -1
    position = raw.find(delimiter, first, last) if boundary else -1
    while position >= 0:
        state.searches += 1
        if state.searches > MAX_SEARCHES or state.pieces > MAX_PIECES:
            state.defects.append("parts.too_many")
            break
        tail = _DELIMITER_TAIL_RE.match(raw, position + len(delimiter), last)
        if tail and (position == first or raw.startswith(b"\n", position - 1)):
            if start >= 0:
                state.pieces += 1
                pieces.append((raw, start, _before_newline(raw, start, position)))
            if len(pieces) > MAX_PARTS or tail.group(1):
                return pieces
            start = tail.end()
        position = raw.find(delimiter, position + len(delimiter), last)
    if start >= 0:
        state.defects.append("multipart.unterminated")
        pieces.append((raw, start, last))
    return pieces


def _before_newline(raw: bytes, start: int, end: int) -> int:
    """The newline before a delimiter belongs to the delimiter."""
    end -= raw.endswith(b"\n", start, end)
    return end - raw.endswith(b"\r", start, end)
