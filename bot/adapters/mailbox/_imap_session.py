"""A session with an IMAP server: logging in, the server's names for folders, and what its refusals mean."""

import imaplib
import re
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError, ProtocolError
from pydantic import ConfigDict

from bot.adapters.tls import distrust
from bot.core.account import Outcome
from bot.errors import PermanentError, TransientError
from bot.rules.values import Tls
from bot.settings import trouble

CUTS = (imaplib.IMAP4.abort, OSError, ProtocolError)
"""What is raised when a connection breaks, stalls or talks nonsense."""

_LATER = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|EXPUNGEISSUED|OVERQUOTA|TRYCREATE)\b")
"""Response codes of RFC 5530 that say to come back later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to reach a mailbox.

    Attributes:
        address: Its mail address.
        host: Server.
        port: Port, usually 993 for implicit TLS and 143 for STARTTLS.
        user: Who logs in.
        password: Their password.
        folder: Folder to read.
        folders: Folder by outcome, ``/`` between levels; mails of other outcomes stay where they lie.
        tls: How the connection is encrypted.
        cafile: Certificates to trust in place of the system's.
        connect_seconds: Patience for a connection.
        answer_seconds: Patience for an answer.
    """

    address: str
    host: str
    port: int = 993
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    folders: Mapping[Outcome, str] = field(default_factory=dict)
    tls: Tls = Tls.IMPLICIT
    cafile: Path | None = None
    connect_seconds: float = 15
    answer_seconds: float = 60

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A client that is logged in, and how its server writes folders: many hosts want ``INBOX.Procesados``."""

    client: IMAPClient
    prefix: str
    separator: str

    def name(self, folder: str) -> str:
        """The server's name of a folder."""
        name = folder.replace("/", self.separator)
        return name if name.upper() == "INBOX" or name.startswith(self.prefix) else self.prefix + name

    def has(self, capability: str) -> bool:
        """Whether the server can do something."""
        return bool(self.client.has_capability(capability))

    def copied(self) -> Sequence[int]:
        """UIDs that the last COPY took, as the server says (COPYUID, RFC 4315)."""
        said = self.client._imap.response("COPYUID")[1][-1]  # noqa: SLF001 -- imapclient does not pass it on
        ranges = [part.partition(b":") for part in said.split()[1].split(b",")] if said else []
        return [uid for first, _, last in ranges for uid in range(int(first), int(last or first) + 1)]


def log_in(settings: Settings, trust: ssl.SSLContext | None) -> Session:
    """A new session.

    Raises:
        PermanentError: The certificate does not verify, or the server does not know us.
        TransientError: The server cannot say now whether it knows us.
    """
    try:
        client = IMAPClient(
            settings.host,
            settings.port,
            ssl=settings.tls is Tls.IMPLICIT,
            ssl_context=trust,
            timeout=SocketTimeout(settings.connect_seconds, settings.answer_seconds),
        )
    except ssl.SSLCertVerificationError as error:
        raise PermanentError(distrust(settings.host, error)) from error
    client._imap.debug = 0  # noqa: SLF001 -- imapclient turns on a trace that formats every mail: 4 ms each
    try:
        _authenticate(client, settings, trust)
        return _session(client)
    except BaseException:
        with suppress(OSError):
            client.shutdown()
        raise


def refusal(error: imaplib.IMAP4.error, settings: Settings) -> TransientError | PermanentError:
    """What a NO of the server means to us."""
    if _LATER.search(str(error)):
        return TransientError(trouble("busy", server=settings.host, error=error))
    return PermanentError(trouble("imap_refuses", server=settings.host, user=settings.user, error=error))


def _authenticate(client: IMAPClient, settings: Settings, trust: ssl.SSLContext | None) -> None:
    if settings.tls is Tls.STARTTLS:
        _encrypt(client, settings, trust)
    # LOGIN carries ASCII only, PLAIN carries any password (RFC 4616).
    authenticate = client.plain_login if client.has_capability("AUTH=PLAIN") else client.login
    try:
        authenticate(settings.user, settings.password)
    except LoginError as error:
        if isinstance(error.__context__, CUTS):
            raise error.__context__ from error
        if _LATER.search(str(error)):
            raise TransientError(trouble("busy", server=settings.host, error=error)) from error
        said = trouble("imap_password", server=settings.host, user=settings.user, error=error)
        raise PermanentError(said) from error
    except UnicodeEncodeError as error:
        said = trouble("ascii_password", server=settings.host, user=settings.user)
        raise PermanentError(said) from error


def _encrypt(client: IMAPClient, settings: Settings, trust: ssl.SSLContext | None) -> None:
    if not client.has_capability("STARTTLS"):
        raise PermanentError(trouble("no_starttls", server=f"{settings.host}:{settings.port}"))
    try:
        client.starttls(trust)
    except ssl.SSLCertVerificationError as error:
        raise PermanentError(distrust(settings.host, error)) from error


def _session(client: IMAPClient) -> Session:
    personal = client.namespace().personal if client.has_capability("NAMESPACE") else None
    prefix, separator = personal[0] if personal else ("", "/")
    return Session(client=client, prefix=prefix, separator=separator or "/")
