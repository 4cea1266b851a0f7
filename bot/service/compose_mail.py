"""A mail of ours as bytes: headers that thread, two bodies, and the documents. The same input gives the same bytes."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.service.ports import Rendered

CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An attachment: a file name of ours, its media type, and its bytes."""

    filename: str
    media_type: str
    content: bytes


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

    The attachments are put together here, since the standard generator goes over their every line.
    """
    bodies = _bodies(words, envelope.message_id)
    headers = bytes(_headers(envelope)).rstrip(b"\r\n")
    if not files:
        return headers + b"\r\n" + bodies
    boundary = _boundary(envelope.message_id, "mixed")
    start = f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n'
    parts = (part.rstrip(b"\r\n") + b"\r\n" for part in (bodies, *map(_part, files)))
    delimiter, end = f"--{boundary}\r\n".encode(), f"--{boundary}--\r\n".encode()
    return b"".join((headers, b"\r\n", start.encode(), *(delimiter + part for part in parts), end))


def one_line(text: str) -> str:
    """The text without anything that could end a header."""
    return " ".join(CONTROL.sub(" ", text).split())


def _bodies(words: Rendered, message_id: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message.set_content(words.text, cte="quoted-printable")
    message.add_alternative(words.html, subtype="html", cte="quoted-printable")
    message.set_boundary(_boundary(message_id, "alternative"))
    return bytes(message)


def _boundary(message_id: str, kind: str) -> str:
    return f"=_{kind}_{re.sub('[^a-z0-9]', '', message_id.partition('@')[0])}"


def _headers(envelope: Envelope) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = _address_of(envelope.sender_name, envelope.sender)
    message["To"] = [_address_of(name, email) for name, email in envelope.to]
    if envelope.cc:
        message["Cc"] = [_address_of(name, email) for name, email in envelope.cc]
    if envelope.reply_to:
        message["Reply-To"] = _address_of(envelope.sender_name, envelope.reply_to)
    message["Subject"] = one_line(envelope.subject)
    message["Date"] = format_datetime(envelope.date)
    message["Message-ID"] = f"<{envelope.message_id}>"
    if envelope.references:
        message["In-Reply-To"] = f"<{envelope.references[-1]}>"
        message["References"] = " ".join(f"<{one}>" for one in envelope.references)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Tramita"] = "1"
    return message


def _address_of(name: str, email: str) -> Address:
    local, _, domain = email.rpartition("@")
    return Address(display_name=one_line(name), username=local, domain=domain)


def _part(file: File) -> bytes:
    header = EmailMessage(policy=SMTP)
    header["Content-Type"] = one_line(file.media_type)
    header["Content-Transfer-Encoding"] = "base64"
    header.add_header("Content-Disposition", "attachment", filename=one_line(file.filename))
    return bytes(header).rstrip(b"\r\n") + b"\r\n\r\n" + base64.encodebytes(file.content).replace(b"\n", b"\r\n")
