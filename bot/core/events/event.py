"""What every event carries."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


def personal(default: object = "") -> Any:  # noqa: ANN401 - dataclasses.field is typed so
    """A field of people's own words or data, kept outside the chained event."""
    return field(default=default, metadata={"personal": True})


class TurnedReason(StrEnum):
    """Why something that somebody sent changed nothing."""

    NOT_ASKED = "not_asked"
    OWN_REQUEST = "own_request"
    NO_CARRIER = "no_carrier"
    NOT_AUTHENTICATED = "not_authenticated"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    OLDER_ROUND = "older_round"
    ALREADY_DECIDED = "already_decided"
    DUPLICATE = "duplicate"
    INVOICE_TAKEN = "invoice_taken"
    ASKED_ALREADY = "asked_already"
    WITHDRAWAL_PENDING = "withdrawal_pending"
    NOTHING_NEW = "nothing_new"
    WHICH_DOCUMENT = "which_document"
    TOO_EARLY = "too_early"
    NOT_AS_APPROVED = "not_as_approved"
    INQUIRED = "inquired"
    REMARKED = "remarked"
    OTHER_CASE = "other_case"
    OTHER_DOCUMENTS = "other_documents"
    FILED = "filed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every fact carries.

    Attributes:
        at: When it was decided.
        by: Address of whoever caused it, or ``""`` for the clock.
        mail: Digest of the raw mail that caused it, or ``""``.
    """

    at: datetime
    by: str = ""
    mail: str = ""
