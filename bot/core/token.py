"""The case's secret: a MAC that only a mail of ours could have given its reader.

It is bound to case, question, step, round, person and documents (:attr:`bot.core.case.Request.key`), so that an
answer to one question never counts for another. It proves possession of our mail, not identity.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

LENGTH = 10
"""Base32 characters of the MAC that are kept: 50 bits, short enough for a mail's last line."""

PATTERN = re.compile(r"\b(k[0-9a-z])-?([a-z2-7]{10})\b", re.IGNORECASE | re.ASCII)


REFERENCE = re.compile(rf"\b([A-Z]{{1,8}}-\d{{4}}-\d{{6,}})[\W_]{{1,6}}{PATTERN.pattern}", re.IGNORECASE | re.ASCII)
"""How the last line of our mails names a case and its secret: ``Ref. AN-2026-000123 · k1-abcdefghij``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """Secret keys by id (``k`` and one character); ``current`` signs, all verify, so that keys can be rotated."""

    current: str
    keys: Mapping[str, bytes]

    def sign(self, *bound: str) -> str:
        """The secret for what it is bound to, for example ``k1abcde23456``."""
        return self.current + _mac(self.keys[self.current], bound)

    def verify(self, secret: str, *bound: str) -> bool:
        """Whether a secret belongs to what it is claimed to be bound to; compared in constant time."""
        key = self.keys.get(secret[:2].lower())
        return key is not None and hmac.compare_digest(secret[2:].lower(), _mac(key, bound))


def _mac(key: bytes, bound: tuple[str, ...]) -> str:
    digest = hmac.digest(key, "\x1f".join(bound).encode(), hashlib.sha256)
    return base64.b32encode(digest).decode().lower()[:LENGTH]


def secrets_in(text: str) -> tuple[str, ...]:
    """Everything in a text that has the form of a secret, normalised; most are none."""
    return tuple(dict.fromkeys((key + mac).lower() for key, mac in PATTERN.findall(text)))


def references_in(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers of cases in a text that have something of the form of a secret behind them, each with that."""
    return tuple(dict.fromkeys((number.upper(), (key + mac).lower()) for number, key, mac in REFERENCE.findall(text)))
