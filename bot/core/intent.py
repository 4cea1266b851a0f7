"""What a mail means for a case, before anybody decides whether its author may."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the words of an answer say. ``UNCLEAR`` is asked again, never guessed."""

    APPROVE = "approve"
    REJECT = "reject"
    DONE = "done"
    NOT_DONE = "not_done"
    UNCLEAR = "unclear"


class Stage(StrEnum):
    """Which question an answer answers: may this be done, was it scanned, was it filed."""

    APPROVAL = "approval"
    DIGITIZATION = "digitization"
    FILING = "filing"
