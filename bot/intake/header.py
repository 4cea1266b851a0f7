"""One header at a time: folded, 8-bit, encoded in pieces or plainly broken, and never an exception.

Everything here is linear in its input. The standard library is not: its parameters are quadratic (24 KB of quoted
semicolons cost half a second each time a part is asked for its type or name), its addresses recurse on ``(((``.
"""

import binascii
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

from bot.core.mail import Address
from bot.intake.charset import decode
from bot.intake.transfer import decode_base64

Parameters = Mapping[str, str]

MAX_ADDRESSES = 1_000
MAX_STRUCTURED = 8_192
MAX_NAME = 200
_LONGEST_ENDING = 10

_FOLD_RE = re.compile(rb"\r?\n[ \t]?")
_WORD_RE = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_CONTROL_RE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TURNING_RE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES_RE = re.compile(r"\s+")
_PARAMETER_RE = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_CONTINUATION_RE = re.compile(r"^(.*?)(?:\*(\d{1,3}))?(\*)?$")
_ANGLE_RE = re.compile(r"<([^<>]*)(?:>|(?=<))")
_COMMENT_RE = re.compile(r"\(([^()]*)\)")
_BARE_RE = re.compile(r"(?<![^\s<>()\",;:])[^\s<>()\",;:]+@[^\s<>()\",;:]+")
_DOT_RE = re.compile(r" ?\. ?")
_PIECE_RE = re.compile(r'\\.|[^"()\\]+|.')
_LOCAL_RE = re.compile(r"\s*[\w.+-]{1,64}\s*")
_GROUP_RE = re.compile(r"\A[^\"<@:]{0,200}:")
_ID_RE = re.compile(r"<([^<>\s]{1,995})>")


def header_text(value: bytes, *, encoded: bool = True) -> tuple[str, str | None]:
    """Unfold and decode one header's value.

    Args:
        value: The bytes behind the colon.
        encoded: Whether it may hold encoded words (RFC 2047); headers that servers write for servers do not.

    Returns:
        The text on one line, and a defect code or ``None``.
    """
    text, defect = decode(_FOLD_RE.sub(b" ", value))
    if encoded and "=?" in text:
        text = decode_words(text)
    return _CONTROL_RE.sub("", text).strip(), defect


def decode_words(text: str) -> str:
    """Decode the encoded words in a text (RFC 2047); pieces of one charset are joined before they are decoded.

    Joining first mends words that were split in the middle of a character.
    """
    out: list[str] = []
    pending: list[bytes] = []
    charset = ""
    end = 0

    def flush() -> None:
        if pending:
            out.append(decode(b"".join(pending), charset)[0])
            pending.clear()

    for found in _WORD_RE.finditer(text):
        between = text[end : found.start()]
        named = found.group(1).partition("*")[0].lower()
        if between.strip() or not pending or named != charset:
            flush()
            out.append(between if between.strip() or not end else "")
        charset = named
        pending.append(_word_bytes(found.group(2), found.group(3)))
        end = found.end()
    flush()
    out.append(text[end:])
    return "".join(out)


def _word_bytes(encoding: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    return decode_base64(data)[0] if encoding in "bB" else binascii.a2b_qp(data, header=True)


def one_line(text: str) -> str:
    """The text in NFC, without control characters, every run of white space one space."""
    return _SPACES_RE.sub(" ", _CONTROL_RE.sub("", unicodedata.normalize("NFC", text))).strip()


def file_name(text: str) -> str:
    """A name of a file as people can be told it: on one line that runs one way, a long one cut before its ending."""
    name = one_line(_TURNING_RE.sub("", text))
    ending = PurePosixPath(name).suffix[-_LONGEST_ENDING:]
    return name if len(name) <= MAX_NAME else name[: MAX_NAME - len(ending)] + ending


def parameters(value: str) -> tuple[str, Parameters]:
    """Split a structured value such as a content type (RFC 2045, RFC 2231).

    Args:
        value: The decoded value of the header.

    Returns:
        What stands before the first semicolon, lower-cased, and the parameters by lower-cased name.
    """
    value = value[:MAX_STRUCTURED]
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for name, raw in _PARAMETER_RE.findall(value):
        key, number, star = _continuation(name.lower())
        text = _unquote(raw)
        if number is None and not star:
            plain.setdefault(key, decode_words(text))
        else:
            pieces.setdefault(key, {})[number or 0] = (star, text)
    for key, numbered in pieces.items():
        plain[key] = _joined(numbered)
    return value.partition(";")[0].strip().lower(), plain


def _continuation(name: str) -> tuple[str, int | None, bool]:
    found = _CONTINUATION_RE.match(name)
    if found is None:
        return name, None, False
    key, number, star = found.groups()
    return key, int(number) if number else None, bool(star)


def _joined(numbered: Mapping[int, tuple[bool, str]]) -> str:
    """Join the pieces of one parameter; only the first names the charset."""
    ordered = [numbered[number] for number in sorted(numbered)]
    charset = ""
    if ordered[0][0] and ordered[0][1].count("'") > 1:
        charset, _, rest = ordered[0][1].split("'", 2)
        ordered[0] = (True, rest)
    data = b"".join(unquote_to_bytes(text) if star else text.encode("utf-8", "replace") for star, text in ordered)
    return decode_words(decode(data, charset)[0])


def _unquote(raw: str) -> str:
    raw = raw.strip()
    return re.sub(r"\\(.)", r"\1", raw.strip('"')) if raw.startswith('"') else raw


def addresses(value: bytes) -> tuple[Address, ...]:
    """The mailboxes of an address header; a mail server's address may lack its domain.

    Structure is read before encoded words are decoded, so that a decoded name cannot invent a mailbox; no more can
    quoted words or comments. Every other address counts, even two in one entry, unless it stands for the name
    before angle brackets: whoever shows two identities must be seen to.

    Args:
        value: The raw value.

    Returns:
        At most ``MAX_ADDRESSES`` mailboxes.
    """
    text = _CONTROL_RE.sub("", decode(_FOLD_RE.sub(b" ", value))[0])
    found = (address for entry in _entries(text) for address in _mailboxes(entry))
    return tuple(address for address, _ in zip(found, range(MAX_ADDRESSES), strict=False))


def _entries(text: str) -> Iterator[str]:
    """Split at the commas and semicolons that stand outside quotes, comments and angle brackets."""
    start, closing = 0, ""
    for position, character in enumerate(text):
        if closing:
            if character == closing and text[position - 1] != "\\":
                closing = ""
        elif character in '"<(' and _closer(character) in text[position + 1 : position + 1_000]:
            closing = _closer(character)
        elif character in ",;":
            yield text[start:position]
            start = position + 1
    yield text[start:]


def _closer(opening: str) -> str:
    return {'"': '"', "<": ">", "(": ")"}[opening]


def _mailboxes(entry: str) -> Iterator[Address]:
    entry = _GROUP_RE.sub("", entry)
    shown = _undecorated(entry)
    angles = [_SPACES_RE.sub("", angle) for angle in _ANGLE_RE.findall(shown)]
    angles = [angle for angle in angles if "@" in angle] or angles[:1]
    bare = _BARE_RE.findall(_without_gaps(shown.rpartition(">")[2] if any(angles) else shown))
    if any(angles):
        name = _name(entry[: entry.find("<")])
        yield from (Address(name=name, email=email.lower()) for email in (*angles, *bare))
    elif bare or _LOCAL_RE.fullmatch(shown):
        comment = _COMMENT_RE.search(entry)
        name = _name(comment.group(1)) if comment else ""
        yield from (Address(name=name, email=email.lower()) for email in bare or (shown.strip(),))


def _undecorated(entry: str) -> str:
    """The entry without its quoted words and comments, whatever addresses they show; one left open is part of it."""
    kept: list[str] = []
    depth, quoted = 0, False
    for piece in _PIECE_RE.findall(entry):
        if piece == '"' and not depth:
            quoted = not quoted
        elif piece in {"(", ")"} and not quoted:
            depth = max(0, depth + (1 if piece == "(" else -1))
        elif not (quoted or depth):
            kept.append(piece)
            continue
        kept.append(" ")
    return entry if quoted or depth else "".join(kept)


def _without_gaps(text: str) -> str:
    """White space may stand around the dots of a domain (RFC 5322, 4.4); cut there, it would be another domain."""
    local, at, domain = _SPACES_RE.sub(" ", text).partition("@")
    return f"{local}{at}{_DOT_RE.sub('.', domain)}"


def _name(raw: str) -> str:
    return one_line(decode_words(re.sub(r"\\(.)", r"\1", raw.replace('"', " "))))


def message_ids(value: str) -> tuple[str, ...]:
    """The ids in a ``Message-ID``, ``In-Reply-To`` or ``References`` header, without angle brackets."""
    found = _ID_RE.findall(value)
    bare = value.split(maxsplit=1)
    return tuple(dict.fromkeys(found or ([bare[0].strip("<>")] if bare and "@" in bare[0] else [])))


def date(value: str) -> datetime | None:
    """The aware moment of a ``Date`` header, or ``None`` where nobody can read it; "-0000" is UTC."""
    try:
        moment = parsedate_to_datetime(value[:200])
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        aware.astimezone(UTC)  # an offset that leaves the calendar is no date
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return aware
