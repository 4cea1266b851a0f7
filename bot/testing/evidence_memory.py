"""The evidence in memory: what the files promise, without a disk; for tests and the demo."""

import hashlib
from collections.abc import Sequence

from bot.errors import PermanentError


class MemoryEvidence:
    """The port ``Evidence``; safe to share between threads, for each step on a ``dict`` is whole."""

    def __init__(self) -> None:
        self._raws: dict[str, bytes] = {}

    def put(self, raws: Sequence[bytes]) -> tuple[str, ...]:
        """Digests of the mails."""
        digests = tuple(hashlib.sha256(raw).hexdigest() for raw in raws)
        self._raws.update(zip(digests, raws, strict=True))
        return digests

    def get(self, digest: str) -> bytes:
        """The bytes again.

        Raises:
            PermanentError: They were never put.
        """
        try:
            return self._raws[digest]
        except KeyError:
            raise PermanentError(f"The evidence lacks {digest}.") from None

    def drop(self, digests: Sequence[str]) -> None:
        """Removes mails."""
        for digest in digests:
            self._raws.pop(digest, None)
