"""Raw mails as servers deliver them: CRLF, with ids and boundaries that follow from what they hold."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage, MIMEPart
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from typing import Literal

from bot.testing.case_facts import CaseFacts, spoken
from bot.testing.documents import File, five
from bot.testing.words import words

EOL = "\r\n"
FOLD_AT = 76

Transfer = Literal["7bit", "8bit", "quoted-printable", "base64"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailBuilder:
    """One mail to be; ``raw()`` makes the bytes, ``dataclasses.replace`` a variant.

    Attributes:
        sender: ``Name <address>`` or an address; like ``to`` and ``cc``.
        date: Aware.
        html: The alternative to ``text``; with ``text=None`` the only body.
        attachments: After the body, in order.
        pictures: Shown inside the HTML; the content id is the file name, of which the part after ``@`` is not shown.
        in_reply_to: With or without angle brackets, like ``references`` and ``message_id``.
        headers: Further ones, names as written, after the usual.
        message_id: By default derived from everything else.
        return_path: By default the sender; ``""`` is the null path of automatic mail.
        charset: Of headers and body; UTF-8 where a character does not fit.
        transfer: Content transfer encoding of the body.
        boundary: Of multiparts, with ``{hex}`` where the derived digits go.
        parts: Further parts, ready made, after the attachments.
        subtype: Of the outermost multipart where there are ``parts``: ``mixed``, ``alternative`` or ``report``.
    """

    sender: str
    to: tuple[str, ...]
    subject: str
    date: datetime
    text: str | None
    html: str | None = None
    cc: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    attachments: tuple[File, ...] = ()
    pictures: tuple[File, ...] = ()
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    message_id: str | None = None
    return_path: str | None = None
    charset: str = "utf-8"
    transfer: Transfer = "quoted-printable"
    boundary: str = "=_{hex}"
    parts: tuple[EmailMessage, ...] = ()
    subtype: str = "mixed"

    def raw(self) -> bytes:
        """The mail as bytes; the same mail is always the same bytes."""
        body = self._body()
        for number, part in enumerate(_multiparts(body)):
            part.set_boundary(self.boundary.format(hex=self._digest(f"boundary {number}")))
        head = EOL.join(f"{name}: {value}" for name, value in self._head())
        return head.encode("ascii") + EOL.encode() + body.as_bytes(policy=SMTP)

    def derived(self, pattern: str) -> str:
        """A pattern with ``{hex}`` and ``{domain}`` filled in for this mail."""
        domain = parseaddr(self.sender)[1].rpartition("@")[2]
        return pattern.format(hex=self._digest("id"), domain=domain)

    def _head(self) -> Iterable[tuple[str, str]]:
        address = parseaddr(self.sender)[1]
        yield "Return-Path", f"<{address if self.return_path is None else self.return_path}>"
        yield "From", self._addresses((self.sender,))
        yield "To", self._addresses(self.to)
        for name, people in (("Cc", self.cc), ("Reply-To", self.reply_to)):
            if people:
                yield name, self._addresses(people)
        yield "Subject", self._words(self.subject, "Subject")
        yield "Date", format_datetime(self.date)
        yield "Message-ID", bracketed(self.message_id or self.derived("{hex}@{domain}"))
        if self.in_reply_to:
            yield "In-Reply-To", bracketed(self.in_reply_to)
        if self.references:
            yield "References", f"{EOL} ".join(bracketed(reference) for reference in self.references)
        for name, value in self.headers:
            yield name, self._words(value, name)

    def _body(self) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        if self.text is not None:
            message.set_content(self.text, charset=self._charset(), cte=self.transfer)
        if self.html is not None:
            set_html = message.set_content if self.text is None else message.add_alternative
            set_html(self.html, subtype="html", charset=self._charset(), cte=self.transfer)
        for picture in self.pictures:
            _html_part(message).add_related(
                picture.content,
                *picture.media_type.split("/"),
                cid=bracketed(picture.filename),
                filename=picture.filename.partition("@")[0],
                disposition="inline",
            )
        for file in self.attachments:
            message.add_attachment(file.content, *file.media_type.split("/"), filename=file.filename)
        self._add_parts(message)
        return message

    def _add_parts(self, message: EmailMessage) -> None:
        if not self.parts:
            return
        if message.get_content_type() != "multipart/mixed":
            message.make_mixed()
        for part in self.parts:
            message.attach(part)
        message.set_type(f"multipart/{self.subtype}")
        if self.subtype == "report":
            message.set_param("report-type", "delivery-status")

    def _charset(self) -> str:
        return fitting(self.charset, self.subject, self.text or "", self.html or "")

    def _words(self, value: str, name: str) -> str:
        charset = "us-ascii" if value.isascii() else self._charset()
        return Header(value, charset, maxlinelen=FOLD_AT, header_name=name).encode(linesep=EOL)

    def _addresses(self, people: Iterable[str]) -> str:
        return f",{EOL} ".join(formataddr(parseaddr(person), self._charset()) for person in people)

    def _digest(self, purpose: str) -> str:
        seen = hashlib.sha256(purpose.encode())
        for piece in (self.sender, self.subject, self.date.isoformat(), self.text, self.html, *self.to, *self.cc):
            seen.update(f"{piece}\0".encode())
        for file in (*self.attachments, *self.pictures):
            seen.update(hashlib.sha256(file.content).digest())
        return seen.hexdigest()[:28].upper()


def fitting(charset: str, *texts: str) -> str:
    """The charset, or UTF-8 where a character of the texts is not in it."""
    try:
        "".join(texts).encode(charset)
    except UnicodeEncodeError:
        return "utf-8"
    return charset


def bracketed(message_id: str) -> str:
    """A message id in angle brackets, whether it had them or not."""
    return f"<{message_id.strip('<>')}>"


def request(
    facts: CaseFacts,
    *,
    files: tuple[File, ...] | None = None,
    sender: str | None = None,
    to: str | None = None,
    subject: str | None = None,
    text: str | None = None,
    date: datetime | None = None,
) -> MailBuilder:
    """The coordinator's mail that opens a case, with its five documents unless ``files`` are given."""
    mailbox = words("facts")["mailbox"]
    kind = words("facts")["requests"][facts.request.value].lower()
    usual = words("mails")["request"].format_map(spoken(facts) | {"request_words": kind})
    return MailBuilder(
        sender=sender or formatted(facts.coordinator.name, facts.coordinator.email),
        to=(to or formatted(mailbox["name"], mailbox["email"]),),
        subject=facts.subject if subject is None else subject,
        date=date or facts.mailed_at,
        text=usual if text is None else text,
        attachments=five(facts) if files is None else files,
    )


def formatted(name: str, email: str) -> str:
    """``Name <address>``, with its accents; only :class:`MailBuilder` encodes."""
    return f"{name} <{email}>" if name else email


def with_authentication_results(
    raw: bytes, authserv_id: str, result: str = "pass", *, domain: str | None = None
) -> bytes:
    """The mail as the receiving server hands it over: its verdict on SPF, DKIM and DMARC stands above all.

    Args:
        raw: The mail.
        authserv_id: Who judges (RFC 8601), for example ``mx.empresa.example``.
        result: ``pass``, ``fail`` or ``none``, of all three methods.
        domain: That was judged; by default that of ``From``.
    """
    author = domain or _author_domain(raw)
    methods = (
        f"spf={result} smtp.mailfrom={author}",
        f"dkim={result} header.d={author}",
        f"dmarc={result} header.from={author}",
    )
    return f"Authentication-Results: {authserv_id};{EOL}\t{f';{EOL}{chr(9)}'.join(methods)}{EOL}".encode() + raw


def _author_domain(raw: bytes) -> str:
    return parseaddr(str(BytesHeaderParser(policy=SMTP).parsebytes(raw)["From"]))[1].rpartition("@")[2]


def _multiparts(part: MIMEPart) -> Iterator[MIMEPart]:
    """This part and those inside it that need a boundary; an enclosed mail keeps its own."""
    if part.get_content_maintype() == "multipart":
        yield part
        for inside in part.iter_parts():
            yield from _multiparts(inside)


def _html_part(message: EmailMessage) -> EmailMessage:
    part = message.get_body(preferencelist=("related", "html"))
    if not isinstance(part, EmailMessage):
        raise TypeError("pictures are shown inside an HTML body; give html too")
    return part
