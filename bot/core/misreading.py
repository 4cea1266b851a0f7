"""Whether two writings differ only by what a reader of scans plausibly takes one sign for: ``0/O``, ``rn/m``, a hyphen.

Such a difference between a scan and another document is a question, not a contradiction.
"""

import re

from bot.core.identifiers import plain

_ALIKE = ("0OQD", "1IL|!", "5S$", "8B&", "2Z", "6G", "68")
_TAKEN_FOR = frozenset((one, other) for group in _ALIKE for one in group for other in group if one != other)
_RUN_TOGETHER = frozenset({("RN", "M"), ("VV", "W"), ("CL", "D")})
_MOST_LOST = 3
_SEPARATORS = re.compile(r"[\s.,;:'\"\u00b4`\u2018\u2019_/\-\u2010-\u2015]+")


def is_misreading(one: str, other: str) -> bool:
    """Whether two writings differ, and only so that one misread sign and separators lost or added explain it.

    Capitals and accents are no difference. An amount is compared as it is written: ``5.057.500``.
    """
    first, second = plain(one), plain(other)
    if first == second:
        return False
    left, right = (_SEPARATORS.sub("", text).upper() for text in (first, second))
    start = _common(left, right)
    end = min(_common(left[::-1], right[::-1]), min(len(left), len(right)) - start)
    apart = left[start : len(left) - end], right[start : len(right) - end]
    return apart == ("", "") or apart in _TAKEN_FOR or apart in _RUN_TOGETHER or apart[::-1] in _RUN_TOGETHER


def is_cut(one: str, other: str) -> bool:
    """Whether one writing is the other without its first or its last signs, as at a crooked or faint edge."""
    short, long = sorted((_SEPARATORS.sub("", plain(text)) for text in (one, other)), key=len)
    lost = len(long) - len(short)
    return 0 < lost <= _MOST_LOST <= len(short) - lost and (long.startswith(short) or long.endswith(short))


def _common(one: str, other: str) -> int:
    """How many signs both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
