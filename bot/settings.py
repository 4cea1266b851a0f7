"""Where things are on this machine: paths, the ledger's address, and secrets. What is done stands in the rules."""

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.core.token import Keyring
from bot.errors import SettingsError

KEY_BYTES = 32
READABLE_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH


def bundled(name: str) -> Path:
    """A file or folder that comes with the program: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent / "bundled" / name
    return inside if inside.exists() else Path(__file__).parents[1] / name


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where one installation lives.

    Attributes:
        rules: The file ``mail_rules.yaml``.
        templates: Folder with ``_base`` and the data files of the language.
        storage: Folder for everything that is written at run time.
        ledger: SQLAlchemy address of the ledger.
        workers: Processes that open attachments.
    """

    rules: Path
    templates: Path
    storage: Path
    ledger: str
    workers: int

    @property
    def evidence(self) -> Path:
        """Folder of the raw mails."""
        return self.storage / "evidence"

    @property
    def register(self) -> Path:
        """Folder of the register."""
        return self.storage / "register"

    @property
    def keys(self) -> Path:
        """File with the keys of the secrets; kept outside the ledger on purpose."""
        return self.storage / "keys"


def read_settings(rules: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings for a rules file: everything lies beside it, unless ``TRAMITA_*`` says otherwise.

    Raises:
        SettingsError: A variable holds something unusable.
    """
    home = rules.absolute().parent
    storage = home / environment.get("TRAMITA_STORAGE", "storage")
    workers = environment.get("TRAMITA_WORKERS", "2")
    if not workers.isdigit() or int(workers) < 1:
        raise SettingsError(f"TRAMITA_WORKERS must be a number from 1, it is {workers!r}")
    templates = home / environment.get("TRAMITA_TEMPLATES", "templates")
    return Settings(
        rules=rules,
        templates=templates if templates.is_dir() else bundled("templates"),
        storage=storage,
        ledger=environment.get("TRAMITA_LEDGER", f"sqlite:///{storage / 'ledger.db'}"),
        workers=int(workers),
    )


def read_secret(reference: str, environment: Mapping[str, str] = os.environ) -> str:
    """The secret that the rules refer to: ``env:NAME``, ``file:/path``, or ``credential:name`` of systemd.

    Raises:
        SettingsError: It is missing, empty, or lies in a file that others can read.
    """
    kind, _, name = reference.partition(":")
    if kind == "env":
        value = environment.get(name, "")
        if not value:
            raise SettingsError(f"the environment variable {name} is not set; the rules take a password from it")
        return value
    folder = environment.get("CREDENTIALS_DIRECTORY", "")
    if kind == "credential" and not folder:
        raise SettingsError(f"credential:{name} works under systemd (LoadCredential=); elsewhere use env: or file:")
    if kind == "credential":
        return _text(Path(folder, name)).strip()  # kept by systemd; the ACL that lets us read shows as a group's right
    return _private(Path(name)).strip()


def read_keyring(path: Path) -> Keyring:
    """The keys of the secrets, one ``k1 hex`` a line, the last one signing; made on first use.

    Raises:
        SettingsError: The file is damaged or others can read it.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_private(path, f"k1 {secrets.token_hex(KEY_BYTES)}\n")
    lines = [line.split() for line in _private(path).splitlines() if line.strip()]
    try:
        keys = {name: bytes.fromhex(key) for name, key in lines}
    except ValueError as error:
        raise SettingsError(f"{path} is damaged: each line is a name such as k1 and a key in hexadecimal") from error
    if not keys:
        raise SettingsError(f"{path} holds no key; restore it from the backup, or delete it to begin anew")
    return Keyring(current=list(keys)[-1], keys=keys)


def _private(path: Path) -> str:
    text = _text(path)
    if path.stat().st_mode & READABLE_BY_OTHERS:
        raise SettingsError(f"{path} can be read by others; run: chmod 600 {path}")
    return text


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error


def _write_private(path: Path, text: str) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
