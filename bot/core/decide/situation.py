"""Everything that a decision may look at besides the case and the intent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.core.case import Piece
from bot.core.company import Company
from bot.core.document import FieldValue
from bot.core.finding import Report
from bot.core.process import Process
from bot.core.subject import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known at the moment of deciding.

    Attributes:
        process: As the case keeps it.
        company: The roster as it is today.
        now: This moment.
        number: The number that a case opened now would get.
        mailbox: Address of the mailbox that the mail came to.
        report: What the checks found in the whole set, the new documents included.
        facts: What the whole set says.
        received: The new documents, by role.
        extras: New files that are none of the documents.
        broken: Names of files that came and do not open, so that nobody knows what they are.
        unplaced: Names of files that came and do not tell which document they are.
        strange: Digests of files that can be read and name neither the invoice nor the memo of the case.
        attached: All files of the mail, whatever they are, that its author attached and that we did not send.
        title: Another subject that the mail gives and that fits the whole set better; ``report`` is with it.
        unclear_answers: How often somebody is asked again for an answer that could not be understood.
    """

    process: Process
    company: Company
    now: datetime
    number: str = ""
    mailbox: str = ""
    report: Report = Report()
    facts: Mapping[str, FieldValue] = field(default_factory=dict)
    received: tuple[Piece, ...] = ()
    extras: tuple[Piece, ...] = ()
    broken: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    strange: frozenset[str] = frozenset()
    attached: tuple[Piece, ...] = ()
    title: Title | None = None
    unclear_answers: int = 2

    @property
    def today(self) -> date:
        """The day on the company's calendar."""
        return self.company.calendar.local(self.now).date()
