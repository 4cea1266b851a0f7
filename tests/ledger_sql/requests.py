"""A request of realistic size."""

from dataclasses import replace

from bot.core.account import Receipt
from bot.service.ports import Record
from tests.contracts.ledger import FIRST, case_of, commented, opened, opening, outbound, piece

FIVE = tuple(piece(f"papel_{number}", 20) for number in range(5))


def request(receipt: Receipt) -> Record:
    """The record of a request: five documents of twenty fields, six events, two mails."""
    events = (*opening(FIRST, FIVE), *(commented(case_of()).events * 3))
    case = replace(case_of(FIRST, FIVE), version=len(events))
    sends = (outbound("an.1", FIRST), outbound("an.2", FIRST, "jefe@empresa.example"))
    return replace(opened(FIRST, receipt), case=case, events=events, sends=sends)
