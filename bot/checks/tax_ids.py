"""Tax ids (NIT in Colombia, CUIT in Argentina) and citizens' ids, and the check digit that only tax ids have."""

import re
from dataclasses import dataclass

from stdnum.ar import cuit
from stdnum.co import nit

NIT_DIGITS = 9
CUIT = re.compile(r"(?<![\d.-])(2[03-7]|3[034])-?(\d{8})-?(\d)(?![\d-])")
CUIT_DIGITS = 10
WRITTEN = re.compile(r"([\d.\s]*\d)(?:\s*-\s*(\d))?")


@dataclass(frozen=True, slots=True)
class TaxId:
    """An id as read; ``check`` is its check digit, or ``""`` where none was written."""

    main: str
    check: str

    @classmethod
    def of(cls, text: str) -> "TaxId | None":
        """The id in a text such as ``999.012.345-2`` or ``30-71234567-1``, or ``None``."""
        if found := CUIT.search(text):
            return cls(found[1] + found[2], found[3])
        found = WRITTEN.search(text)
        return cls(re.sub(r"\D", "", found[1]), found[2] or "") if found else None

    def same_holder(self, other: "TaxId") -> bool:
        """Whether both ids are one holder's.

        A check digit may be missing, or written on without a hyphen; and the CUIT of a person is built around the
        number of their identity card.
        """
        return not self.writings.isdisjoint(other.writings)

    @property
    def writings(self) -> frozenset[str]:
        """The numbers by which its holder may be told."""
        card = {self.main[2:].lstrip("0")} if self.is_cuit and self.main.startswith("2") else set()
        return frozenset({self.main, self.without_glued_digit, *card})

    @property
    def is_cuit(self) -> bool:
        """Whether it is an Argentinian tax id, which is never written without its check digit."""
        return len(self.main) == CUIT_DIGITS and bool(self.check)

    @property
    def is_wrong(self) -> bool:
        """Whether it is a tax id whose check digit does not compute."""
        has_one = self.is_cuit or len(self.main) == NIT_DIGITS
        return bool(self.check) and has_one and self.check != self.expected

    @property
    def expected(self) -> str:
        """The check digit that its other digits ask for."""
        return str((cuit if self.is_cuit else nit).calc_check_digit(self.main))

    @property
    def without_glued_digit(self) -> str:
        """The main digits where the check digit was written on behind them."""
        main, last = self.main[:NIT_DIGITS], self.main[NIT_DIGITS:]
        return main if last and last == nit.calc_check_digit(main) else self.main
