"""A virus scanner that knows one virus, the harmless one that all of them know."""

from bot.errors import PermanentError, TransientError

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test file on which EICAR and the makers of scanners agreed, in two pieces so that none of them takes this one."""

EICAR_NAME = "Eicar-Test-Signature"


class MemoryVirusScanner:
    """Finds the test file.

    Attributes:
        seen: Files that it was shown, in order.
        failure: Raised by both methods while it is set.
        limit: Largest file in bytes that it looks at.
    """

    def __init__(self, limit: int = 1 << 20) -> None:
        self.seen: list[bytes] = []
        self.failure: TransientError | PermanentError | None = None
        self.limit = limit

    def version(self) -> str:
        """Its name."""
        if self.failure is not None:
            raise self.failure
        return "Memory 1.0/1/Mon Jul 20 08:00:00 2026"

    def find(self, content: bytes) -> str:
        """The test file's name where a file holds it."""
        if self.failure is not None:
            raise self.failure
        if len(content) > self.limit:
            raise PermanentError("The virus scanner did not look at a file: size limit exceeded")
        self.seen.append(content)
        return EICAR_NAME if EICAR in content else ""
