"""Requests with three scans each, through the whole house, and what they cost a mail with text meanwhile."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from bot.service.fetch import fetch
from bot.service.work import work, work_with_scans
from bot.testing import mails
from bot.testing.clock import FrozenClock
from bot.testing.documents import ROLES, five
from bot.testing.facts import facts
from bot.testing.house import House, open_house

STRIDE = 37
NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
SCANNED = ROLES[1:4]


def measure(count: int) -> str:
    """Mails a second that bring three scans each, and seconds that one with text takes alone and beside them.

    Args:
        count: How many mails with scans, of which the first few are not counted.
    """
    with (
        tempfile.TemporaryDirectory(prefix="tramita-scanned-") as folder,
        open_house(Path(folder), FrozenClock(NOW), ocr=True) as house,
    ):
        alone = _seconds(house, 0)
        for number in range(1, count + 1):
            case = facts(number * STRIDE)
            house.deliver(mails.request(case, files=five(case, scanned=SCANNED), date=NOW).raw())
        _take_in(house)
        while work(house.app):
            pass
        begun = work_with_scans(house.app)  # the processes are started, and the engines open
        start = time.perf_counter()
        reader = Thread(target=_read_all, args=(house,))
        reader.start()
        beside = _seconds(house, count + 1)
        reader.join()
        taken = time.perf_counter() - start
        assert len(house.cases()) == count + 2
        rest = count - begun
    return (
        f"{rest} mails with three scans each: {rest / taken:.2f} mails/s, {taken / rest:.2f} s each; "
        f"a mail with text: {alone:.2f} s alone, {beside:.2f} s beside them"
    )


def _seconds(house: House, number: int) -> float:
    """How long a request with text takes from its arrival to its case, from a branch that sends no other."""
    case = facts(number * STRIDE, city="Medellín")
    house.deliver(mails.request(case, files=five(case, scanned=()), date=NOW).raw())
    start = time.perf_counter()
    _take_in(house)
    while work(house.app):
        pass
    return time.perf_counter() - start


def _take_in(house: House) -> None:
    for mailbox in house.app.mailboxes.values():
        fetch(mailbox, house.app)


def _read_all(house: House) -> None:
    while work_with_scans(house.app):
        pass
