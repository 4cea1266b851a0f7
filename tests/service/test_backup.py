"""A copy made while the service runs is whole, and whoever goes back to it gets to where they were."""

from pathlib import Path

import pytest

from bot.compose.backup import back_up
from bot.core.process import State
from bot.errors import SettingsError
from bot.service.verify import verify
from bot.settings import read_settings
from bot.testing import replies
from bot.testing.clock import FrozenClock
from bot.testing.documents import five
from bot.testing.facts import facts
from bot.testing.house import House, open_house
from bot.testing.mails import request
from tests.service.conftest import WEDNESDAY
from tests.service.people import CLERK, MANAGER, annulment, to

CASE = annulment()


def _asked(house: House, number: int = 0) -> bytes:
    case = facts(number) if number else CASE
    return request(case, files=five(case, scanned=()), date=house.clock.now()).raw()


def _settings(home: Path) -> Path:
    return home / "mail_rules.yaml"


def test_a_copy_is_an_installation_of_its_own(tmp_path: Path) -> None:
    """It holds what was there at that moment, whole, and knows the secrets of what was asked before."""
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY)) as house:
        asked = to(house.receive(_asked(house)), MANAGER)
        back_up(read_settings(_settings(house.home), {}), tmp_path / "copy")
        approval = replies.reply(asked.raw, "Aprobado", client="outlook", sender=MANAGER, date=house.clock.now())
        house.receive(approval)
        assert house.cases()[0].state is State.AWAITING_DIGITIZATION
    with open_house(tmp_path / "copy", FrozenClock(WEDNESDAY)) as copy:
        assert verify(copy.app.ledger, copy.app.evidence).faults == ()
        assert copy.cases()[0].state is State.AWAITING_APPROVAL
        copy.receive(approval)
        assert copy.cases()[0].state is State.AWAITING_DIGITIZATION


def test_a_week_is_handled_again_as_it_was(tmp_path: Path) -> None:
    """Back to an older copy with all mails in the mailbox again: the same cases in the same states, none twice."""
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY)) as house:
        mails = [_asked(house)]
        asked = to(house.receive(mails[0]), MANAGER)
        back_up(read_settings(_settings(house.home), {}), tmp_path / "copy")
        now = house.clock.now()
        mails.append(replies.reply(asked.raw, "Aprobado", client="outlook", sender=MANAGER, date=now))
        forwarded = to(house.receive(mails[-1]), CLERK)
        mails.append(replies.reply(forwarded.raw, "Digitalizado", client="gmail", sender=CLERK, date=now))
        mails.append(_asked(house, 7))
        house.receive(*mails[2:])
        before = [(case.number, case.state, case.facts, case.version) for case in house.cases()]
        rows = house.rows()
    with open_house(tmp_path / "copy", FrozenClock(WEDNESDAY)) as copy:
        for mail in mails:
            copy.receive(mail)
        assert [(case.number, case.state, case.facts, case.version) for case in copy.cases()] == before
        assert copy.rows() == rows
        assert verify(copy.app.ledger, copy.app.evidence).faults == ()


def test_a_second_copy_adds_what_is_new(tmp_path: Path) -> None:
    """Into the same folder: mails that are there stay as they are, the ledger is that of now."""
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY)) as house:
        house.receive(_asked(house))
        back_up(read_settings(_settings(house.home), {}), tmp_path / "copy")
        first = {
            path: path.stat().st_mtime_ns for path in (tmp_path / "copy" / "storage" / "evidence").glob("??/*.eml")
        }
        house.receive(_asked(house, 7))
        back_up(read_settings(_settings(house.home), {}), tmp_path / "copy")
    assert first
    assert all(path.stat().st_mtime_ns == written for path, written in first.items())
    with open_house(tmp_path / "copy", FrozenClock(WEDNESDAY)) as copy:
        assert len(copy.cases()) == 2
        assert verify(copy.app.ledger, copy.app.evidence).faults == ()


@pytest.mark.parametrize("folder", ["storage/copy", "."])
def test_a_copy_does_not_lie_in_what_is_copied(folder: str, tmp_path: Path) -> None:
    """Nor over the installation itself; nothing is written."""
    settings = read_settings(_settings(tmp_path), {})
    with pytest.raises(SettingsError, match="dentro de lo que se copia"):
        back_up(settings, tmp_path / folder)
    assert not (tmp_path / "storage" / "copy").exists()


def test_a_ledger_on_a_server_has_its_own_program(tmp_path: Path) -> None:
    """The refusal names it."""
    settings = read_settings(_settings(tmp_path), {"TRAMITA_LEDGER": "postgresql://tramita@servidor/tramita"})
    with pytest.raises(SettingsError, match="pg_dump"):
        back_up(settings, tmp_path / "copy")
