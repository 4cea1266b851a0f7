"""Each mailbox sends for itself: one whose server hangs or refuses, or that is gone, holds up no other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from bot.compose import open_timer, service_manager
from bot.core.account import Outbound, OutboxState
from bot.core.effects import Send
from bot.errors import TransientError
from bot.service.ports import Delivery, Record
from bot.service.serve import serve
from bot.settings import bundled
from bot.testing.clock import FrozenClock
from bot.testing.house import House, open_house
from bot.testing.outgoing_memory import MemoryOutgoing
from tests.service.conftest import WEDNESDAY
from tests.service.people import SUPPORT

ILL, WELL = "anulaciones@empresa.example", "quejas@empresa.example"
PATIENCE = 30
SEND = Send(
    template="limite",
    to=("jefe@empresa.example",),
    context={"person": "a@b", "about": "", "template": "acuse", "waits": False},
    alarm=True,
)


class TellingOutgoing(MemoryOutgoing):
    """A way out that tells when a mail has left; where told so, none leaves before something else happened."""

    def __init__(self) -> None:
        super().__init__()
        self.left = Event()
        self.first: Event | None = None

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Sends and tells."""
        assert self.first is None or self.first.wait(PATIENCE)
        delivery = super().send(sender, recipients, raw)
        self.left.set()
        return delivery


class HangingOutgoing(MemoryOutgoing):
    """A way out whose server says nothing until it is let go, and then that it is away."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.let_go = Event(), Event()

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Hangs."""
        assert (sender, recipients, bool(raw)) == (ILL, SEND.to, True)
        self.reached.set()
        assert self.let_go.wait(PATIENCE)
        raise TransientError("timed out")


@dataclass(frozen=True, slots=True)
class Two:
    """A house with two mailboxes, and the way out of the one that is well."""

    house: House
    well: TellingOutgoing

    def sends_by(self, ill: MemoryOutgoing) -> None:
        """From now on the other mailbox sends over this way."""
        self.house.app = replace(self.house.app, outgoing={ILL: ill, WELL: self.well})

    def write(self, mailbox: str) -> None:
        """A mail of ours waits to be sent."""
        now = self.house.clock.now()
        mail = Outbound(id=f"r-{mailbox}.0", case="", mailbox=mailbox, send=SEND, created_at=now)
        self.house.app.ledger.record(Record(sends=(mail,), now=now))

    def state(self, mailbox: str) -> OutboxState:
        """How far the mail that was written for a mailbox came."""
        return self.house.app.ledger.outbound(f"r-{mailbox}.0").state


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """The example company with a second mailbox."""
    example = bundled("mail_rules.yaml").read_text("utf-8")
    start = example.index("  - address: anulaciones")
    end = example.index("storage/maildir/enviados}") + len("storage/maildir/enviados}\n")
    second = example[start:end].replace("anulaciones", "quejas").replace("enviados", "enviados-quejas")
    rules = tmp_path / "given.yaml"
    rules.write_text(example[:end] + second + example[end:], "utf-8")
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY), rules) as house:
        assert set(house.app.outgoing) == {ILL, WELL}
        yield Two(house, TellingOutgoing())


def test_a_server_that_hangs_holds_up_its_own_mailbox_only(two: Two) -> None:
    """While the service waits for its answer, the mail of the other mailbox leaves."""
    ill = HangingOutgoing()
    two.well.first = ill.reached
    two.sends_by(ill)
    two.write(ILL)
    two.write(WELL)
    service = Thread(target=serve, args=(two.house.app, open_timer(), service_manager()))
    service.start()
    try:
        assert two.well.left.wait(PATIENCE)
        assert two.state(ILL) is OutboxState.WAITING
    finally:
        two.house.app.stop.set()
        ill.let_go.set()
        service.join()
    assert two.state(WELL) is OutboxState.SENT


def test_a_server_that_refuses_us_holds_up_its_own_mailbox_only(two: Two) -> None:
    """In one cycle the mail of the other mailbox leaves; the first one waits, and its way out is known to be away."""
    ill = MemoryOutgoing()
    ill.failure = TransientError("535 wrong password")
    two.sends_by(ill)
    two.write(ILL)
    two.write(WELL)
    tally = two.house.poll()
    assert (two.state(ILL), two.state(WELL)) == (OutboxState.WAITING, OutboxState.SENT)
    assert [(one.name, one.error) for one in two.house.app.ledger.absences()] == [
        (f"outgoing:{ILL}", "535 wrong password")
    ]
    assert tally.troubles == ["535 wrong password"]

    two.house.poll()
    assert len(two.house.app.ledger.absences()) == 1, "a turn without a mail to send says nothing about the way out"
    ill.failure = None
    two.house.clock.advance(timedelta(minutes=5))
    two.house.poll()
    assert two.state(ILL) is OutboxState.SENT
    assert two.house.app.ledger.absences() == ()


def test_mail_of_a_mailbox_that_is_gone_waits_and_support_is_told(two: Two) -> None:
    """It is said at once in the cycle's tally and by mail in time; when the mailbox is back, the mail leaves."""
    here = MemoryOutgoing()
    two.house.app = replace(two.house.app, outgoing={ILL: here})
    two.write(WELL)
    assert [WELL in one for one in two.house.poll().troubles] == [True]
    assert here.sent == []
    two.house.clock.advance(timedelta(minutes=31))
    two.house.poll()
    assert [sent.recipients for sent in here.sent] == [(SUPPORT,)]
    assert two.state(WELL) is OutboxState.WAITING

    two.sends_by(here)
    two.house.poll()
    assert two.state(WELL) is OutboxState.SENT
    assert two.house.app.ledger.absences() == ()
