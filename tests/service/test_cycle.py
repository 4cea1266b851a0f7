"""A cycle that has much to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Event

from bot.core.mail import Attachment
from bot.service.ports import Delivery, Outgoing, Readers, Reading
from bot.service.work import MAILS_AT_ONCE
from bot.testing import mails
from bot.testing.clock import FrozenClock
from bot.testing.house import open_house
from tests.service.conftest import WEDNESDAY
from tests.service.people import annulment

BOX = "anulaciones@empresa.example"
PATIENCE = 30


@dataclass(slots=True)
class TellingOutgoing:
    """A way out that tells when a mail has left."""

    way: Outgoing
    left: Event

    def size_limit(self) -> int | None:
        """As the real one."""
        return self.way.size_limit()

    def close(self) -> None:
        """As the real one."""
        self.way.close()

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Sends and tells."""
        delivery = self.way.send(sender, recipients, raw)
        self.left.set()
        return delivery


@dataclass(slots=True)
class PatientReaders:
    """Readers that open no second batch of mails before an answer to the first has left."""

    readers: Readers
    left: Event
    opened: int = 0
    waited: list[bool] = field(default_factory=list)

    def start(self, attachments: Sequence[Attachment]) -> Reading:
        """Starts, or waits."""
        self.opened += 1
        if self.opened > MAILS_AT_ONCE:
            self.waited.append(self.left.wait(PATIENCE))
        return self.readers.start(attachments)

    def close(self) -> None:
        """As the real ones."""
        self.readers.close()


def test_answers_leave_while_a_cycle_still_works(tmp_path: Path) -> None:
    """What the first full batch of mails asks to send has begun to leave before the second batch is understood."""
    with open_house(tmp_path, FrozenClock(WEDNESDAY)) as house:
        left = Event()
        readers = PatientReaders(house.app.readers, left)
        outgoing = {BOX: TellingOutgoing(house.app.outgoing[BOX], left)}
        house.app = replace(house.app, readers=readers, outgoing=outgoing)
        for number in range(MAILS_AT_ONCE + 1):
            house.deliver(mails.request(annulment(), files=(), text=f"{number}", date=house.clock.now()).raw())
        tally = house.poll()
        assert readers.waited == [True]
        assert (tally.handled, tally.troubles) == (MAILS_AT_ONCE + 1, [])
        assert not house.app.ledger.claim_outbox(BOX, "nobody", house.clock.now(), timedelta(minutes=1), 1)
