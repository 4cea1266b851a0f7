"""Whole mails from domains that only look like the company's: nobody is answered, nothing is done, support is told."""

import pytest

from bot.core.process import State
from bot.testing.house import House
from tests.service.people import COORDINATOR, MANAGER, annulment, answer, ask, only_case, outcomes, to, write
from tests.service.test_who_may_ask import flat

IMITATED = [
    "Martha Lucía Ospina Rendón <martha.ospina@ernpresa.example>",
    "Martha Lucía Ospina Rendón <martha.ospina@empresa.exannple.com>",
]


def test_an_approval_from_a_domain_like_ours_counts_for_nothing(house: House) -> None:
    """Under the manager's name, in her thread, with our question below it: support alone hears of it, and why."""
    request = to(ask(house, annulment()), MANAGER)
    sent = answer(house, request, IMITATED[0], "Aprobado")
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert outcomes(house)[-1] == "quarantined"
    (alert,) = sent
    assert "ernpresa.example, que se parece a empresa.example" in flat(alert.mail.text)
    assert "ospina@ernpresa" not in " ".join(alert.recipients)


def test_a_request_from_a_domain_like_ours_is_put_aside(house: House) -> None:
    """It does not even become a question about who its author is."""
    sent = ask(house, annulment(), sender="Diana Caicedo <diana.caicedo@emprresa.example>")
    assert house.cases() == ()
    assert outcomes(house) == ["quarantined"]
    assert all("emprresa" not in person for one in sent for person in one.recipients)


def test_whoever_wants_nothing_is_only_listed(house: House) -> None:
    """A newsletter from such a domain alarms nobody."""
    assert write(house, "Ventas <ventas@ernpresa.example>", "Ofertas de marzo", "Compre ya") == ()
    assert outcomes(house) == ["not_ours"]


@pytest.mark.parametrize("person", [COORDINATOR, MANAGER])
def test_our_own_people_are_not_taken_for_others(house: House, person: str) -> None:
    """Their domain is the company's."""
    write(house, person, "Re: saludo", "Buenos días")
    assert "quarantined" not in outcomes(house)
