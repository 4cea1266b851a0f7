"""A mail of ours as bytes: headers that thread, two bodies, and the documents. The same input gives the same bytes."""

import binascii
import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime, quote
from urllib.parse import quote as percent_encoded

from bot.service.ports import Rendered

EOL = "\r\n"
ENCODED = "=?utf-8?q?{}?="
LONGEST_PARAMETER = 60
LINE = 76
"""Letters of a header's line; within it, an encoded word has one less (RFC 2047, 2)."""

PLAIN = frozenset(string.ascii_letters + string.digits + "!*+-/")
"""What stands for itself in an encoded word, wherever that stands (RFC 2047, 5)."""

CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


Pieces = tuple[bytes, ...]
"""A part of a mail, put together only once: documents are large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An attachment: a file name of ours, its media type, and its bytes as lines of base64."""

    filename: str
    media_type: str
    base64: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The headers of a mail.

    Attributes:
        message_id: Without angle brackets.
        sender: Address of the mailbox that it leaves from.
        sender_name: As people see it.
        to: Names and addresses.
        cc: Names and addresses.
        reply_to: Address for answers where it differs from the sender, or ``""``.
        subject: Whole, the case's tag included.
        references: Ids of earlier mails of the thread, oldest first.
        date: When it was rendered.
    """

    message_id: str
    sender: str
    sender_name: str
    to: Sequence[tuple[str, str]]
    cc: Sequence[tuple[str, str]]
    reply_to: str
    subject: str
    references: Sequence[str]
    date: datetime


def compose(envelope: Envelope, words: Rendered, files: Sequence[File]) -> bytes:
    """The mail as it goes to the server, with CRLF; no header can hold a line break.

    It is put together here, since the standard library parses every header that it writes and goes over every line.
    """
    body = _bodies(words, envelope.message_id)
    if files:
        body = _multipart("mixed", envelope.message_id, [body, *map(_part, files)])
    return b"".join((EOL.join((*_headers(envelope), "MIME-Version: 1.0", "")).encode(), *body, EOL.encode()))


def up_to_plain_text(raw: bytes) -> bytes:
    """A mail of ours as far as its plain text goes, which spares reading all that was attached."""
    second_body = raw.find(b"\r\n--=_alternative", raw.find(b"\r\n--=_alternative") + 1)
    return raw[:second_body] if second_body > 0 else raw


def one_line(text: str) -> str:
    """The text without anything that could end a header."""
    return " ".join(CONTROL.sub(" ", text).split())


def _bodies(words: Rendered, message_id: str) -> Pieces:
    return _multipart("alternative", message_id, [_text("plain", words.text), _text("html", words.html)])


def _multipart(kind: str, message_id: str, parts: Sequence[Pieces]) -> Pieces:
    boundary = f"=_{kind}_{re.sub('[^a-z0-9]', '', message_id.partition('@')[0])}"
    start = f'Content-Type: multipart/{kind};{EOL} boundary="{boundary}"{EOL}'.encode()
    delimiter = f"{EOL}--{boundary}{EOL}".encode()
    return (start, *(piece for part in parts for piece in (delimiter, *part)), f"{EOL}--{boundary}--".encode())


def _text(subtype: str, text: str) -> Pieces:
    head = f'Content-Type: text/{subtype}; charset="utf-8"{EOL}Content-Transfer-Encoding: quoted-printable{EOL}{EOL}'
    return head.encode(), binascii.b2a_qp(text.encode()).replace(b"\n", EOL.encode()).rstrip(b"\r\n")


def _part(file: File) -> Pieces:
    head = (
        f"Content-Type: {one_line(file.media_type)}",
        "Content-Transfer-Encoding: base64",
        f"Content-Disposition: attachment;{EOL} {_filename(one_line(file.filename))}",
    )
    return EOL.join((*head, "", "")).encode(), file.base64.rstrip(b"\r\n")


def _filename(name: str) -> str:
    """The parameter of this name, in pieces where it is long (RFC 2231)."""
    if name.isascii() and len(name) <= LONGEST_PARAMETER:
        return f'filename="{quote(name)}"'
    pieces = re.findall(f"(?:%..|[^%]){{1,{LONGEST_PARAMETER}}}", percent_encoded(name, safe=""))
    if len(pieces) == 1:
        return f"filename*=utf-8''{pieces[0]}"
    pieces[0] = f"utf-8''{pieces[0]}"
    return f";{EOL} ".join(f"filename*{number}*={piece}" for number, piece in enumerate(pieces))


def _headers(envelope: Envelope) -> Iterator[str]:
    yield f"From: {_address(envelope.sender_name, envelope.sender)}"
    yield f"To: {_addresses(envelope.to)}"
    if envelope.cc:
        yield f"Cc: {_addresses(envelope.cc)}"
    if envelope.reply_to:
        yield f"Reply-To: {_address(envelope.sender_name, envelope.reply_to)}"
    yield f"Subject: {_encoded(one_line(envelope.subject), len('Subject: '))}"
    yield f"Date: {format_datetime(envelope.date)}"
    yield f"Message-ID: <{envelope.message_id}>"
    if envelope.references:
        ids = [f"<{one_line(one)}>" for one in envelope.references]
        yield f"In-Reply-To: {ids[-1]}"
        yield f"References: {f'{EOL} '.join(ids)}"
    yield "Auto-Submitted: auto-generated"
    yield "X-Tramita: 1"


def _addresses(people: Sequence[tuple[str, str]]) -> str:
    return f",{EOL} ".join(_address(name, email) for name, email in people)


def _address(name: str, email: str) -> str:
    local, _, domain = one_line(email).rpartition("@")
    shown = one_line(name)
    if shown.isascii():
        return str(Address(display_name=shown, username=local, domain=domain))
    return f"{_encoded(shown, len('Reply-To: '))} <{Address(username=local, domain=domain).addr_spec}>"


def _encoded(text: str, indent: int) -> str:
    """Words of a header behind so many letters: as they are, or as encoded words of RFC 2047, one a line."""
    if text.isascii() and indent + len(text) <= LINE and "=?" not in text:
        return text
    words, room = [""], LINE - indent - len(ENCODED.format(""))
    for letter in map(_quoted, text):
        if len(words[-1]) + len(letter) > room:
            words.append("")
            room = LINE - len(ENCODED.format(" "))
        words[-1] += letter
    return f"{EOL} ".join(map(ENCODED.format, words))


def _quoted(letter: str) -> str:
    if letter in PLAIN:
        return letter
    return "_" if letter == " " else "".join(f"={byte:02X}" for byte in letter.encode("utf-8", "replace"))
