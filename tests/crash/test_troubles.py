"""What is away or refuses us loses no mail, acknowledges none, is said, and stops nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.maildir import Maildir
from bot.testing import mails
from tests.crash.houses import Workshop, copy_of, marked, new_house, rows, workshop
from tests.crash.offices import EMBEDDED, SEND_EMBEDDED, Embedded
from tests.crash.story import WEDNESDAY
from tests.servers import free_port, smtp
from tests.service.people import COORDINATOR, MANAGER, address, annulment

SERVED, STRANDED, AWAY = "anulaciones", "varados", "lejos"
"""A mailbox that sends over a real server, one whose server is away, and one that cannot be read itself."""

TOO_SMALL_FOR_A_MAIL, TOO_SMALL_FOR_ANYTHING = 60_000, 2_000
NEVER = 0
LATER = timedelta(minutes=20)
"""Before support is told of the mailbox that stays away."""


@dataclass(frozen=True, slots=True)
class Troubled:
    """A house that is not well."""

    home: Path
    workshop: Workshop
    server: smtp.Script

    def ask(self, mailbox: str, number: int = 0) -> None:
        """A request arrives."""
        box = Maildir(self.home / "storage" / "maildir" / mailbox)
        box.deliver(mails.request(annulment(number), to=(f"{mailbox}@empresa.example",), date=WEDNESDAY).raw())

    def run(self, after: timedelta = timedelta(0), **limits: int) -> dict[str, Any]:
        """One cycle in a process of its own."""
        now: datetime = WEDNESDAY + after
        return self.workshop.run(self.home, now, {"SECRET": "x"}, fatal=NEVER, **limits)

    def waiting(self, mailbox: str) -> int:
        """Mails that lie where they arrived."""
        inbox = self.home / "storage" / "maildir" / mailbox
        return sum(1 for part in ("new", "cur") for _ in (inbox / part).iterdir())

    def unsent(self) -> int:
        """Mails of ours that still wait."""
        return len(rows(self.home, "SELECT id FROM outbox WHERE state = 'waiting'"))


@pytest.fixture(scope="module")
def opened(fast_folder: Path) -> Iterator[Troubled]:
    """The house before anything arrived."""
    with smtp.running() as server, workshop() as shop:
        home = new_house(fast_folder / "troubled" / "opened", _rules(server.port))
        troubled = Troubled(home, shop, server)
        shop.run(home, WEDNESDAY, {"SECRET": "x"})
        yield troubled


def _rules(port: int) -> str:
    example = Embedded.rules
    start = example.index("  - address: anulaciones")
    one = example[start : example.index(SEND_EMBEDDED) + len(SEND_EMBEDDED) + 1]
    send = "    send: {{kind: smtp, host: 127.0.0.1, port: {port}, tls: none-on-loopback-only}}"
    served = one.replace(SEND_EMBEDDED, send.format(port=port))
    stranded = one.replace(SERVED, STRANDED).replace(SEND_EMBEDDED, send.format(port=free_port()))
    imap = f"""    kind: imap
    host: 127.0.0.1
    port: {free_port()}
    tls: none-on-loopback-only
    secret: env:SECRET
"""
    away = one.replace(EMBEDDED, imap).replace(SERVED, AWAY)
    return example.replace(one, served + stranded + away)


@pytest.fixture
def house(opened: Troubled) -> Troubled:
    """A copy of it, whose server takes everything."""
    opened.server.taken.clear()
    opened.server.on_mail, opened.server.on_data = "", ""
    opened.server.on_recipient.clear()
    return Troubled(copy_of(opened.home, opened.home.with_name("house")), opened.workshop, opened.server)


def test_mailbox_and_server_away(house: Troubled) -> None:
    """A mailbox that cannot be read and a way out that is closed are told of; the other mailbox is served meanwhile."""
    house.ask(SERVED, 0)
    house.ask(STRANDED, 1)
    told = " ".join(house.run()["troubles"])

    assert "IMAP server 127.0.0.1" in told
    assert "SMTP server 127.0.0.1" in told
    assert len(house.server.taken) == 2
    assert house.unsent() == 2
    assert house.waiting(SERVED) == house.waiting(STRANDED) == 0


def test_server_says_later(house: Troubled) -> None:
    """A server that takes nothing for now gets every mail once when it does again."""
    house.ask(SERVED)
    house.server.on_mail = "451 busy"
    assert any("451" in trouble for trouble in house.run()["troubles"])
    assert (house.server.taken, house.unsent()) == ([], 2)

    house.server.on_mail = ""
    assert house.run(LATER)["sent"] == 2
    assert len({taken.raw for taken in house.server.taken}) == len(house.server.taken) == 2
    assert house.unsent() == 0


def test_server_refuses_one_person(house: Troubled) -> None:
    """Whom the server refuses for good is an event of the case, once; the others have their mails."""
    house.ask(SERVED)
    house.server.on_recipient[address(MANAGER)] = "550 no such user"
    house.run()
    house.run(LATER)

    assert all(taken.recipients != (address(MANAGER),) for taken in house.server.taken)
    assert any(taken.recipients == (address(COORDINATOR),) for taken in house.server.taken)
    assert len(rows(house.home, "SELECT seq FROM events WHERE type = 'DeliveryFailed'")) == 1


def test_server_cut_off_after_the_last_dot(house: Troubled) -> None:
    """A mail that the server took without a word goes again, byte for byte the same."""
    house.ask(SERVED)
    house.server.on_data = "cut"
    house.run()
    first = len(house.server.taken)
    house.server.on_data = ""
    house.run(LATER)

    assert first == 1
    assert len(house.server.taken) == 3
    assert len({taken.raw for taken in house.server.taken}) == 2
    assert len(marked(house.home)) == 2


def test_evidence_full(house: Troubled) -> None:
    """Where a mail cannot be kept it is not taken in; it is said, and done once there is room."""
    house.ask(SERVED)
    assert any("evidence" in trouble for trouble in house.run(file_limit=TOO_SMALL_FOR_A_MAIL)["troubles"])
    assert house.waiting(SERVED) == 1
    assert rows(house.home, "SELECT id FROM receipts") == []

    assert house.run()["handled"] == 1
    assert house.waiting(SERVED) == 0


def test_ledger_full(house: Troubled) -> None:
    """Where the ledger cannot be written to nothing begins; it is said, and done once there is room."""
    house.ask(SERVED)
    assert any("ledger" in trouble for trouble in house.run(file_limit=TOO_SMALL_FOR_ANYTHING)["troubles"])
    assert house.waiting(SERVED) == 1

    assert house.run()["handled"] == 1
    assert house.waiting(SERVED) == 0
    assert len(house.server.taken) == 2
