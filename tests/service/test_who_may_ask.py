"""Whole mails whose subject fits, from people who may not ask: told so, and no case opens."""

from pathlib import Path

import pytest

from bot.service.preview import Fate, survey
from bot.testing import mails
from bot.testing.clock import FrozenClock
from bot.testing.documents import five
from bot.testing.house import House, open_house
from tests.service.conftest import WEDNESDAY
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    MANAGER,
    OTHER_SAC,
    SAC,
    address,
    annulment,
    ask,
    only_case,
    outcomes,
    write,
)


def flat(text: str) -> str:
    """Without line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    "subject", ["Re: [AN-2026-000999] ANULADO-Ferretería Z-CALI", "[AN-2026-000999] aprobado", "RV: [AN-2026-000999]"]
)
def test_an_answer_about_an_unknown_number_is_told_so(house: House, subject: str) -> None:
    """A manager's answer that names a case nobody knows opens none; she alone hears which number it was."""
    (told,) = write(house, MANAGER, subject, "Aprobado", in_reply_to="a@b")

    assert told.recipients == (address(MANAGER),)
    assert "no conozco ningún caso AN-2026-000999" in flat(told.mail.text)
    assert house.cases() == ()
    assert outcomes(house) == ["handled"]


def test_an_answer_without_a_number_is_told_so(house: House) -> None:
    """The same without a number: the reply prefix and the empty hands say that it is an answer."""
    (told,) = write(house, MANAGER, "Re: ANULADO-Ferretería Z-CALI", "Aprobado")

    assert told.recipients == (address(MANAGER),)
    assert "no sé de cuál caso habla" in flat(told.mail.text)
    assert house.cases() == ()


def test_an_answer_about_a_case_of_others_is_told_so(house: House) -> None:
    """Whoever was asked nothing about a case is told that, and not that there is none."""
    ask(house, annulment())
    (told,) = write(house, CLERK, "Re: [AN-2026-000001] ANULADO-Ferretería Z-CALI", "Digitalizado")

    assert told.recipients == (address(CLERK),)
    assert "todavía no le he pedido nada del caso AN-2026-000001" in flat(told.mail.text)
    assert len(house.cases()) == 1


@pytest.mark.parametrize("prefix", ["", "Re: "])
def test_who_may_not_ask_hears_who_may(house: House, prefix: str) -> None:
    """A clerk's request with documents opens nothing: she is told who asks for that city, those of doubts in copy."""
    case = annulment()
    (told,) = write(house, CLERK, prefix + case.subject, "Por favor anular.", *five(case))

    assert told.mail.to[0].email == address(CLERK)
    assert [one.email for one in told.mail.cc] == [address(SAC), address(OTHER_SAC)]
    assert f"{name(COORDINATOR)} o {name(COLLEAGUE)}" in flat(told.mail.text)
    assert house.cases() == ()


def test_who_clears_doubts_is_told_alike(house: House) -> None:
    """A coordinator of the service may not ask either, and is not asked about herself."""
    case = annulment()
    (told,) = write(house, SAC, case.subject, "Por favor anular.", *five(case))

    assert told.mail.to[0].email == address(SAC)
    assert [one.email for one in told.mail.cc] == [address(OTHER_SAC)]
    assert house.cases() == ()


def test_the_deputy_of_a_coordinator_may_ask(tmp_path: Path) -> None:
    """Whoever stands in for a coordinator today asks as they would."""
    rules = tmp_path / "rules.yaml"
    text = Path("mail_rules.yaml").read_text(encoding="utf-8")
    away = f"{{of: {address(COORDINATOR)}, to: {address(CLERK)}, from: 2026-03-01, until: 2026-03-31}}"
    rules.write_text(text.replace("deputies:", f"deputies:\n  - {away}"), encoding="utf-8")
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY), rules) as house:
        ask(house, annulment(), sender=CLERK)

        assert only_case(house).requester == address(CLERK)


def test_check_says_what_becomes_of_it(house: House) -> None:
    """A look at the mailbox does not call somebody of the roster a stranger."""
    case = annulment()
    house.deliver(mails.request(case, sender=CLERK, date=house.clock.now()).raw())
    (mailbox,) = house.app.mailboxes.values()

    assert [mail.fate for mail in survey(mailbox, house.app).mails] == [Fate.EXPLAINED]


def name(person: str) -> str:
    """``Name <address>`` to the name."""
    return person.partition(" <")[0]
