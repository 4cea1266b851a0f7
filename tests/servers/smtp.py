"""A real SMTP server on the loopback interface, told by each test what to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers import free_port
from tests.servers.certificates import Certificate

USER, PASSWORD = "bot", "secreto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A mail that the server accepted."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    options: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Script:
    """What the server has seen, and what it says.

    Attributes:
        port: Where it listens.
        taken: Mails that it accepted.
        sessions: Connections that it had.
        on_mail: Reply to MAIL in place of its own.
        on_recipient: Replies to RCPT by address.
        on_data: Reply to a mail's last dot, ``"cut"`` to take it and say nothing any more.
    """

    port: int
    taken: list[Taken] = field(default_factory=list)
    sessions: int = 0
    on_mail: str = ""
    on_recipient: dict[str, str] = field(default_factory=dict)
    on_data: str = ""
    _server: SMTP | None = None

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Counts a connection."""
        session.host_name = hostname
        if self._server is not server:
            self._server, self.sessions = server, self.sessions + 1
        return responses

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Says what it was told to say, or yes."""
        if self.on_mail:
            return self.on_mail
        envelope.mail_from, envelope.mail_options = address, [*options]
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Says what it was told to say about somebody, or yes."""
        if address not in self.on_recipient:
            envelope.rcpt_tos.append(address)
        return self.on_recipient.get(address, "250 OK")

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- as above
        """Says what it was told to say, or takes the mail."""
        if self.on_data and self.on_data != "cut":
            return self.on_data
        self.taken.append(
            Taken(
                sender=(envelope.mail_from or "").removesuffix("<>"),
                recipients=tuple(envelope.rcpt_tos),
                raw=envelope.original_content or b"",
                options=tuple(envelope.mail_options),
            )
        )
        if self.on_data:
            self.hang_up()
        return f"250 OK: queued as {len(self.taken)}"

    def hang_up(self) -> None:
        """Ends the connection that is open."""
        if self._server is not None and self._server.transport is not None:
            self._server.transport.close()


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@contextmanager
def running(
    certificate: Certificate | None = None, *, implicit: bool = False, size_limit: int = 0, smtputf8: bool = False
) -> Iterator[Script]:
    """A server until the end of the block; with a certificate it wants TLS, and a log-in where that is by STARTTLS."""
    script = Script(port=free_port())
    secure: dict[str, Any] = {}
    if certificate is not None:
        secure = {"auth_required": not implicit, "auth_require_tls": not implicit, "authenticator": _authenticate}
        secure |= {"ssl_context" if implicit else "tls_context": certificate.context()}
        secure |= {} if implicit else {"require_starttls": True}
    controller = Controller(
        script,
        hostname="127.0.0.1",
        port=script.port,
        data_size_limit=size_limit,
        enable_SMTPUTF8=smtputf8,
        **secure,
    )
    controller.start()
    try:
        yield script
    finally:
        controller.stop()
