"""A certificate authority that lives for one test session."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.servers import missing

EC_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Files of a server's certificate and key, and of the authority that vouches for it."""

    cafile: Path
    certfile: Path
    keyfile: Path

    def context(self) -> ssl.SSLContext:
        """What a server shows."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certfile, self.keyfile)
        return context


def make_certificate(folder: Path) -> Certificate:
    """A certificate for localhost and 127.0.0.1 from an authority of its own."""
    if shutil.which("openssl") is None:
        missing("openssl")
    ca, ca_key, cert, key = (folder / name for name in ("ca.pem", "ca.key", "cert.pem", "cert.key"))
    authority = ("-subj", "/CN=throw-away CA", "-addext", "keyUsage=critical,keyCertSign")
    _request(*EC_KEY, "-keyout", ca_key, "-out", ca, *authority)
    server = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    not_ca = ("-addext", "basicConstraints=critical,CA:FALSE")
    _request(*EC_KEY, "-keyout", key, "-out", cert, "-CA", ca, "-CAkey", ca_key, *server, *not_ca)
    return Certificate(cafile=ca, certfile=cert, keyfile=key)


def _request(*arguments: str | Path) -> None:
    subprocess.run(["openssl", "req", "-x509", *arguments], check=True, capture_output=True)
