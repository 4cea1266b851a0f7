"""The port ``Resolver`` over a table, for tests and for runs without a network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.errors import TransientError


@dataclass(kw_only=True)
class MemoryResolver:
    """Knows the names of a table and nobody else.

    Attributes:
        records: TXT records by name.
        silent: Names for which nobody answers.
        asked: Every name that was asked for, in order.
    """

    records: Mapping[str, Sequence[str]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name."""
        self.asked.append(name)
        if name in self.silent:
            raise TransientError(f"no DNS server answers for {name}")
        return tuple(self.records.get(name.lower().rstrip("."), ()))
