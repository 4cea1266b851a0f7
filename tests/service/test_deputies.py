"""Whole mails while somebody stands in for somebody else, and after."""

from datetime import timedelta
from pathlib import Path

from bot.core.process import State
from bot.testing.clock import FrozenClock
from bot.testing.house import House, open_house
from tests.service.conftest import WEDNESDAY
from tests.service.people import MANAGER, address, annulment, answer, ask, only_case, to

DEPUTY = "Carlos Alberto Echeverry Duque <carlos.echeverry@empresa.example>"


def with_deputy(home: Path, until: str) -> Path:
    """The example rules while the manager is away up to a day; her deputy is whom escalations go to."""
    text = Path("mail_rules.yaml").read_text(encoding="utf-8")
    rules = home / "rules.yaml"
    rules.write_text(text.replace("from: 2026-07-01, until: 2026-07-15", f"from: 2026-03-01, until: {until}"), "utf-8")
    return rules


def flat(text: str) -> str:
    """Without line breaks."""
    return " ".join(text.split())


def later(house: House, **delta: float) -> tuple[str, ...]:
    """Time passes; to whom mails left for it, and how each of them begins."""
    house.clock.advance(timedelta(**delta))
    return tuple(f"{sent.recipients[0]}: {flat(sent.mail.text)}" for sent in house.receive())


def test_the_deputy_alone_is_not_escalated_to(tmp_path: Path) -> None:
    """The deputy reads for whom he stands in, is reminded, and never hears that he himself does not answer."""
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY), with_deputy(tmp_path, "2026-03-31")) as house:
        asked = to(ask(house, annulment()), DEPUTY)
        assert "reemplaza a Martha Lucía Ospina Rendón" in flat(asked.mail.text)

        told = [mail for _ in range(8) for mail in later(house, days=1)]
        assert told
        assert all(mail.startswith(address(DEPUTY)) for mail in told)
        assert not [mail for mail in told if "intervenga" in mail]


def test_the_manager_is_back(tmp_path: Path) -> None:
    """After the deputy's last day the next reminder brings her the request; his answer still counts."""
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY), with_deputy(tmp_path, "2026-03-05")) as house:
        asked = to(ask(house, annulment()), DEPUTY)
        house.clock.advance(timedelta(days=5))
        request = to(house.receive(), MANAGER)
        assert "También se lo pedí a Carlos Alberto Echeverry Duque" in flat(request.mail.text)
        assert len(request.mail.attachments) == 5

        answer(house, asked, DEPUTY, "Aprobado")
        assert only_case(house).state is State.AWAITING_DIGITIZATION
