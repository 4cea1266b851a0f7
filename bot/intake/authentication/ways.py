"""How a mailbox's authors may be proved."""

from collections.abc import Callable
from dataclasses import dataclass

Texts = Callable[[str], tuple[str, ...]]
"""The TXT records of a domain name. Raises :class:`bot.errors.TransientError` where nobody answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalMark:
    """A header by which a server marks mail of its own users, and which it takes off all other mail.

    Attributes:
        header: Its name.
        value: What it says then.
        domains: Of the authors for whom it speaks: the company's own.
    """

    header: str
    value: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """Which ways a mailbox's rules take for a proof; where they name none, every ``From`` is believed.

    Attributes:
        authserv_id: The name that our own server writes into ``Authentication-Results``, or ``""``.
        microsoft365: Whether results that name no server are our own server's, as Microsoft 365 writes them.
        dkim: Whether signatures are verified here.
        mark: What our own server marks its users' mail with, or ``None``.
    """

    authserv_id: str = ""
    microsoft365: bool = False
    dkim: bool = False
    mark: InternalMark | None = None

    @property
    def reads_results(self) -> bool:
        """Whether ``Authentication-Results`` count."""
        return bool(self.authserv_id) or self.microsoft365

    @property
    def asks_nothing(self) -> bool:
        """Whether every author is believed."""
        return not (self.reads_results or self.dkim or self.mark)


def aligned(author: str, vouching: str) -> bool:
    """Whether a domain speaks for an author's: the same, or one above it (RFC 7489 section 3.1.1, relaxed).

    That the same organisation owns a domain beside or below it, only a list of public suffixes could tell.
    """
    return author == vouching or ("." in vouching and author.endswith(f".{vouching}"))
