"""What stays away, what cannot be read and what kills us: support hears of it, and nothing else is held up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.account import Outcome
from bot.core.mail import Attachment
from bot.errors import PermanentError, TransientError
from bot.service.poison_mail import TRIALS
from bot.settings import bundled
from bot.testing import mails
from bot.testing.clock import FrozenClock
from bot.testing.documents import five
from bot.testing.house import House, open_house
from bot.testing.mailbox_memory import MemoryMailbox
from bot.testing.readers import DoneReading, InlineReaders
from tests.service.conftest import WEDNESDAY
from tests.service.people import OUTSIDER, SUPPORT, annulment

BOX = "anulaciones@empresa.example"
A_WHILE, LONG = timedelta(minutes=20), timedelta(minutes=31)


@dataclass(frozen=True, slots=True)
class Watched:
    """A house whose mailbox can be troubled."""

    house: House
    mailbox: MemoryMailbox

    def told(self, after: timedelta = timedelta(0)) -> list[str]:
        """Subjects of what support gets in one cycle."""
        self.house.clock.advance(after)
        self.house.poll()
        return [sent.mail.subject for sent in self.house.take() if SUPPORT in sent.recipients]

    def ask(self) -> str:
        """A request arrives; its key."""
        return self.mailbox.deliver(mails.request(annulment(), date=self.house.clock.now()).raw())


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """The example company with a mailbox in memory."""
    mailbox = MemoryMailbox(BOX, {Outcome.HANDLED: "Procesados"})
    with open_house(tmp_path, FrozenClock(WEDNESDAY)) as house:
        house.app = replace(house.app, mailboxes={BOX: mailbox})
        yield Watched(house, mailbox)


def test_support_hears_of_what_stays_away(watched: Watched) -> None:
    """After half an hour, then once a day, and when it is back; whoever is away for a moment is not spoken of."""
    watched.mailbox.failure = TransientError("IMAP server correo.example is away")
    assert watched.told() == watched.told(A_WHILE) == []
    assert watched.told(A_WHILE) == [f"No se puede leer el buzón {BOX}"]
    assert watched.told(A_WHILE) == []
    assert watched.told(timedelta(days=1)) == [f"No se puede leer el buzón {BOX}"]
    watched.mailbox.failure = None
    assert watched.told(A_WHILE) == [f"Ya se puede leer el buzón {BOX}"]
    assert watched.told(A_WHILE) == []

    watched.mailbox.failure = TransientError("a hiccup")
    assert watched.told() == []
    watched.mailbox.failure = None
    assert watched.told(LONG) == []
    watched.mailbox.failure = TransientError("another hiccup")
    assert watched.told() == watched.told(A_WHILE) == []


def test_mail_that_cannot_be_read_holds_nothing_up(watched: Watched) -> None:
    """It is listed but empty: the next mail is handled, support is told, and it is taken in once it can be read."""
    key = watched.ask()
    whole, watched.mailbox.mails[key] = watched.mailbox.mails[key], b""
    watched.mailbox.deliver(mails.request(annulment(1), date=WEDNESDAY).raw())
    assert watched.told() == []
    assert len(watched.house.cases()) == 1

    (told,) = watched.told(LONG)
    assert told.startswith("No se puede leer un correo que aparece en el buzón")
    assert watched.house.app.ledger.cursor(BOX) == "2"

    watched.mailbox.mails[key] = whole
    (back,) = watched.told(timedelta(days=1))
    assert back.startswith("Ya se puede leer un correo")
    assert len(watched.house.cases()) == 2


def test_mail_behind_the_cursor_is_found_the_next_day(watched: Watched) -> None:
    """Every mail of the mailbox is compared with the receipts once a day, wherever reading had got to."""
    key = watched.mailbox.deliver(mails.request(annulment(1), date=WEDNESDAY).raw())
    watched.ask()
    hidden = watched.mailbox.mails.pop(key)
    watched.told()
    watched.mailbox.mails[key] = hidden
    watched.told(A_WHILE)
    assert len(watched.house.cases()) == 1
    watched.told(timedelta(days=1))
    assert len(watched.house.cases()) == 2


class Killed(BaseException):
    """The end of the process, as far as a test can have one and go on."""


class DeadlyReaders(InlineReaders):
    """Readers in a process that does not survive files of one name."""

    def start(self, files: Sequence[Attachment]) -> DoneReading:
        """Reads the files of one mail, or dies of them."""
        if any(file.filename == "mortal.pdf" for file in files):
            raise Killed
        return super().start(files)


def test_a_mail_that_kills_the_process_is_parked(watched: Watched) -> None:
    """After three deaths over a batch of mails, and three with it alone at hand, all others are handled, it is not."""
    house = watched.house
    readers = DeadlyReaders(bundled("templates") / "documents.es.yaml")
    house.app = replace(house.app, readers=readers)
    case = annulment()
    deadly = (*five(case)[1:], replace(five(case)[0], filename="mortal.pdf"))
    watched.ask()
    fatal = watched.mailbox.deliver(mails.request(case, files=deadly, date=WEDNESDAY).raw())
    watched.ask()
    deaths = 0
    for _ in range(12):
        house.clock.advance(A_WHILE)
        try:
            house.poll()
        except Killed:
            deaths += 1
            house.app = replace(house.app, owner=f"process {deaths}")

    assert deaths == house.app.rules.limits.quarantine_tries + TRIALS
    parked = house.app.ledger.receipts(Outcome.QUARANTINED, 9)
    assert [receipt.key for receipt in parked] == [fatal]
    assert "nothing but this mail" in parked[0].reason
    assert len(house.cases()) == 1
    assert house.app.ledger.absences() == ()


def test_who_knows_of_a_parked_mail_is_not_told_again(watched: Watched) -> None:
    """A mail that is tried again and parked again costs support and its author no second mail."""
    house = watched.house
    of_two = b"Sender: a@b.example\r\nSender: c@d.example\r\n" + mails.request(annulment(), date=WEDNESDAY).raw()
    watched.mailbox.deliver(of_two)
    house.poll()
    assert [sent.mail.subject for sent in house.take()] == ["Correo apartado n.º 1", "Una persona revisa su correo"]

    (parked,) = house.app.ledger.receipts(Outcome.QUARANTINED, 9)
    house.app.ledger.set_outcome(parked, Outcome.PENDING, "")
    house.clock.advance(A_WHILE)
    assert house.poll().handled == 1
    assert [receipt.id for receipt in house.app.ledger.receipts(Outcome.QUARANTINED, 9)] == [parked.id]
    assert house.take() == ()


def test_a_mail_that_was_at_hand_by_chance_is_handled(watched: Watched) -> None:
    """Whoever kills the process for other reasons, even while it has nothing else at hand, costs no mail."""
    house = watched.house
    house.app = replace(house.app, readers=DeadlyReaders(bundled("templates") / "documents.es.yaml"))
    case = annulment()
    unlucky = (*five(case)[1:], replace(five(case)[0], filename="mortal.pdf"))
    watched.mailbox.deliver(mails.request(case, files=unlucky, date=WEDNESDAY).raw())
    for number in range(house.app.rules.limits.quarantine_tries + TRIALS - 1):
        house.app = replace(house.app, owner=f"process {number}")
        house.clock.advance(A_WHILE)
        with pytest.raises(Killed):
            house.poll()
    house.app = replace(house.app, readers=InlineReaders(bundled("templates") / "documents.es.yaml"))
    house.clock.advance(A_WHILE)
    house.poll()

    assert len(house.cases()) == 1
    assert house.app.ledger.receipts(Outcome.QUARANTINED, 9) == ()
    assert house.app.ledger.absences() == ()


def test_foreign_mail_keeps_only_its_receipt_after_a_month(watched: Watched) -> None:
    """Its bytes are removed after 30 days, unless they came again or belong to a mail of ours."""
    foreign = mails.MailBuilder(sender=OUTSIDER, to=(BOX,), subject="Cotización", date=WEDNESDAY, text="Hola").raw()
    watched.mailbox.deliver(foreign)
    watched.ask()
    watched.told()
    ledger, evidence = watched.house.app.ledger, watched.house.app.evidence
    (receipt,) = ledger.receipts(Outcome.NOT_OURS, 9)

    watched.told(timedelta(days=29))
    watched.mailbox.deliver(foreign)
    watched.told(timedelta(days=2))
    assert evidence.get(receipt.digest) == foreign
    watched.told(timedelta(days=31))
    with pytest.raises(PermanentError):
        evidence.get(receipt.digest)
    assert [one.id for one in ledger.receipts(Outcome.FORGOTTEN, 9)] == [receipt.id]
    assert all(evidence.get(one.digest) for one in ledger.receipts(Outcome.HANDLED, 9))
