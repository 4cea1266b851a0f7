"""Where the mails of a house come from and go to: folders of this machine, or a Dovecot and an SMTP server."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any, Protocol

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from imapclient import IMAPClient

from bot.adapters.maildir import Maildir
from bot.settings import bundled
from tests.servers import free_port
from tests.servers.dovecot import PASSWORD, Dovecot

EMBEDDED = """    kind: maildir
    path: storage/maildir/anulaciones
"""
SEND_EMBEDDED = "    send: {kind: maildir, path: storage/maildir/enviados}"


class Office(Protocol):
    """The outside of a house."""

    rules: str

    def deliver(self, home: Path, raws: Sequence[bytes]) -> None:
        """These mails arrive."""

    def deliver_again(self, raws: Sequence[bytes]) -> None:
        """The same mails, and no others, lie in the mailbox of a copy of the house, and nothing was sent since."""

    def sent(self, home: Path) -> dict[str, list[bytes]]:
        """What was sent, by Message-ID; whatever was under way has arrived."""

    def folders(self, home: Path) -> list[str]:
        """Each mail with the folder it lies in."""


class Embedded:
    """The embedded default: mails in files, in and out."""

    rules = bundled("mail_rules.yaml").read_text("utf-8")

    def deliver(self, home: Path, raws: Sequence[bytes]) -> None:
        """Adds files."""
        for raw in raws:
            Maildir(home / "storage" / "maildir" / "anulaciones").deliver(raw)

    def deliver_again(self, raws: Sequence[bytes]) -> None:
        """The copy of a house holds its mailbox."""

    def sent(self, home: Path) -> dict[str, list[bytes]]:
        """The files of the outgoing Maildir."""
        return _by_id(path.read_bytes() for path in (home / "storage" / "maildir" / "enviados" / "new").glob("*"))

    def folders(self, home: Path) -> list[str]:
        """By base names of files."""
        inbox = home / "storage" / "maildir" / "anulaciones"
        mails = (path for folder in ("", ".*/") for part in ("new", "cur") for path in inbox.glob(f"{folder}{part}/*"))
        return [f"{path.parent.parent.name}/{path.name.partition(':')[0]}" for path in mails]


class Cramped(Embedded):
    """The same where mails may not be large."""

    rules = Embedded.rules.replace(SEND_EMBEDDED, SEND_EMBEDDED.replace("}", ", size_limit: 300 KB}"))


@dataclass(slots=True)
class Sink:
    """An SMTP server that takes everything, and knows when nothing is under way any more."""

    port: int = field(default_factory=free_port)
    taken: list[bytes] = field(default_factory=list)
    _open: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        """Takes the mail."""
        self.taken.append(envelope.original_content or b"")
        return "250 OK"

    def count(self, change: int) -> None:
        """A connection began or ended."""
        with self._changed:
            self._open += change
            self._changed.notify_all()

    def await_quiet(self) -> None:
        """Waits until every connection has ended."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._open == 0, timeout=30)


@contextmanager
def sink() -> Iterator[Sink]:
    """A sink until the end of the block."""
    made = Sink()

    class Counting(SMTP):
        def connection_made(self, transport: Any) -> None:
            made.count(1)
            super().connection_made(transport)

        def connection_lost(self, error: Exception | None) -> None:
            super().connection_lost(error)
            made.count(-1)

    class Server(Controller):
        def factory(self) -> SMTP:
            return Counting(made)

    controller = Server(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    try:
        yield made
    finally:
        controller.stop()


class Served:
    """A mailbox on a real Dovecot, and a real SMTP server."""

    def __init__(self, dovecot: Dovecot, smtp: Sink) -> None:
        self._dovecot = dovecot
        self._sink = smtp
        self._user = dovecot.new_user()
        reading = f"""    kind: imap
    host: 127.0.0.1
    port: {dovecot.port}
    tls: none-on-loopback-only
    user: {self._user}
    secret: env:SECRET
"""
        sending = f"    send: {{kind: smtp, host: 127.0.0.1, port: {smtp.port}, tls: none-on-loopback-only}}"
        self.rules = Embedded.rules.replace(EMBEDDED, reading).replace(SEND_EMBEDDED, sending)
        self.environment = {"SECRET": PASSWORD}

    def deliver(self, home: Path, raws: Sequence[bytes]) -> None:
        """Puts them into a mailbox that was empty."""
        del home
        self.deliver_again(raws)

    def deliver_again(self, raws: Sequence[bytes]) -> None:
        """Empties the mailbox and puts these mails into it."""
        with self._dovecot.client(self._user) as client:
            for folder in _names(client):
                if folder != "INBOX":
                    client.delete_folder(folder)
            client.select_folder("INBOX")
            client.delete_messages(client.search())
            client.expunge()
            for raw in raws:
                client.append("INBOX", raw)
        self._sink.await_quiet()
        self._sink.taken.clear()

    def sent(self, home: Path) -> dict[str, list[bytes]]:
        """What the server took."""
        del home
        self._sink.await_quiet()
        return _by_id(iter(self._sink.taken))

    def folders(self, home: Path) -> list[str]:
        """By Message-IDs."""
        del home
        found: list[str] = []
        with self._dovecot.client(self._user) as client:
            for folder in _names(client):
                client.select_folder(folder, readonly=True)
                mails = client.fetch(client.search("UNDELETED"), ["ENVELOPE"]).values()
                found += [f"{folder}/{mail[b'ENVELOPE'].message_id!r}" for mail in mails]
        return found


def _names(client: IMAPClient) -> list[str]:
    return [name for _, _, name in client.list_folders()]


def _by_id(raws: Iterator[bytes]) -> dict[str, list[bytes]]:
    """Mails by Message-ID, without angle brackets."""
    found: dict[str, list[bytes]] = {}
    for raw in raws:
        found.setdefault(message_from_bytes(raw)["Message-ID"].strip("<>"), []).append(raw)
    return found
