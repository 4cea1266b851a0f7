"""Installations of the example company for one run: over a Maildir, and over real IMAP and SMTP servers."""

import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks import sink
from bot.settings import bundled
from tests.servers import certificates, dovecot

ADDRESS = "anulaciones@empresa.example"
FOLDERS = {"handled": "Procesados", "copy": "Procesados", "automatic": "Automáticos", "quarantined": "Revisar"}
SECRET = "BENCH_PASSWORD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one installation lives.

    Attributes:
        home: Folder of its rules and its storage.
        inbox: Folder in which a file is a new mail.
        sent: Every mail that left it so far, oldest first.
        environment: What its processes need to know.
    """

    home: Path
    inbox: Path
    sent: Callable[[], Iterator[bytes]]
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> Path:
        """The file ``mail_rules.yaml``."""
        return self.home / "mail_rules.yaml"

    def deliver(self, raws: Iterable[bytes]) -> int:
        """Mails arrive; returns how many."""
        start = time.time_ns()
        names = [self._put(f"{start + number}.bench", raw) for number, raw in enumerate(raws)]
        return len(names)

    def _put(self, name: str, raw: bytes) -> str:
        file = self.inbox.parent / "tmp" / name
        file.write_bytes(raw)
        file.chmod(0o644)
        file.rename(self.inbox / name)
        return name


@contextmanager
def maildir(home: Path) -> Iterator[Place]:
    """The embedded default: mails come and go in folders of this machine."""
    home.mkdir(parents=True)
    shutil.copy(bundled("mail_rules.yaml"), home / "mail_rules.yaml")
    storage = home / "storage" / "maildir"
    for part in ("tmp", "new", "cur"):
        (storage / "anulaciones" / part).mkdir(parents=True)
    yield Place(home=home, inbox=storage / "anulaciones" / "new", sent=lambda: _sent_to_maildir(storage / "enviados"))


def _sent_to_maildir(folder: Path) -> Iterator[bytes]:
    file = folder / "envelopes.jsonl"
    envelopes = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return ((folder / "new" / json.loads(line)["name"]).read_bytes() for line in envelopes)


@contextmanager
def servers(home: Path) -> Iterator[Place]:
    """Dovecot to read from over TLS, and a sink in a process of its own to send to."""
    home.mkdir(parents=True)
    with ExitStack() as opened:
        certificate = certificates.make_certificate(home)
        imap = opened.enter_context(dovecot.running(certificate))
        port = opened.enter_context(sink.running(home / "sink"))
        user = imap.new_user()
        imap.deliver_file(user, b"Subject: makes the folder\r\n\r\n")
        inbox = imap.folder / "mail" / user / "Maildir" / "new"
        for file in inbox.iterdir():
            file.unlink()
        _write_rules(home / "mail_rules.yaml", imap, user, port)
        yield Place(
            home=home,
            inbox=inbox,
            sent=lambda: (file.read_bytes() for file in sorted((home / "sink").iterdir())),
            environment={SECRET: dovecot.PASSWORD},
        )


def _write_rules(path: Path, imap: dovecot.Dovecot, user: str, port: int) -> None:
    yaml = YAML()
    rules = yaml.load(bundled("mail_rules.yaml").read_text(encoding="utf-8"))
    rules["mailboxes"] = [
        {
            "address": ADDRESS,
            "kind": "imap",
            "host": "127.0.0.1",
            "port": imap.tls_port,
            "cafile": str(imap.certificate.cafile),
            "user": user,
            "secret": f"env:{SECRET}",
            "processes": ["anulacion"],
            "folders": FOLDERS,
            "authentication": "none",
            "send": {"kind": "smtp", "host": "127.0.0.1", "port": port, "tls": "none-on-loopback-only"},
        }
    ]
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(rules, file)
