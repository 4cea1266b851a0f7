"""Two processes over one ledger: nothing is doubled, and what both wanted becomes one case."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.core.account import Queue, Receipt
from bot.service.fetch import fetch
from bot.service.ports import Ledger, Record
from bot.service.work import work
from bot.testing import mails
from bot.testing.house import House
from tests.crash.houses import Workshop, new_house, workshop
from tests.crash.offices import Embedded
from tests.crash.story import WEDNESDAY
from tests.service.people import COLLEAGUE, annulment, outcomes

pytest_plugins = ("tests.servers.postgres",)

REQUESTS = 6
PATIENCE = 60
"""Seconds until a thread that nobody meets is given up."""


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """An empty database of its own."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield url.rpartition("/")[0] + f"/{name}"


def test_two_services_on_sqlite(fast_folder: Path) -> None:
    """Two processes that poll one house at the same time make one case and one mail of everything."""
    _two_services(fast_folder / "sqlite", {})


@pytest.mark.postgresql
def test_two_services_on_postgresql(fast_folder: Path, postgres_url: str) -> None:
    """The same over PostgreSQL."""
    with database(postgres_url, "together") as url:
        _two_services(fast_folder / "postgresql", {"TRAMITA_LEDGER": url})


def _two_services(home: Path, environment: dict[str, str]) -> None:
    office = Embedded()
    new_house(home, office.rules)
    with workshop() as one, workshop() as other:
        one.run(home, WEDNESDAY, environment)
        other.run(home, WEDNESDAY, environment)
        for number in range(REQUESTS):
            raw = mails.request(annulment(number), date=WEDNESDAY).raw()
            office.deliver(home, [raw, raw])
            _both(one, other, home, environment)
        _both(one, other, home, environment)
        assert one.run(home, WEDNESDAY, environment)["troubles"] == []
        sent = office.sent(home)
        assert one.complaints(home, WEDNESDAY, environment) == []
        assert len(sent) == 2 * REQUESTS
        assert Counter(len(raws) for raws in sent.values()) == {1: 2 * REQUESTS}
        assert one.cases(home, WEDNESDAY, environment) == [f"AN-2026-{n:06}" for n in range(1, REQUESTS + 1)]


def _both(one: Workshop, other: Workshop, home: Path, environment: dict[str, str]) -> None:
    answers: list[dict[str, Any]] = []
    polls = [
        threading.Thread(target=lambda shop=shop: answers.append(shop.run(home, WEDNESDAY, environment)))
        for shop in (one, other)
    ]
    for poll in polls:
        poll.start()
    for poll in polls:
        poll.join()
    assert [answer["troubles"] for answer in answers] == [[], []]


class Meeting:
    """A ledger of which two meet: the first to write waits until the other wants to write, too."""

    def __init__(self, ledger: Ledger, barrier: threading.Barrier) -> None:
        self._ledger = ledger
        self._barrier = barrier
        self._met = False
        self.claimed = threading.Event()

    def claim_receipts(
        self, owner: str, now: datetime, lease: timedelta, limit: int, queue: Queue
    ) -> tuple[Receipt, ...]:
        """Takes mails up, and tells."""
        taken = self._ledger.claim_receipts(owner, now, lease, limit, queue)
        self.claimed.set()
        return taken

    def record(self, record: Record) -> None:
        """Writes, the first time together with the other."""
        if not self._met:
            self._met = True
            self._barrier.wait(PATIENCE)
        self._ledger.record(record)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)


def test_two_requests_for_one_invoice_at_once(house: House) -> None:
    """Both processes have decided to open a case before either writes; one case comes of it, and both are answered."""
    barrier = threading.Barrier(2)
    meetings = Meeting(house.app.ledger, barrier), Meeting(house.app.ledger, barrier)
    one, other = (replace(house.app, owner=f"{n}", ledger=meeting) for n, meeting in enumerate(meetings))
    (mailbox,) = house.app.mailboxes.values()

    house.deliver(mails.request(annulment(), date=house.clock.now()).raw())
    fetch(mailbox, one)
    first = threading.Thread(target=work, args=(one,))
    first.start()
    assert meetings[0].claimed.wait(PATIENCE)
    house.deliver(mails.request(annulment(), date=house.clock.now(), sender=COLLEAGUE).raw())
    fetch(mailbox, other)
    work(other)
    first.join()
    house.poll()

    (case,) = house.cases()
    assert case.number == "AN-2026-000001"
    assert house.app.ledger.next_number("AN-2026") == 2
    assert outcomes(house) == ["handled", "handled"]
    assert len(house.sent()) == 3
