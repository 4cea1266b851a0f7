"""A real Dovecot on the loopback interface, started by a session of tests."""

import getpass
import grp
import itertools
import os
import pwd
import shutil
import signal
import subprocess
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
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = {name}
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{certificate.certfile}
ssl_key = <{certificate.keyfile}
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
  args = uid={mail} gid={mail_group} home={folder}/mail/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
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


@contextmanager
def running(folder: Path, certificate: Certificate, capabilities: str | None = None) -> Iterator[Dovecot]:
    """Dovecot until the end of the block; with ``capabilities`` a poor one that has no others."""
    program = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if program is None:
        missing("dovecot-imapd")
    ports = {"port": free_port(), "tls_port": free_port()}
    extra = "" if capabilities is None else BARE.format(capabilities=capabilities)
    config = folder / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            folder=folder, name=folder.name, certificate=certificate, password=PASSWORD, extra=extra, **ports, **_users()
        ),
        encoding="utf-8",
    )
    (folder / "mail").mkdir(mode=0o777)
    (folder / "mail").chmod(0o777)
    for parent in (folder, *folder.parents):
        if parent.owner() == getpass.getuser() and parent.name:
            parent.chmod(parent.stat().st_mode | 0o011)
    # It listens when its first process ends; its others would hold the ends of a pipe open.
    subprocess.run([program, "-c", str(config)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Dovecot(certificate=certificate, folder=folder, prefix="INBOX." if extra else "", **ports)
    finally:
        os.kill(int((folder / "run" / "master.pid").read_text()), signal.SIGTERM)


def _users() -> dict[str, str]:
    """Users of the server's parts: Debian's where root starts it, else whoever runs the tests."""
    me, my_group = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    if os.getuid() != 0:
        return dict.fromkeys(("internal", "login", "mail"), me) | dict.fromkeys(("internal_group", "mail_group"), my_group)
    mail_group = grp.getgrgid(pwd.getpwnam(MAIL_USER_OF_ROOT).pw_gid).gr_name
    return {
        "internal": "dovecot",
        "internal_group": "dovecot",
        "login": "dovenull",
        "mail": MAIL_USER_OF_ROOT,
        "mail_group": mail_group,
    }
