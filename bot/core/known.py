"""What is known besides the documents when they are checked: the mail, the roster, and other cases."""

from dataclasses import dataclass
from datetime import date

from bot.core.company import Company
from bot.core.process import Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What other cases hold.

    Attributes:
        invoice_open_case: Number of an open case about the same invoice, or ``""``.
        invoice_annulled_by: Number of a closed case that annulled the same invoice, or ``""``.
        memo_used_by: Client of another case with the same memo number, or ``""``.
    """

    invoice_open_case: str = ""
    invoice_annulled_by: str = ""
    memo_used_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that a check may compare the documents with.

    Attributes:
        process: Of the case.
        company: The roster as it is today.
        keyword: Of the subject, as the rules write it.
        client: As the subject says.
        city: Canonical, of the subject.
        branch: The branch that serves it.
        sender: Address of the requester.
        sender_name: How one whom the roster does not know calls themselves, or ``""``.
        sent_on: Day on which the mail was sent, in the company's time zone.
        elsewhere: Of other cases; ``None`` in the dry run, where nothing is known of them.
    """

    process: Process
    company: Company
    keyword: str
    client: str
    city: str
    branch: str
    sender: str
    sent_on: date
    elsewhere: Elsewhere | None
    sender_name: str = ""
