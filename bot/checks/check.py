"""A check as a value: its code, how its findings weigh, and the pure function that looks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.checks.dossier import Dossier
from bot.checks.paper import Evidence
from bot.core.finding import Finding, Severity
from bot.core.process import CheckRule

Look = Callable[[Dossier], Iterable[Evidence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check; every finding of it carries its code.

    Attributes:
        code: Stable dotted code, the same as that of its findings.
        severity: How its findings weigh unless the rules say otherwise.
        look: Gives what is wrong, once per fault.
        certain: Whether it holds however the documents were read, so that nobody can say that they were misread.
    """

    code: str
    severity: Severity
    look: Look
    certain: bool = False

    def findings(self, dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
        """What is found under the rule's parameters and severity."""
        for seen in self.look(dossier.under(rule.params)):
            yield Finding(
                code=self.code,
                severity=rule.severity or self.severity,
                document=seen.document,
                file=seen.file,
                place=seen.place,
                data=seen.data,
                by_reading=not self.certain,
            )


def check(code: str, *, severity: Severity, certain: bool = False) -> Callable[[Look], Check]:
    """Make a check of the function below."""
    return lambda look: Check(code=code, severity=severity, look=look, certain=certain)
