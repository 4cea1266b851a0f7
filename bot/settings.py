"""Where things are on this machine: paths, the ledger's address, and secrets. What is done stands in the rules."""

import os
import re
import secrets
import ssl
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.core.token import Keyring
from bot.errors import SettingsError

KEY_BYTES = 32
LOOPBACK, LAST_PORT = frozenset({"127.0.0.1", "::1", "localhost"}), 65_535
CERTIFICATE = re.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
READABLE_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH


def bundled(name: str) -> Path:
    """A file or folder that comes with the program: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent / "bundled" / name
    return inside if inside.exists() else Path(__file__).parents[1] / name


@cache
def _troubles() -> Mapping[str, str]:
    texts: Mapping[str, str] = YAML(typ="safe").load((bundled("templates") / "troubles.es.yaml").read_text("utf-8"))
    return texts


def trouble(key: str, **values: object) -> str:
    """What is wrong with a setting and its cure, from ``templates/troubles.es.yaml``."""
    return _troubles()[key].format(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where one installation lives.

    Attributes:
        rules: The file ``mail_rules.yaml``.
        templates: Folder with ``_base`` and the data files of the language.
        storage: Folder for everything that is written at run time.
        ledger: SQLAlchemy address of the ledger.
        workers: Processes that open attachments.
        ocr: Whether scans are read where an engine is installed.
        signing_roots: Folder of the certificates that make digital signatures trusted, or ``None``.
        health: Loopback address and port on which the service says how it is, or ``None``.
    """

    rules: Path
    templates: Path
    storage: Path
    ledger: str
    workers: int
    ocr: bool = True
    signing_roots: Path | None = None
    health: tuple[str, int] | None = None

    @property
    def evidence(self) -> Path:
        """Folder of the raw mails."""
        return self.storage / "evidence"

    @property
    def scans(self) -> Path:
        """Folder of what was read in scans."""
        return self.storage / "scans"

    @property
    def register(self) -> Path:
        """Folder of the register."""
        return self.storage / "register"

    @property
    def processes(self) -> Path:
        """Folder of the marks of the processes that are alive."""
        return self.storage / "processes"

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
        raise SettingsError(trouble("workers", given=workers))
    ocr = environment.get("TRAMITA_OCR", "on")
    if ocr not in ("on", "off"):
        raise SettingsError(trouble("ocr", given=ocr))
    roots = environment.get("TRAMITA_SIGNING_ROOTS", "")
    templates = home / environment.get("TRAMITA_TEMPLATES", "templates")
    return Settings(
        rules=rules,
        templates=templates if templates.is_dir() else bundled("templates"),
        storage=storage,
        ledger=environment.get("TRAMITA_LEDGER", f"sqlite:///{storage / 'ledger.db'}"),
        workers=int(workers),
        ocr=ocr == "on",
        signing_roots=home / roots if roots else None,
        health=_health(environment.get("TRAMITA_HEALTH", "")),
    )


def _health(given: str) -> tuple[str, int] | None:
    """``9180``, or ``127.0.0.1:9180``: this machine only, since whoever asks need not say who they are."""
    if not given:
        return None
    host, _, port = given.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    if host not in LOOPBACK or not port.isdigit() or not int(port) <= LAST_PORT:
        raise SettingsError(trouble("health", given=given))
    return host, int(port)


def read_secret(reference: str, environment: Mapping[str, str] = os.environ) -> str:
    """The secret that the rules refer to: ``env:NAME``, ``file:/path``, or ``credential:name`` of systemd.

    Raises:
        SettingsError: It is missing, empty, or lies in a file that others can read.
    """
    kind, _, name = reference.partition(":")
    if kind == "env":
        value = environment.get(name, "")
        if not value:
            raise SettingsError(trouble("no_variable", name=name))
        return value
    folder = environment.get("CREDENTIALS_DIRECTORY", "")
    if kind == "credential" and not folder:
        raise SettingsError(trouble("no_credentials", name=name))
    if kind == "credential":
        return _text(Path(folder, name)).strip()  # kept by systemd; the ACL that lets us read shows as a group's right
    return _private(Path(name)).strip()


def read_signing_roots(folder: Path | None) -> tuple[bytes, ...]:
    """The certificates in a folder, as DER: of each PEM file all that it holds; none without a folder.

    Raises:
        SettingsError: There is no such folder, or a file in it holds no certificate.
    """
    if folder is None:
        return ()
    if not folder.is_dir():
        raise SettingsError(trouble("no_folder", path=folder))
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return tuple(certificate for path in files for certificate in _certificates(path))


def _certificates(path: Path) -> tuple[bytes, ...]:
    try:
        found = CERTIFICATE.findall(path.read_text(encoding="ascii"))
        certificates = tuple(map(ssl.PEM_cert_to_DER_cert, found))
    except (OSError, ValueError) as error:
        raise SettingsError(trouble("no_certificate", path=path)) from error
    if not certificates:
        raise SettingsError(trouble("no_certificate", path=path))
    return certificates


def read_keyring(path: Path) -> Keyring:
    """The keys of the secrets, one ``k1 hex`` a line, the last one signing; made on first use.

    Raises:
        SettingsError: The file is damaged or others can read it.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_private(path, f"k1 {secrets.token_hex(KEY_BYTES)}\n")
    lines = [line.split() for line in _private(path).splitlines() if line.strip()]
    try:
        keys = {name: bytes.fromhex(key) for name, key in lines}
    except ValueError as error:
        raise SettingsError(trouble("keys_damaged", path=path)) from error
    if not keys:
        raise SettingsError(trouble("keys_empty", path=path))
    return Keyring(current=list(keys)[-1], keys=keys)


def _private(path: Path) -> str:
    text = _text(path)
    if path.stat().st_mode & READABLE_BY_OTHERS:
        raise SettingsError(trouble("open_to_others", path=path))
    return text


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError(trouble("not_text", path=path)) from error
    except OSError as error:
        raise SettingsError(trouble("unreadable", path=path, error=error.strerror)) from error


def _make_private(path: Path, text: str) -> None:
    """Makes a file that nobody else can read, whole or not at all; one that is there already stays."""
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        Path(aside).unlink()
