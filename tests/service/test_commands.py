"""Orders by mail: what somebody may ask of us besides their cases."""

from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing.house import House, Sent
from tests.service.people import (
    CLERK,
    COORDINATOR,
    MANAGER,
    NEWCOMER,
    OUTSIDER,
    SAC,
    annulment,
    answer,
    ask,
    outcomes,
    to,
    write,
)

OTHER_BRANCH = "Juan Esteban Zuluaga Giraldo <juan.zuluaga@empresa.example>"


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


@pytest.mark.parametrize("subject", ["PENDIENTES", "pendientes", "Mis pendientes", "«Pendientes»"])
def test_whoever_is_asked_gets_their_list_at_any_time(house: House, subject: str) -> None:
    """However short, and it is answered like the one of the morning."""
    ask(house, annulment())
    listed = to(write(house, MANAGER, subject, ""), MANAGER)
    assert "una solicitud espera su respuesta" in flat(listed)
    answer(house, listed, MANAGER, "Aprobada")
    assert [case.state for case in house.cases()] == [State.AWAITING_DIGITIZATION]


def test_whoever_is_asked_nothing_is_told_so(house: House) -> None:
    """An empty list needs no number."""
    ask(house, annulment())
    assert "no tiene solicitudes pendientes" in flat(to(write(house, CLERK, "PENDIENTES", "Gracias."), CLERK))


@pytest.mark.parametrize("order", ["ESTADO {case}", "estado del caso {case}", "Estado {client}", "ESTADO {invoice}"])
def test_the_state_of_one_case(house: House, order: str) -> None:
    """By its number, its client or its invoice; it is told in the thread of the case."""
    facts = annulment()
    ask(house, facts)
    (case,) = house.cases()
    subject = order.format(case=case.number, client=case.client_named, invoice=case.facts["factura_original"])
    told = to(write(house, COORDINATOR, subject, ""), COORDINATOR)
    assert "sigue en trámite" in flat(told)
    assert case.number in told.mail.subject


def test_an_order_in_the_text_alone(house: House) -> None:
    """Under a subject that says nothing, with courtesy around it."""
    ask(house, annulment())
    told = to(write(house, SAC, "", "Buenos días\n\nESTADO\n\nMuchas gracias"), SAC)
    assert "Hay una solicitud en trámite" in flat(told)
    assert "falta la aprobación, que pedí a Martha Lucía Ospina Rendón" in flat(told)


def test_several_cases_of_one_name_are_listed(house: House) -> None:
    """With their numbers, so that one can be asked for."""
    for number in range(3):
        ask(house, annulment(number))
    told = flat(to(write(house, MANAGER, "ESTADO Cali", ""), MANAGER))
    assert "Hay 3 solicitudes en trámite de CALI" in told
    assert all(case.number in told for case in house.cases())


def test_a_branch_sees_its_own_cases_only(house: House) -> None:
    """Whatever it asks for; nothing tells it that there is one."""
    ask(house, annulment())
    (case,) = house.cases()
    assert "No hay solicitudes en trámite" in flat(to(write(house, OTHER_BRANCH, "ESTADO", ""), OTHER_BRANCH))
    told = flat(to(write(house, OTHER_BRANCH, f"ESTADO {case.number}", ""), OTHER_BRANCH))
    assert "No encontré ninguna solicitud" in told


@pytest.mark.parametrize("person", [MANAGER, COORDINATOR])
def test_help_says_what_can_be_written(house: House, person: str) -> None:
    """To whoever takes part; who may ask reads how."""
    told = flat(to(write(house, person, "AYUDA", ""), person))
    assert "ESTADO y el número" in told
    assert ("ANULADO-" in told) is (person == COORDINATOR)


@pytest.mark.parametrize("person", [NEWCOMER, OUTSIDER])
def test_nobody_else_gives_orders(house: House, person: str) -> None:
    """Their mail is none of ours, and nobody answers it."""
    ask(house, annulment())
    assert write(house, person, "ESTADO", "") == ()
    assert outcomes(house)[-1] == "not_ours"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Ayuda con un cliente", "¿Me pueden ayudar?"),
        ("PENDIENTES", "Quedan pendientes las cartas de ayer, las mando mañana."),
        ("Almuerzo", "Estado\nde cuentas adjunto"),
    ],
)
def test_more_than_the_order_is_none(house: House, subject: str, text: str) -> None:
    """It is mail like any other."""
    ask(house, annulment())
    assert write(house, COORDINATOR, subject, text) == ()


def test_an_order_changes_nothing(house: House) -> None:
    """Asking how a case is getting on moves none of its deadlines."""
    ask(house, annulment())
    (before,) = house.cases()
    house.clock.advance(timedelta(hours=1))
    write(house, SAC, f"ESTADO {before.number}", "")
    (after,) = house.cases()
    assert (after.state, after.deadlines, after.requests) == (before.state, before.deadlines, before.requests)
