"""The three kinds of bad: what the sender can mend, what a party did out of turn, and what is ours.

The first is a :class:`bot.core.finding.Finding`, the second the event ``Turned``; both are values. Only the
third is an exception, and its text is what its reader does next.
"""

from dataclasses import dataclass


class TramitaError(Exception):
    """Something on our side is wrong; the text says what to do about it."""


class TransientError(TramitaError):
    """The other side is away or busy; nothing was done, and trying again later is right."""


class PermanentError(TramitaError):
    """The other side refused for good; trying the same again cannot help."""


class DamagedHistoryError(PermanentError):
    """The chain of a case's events does not hold; nothing in the case can be relied on until a backup is compared."""

    def __init__(self, case: str, event: int, what: str) -> None:
        super().__init__(
            f"The history of {case} is damaged: event {event} {what}. Nothing in this case can be relied on until the "
            "ledger is compared with its backup."
        )
        self.case = case
        self.event = event


class ConflictError(TramitaError):
    """Somebody else changed the case first; the whole mail is handled again from its receipt."""


class FenceError(TramitaError):
    """The lease ran out and another process owns the work now; what was prepared must be thrown away."""


class SettingsError(TramitaError):
    """A setting or secret is missing or unusable; the text names it and the cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in the rules.

    Attributes:
        file: The file as it was named on the command line.
        line: Line, counted from 1.
        column: Column, counted from 1.
        key: Dotted path of the key, for example ``processes.anulacion.steps.2.who``.
        message: What is wrong and how to mend it, in Spanish.
    """

    file: str
    line: int
    column: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.key}: {self.message}"


class RulesError(TramitaError):
    """The rules hold problems, all of them listed; nothing starts until they are mended."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
