"""Answers that say by a name which matter they decide: the client of the case, or another one."""

import pytest

from bot.core.process import State
from bot.testing.case_facts import Request
from bot.testing.documents import stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import CLERK, COORDINATOR, MANAGER, SAC, annulment, answer, ask, only_case, to

HERE, OTHER = annulment(), annulment(2)
SIGNED = "\n\nCordialmente,\n\nDiana Marcela Caicedo L.\nCoordinadora Seccional Cali\nCel. 315 482 7733 ext. 104\n"


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def states(house: House) -> list[State]:
    """Of all cases, oldest first."""
    return [case.state for case in house.cases()]


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


@pytest.mark.parametrize(
    "words",
    [
        "Por favor retirar la otra, la de {client}",
        "Retiro la solicitud AN-2026-000002",
        "Retiro la solicitud an 2026-2, gracias",
        "Retiro la solicitud de la factura {invoice}, esta no",
        "Desisto de la solicitud de {client}",
        "Favor cancelar el trámite de la factura 110002",
    ],
)
def test_a_withdrawal_of_another_case_retires_neither(house: House, words: str) -> None:
    """Whoever names another open case of the branch is told its number, and to answer in its thread."""
    received = to(ask(house, HERE), COORDINATOR)
    ask(house, OTHER)
    said = words.format(client=OTHER.trade_name, invoice=OTHER.invoice_number)
    (told,) = answer(house, received, COORDINATOR, said + SIGNED)
    assert "Por favor responda el correo del caso AN-2026-000002: este es el de " + HERE.trade_name in flat(told)
    assert states(house) == [State.AWAITING_APPROVAL, State.AWAITING_APPROVAL]


@pytest.mark.parametrize("words", ["Retiro la otra solicitud", "Retiro la solicitud de Panificadora Trigal"])
def test_a_withdrawal_of_nobody_knows_what_is_asked_about(house: House, words: str) -> None:
    """Where no open case fits, the author reads how to withdraw this one, and does."""
    received = to(ask(house, HERE), COORDINATOR)
    (told,) = answer(house, received, COORDINATOR, words + SIGNED)
    assert "Por favor responda el correo del otro caso" in flat(told)
    answer(house, told, COORDINATOR, "RETIRO LA SOLICITUD" + SIGNED)
    assert only_case(house).state is State.WITHDRAWN


@pytest.mark.parametrize(
    "words",
    [
        "Retiro la solicitud",
        "Retiro la solicitud de {client}",
        "Retiro la solicitud de la factura {invoice}: el cliente pagó el 3 de marzo",
        "Desistimos de la anulación; la otra semana mandamos una nueva",
    ],
)
def test_a_withdrawal_of_this_case_retires_it(house: House, words: str) -> None:
    """By any of its names, or by none."""
    received = to(ask(house, HERE), COORDINATOR)
    ask(house, OTHER)
    said = words.format(client=HERE.trade_name, invoice=HERE.invoice_number)
    answer(house, received, COORDINATOR, said + SIGNED)
    assert states(house) == [State.WITHDRAWN, State.AWAITING_APPROVAL]


def test_a_second_look_at_another_case_is_none_at_this_one(house: House) -> None:
    """A refused request stays refused while its coordinator asks to reconsider another one."""
    refused = to(answer(house, to(ask(house, HERE), MANAGER), MANAGER, "No procede"), COORDINATOR)
    ask(house, OTHER)
    (told,) = answer(house, refused, COORDINATOR, f"Favor reconsiderar la solicitud de {OTHER.trade_name}")
    assert "responda este correo con FAVOR RECONSIDERAR" in flat(told)
    assert states(house) == [State.RETURNED, State.AWAITING_APPROVAL]


def test_what_is_filed_for_another_client_is_not_filed_here(house: House) -> None:
    """«Radicado el memo de X», with its stamped copy, neither closes this case nor leaves its number in it."""
    scanning = to(answer(house, to(ask(house, HERE), MANAGER), MANAGER, "Aprobado"), CLERK)
    filing = to(answer(house, scanning, CLERK, "Digitalizado"), COORDINATOR)
    said = f"Radicado el memo de {OTHER.trade_name}, 4512 hoy"
    answer(house, filing, COORDINATOR, said, attachments=(stamped_memo(HERE),))
    assert only_case(house).state is State.AWAITING_FILING
    assert only_case(house).values == {}


def test_the_new_invoice_of_another_client_is_not_taken_down_here(house: House) -> None:
    """«La de X sale con la 90117» is asked again; the bare number counts."""
    case = annulment(request=Request.REBILL, cause="02")
    asked = to(ask(house, case, subject=case.subject.replace("ANULADO", "REFACTURADO")), SAC)
    scanning = to(answer(house, asked, SAC, "Aprobado"), CLERK)
    number = to(answer(house, scanning, CLERK, "Digitalizado"), SAC)
    answer(house, number, SAC, f"La de {OTHER.trade_name} sale con la 90117")
    assert only_case(house).values == {}
    answer(house, number, SAC, f"La de {HERE.trade_name} sale con la 90118")
    assert only_case(house).values == {"nueva_factura": "90118"}


@pytest.mark.parametrize("words", ["Aprobadas las dos", "Ambas aprobadas", "Sí, ambas", "Rechazadas todas"])
def test_a_decision_on_several_requests_is_asked_about(house: House, words: str) -> None:
    """In a mail about one, «las dos» decides nothing, and the approver reads that each has a mail of its own."""
    asked = to(ask(house, HERE), MANAGER)
    (again,) = answer(house, asked, MANAGER, words)
    assert f"Este correo es solo de {HERE.trade_name}" in flat(again)
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_both_of_an_annulment_with_a_new_invoice_are_approved(house: House) -> None:
    """Where the one request asks for two things, «ambas» means them."""
    case = annulment(request=Request.BOTH, cause="02")
    assert to(answer(house, to(ask(house, case), MANAGER), MANAGER, "Aprobadas ambas"), SAC)
