"""A domain that signs its mail, with the record by which the world knows its key."""

import base64
from dataclasses import dataclass
from functools import lru_cache

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

EXPONENT = 65_537
HEADERS = ("from", "to", "subject", "date", "message-id")


@lru_cache(maxsize=4)
def key_of(bits: int) -> rsa.RSAPrivateKey:
    """One key for all tests: making it is what takes time."""
    return rsa.generate_private_key(EXPONENT, bits)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningDomain:
    """Who signs.

    Attributes:
        name: The domain.
        selector: Under which its key is published.
        bits: Of the key.
    """

    name: str
    selector: str = "s1"
    bits: int = 2048

    def records(self, flags: str = "") -> dict[str, tuple[str, ...]]:
        """What it publishes: the key, with more tags in front of it where a test wants them."""
        public = key_of(self.bits).public_key()
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        encoded = base64.b64encode(public.public_bytes(serialization.Encoding.DER, form)).decode()
        return {f"{self.selector}._domainkey.{self.name}": (f"v=DKIM1; {flags}k=rsa; p={encoded}",)}

    def sign(
        self, raw: bytes, headers: tuple[str, ...] = HEADERS, *, how: str = "relaxed/relaxed", part: bool = False
    ) -> bytes:
        """A mail with its signature on top.

        Args:
            raw: The mail.
            headers: What the signature covers, if it is there.
            how: How header and body are made comparable.
            part: Whether the signature says how much of the body it covers, so that more may follow.
        """
        head, _, body = how.partition("/")
        format_, encoding = serialization.PrivateFormat.TraditionalOpenSSL, serialization.Encoding.PEM
        pem = key_of(self.bits).private_bytes(encoding, format_, serialization.NoEncryption())
        line = dkim.sign(
            raw,
            self.selector.encode(),
            self.name.encode(),
            pem,
            canonicalize=(head.encode(), body.encode()),
            include_headers=[name.encode() for name in headers],
            length=part,
        )
        return bytes(line) + raw
