"""What the sender can mend, as data; the sentence for it stands in ``templates/messages.es.yaml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How a finding weighs: an error goes back to the sender, a warning is shown to the approver, info is noted."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


WORST_FIRST = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing somebody should know about a request.

    Attributes:
        code: Stable dotted code, for example ``invoice.value_mismatch``.
        severity: How it weighs.
        document: Role of the document that it is about, or ``None``.
        file: Name of the attachment that it is about, or ``""``.
        place: Where it stands, as people say it: a cell (``F17``) or ``página 2``'s number; ``""`` if nowhere.
        data: Values to fill into the sentence, already written for people.
        by_reading: Whether it rests on what was read in documents, so that people may say that it was misread.
        contested: Whether they did, so that nobody is asked to mend it, and whoever decides compares it.
    """

    code: str
    severity: Severity
    document: str | None = None
    file: str = ""
    place: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    by_reading: bool = False
    contested: bool = False


def about_subject(findings: Iterable[Finding]) -> frozenset[str]:
    """Codes of what is wrong between the mail's subject and the documents."""
    return frozenset(one.code for one in findings if one.code.startswith("subject."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What all checks found, worst first, then in the order of the checks."""

    findings: tuple[Finding, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether anything must be mended before somebody is asked."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def contested(self) -> "Report":
        """The same where people said that documents were misread: what rests on that is left to whoever decides."""
        return _worst_first(
            _left_to_decide(one) if one.by_reading and one.severity is Severity.ERROR else one for one in self.findings
        )

    def beside(self, before: Iterable[Finding]) -> "Report":
        """The same with what was found before in the same words, and contested, as it was left then."""
        known = [one for one in before if one.contested]
        return _worst_first(_left_to_decide(one) if _left_to_decide(one) in known else one for one in self.findings)


def _left_to_decide(one: Finding) -> Finding:
    return replace(one, severity=Severity.WARNING, contested=True)


def _worst_first(findings: Iterable[Finding]) -> Report:
    return Report(findings=tuple(sorted(findings, key=lambda one: WORST_FIRST.index(one.severity))))
