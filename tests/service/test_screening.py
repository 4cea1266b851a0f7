"""Files are shown to the virus scanner of the rules before anything opens them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.account import Outcome
from bot.core.mail import Attachment
from bot.errors import PermanentError, TransientError
from bot.rules.values import VirusScannerRule, WhenAway
from bot.service.ports import Readers, Reading
from bot.testing import mails
from bot.testing.clock import FrozenClock
from bot.testing.documents import File
from bot.testing.house import House, open_house
from bot.testing.virus_scanner import EICAR, EICAR_NAME, MemoryVirusScanner
from tests.service.conftest import WEDNESDAY
from tests.service.people import COORDINATOR, OUTSIDER, SUPPORT, address, annulment, ask

AWAY = TransientError("The virus scanner at localhost:3310 is away: refused; is clamd running there?")
REFUSED = PermanentError("The virus scanner at localhost:3310 did not look at a file: size limit exceeded")


@dataclass(slots=True)
class WatchedReaders:
    """Readers of which is known what they were given."""

    readers: Readers
    opened: list[Attachment] = field(default_factory=list)

    def start(self, files: Sequence[Attachment]) -> Reading:
        """Notes them and passes them on."""
        self.opened += files
        return self.readers.start(files)

    def lighter(self, content: bytes, media_type: str) -> bytes | None:
        """Passed on."""
        return self.readers.lighter(content, media_type)

    def member(self, content: bytes, member: str) -> bytes | None:
        """Passed on."""
        return self.readers.member(content, member)

    def close(self) -> None:
        """Passed on."""
        self.readers.close()


@contextmanager
def guarded(home: Path, when_away: WhenAway = WhenAway.WAIT) -> Iterator[tuple[House, MemoryVirusScanner]]:
    """A house with a scanner."""
    scanner = MemoryVirusScanner(1 << 24)
    with open_house(home, FrozenClock(WEDNESDAY)) as house:
        rule = VirusScannerRule(address="localhost:3310", seconds=30, when_away=when_away)
        house.app = replace(house.app, virus_scanner=scanner, rules=replace(house.app.rules, virus_scanner=rule))
        yield house, scanner


def virus() -> File:
    """What somebody's computer attached."""
    return File(filename="factura.pdf", media_type="application/pdf", content=EICAR)


def outcomes(house: House, outcome: Outcome) -> int:
    """How many mails came to this end."""
    return len(house.app.ledger.receipts(outcome, 10))


def test_a_mail_with_a_virus_is_parked_unopened(tmp_path: Path) -> None:
    """No case; support and the author are told which file it is, and the mail is in quarantine with that reason."""
    with guarded(tmp_path) as (house, _):
        told = ask(house, annulment(), files=(*mails.five(annulment()), virus()))
        assert house.cases() == ()
        (parked,) = house.app.ledger.receipts(Outcome.QUARANTINED, 10)
    assert parked.reason == f"virus:«factura.pdf»: {EICAR_NAME}"
    by_reader = {one.recipients: one.mail for one in told}
    assert set(by_reader) == {(SUPPORT,), (address(COORDINATOR),)}
    for mail in by_reader.values():
        assert f"«factura.pdf»: {EICAR_NAME}" in mail.text


def test_readers_get_nothing_of_a_mail_with_a_virus(tmp_path: Path) -> None:
    """Neither the file nor those beside it."""
    with guarded(tmp_path) as (house, _):
        readers = WatchedReaders(house.app.readers)
        house.app = replace(house.app, readers=readers)
        ask(house, annulment(), files=(*mails.five(annulment()), virus()))
        assert readers.opened == []
        ask(house, annulment(1))
        assert len(readers.opened) == len(mails.five(annulment(1)))


def test_clean_files_are_each_shown_and_go_on(tmp_path: Path) -> None:
    """Five documents, five looks, one case."""
    with guarded(tmp_path) as (house, scanner):
        ask(house, annulment())
        assert len(house.cases()) == 1
    assert sorted(scanner.seen) == sorted(file.content for file in mails.five(annulment()))


def test_a_virus_from_a_stranger_is_not_answered(tmp_path: Path) -> None:
    """Support alone hears of it: the author may be anybody's forgery."""
    with guarded(tmp_path) as (house, _):
        told = ask(house, annulment(), sender=OUTSIDER, files=(virus(),))
    assert [one.recipients for one in told] == [(SUPPORT,)]


def test_mails_wait_for_a_scanner_that_is_away(tmp_path: Path) -> None:
    """Support hears of it after half an hour, and once it is back the request goes on as if nothing had been."""
    with guarded(tmp_path) as (house, scanner):
        scanner.failure = AWAY
        assert ask(house, annulment()) == ()
        house.clock.advance(timedelta(minutes=31))
        subjects = {one.mail.subject for one in house.receive()}
        assert "No se puede buscar virus en los archivos" in subjects
        assert (house.cases(), outcomes(house, Outcome.PENDING)) == ((), 1)
        scanner.failure = None
        house.clock.advance(timedelta(minutes=2))
        assert "Ya se puede buscar virus en los archivos" in {one.mail.subject for one in house.receive()}
        assert len(house.cases()) == 1


def test_mails_without_files_wait_for_no_scanner(tmp_path: Path) -> None:
    """There is nothing to look at."""
    with guarded(tmp_path) as (house, scanner):
        scanner.failure = AWAY
        house.receive(mails.request(annulment(), files=(), date=house.clock.now()).raw())
        assert outcomes(house, Outcome.PENDING) == 0


def test_a_file_that_is_never_looked_at_parks_its_mail_after_the_tries(tmp_path: Path) -> None:
    """It does not wait for ever: people get it with what the scanner said."""
    with guarded(tmp_path) as (house, scanner):
        scanner.limit = 10
        ask(house, annulment())
        for _ in range(house.app.rules.limits.quarantine_tries):
            house.clock.advance(timedelta(minutes=10))
            house.poll()
        (parked,) = house.app.ledger.receipts(Outcome.QUARANTINED, 10)
    assert "did not look at a file: size limit exceeded" in parked.reason


@pytest.mark.parametrize("failure", [AWAY, REFUSED])
def test_rules_may_let_mails_pass_without_a_scanner(tmp_path: Path, failure: Exception) -> None:
    """The case is opened at once; a scanner that stays away is still told to support."""
    with guarded(tmp_path, WhenAway.READ) as (house, scanner):
        scanner.failure = failure
        ask(house, annulment())
        assert len(house.cases()) == 1
        house.clock.advance(timedelta(minutes=31))
        assert "No se puede buscar virus en los archivos" in {one.mail.subject for one in house.receive()}


def test_a_mail_in_quarantine_is_looked_at_again_when_retried(tmp_path: Path) -> None:
    """Once the scanner knows better, the same mail opens its case."""
    with guarded(tmp_path) as (house, _):
        ask(house, annulment(), files=(*mails.five(annulment()), virus()))
        (parked,) = house.app.ledger.receipts(Outcome.QUARANTINED, 10)
        house.app = replace(house.app, virus_scanner=None)
        house.app.ledger.set_outcome(parked, Outcome.PENDING, "")
        house.poll()
        assert len(house.cases()) == 1
