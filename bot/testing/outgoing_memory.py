"""A way out that only remembers."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import PermanentError, TransientError
from bot.service.ports import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A mail that was handed over, with those who get it."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class MemoryOutgoing:
    """Takes every mail, except for whom and while it is told not to.

    Attributes:
        sent: What was taken, in order.
        refusals: Reasons by address that is refused for good.
        failure: Raised by ``send`` while it is set.
        limit: Largest mail in bytes, or ``None``.
    """

    def __init__(self) -> None:
        """Nothing was sent yet."""
        self.sent: list[Sent] = []
        self.refusals: dict[str, str] = {}
        self.failure: TransientError | PermanentError | None = None
        self.limit: int | None = None

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Remembers the mail, and gives it a Message-ID of its own as some servers do."""
        if self.failure is not None:
            raise self.failure
        if self.limit is not None and len(raw) > self.limit:
            raise PermanentError(f"The mail has {len(raw)} bytes, the server takes {self.limit}: send less")
        refused = {r: self.refusals[r] for r in recipients if r in self.refusals}
        if len(refused) == len(set(recipients)):
            raise PermanentError("; ".join(refused.values()))
        self.sent.append(Sent(sender=sender, recipients=tuple(r for r in recipients if r not in refused), raw=raw))
        return Delivery(refused=refused, server_id=f"{len(self.sent)}@servidor.example")

    def size_limit(self) -> int | None:
        """The limit that it was told."""
        return self.limit

    def close(self) -> None:
        """Holds nothing open."""
