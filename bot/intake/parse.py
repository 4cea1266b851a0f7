"""Raw bytes to a :class:`bot.core.mail.Mail`: any bytes at all, in bounded time, without an exception."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from bot.core.mail import Address, Attachment, Mail, unique
from bot.intake.charset import decode
from bot.intake.flowed import unflow
from bot.intake.header import Parameters, addresses, date, file_name, header_text, message_ids, one_line, parameters
from bot.intake.html import MAX_HTML, html_text
from bot.intake.mime import Part, RawHeaders, first_header, leaves
from bot.intake.transfer import decode_transfer, encode_base64, is_clean_base64

MAX_TEXT = 1_000_000
"""Characters of body text that are kept."""

MAX_SUBJECT = 2_000

_ONCE = ("from", "to", "subject", "date", "message-id", "content-type")
"""A second one of these means that two readers may see two different mails."""

_TRACE = frozenset({"authentication-results", "received", "return-path", "auto-submitted", "dkim-signature"})
"""Headers that servers write for servers: read as they stand, so that nothing encoded can pass for their words."""

_NAMED_IN = ("content-disposition", "content-type")

_NEWLINE_RE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def parse(raw: bytes, digest: str = "") -> Mail:
    """Read one mail.

    Args:
        raw: The bytes as they came from the mailbox.
        digest: Their SHA-256 in hex where the caller knows it.

    Returns:
        The mail; whatever was wrong with it is in ``defects``.
    """
    defects: list[str] = []
    headers, parts = leaves(_with_line_feeds(raw), defects)
    bodies: list[tuple[Part, str]] = []
    attachments: list[Attachment] = []
    for position, part in enumerate(parts):
        disposition, named = parameters(part.header("content-disposition"))
        if _is_body(part, disposition, named):
            bodies.append((part, _text(part, defects)))
        else:
            attachments.append(_attachment(position, part, _filename(named, part.parameters), defects))
    text = _readable(bodies)
    shown = [piece for part, piece in bodies if part.type == "text/html"]
    html = "\n".join(shown) if shown else None
    decoded = [(name, *header_text(value, encoded=name.lower() not in _TRACE)) for name, value in headers]
    defects += _header_defects(headers)
    defects += (f"header.8bit:{name.lower()}" for name, _, broken in decoded if broken)
    return Mail(
        digest=digest or hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        message_id=next(iter(message_ids(first_header(headers, "message-id"))), None),
        in_reply_to=next(iter(message_ids(first_header(headers, "in-reply-to"))), None),
        references=message_ids(first_header(headers, "references")),
        sender=_mailboxes(headers, "from"),
        to=_mailboxes(headers, "to"),
        cc=_mailboxes(headers, "cc"),
        reply_to=_mailboxes(headers, "reply-to"),
        date=date(first_header(headers, "date")),
        subject=one_line(first_header(headers, "subject"))[:MAX_SUBJECT],
        text=text,
        rendered=not any(part.type == "text/plain" and piece.strip() for part, piece in bodies),
        html=html,
        headers=tuple((name, text) for name, text, _ in decoded),
        attachments=_with_inline(attachments, text + (html or "")),
        content_type=parameters(first_header(headers, "content-type"))[0],
        defects=unique(defects),
    )


def text_of(raw: bytes) -> str:
    """The same text as ``parse(raw).text``, without looking at the headers and attachments of the mail."""
    placed = ((part, parameters(part.header("content-disposition"))) for part in _leaves(raw))
    return _readable([(part, _text(part, [])) for part, disposition in placed if _is_body(part, *disposition)])


def part_bytes(raw: bytes, part: int) -> bytes:
    """The decoded bytes of one leaf part.

    Args:
        raw: The whole mail, as it was parsed.
        part: Its address, see :class:`bot.core.mail.Attachment`.

    Returns:
        The same bytes as ``Attachment.content``.

    Raises:
        IndexError: If the mail has no such part.
    """
    for position, leaf in enumerate(_leaves(raw)):
        if position == part:
            return _content(leaf)[0]
    raise IndexError(f"the mail has no part {part}")


def parts_in_base64(raw: bytes, parts: Collection[int]) -> Mapping[int, bytes]:
    """Some leaf parts as lines of base64: those of the mail itself where they are as they should be.

    Args:
        raw: The whole mail, as it was parsed.
        parts: Their addresses, see :class:`bot.core.mail.Attachment`; one that the mail lacks is left out.
    """
    return {position: _in_base64(leaf) for position, leaf in enumerate(_leaves(raw)) if position in parts}


def _in_base64(leaf: Part) -> bytes:
    is_base64 = leaf.header("content-transfer-encoding").strip().lower() == "base64"
    return leaf.body if is_base64 and is_clean_base64(leaf.body) else encode_base64(_content(leaf)[0])


def _leaves(raw: bytes) -> Iterator[Part]:
    return leaves(_with_line_feeds(raw), [])[1]


def forwarded_mails(raw: bytes) -> Mapping[int, tuple[str, bytes]]:
    """The name and the bytes of every forwarded mail, also of those inside another one.

    Args:
        raw: The whole mail, as it was parsed.

    Returns:
        By the position of its headers among the leaf parts, see :data:`bot.intake.mime.FORWARDED_HEADERS`.
    """
    found: dict[int, tuple[str, bytes]] = {}
    for position, part in enumerate(leaves(_with_line_feeds(raw), [])[1]):
        if part.forwarded:
            buffer, start, end = part.forwarded.mail
            disposition, declared = (parameters(first_header(part.forwarded.headers, name))[1] for name in _NAMED_IN)
            found[position] = _filename(disposition, declared), buffer[start:end]
    return found


def _with_line_feeds(raw: bytes) -> bytes:
    """Old Macs end lines with a carriage return alone."""
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def _is_body(part: Part, disposition: str, values: Parameters) -> bool:
    """Whether a part is text of the mail itself: named text, attached text and forwarded text are attachments."""
    named = "filename" in values or "name" in part.parameters
    return part.type in {"text/plain", "text/html"} and not (part.nesting or named or disposition == "attachment")


def _content(part: Part) -> tuple[bytes, str | None]:
    return decode_transfer(part.body, part.header("content-transfer-encoding"))


def _text(part: Part, defects: list[str]) -> str:
    content, broken = _content(part)
    text, mismatch = decode(content[: MAX_TEXT * 4], part.parameters.get("charset", ""))
    defects += filter(None, (broken, mismatch))
    text = _NEWLINE_RE.sub("\n", text[:MAX_TEXT]).replace("\x00", "")
    if part.type == "text/plain" and part.parameters.get("format", "").lower() == "flowed":
        return unflow(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    return text


def _readable(bodies: Sequence[tuple[Part, str]]) -> str:
    """The pieces joined: of alternatives the plain ones, or the HTML rendered where no plain one says anything."""
    pieces = (piece for group in _alternatives(list(_bounded(bodies))) for piece in _chosen(group))
    return "\n".join(piece for piece in pieces if piece.strip())[:MAX_TEXT]


def _bounded(bodies: Iterable[tuple[Part, str]]) -> Iterator[tuple[Part, str]]:
    """All HTML together as long as one HTML body may be: rendering is what costs time."""
    left = MAX_HTML
    for part, text in bodies:
        kept = text[:left] if part.type == "text/html" else text
        left -= len(kept) if part.type == "text/html" else 0
        yield part, kept


def _alternatives(bodies: Sequence[tuple[Part, str]]) -> Iterator[list[tuple[Part, str]]]:
    for alternative, group in groupby(bodies, key=lambda body: body[0].alternative):
        members = list(group)
        yield from [members] if alternative is not None else ([member] for member in members)


def _chosen(group: Sequence[tuple[Part, str]]) -> list[str]:
    plain = [text for part, text in group if part.type == "text/plain" and text.strip()]
    return plain or [html_text(text) for part, text in group if part.type == "text/html"]


def _attachment(position: int, part: Part, filename: str, defects: list[str]) -> Attachment:
    content, broken = _content(part)
    defects += filter(None, (broken,))
    return Attachment(
        part=position,
        filename=filename,
        declared_type=part.type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        content_id=part.header("content-id").strip("<> "),
        inline=False,
        nesting=part.nesting,
    )


def _filename(disposition: Parameters, declared: Parameters) -> str:
    """As the disposition names it (RFC 2183), else as the content type does."""
    return file_name(disposition.get("filename") or declared.get("name", ""))


def _with_inline(attachments: Iterable[Attachment], shown: str) -> tuple[Attachment, ...]:
    """Mark the pictures that the text shows; a PDF that Apple Mail puts inline stays a document."""
    referred = set(re.findall(r"cid:([^\s\"'>\])]{1,200})", shown))
    return tuple(
        replace(attachment, inline=True)
        if attachment.content_id in referred and attachment.declared_type.startswith("image/")
        else attachment
        for attachment in attachments
    )


def _mailboxes(headers: RawHeaders, name: str) -> tuple[Address, ...]:
    return tuple(box for key, value in headers if key.lower() == name for box in addresses(value))


def _header_defects(headers: RawHeaders) -> Iterator[str]:
    names = [name.lower() for name, _ in headers]
    yield from (f"header.duplicate:{name}" for name in _ONCE if names.count(name) > 1)
    yield from (f"header.missing:{name}" for name in ("from", "date", "message-id") if name not in names)
    if "date" in names and date(first_header(headers, "date")) is None:
        yield "header.unreadable:date"
