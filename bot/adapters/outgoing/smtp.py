"""A way out over SMTP submission (RFC 5321, RFC 6409).

One connection is kept. A server that closed it meanwhile is connected to once more, but only before anything of the
mail was accepted. A cut while the mail's text is under way is ambiguous: the server may have it, so the mail is tried
again later and may go twice, byte for byte the same.

What is wrong with the way out (a password, a certificate, a sender that the account may not use) is never held against
a mail: it waits until somebody has mended that. Only the text, its size and its recipients can be refused for good.

A recipient that is refused *for now* holds up the mail for everybody, since it could not be completed later without
going to the others twice.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ConfigDict

from bot.adapters.kept import Kept
from bot.adapters.tls import context, distrust
from bot.errors import PermanentError, TransientError
from bot.rules.values import Tls
from bot.service.ports import Delivery
from bot.settings import trouble

CUTS = (smtplib.SMTPServerDisconnected, OSError)
"""What is raised when a connection breaks or stalls; smtplib's own refusals are handled before they get this far."""

SERVICE_CLOSING = 421
"""The reply to any command by which a server takes leave."""

TOO_LARGE = 552
"""The only reply to MAIL that is about the mail itself."""

_MESSAGE_ID = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_PLAIN = re.compile(r"""[^\s<>(),;:\\"\x00-\x1f\x7f]+""")
"""What an address is made of here; smtplib would read comments and names out of anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to reach a server that sends for us.

    Attributes:
        host: Server.
        port: Port, usually 465 for implicit TLS and 587 for STARTTLS.
        user: Who logs in, or ``""`` where the server asks for nobody.
        password: Their password.
        tls: How the connection is encrypted.
        cafile: Certificates to trust in place of the system's.
        helo: Name of this machine in the greeting.
        answer_seconds: Patience for a connection and for each answer.
    """

    host: str
    port: int = 465
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = Tls.IMPLICIT
    cafile: Path | None = None
    helo: str = field(default_factory=socket.gethostname)
    answer_seconds: float = 60

    __pydantic_config__ = ConfigDict(extra="forbid")


class SmtpOutgoing:
    """Sends over one kept connection."""

    def __init__(self, settings: Settings) -> None:
        """Opens nothing yet; raises ``SettingsError`` where the connection would not be safe."""
        self._host = settings.host
        trust = context(settings.tls, settings.host, settings.cafile)
        self._line = Kept(
            f"SMTP server {settings.host}", lambda: _log_in(settings, trust), lambda smtp: smtp.close(), CUTS
        )

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Hands one mail over; the server's id is the Message-ID that its last reply names, if it does.

        A recipient whose address has letters beyond ASCII before the @ is refused where the server lacks SMTPUTF8.
        """
        return self._line.use(lambda smtp: _transact(smtp, sender, recipients, raw))

    def size_limit(self) -> int | None:
        """What the server announced with SIZE (RFC 1870)."""
        return self._line.use(_size_limit)

    def close(self) -> None:
        """Ends the connection; the next call connects again."""
        self._line.close()


def _log_in(settings: Settings, trust: ssl.SSLContext | None) -> smtplib.SMTP:
    try:
        smtp = _reach(settings, trust)
        try:
            _introduce(smtp, settings, trust)
        except BaseException:
            smtp.close()
            raise
    except ssl.SSLCertVerificationError as error:
        raise TransientError(distrust(settings.host, error)) from error
    except smtplib.SMTPAuthenticationError as error:
        said = _words(error.smtp_code, error.smtp_error)
        raise TransientError(trouble("smtp_password", server=settings.host, user=settings.user, error=said)) from error
    except smtplib.SMTPResponseException as error:
        said = _words(error.smtp_code, error.smtp_error)
        raise TransientError(trouble("smtp_refuses", server=settings.host, error=said)) from error
    except smtplib.SMTPNotSupportedError as error:
        said = trouble("smtp_settings", server=f"{settings.host}:{settings.port}", error=error)
        raise TransientError(said) from error
    except UnicodeEncodeError as error:
        raise TransientError(trouble("ascii_password", server=settings.host, user=settings.user)) from error
    return smtp


def _reach(settings: Settings, trust: ssl.SSLContext | None) -> smtplib.SMTP:
    where = (settings.host, settings.port, settings.helo)
    if settings.tls is Tls.IMPLICIT:
        return smtplib.SMTP_SSL(*where, timeout=settings.answer_seconds, context=trust)
    return smtplib.SMTP(*where, timeout=settings.answer_seconds)


def _introduce(smtp: smtplib.SMTP, settings: Settings, trust: ssl.SSLContext | None) -> None:
    if settings.tls is Tls.STARTTLS:
        smtp.starttls(context=trust)
    smtp.ehlo_or_helo_if_needed()
    if settings.user:
        smtp.login(settings.user, settings.password)


def _transact(smtp: smtplib.SMTP, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
    try:
        refused = _open_envelope(smtp, sender, recipients, raw)
        return Delivery(refused=refused, server_id=_hand_over(smtp, raw))
    except (TransientError, PermanentError):
        with suppress(*CUTS):
            smtp.rset()
        raise


def _open_envelope(smtp: smtplib.SMTP, sender: str, recipients: Sequence[str], raw: bytes) -> dict[str, str]:
    """MAIL and RCPT; the recipients refused for good with their reasons."""
    limit = _size_limit(smtp)
    if limit is not None and len(raw) > limit:
        raise PermanentError(trouble("mail_too_large", size=len(raw), limit=limit))
    wire: dict[str, str] = {}
    refused: dict[str, str] = {}
    for recipient in recipients:
        try:
            wire[recipient] = _on_the_wire(smtp, recipient)
        except PermanentError as error:
            refused[recipient] = str(error)
    if wire:
        _present_sender(smtp, sender, [*wire.values()], raw)
    for recipient, address in wire.items():
        try:
            _expect_ok(*smtp.rcpt(address), "recipient_refused", recipient)
        except PermanentError as error:
            refused[recipient] = str(error)
    if len(refused) == len(set(recipients)):
        raise PermanentError("; ".join(refused.values()))
    return refused


def _present_sender(smtp: smtplib.SMTP, sender: str, recipients: Sequence[str], raw: bytes) -> None:
    address = _on_the_wire(smtp, sender) if sender else ""
    code, reply = smtp.mail(address, _options(smtp, [address, *recipients], raw))
    try:
        _expect_ok(code, reply, "sender_not_taken", sender)
    except PermanentError as error:
        if code == TOO_LARGE:
            raise
        raise TransientError(trouble("sender_refused", sender=sender, error=error)) from error


def _hand_over(smtp: smtplib.SMTP, raw: bytes) -> str:
    """DATA; the Message-ID that the server names in its reply, as Exchange does when it gave the mail another."""
    try:
        code, reply = smtp.data(raw)
    except smtplib.SMTPDataError as error:
        code, reply = error.smtp_code, _bytes(error.smtp_error)
    except CUTS as error:
        smtp.close()
        raise TransientError(trouble("cut_while_sending", error=error)) from error
    _expect_ok(code, reply, "mail_refused")
    named = _MESSAGE_ID.search(reply.decode("utf-8", "replace"))
    return named[1] if named else ""


def _expect_ok(code: int, reply: bytes, what: str, address: str = "") -> None:
    """Raises for any reply but yes, by the classes of RFC 5321, 4.2.1; ``what`` is how that is told."""
    if code == SERVICE_CLOSING:
        raise smtplib.SMTPServerDisconnected(f"the server took leave: {reply!r}")
    said = trouble(what, error=_words(code, reply), address=address)
    match code // 100:
        case 2:
            return
        case 5:
            raise PermanentError(said)
        case _:
            raise TransientError(said)


def _words(code: int, reply: bytes | str) -> str:
    return f"{code} {_bytes(reply).decode('utf-8', 'replace')}"


def _on_the_wire(smtp: smtplib.SMTP, address: str) -> str:
    """An address as SMTP carries it: international domains in their ASCII form."""
    local, _, domain = address.rpartition("@")
    if not local or not _PLAIN.fullmatch(address):
        raise PermanentError(trouble("no_address", address=address))
    if not local.isascii():
        if not smtp.has_extn("smtputf8"):
            raise PermanentError(trouble("ascii_address", address=address))
        return address
    try:
        return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise PermanentError(trouble("no_address", address=address)) from error


def _options(smtp: smtplib.SMTP, addresses: Sequence[str], raw: bytes) -> Sequence[str]:
    wanted = {
        f"SIZE={len(raw)}": smtp.has_extn("size"),
        "BODY=8BITMIME": smtp.has_extn("8bitmime") and not raw.isascii(),
        "SMTPUTF8": not all(address.isascii() for address in addresses),
    }
    return [option for option, use in wanted.items() if use]


def _size_limit(smtp: smtplib.SMTP) -> int | None:
    said = smtp.esmtp_features.get("size", "")
    return int(said) or None if said.isdecimal() else None


def _bytes(reply: bytes | str) -> bytes:
    return reply.encode() if isinstance(reply, str) else reply


def connect(settings: Settings) -> SmtpOutgoing:
    """The way out of these settings."""
    return SmtpOutgoing(settings)
