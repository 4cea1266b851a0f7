"""Answers that say by a name which matter they decide: the client of the case, or another one."""

import pytest

from bot.core.process import State
from bot.testing.house import House
from tests.service.people import CLERK, MANAGER, annulment, answer, ask, only_case, to


@pytest.mark.parametrize(
    "words",
    [
        "Les dejo aprobado lo de {client}",
        "Sí para lo de La Acacia.",
        "Aprobada la de Cali",
        "Autorizo la anulación de {client}",
        "Va aprobado lo de Diana Marcela",
    ],
)
def test_naming_the_client_the_city_or_the_requester_approves(house: House, words: str) -> None:
    """Whoever decides may call the case by any of its names, in full or in part."""
    facts = annulment()
    asked = to(ask(house, facts), MANAGER)
    sent = answer(house, asked, MANAGER, words.format(client=facts.trade_name))
    assert to(sent, CLERK)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


@pytest.mark.parametrize(
    "words", ["Les dejo aprobado lo de Panificadora Trigal", "Aprobada la de Yopal", "Rechazado lo de Textiles Nogal"]
)
def test_naming_another_client_is_asked_again(house: House, words: str) -> None:
    """A decision about somebody else's matter decides nothing of this one, whether yes or no."""
    asked = to(ask(house, annulment()), MANAGER)
    (again,) = answer(house, asked, MANAGER, words)
    assert "No entendí si aprueba o no" in again.mail.text
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_what_is_scanned_for_another_client_is_not_scanned_here(house: House) -> None:
    """The clerk's word about another matter is asked again, about this one it counts."""
    facts = annulment()
    scanning = to(answer(house, to(ask(house, facts), MANAGER), MANAGER, "Aprobado"), CLERK)
    answer(house, scanning, CLERK, "Ya digitalicé lo de Panificadora Trigal")
    assert only_case(house).state is State.AWAITING_DIGITIZATION
    answer(house, scanning, CLERK, f"Ya digitalicé lo de {facts.trade_name}")
    assert only_case(house).state is not State.AWAITING_DIGITIZATION
