"""What the mails that lie in a mailbox bring to prove their authors, summed up: one wrong name spoils them all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.mail import Mail

HEADER = "Authentication-Results"
SERVER_AT_MOST = 100
"""Characters of a server's name that are repeated; it may have been written by anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """Whose results stand topmost in some mails.

    Attributes:
        expected: The server that the rules name (its authserv-id).
        mails: How many mails were looked at.
        without: How many of them bear no results at all.
        others: How many bear those of another server, by its name.
    """

    expected: str
    mails: int
    without: int
    others: dict[str, int]


def sum_up(mails: Iterable[Mail], expected: str) -> Proofs:
    """Counts the servers of the topmost results (RFC 8601: the authserv-id stands before the first semicolon)."""
    found = [_server(mail.first(HEADER)) for mail in mails]
    return Proofs(
        expected=expected,
        mails=len(found),
        without=found.count(""),
        others=dict(Counter(server for server in found if server not in ("", expected.lower())).most_common()),
    )


def _server(results: str | None) -> str:
    words = (results or "").partition(";")[0].split()
    return words[0].lower()[:SERVER_AT_MOST] if words else ""
