"""A real Dovecot on the loopback interface, started by a session of tests."""

import getpass
import grp
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from imapclient import IMAPClient

from tests.servers import free_port, missing
from tests.servers.certificates import Certificate

PASSWORD = "contraseña"
MAIL_USER_OF_ROOT = "nobody"

CONFIG = """
base_dir = {server.folder}/run
state_dir = {server.folder}/state
log_path = {server.folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{server.certificate.certfile}
ssl_key = <{server.certificate.keyfile}
disable_plaintext_auth = no
auth_mechanisms = plain
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_fsync = never
mail_location = maildir:~/Maildir
mail_max_userip_connections = 1000
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={server.folder}/mail/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap {{
  service_count = 1000
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    port = {server.port}
  }}
  inet_listener imaps {{
    port = {server.tls_port}
  }}
}}
{extra}
"""

BARE = """
imap_capability = IMAP4rev1 LITERAL+ NAMESPACE {capabilities}
namespace inbox {{
  inbox = yes
  prefix = INBOX.
  separator = .
}}
"""
"""Few capabilities, and folders below the inbox, as many hosts have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dovecot:
    """A running server; every user name is known to it, with the same password."""

    port: int
    tls_port: int
    certificate: Certificate
    folder: Path
    prefix: str = ""
    _users: Iterator[int] = field(default_factory=itertools.count)

    def new_user(self) -> str:
        """Somebody with an empty mailbox."""
        return f"buzon{next(self._users)}@empresa.example"

    @contextmanager
    def client(self, user: str) -> Iterator[IMAPClient]:
        """Another mail program of the same person."""
        with IMAPClient("127.0.0.1", self.port, ssl=False) as client:
            client.plain_login(user, PASSWORD)
            yield client

    def deliver_file(self, user: str, raw: bytes, *, readable: bool = True) -> None:
        """A mail that lies on the server's disk, other than IMAP would have put it there."""
        with self.client(user) as client:
            client.append("INBOX", b"Subject: makes the folder\r\n\r\n")
            client.select_folder("INBOX")
            client.delete_messages(client.search()[-1:])
            client.expunge()
        file = self.folder / "mail" / user / "Maildir" / "new" / f"{time.time_ns()}.{len(raw)}.localhost"
        file.write_bytes(raw)
        file.chmod(0o644 if readable else 0)


@contextmanager
def running(certificate: Certificate, capabilities: str | None = None) -> Iterator[Dovecot]:
    """Dovecot until the end of the block; with ``capabilities`` a poor one that has no others."""
    program = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if program is None:
        missing("dovecot-imapd")
    # A folder of its own: pytest closes its to other users, and paths of sockets must be short.
    with tempfile.TemporaryDirectory(prefix="dovecot-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = Dovecot(
            port=free_port(),
            tls_port=free_port(),
            certificate=certificate,
            folder=folder,
            prefix="" if capabilities is None else "INBOX.",
        )
        (folder / "mail").mkdir()
        (folder / "mail").chmod(0o777)
        folder.chmod(0o755)
        config = folder / "dovecot.conf"
        config.write_text(_config(server, capabilities), encoding="utf-8")
        # It listens when its first process ends; its others would hold the ends of a pipe open.
        subprocess.run([program, "-c", str(config)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield server
        finally:
            os.kill(int((folder / "run" / "master.pid").read_text()), signal.SIGTERM)


def _config(server: Dovecot, capabilities: str | None) -> str:
    extra = "" if capabilities is None else BARE.format(capabilities=capabilities)
    return CONFIG.format(server=server, password=PASSWORD, extra=extra, **_users())


def _users() -> dict[str, str]:
    """Users of the server's parts: Debian's where root starts it, else whoever runs the tests."""
    me, my_group = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    if os.getuid() != 0:
        return dict.fromkeys(("internal", "login", "mail"), me) | dict.fromkeys(
            ("internal_group", "mail_group"), my_group
        )
    mail_group = grp.getgrgid(pwd.getpwnam(MAIL_USER_OF_ROOT).pw_gid).gr_name
    return {
        "internal": "dovecot",
        "internal_group": "dovecot",
        "login": "dovenull",
        "mail": MAIL_USER_OF_ROOT,
        "mail_group": mail_group,
    }
