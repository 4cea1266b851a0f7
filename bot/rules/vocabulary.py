"""What rules may name that the program defines and not the rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Names from outside the rules.

    Attributes:
        checks: Codes of the checks that exist, which are the codes of their findings.
        facts: Names of the facts that documents give, such as ``tipo``.
    """

    checks: frozenset[str]
    facts: frozenset[str]
