"""Changes of mind: whoever decided writes again, whoever denied says yes."""

from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing.case_facts import Request
from bot.testing.documents import stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import (
    CLERK,
    COORDINATOR,
    MANAGER,
    OTHER_SAC,
    SAC,
    address,
    annulment,
    answer,
    ask,
    only_case,
    to,
)


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def decided(house: House, words: str = "Aprobado") -> tuple[Sent, tuple[Sent, ...]]:
    """The approver's request, and what followed from the answer to it."""
    asked = to(ask(house, annulment()), MANAGER)
    return asked, answer(house, asked, MANAGER, words)


@pytest.mark.parametrize(
    "words",
    [
        "Perdón, me equivoqué, rechazado: falta el contrato",
        "Paren ese caso, hay un error",
        "No lo hagan, me equivoqué",
        "Me llamó el cliente y la cosa no es así",
        "Espere, mejor no la apruebo",
        "¿Se puede devolver?",
        "El cliente ya pagó",
    ],
)
def test_a_word_against_an_approval_is_asked_about(house: House, words: str) -> None:
    """What refuses or stops holds the case until the approver says whether the decision changes."""
    asked, sent = decided(house)
    (question,) = answer(house, asked, MANAGER, words)
    assert "¿Quiere cambiar esa decisión?" in flat(question)
    assert words in flat(question)

    assert answer(house, to(sent, CLERK), CLERK, "Digitalizado") == ()
    (filing,) = answer(house, question, MANAGER, "NO, déjelo como estaba")
    assert "radique el memorando" in flat(filing)


@pytest.mark.parametrize(
    "words", ["Aprobado, me confundí", "Aprobado, ya revisé y no estaba paga", "esperen la reviso"]
)
def test_a_word_after_a_refusal_is_asked_about(house: House, words: str) -> None:
    """The opposite of a refusal is never taken for one by itself."""
    asked, _ = decided(house, "Rechazado, la factura ya está paga")
    (question,) = answer(house, asked, MANAGER, words)
    assert "Usted ya rechazó" in flat(question)
    assert only_case(house).state is State.RETURNED


@pytest.mark.parametrize("words", ["Gracias", "ok gracias", "Recibido, gracias Diana", "Muy bien, feliz tarde", "👍"])
def test_a_courtesy_after_a_decision_is_left_alone(house: House, words: str) -> None:
    """Thanks ask for no answer."""
    asked, _ = decided(house)
    assert answer(house, asked, MANAGER, words) == ()


def test_a_decision_said_again_is_told_to_stand(house: House) -> None:
    """One word back, nothing held."""
    asked, sent = decided(house)
    (word,) = answer(house, asked, MANAGER, "Aprobado")
    assert "ya se había decidido" in flat(word)
    assert to(answer(house, to(sent, CLERK), CLERK, "Digitalizado"), COORDINATOR)


def test_what_is_said_on_the_old_thread_is_asked_about_again(house: House) -> None:
    """While the question is open, only its answer counts."""
    asked, _ = decided(house)
    answer(house, asked, MANAGER, "Rechazado")
    (again,) = answer(house, asked, MANAGER, "Sí")
    assert "No entendí si quiere cambiar su decisión" in flat(again)
    assert only_case(house).state is State.AWAITING_DIGITIZATION

    answer(house, again, MANAGER, "Sí")
    assert only_case(house).state is State.RETURNED


def test_a_doubt_about_a_closed_case_is_heard(house: House) -> None:
    """The approver reads that it is closed; whoever asked and those to whom doubts go read the words."""
    asked, sent = decided(house)
    filing = to(answer(house, to(sent, CLERK), CLERK, "Digitalizado"), COORDINATOR)
    answer(house, filing, COORDINATOR, "Radicado", attachments=(stamped_memo(annulment()),))
    assert only_case(house).state is State.CLOSED

    sent = answer(house, asked, MANAGER, "Paren ese caso, hay un error")
    assert "ya estaba cerrado" in flat(to(sent, MANAGER))
    assert "Paren ese caso" in flat(to(sent, SAC))


@pytest.mark.parametrize("words", ["No la apruebo", "No aprobado", "Rechazado"])
def test_the_refusal_itself_answers_whether_an_approval_is_taken_back(house: House, words: str) -> None:
    """It can mean nothing else, and goes back with both words."""
    asked, _ = decided(house)
    (question,) = answer(house, asked, MANAGER, "Espere, mejor no la apruebo")
    sent = answer(house, question, MANAGER, words)
    assert "cambió su decisión" in flat(to(sent, COORDINATOR))
    assert only_case(house).state is State.RETURNED


def test_a_second_approval_waits_for_the_first_approver(house: House) -> None:
    """What the other approver says is taken down, and nothing goes on until the first one answers."""
    mine = to(ask(house, annulment(request=Request.BOTH)), MANAGER)
    asked = to(answer(house, mine, MANAGER, "Aprobado"), SAC)
    (question,) = answer(house, mine, MANAGER, "Espere, mejor no la apruebo, ya habló el cliente")
    answer(house, asked, SAC, "Aprobado")
    assert only_case(house).state is State.AWAITING_APPROVAL

    sent = answer(house, question, MANAGER, "NO, déjela aprobada")
    assert to(sent, CLERK)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_a_doubt_that_nobody_settles_ends_by_itself(house: House) -> None:
    """The clerk's work is kept; once the approver's time is over the case goes on, and they are told."""
    asked, sent = decided(house)
    answer(house, asked, MANAGER, "Hay un error en la factura, reviso y confirmo")
    assert answer(house, to(sent, CLERK), CLERK, "Digitalizado") == ()
    later: list[Sent] = []
    for _ in range(8):
        house.clock.advance(timedelta(days=1))
        later += house.receive()
    assert "la aprobación sigue en pie y el caso continúa" in flat([one for one in later if is_to(one, MANAGER)][-1])
    assert any("radique el memorando" in flat(one) for one in later if is_to(one, COORDINATOR))
    assert only_case(house).state is State.AWAITING_FILING


def test_whoever_never_settles_it_hears_that_it_ended(house: House) -> None:
    """What was filed meanwhile ends the case once their time is over; what they answer then is passed on."""
    asked, sent = decided(house)
    filing = to(answer(house, to(sent, CLERK), CLERK, "Digitalizado"), COORDINATOR)
    answer(house, asked, MANAGER, "Hay un error en la factura, reviso y confirmo")
    answer(house, filing, COORDINATOR, "Radicado 4512", attachments=(stamped_memo(annulment()),))
    assert only_case(house).state is State.AWAITING_FILING

    house.clock.advance(timedelta(days=8))
    told = [one for one in house.receive() if is_to(one, MANAGER)][-1]
    assert only_case(house).state is State.CLOSED
    assert "la aprobación quedó en pie y el trámite terminó" in flat(told)
    late = answer(house, told, MANAGER, "Rechazado, sí había un error")
    assert "sí había un error" in flat(to(late, SAC))


def is_to(sent: Sent, person: str) -> bool:
    """Whether a mail goes to somebody."""
    return address(person) in sent.recipients


def test_a_denial_taken_back_reaches_all_who_read_it(house: House) -> None:
    """The approver no longer finds it in the case."""
    asked = ask(house, annulment(admin_costs=True, cause="05"))
    answer(house, to(asked, SAC), SAC, "Sí, la vi")
    sent = answer(house, to(asked, OTHER_SAC), OTHER_SAC, "No, no tiene firma")
    assert [one.person for one in only_case(house).denials] == [address(OTHER_SAC)]

    sent = answer(house, to(asked, OTHER_SAC), OTHER_SAC, "Perdón, sí la vi, es otra página")
    assert "responde ahora que sí" in flat(to(sent, MANAGER))
    assert to(sent, OTHER_SAC)
    assert only_case(house).denials == ()


def test_the_number_of_the_new_invoice_is_no_other_case(house: House) -> None:
    """An approver of a re-invoicing who already tells it approves; what names another invoice is asked about."""
    case = annulment(request=Request.REBILL, cause="02")
    asked = to(ask(house, case, subject=case.subject.replace("ANULADO", "REFACTURADO")), OTHER_SAC)
    answer(house, asked, OTHER_SAC, "Aprobada la FECA-108888")
    assert only_case(house).state is State.AWAITING_APPROVAL

    answer(house, asked, OTHER_SAC, "Aprobado, la nueva factura es la FECA-108888")
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_an_approval_that_stands_is_said_to_stand(house: House) -> None:
    """Of two who approve, the first need not repeat it after the other's refusal while the documents are the same."""
    first = ask(house, annulment(request=Request.BOTH))
    mine = to(first, MANAGER)
    asked = to(answer(house, mine, MANAGER, "Aprobado"), SAC)
    refused = answer(house, asked, SAC, "No procede, el NIT está errado")
    assert "no tiene que repetirla" in flat(to(refused, MANAGER))

    again = answer(house, to(refused, COORDINATOR), COORDINATOR, "Favor reconsiderar, el NIT es el del RUT")
    assert all(address(MANAGER) not in one.recipients for one in again)
    (told,) = answer(house, mine, MANAGER, "Aprobado")
    assert "Martha Lucía Ospina Rendón aprobó el" in flat(told)
    (question,) = answer(house, mine, MANAGER, "Mejor no, rechazado")
    sent = answer(house, question, MANAGER, "Sí")
    assert "Martha Lucía Ospina Rendón no aprobó la solicitud" in flat(to(sent, COORDINATOR))
    assert only_case(house).state is State.RETURNED
