"""Colombian tax ids (NIT) and citizens' ids: digits, and the check digit that only a NIT has."""

import re
from dataclasses import dataclass

PRIMES = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)
MODULUS = 11
NIT_DIGITS = 9
WRITTEN = re.compile(r"([\d.\s]*\d)(?:\s*-\s*(\d))?")


@dataclass(frozen=True, slots=True)
class TaxId:
    """An id as read; ``check`` is its check digit, or ``""`` where none was written."""

    main: str
    check: str

    @classmethod
    def of(cls, text: str) -> "TaxId | None":
        """The id in a text such as ``999.012.345-2``, or ``None``."""
        found = WRITTEN.search(text)
        return cls(re.sub(r"\D", "", found[1]), found[2] or "") if found else None

    def same_holder(self, other: "TaxId") -> bool:
        """Whether both ids are one holder's: a check digit may be missing, or written on without a hyphen."""
        own, others = {self.main, self.without_glued_digit}, {other.main, other.without_glued_digit}
        return not own.isdisjoint(others)

    @property
    def is_wrong(self) -> bool:
        """Whether it is a NIT whose check digit does not compute."""
        return bool(self.check) and len(self.main) == NIT_DIGITS and self.check != check_digit(self.main)

    @property
    def without_glued_digit(self) -> str:
        """The main digits where the check digit was written on behind them."""
        main, last = self.main[:NIT_DIGITS], self.main[NIT_DIGITS:]
        return main if last and last == check_digit(main) else self.main


def check_digit(main: str) -> str:
    """The check digit of a NIT.

    The digits, from the last to the first, are weighted with :data:`PRIMES`; of the sum modulo 11 a remainder of 0 or
    1 is the check digit itself, any other is taken from 11 (DIAN, Orden Administrativa 4 of 1989).
    """
    remainder = sum(int(digit) * prime for digit, prime in zip(reversed(main), PRIMES, strict=False)) % MODULUS
    return str(remainder if remainder <= 1 else MODULUS - remainder)
