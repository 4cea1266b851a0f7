"""What a reader of attachments may use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLimits:
    """What one reader may use.

    Attributes:
        memory: Bytes of address space of the process.
        cpu: Seconds of processor for one file.
        wall: Seconds for one file by the clock.
        mails: Mails after which the process is replaced by a fresh one.
    """

    memory: int = 512 << 20
    cpu: int = 5
    wall: float = 5.0
    mails: int = 200


SCAN_LIMITS = ReaderLimits(memory=2 << 30, cpu=60, wall=120.0, mails=50)
"""What a reader of scans may use: both engines on three pages of letter size, on a machine that is busy."""
