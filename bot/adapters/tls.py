"""Encryption of mail connections: always verified, or plain where nobody but this machine can listen."""

import ipaddress
import ssl
from pathlib import Path

from bot.errors import SettingsError
from bot.rules.values import Tls
from bot.settings import trouble


def context(tls: Tls, host: str, cafile: Path | None) -> ssl.SSLContext | None:
    """What verifies the server's chain and name, or ``None`` for a plain connection within this machine.

    Args:
        tls: How the connection is encrypted.
        host: Server that it goes to.
        cafile: Certificates to trust in place of the system's, for a company with a CA of its own.

    Raises:
        SettingsError: A plain connection would leave this machine, or ``cafile`` cannot be used.
    """
    if tls is Tls.NONE:
        if not _is_loopback(host):
            raise SettingsError(trouble("not_encrypted", server=host))
        return None
    try:
        return ssl.create_default_context(cafile=cafile)
    except OSError as error:
        raise SettingsError(trouble("no_certificates", path=cafile, error=error)) from error


def distrust(host: str, error: ssl.SSLCertVerificationError) -> str:
    """What to do about a certificate that did not verify."""
    return trouble("distrust", server=host, error=error.verify_message)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
