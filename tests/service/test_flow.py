"""Many mails at once: read ahead within bounds, sent in order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest

from bot.core.account import Outbound, Outcome
from bot.core.effects import Send
from bot.core.mail import Attachment
from bot.service.app import App
from bot.service.dispatch import RENDERED_AT_ONCE, dispatch
from bot.service.fetch import fetch
from bot.service.ports import Ledger, Reading, Record
from bot.service.work import OPENED_AHEAD, work
from bot.testing import mails
from bot.testing.house import House
from bot.testing.readers import DoneReading
from tests.service.people import OUTSIDER, SUPPORT

MAILBOX = "anulaciones@empresa.example"
MANY = 3 * RENDERED_AT_ONCE + 1


class CountingReaders:
    """Reads nothing; notes at each mail how many were opened and are not finished yet."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.waiting: list[int] = []

    def start(self, files: Sequence[Attachment]) -> Reading:
        """One more was opened."""
        assert not files
        finished = len(self._ledger.receipts(Outcome.NOT_OURS, 1000))
        self.waiting.append(len(self.waiting) + 1 - finished)
        return DoneReading(())

    def close(self) -> None:
        """Holds nothing."""


def test_mails_are_opened_ahead_within_bounds(house: House) -> None:
    """While one mail is decided its successors are being read, but never more than fit into memory."""
    _deliver(house)
    readers = CountingReaders(house.app.ledger)
    for mailbox in house.app.mailboxes.values():
        fetch(mailbox, house.app)
    assert _drained(work, replace(house.app, readers=readers)) == MANY
    assert max(readers.waiting) == OPENED_AHEAD + 1
    assert len(house.app.ledger.receipts(Outcome.NOT_OURS, 1000)) == MANY


def test_large_mails_are_not_held_while_another_is_decided(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read ahead counts by its bytes as well."""
    _deliver(house)
    readers = CountingReaders(house.app.ledger)
    for mailbox in house.app.mailboxes.values():
        fetch(mailbox, house.app)
    monkeypatch.setattr("bot.service.work.BYTES_AHEAD", 1)
    assert _drained(work, replace(house.app, readers=readers)) == MANY
    assert max(readers.waiting) == 1


def test_mails_of_ours_leave_in_order(house: House) -> None:
    """However many are rendered while others are sent, each leaves once, in the order in which it was decided."""
    now = house.clock.now()
    send = Send(
        template="limite",
        to=(SUPPORT,),
        context={"person": "a@b", "about": "", "template": "acuse", "waits": False},
        alarm=True,
    )
    mails_of_ours = tuple(
        Outbound(id=f"r-{number}.0", case="", mailbox=MAILBOX, send=send, created_at=now) for number in range(MANY)
    )
    house.app.ledger.record(Record(sends=mails_of_ours, now=now))
    assert _drained(partial(dispatch, MAILBOX), house.app) == MANY
    ids = [sent.mail.message_id or "" for sent in house.sent()]
    assert [one.partition(".k")[0] for one in ids] == [mail.id for mail in mails_of_ours]


def _deliver(house: House) -> None:
    for number in range(MANY):
        mail = mails.MailBuilder(
            sender=OUTSIDER,
            to=(MAILBOX,),
            subject="Hola",
            date=house.clock.now(),
            text=f"Mensaje {number}",
        )
        house.deliver(mail.raw())


def _drained(use_case: Callable[[App], int], app: App) -> int:
    return sum(iter(lambda: use_case(app), 0))
