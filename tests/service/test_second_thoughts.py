"""Changes of mind: whoever asked wants the request back, whoever decided writes again, whoever denied says yes."""

from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing.case_facts import Request
from bot.testing.documents import stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import (
    CLERK,
    COLLEAGUE,
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
    write,
)


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def decided(house: House, words: str = "Aprobado") -> tuple[Sent, tuple[Sent, ...]]:
    """The approver's request, and what followed from the answer to it."""
    asked = to(ask(house, annulment()), MANAGER)
    return asked, answer(house, asked, MANAGER, words)


def wait(house: House, days: int) -> tuple[Sent, ...]:
    """Everything that leaves in so many days, hour by hour of none of them answered."""
    sent: list[Sent] = []
    for _ in range(days):
        house.clock.advance(timedelta(days=1))
        sent += house.receive()
    return tuple(sent)


def test_a_withdrawal_after_the_approval_stops_all_who_work_on_it(house: House) -> None:
    """The clerk and the requester are told to wait; what the clerk answers meanwhile is kept, and nothing goes on."""
    _, sent = decided(house)
    scanning = to(sent, CLERK)
    sent = write(house, COLLEAGUE, "Re: [AN-2026-000001]", "Por favor retirar la solicitud, el cliente desistió.")
    assert "Mientras no responda, el caso no avanza" in flat(to(sent, MANAGER))
    assert (
        flat(to(sent, CLERK)).count("Por ahora no siga") == flat(to(sent, COORDINATOR)).count("Por ahora no siga") == 1
    )
    assert "dígamelo" not in flat(to(sent, COORDINATOR))

    assert answer(house, scanning, CLERK, "Digitalizado") == ()
    assert only_case(house).state is State.AWAITING_DIGITIZATION

    sent = answer(house, to(sent, MANAGER), MANAGER, "No")
    assert only_case(house).state is State.AWAITING_FILING
    assert {address(CLERK)} & {one for mail in sent for one in mail.recipients} == set()


def test_a_withdrawal_waits_for_its_answer_however_long(house: House) -> None:
    """The approver is reminded, nobody else; whoever can urge is told once; the case is neither filed nor closed."""
    asked, sent = decided(house)
    filing = to(answer(house, to(sent, CLERK), CLERK, "Digitalizado"), COORDINATOR)
    question = to(answer(house, filing, COORDINATOR, "Ya no se necesita, retiramos la solicitud"), MANAGER)
    sent = wait(house, 14)

    assert {one for mail in sent for one in mail.recipients} == {address(MANAGER), "carlos.echeverry@empresa.example"}
    (urged,) = (mail for mail in sent if address(MANAGER) not in mail.recipients)
    assert "no ha respondido si se retira la solicitud" in flat(urged)
    answer(house, filing, COORDINATOR, "Radicado", attachments=(stamped_memo(annulment()),))
    assert only_case(house).state is State.AWAITING_FILING

    answer(house, question, MANAGER, "Sí, de acuerdo")
    assert only_case(house).state is State.WITHDRAWN
    assert asked is not question


def test_who_was_told_to_wait_is_told_to_go_on(house: House) -> None:
    """A refused withdrawal reaches the clerk, whose answer to that very mail counts."""
    _, sent = decided(house)
    sent = answer(house, to(sent, COORDINATOR), COORDINATOR, "El cliente pagó, ya no hay que anularla")
    sent = answer(house, to(sent, MANAGER), MANAGER, "No, el pago es de otra factura")
    assert "Por favor siga con" in flat(to(sent, CLERK))

    answer(house, to(sent, CLERK), CLERK, "Digitalizado")
    assert only_case(house).state is State.AWAITING_FILING


def test_who_insists_on_a_withdrawal_hears_who_is_asked(house: House) -> None:
    """The approver is not asked twice while the question is open; once it was refused, it may be asked again."""
    _, sent = decided(house)
    mine = to(sent, COORDINATOR)
    question = to(answer(house, mine, COORDINATOR, "retiramos la solicitud"), MANAGER)
    (word,) = answer(house, mine, COORDINATOR, "ya pedí que la retiraran")
    assert "sigo esperando la respuesta de Martha Lucía Ospina Rendón" in flat(word)

    answer(house, question, MANAGER, "No")
    sent = answer(house, mine, COORDINATOR, "Insisto, retiramos la solicitud")
    assert "¿Está de acuerdo?" in flat(to(sent, MANAGER))


def test_a_withdrawal_in_doubt_reaches_whoever_is_asked_about_it(house: House) -> None:
    """Whoever wants the request after all is read by the approver too."""
    _, sent = decided(house)
    answer(house, to(sent, COORDINATOR), COORDINATOR, "retiramos la solicitud")
    sent = answer(house, to(sent, COORDINATOR), COORDINATOR, "no, sí la necesitamos, sigan con ella")
    assert "sí la necesitamos" in flat(to(sent, MANAGER))
    assert "Le pasé su mensaje" in flat(to(sent, COORDINATOR))


def test_who_wants_a_withdrawn_request_again_hears_how(house: House) -> None:
    """It is not opened again; a new one is needed."""
    mine = to(ask(house, annulment()), COORDINATOR)
    answer(house, mine, COORDINATOR, "El cliente pagó la factura, ya no hay que anularla")
    assert only_case(house).state is State.WITHDRAWN

    sent = answer(house, mine, COORDINATOR, "no, sí la necesitamos, sigan con ella")
    assert "hay que enviar una nueva" in flat(to(sent, COORDINATOR))


def test_who_is_not_understood_hears_how_to_withdraw(house: House) -> None:
    """What may be a withdrawal and may be none is passed on, with the words that would be one."""
    mine = to(ask(house, annulment()), COORDINATOR)
    sent = answer(house, mine, COORDINATOR, "El cliente ya está conforme con la factura")
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert "responda RETIRO LA SOLICITUD" in flat(to(sent, COORDINATOR))


def test_a_returned_request_is_withdrawn_without_asking(house: House) -> None:
    """Whoever took their approval back is not asked whether they agree."""
    asked, _ = decided(house)
    question = to(answer(house, asked, MANAGER, "Rechazado"), MANAGER)
    returned = to(answer(house, question, MANAGER, "SÍ"), COORDINATOR)
    answer(house, returned, COORDINATOR, "RETIRO LA SOLICITUD")
    assert only_case(house).state is State.WITHDRAWN


@pytest.mark.parametrize(
    "words",
    [
        "Perdón, me equivoqué, rechazado: falta el contrato",
        "Paren ese caso, hay un error",
        "No lo hagan, me equivoqué",
        "Me llamó el cliente y la cosa no es así",
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
