"""A request that the branch wants back after its approval: who is asked, who waits, and how it goes on."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.process import State
from bot.settings import bundled
from bot.testing.case_facts import Request
from bot.testing.clock import FrozenClock
from bot.testing.documents import five, stamped_memo
from bot.testing.house import House, Sent, open_house
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
    answer,
    ask,
    only_case,
    to,
    write,
)

DIRECTOR = "Carlos Alberto Echeverry Duque <carlos.echeverry@empresa.example>"
WITHDRAWS = "retiramos la solicitud, el cliente pagó"


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def decided(house: House) -> tuple[Sent, tuple[Sent, ...]]:
    """The approver's request, and what followed from her approval."""
    asked = to(ask(house, annulment()), MANAGER)
    return asked, answer(house, asked, MANAGER, "Aprobado")


def paused(house: House) -> tuple[Sent, tuple[Sent, ...]]:
    """A second approver's request of a case that the branch wants back meanwhile, and the mails about that."""
    asked = ask(house, annulment(request=Request.BOTH, cause="02"))
    second = to(answer(house, to(asked, MANAGER), MANAGER, "Aprobado"), SAC)
    return second, answer(house, to(asked, COORDINATOR), COORDINATOR, WITHDRAWS)


def wait(house: House, days: int) -> tuple[Sent, ...]:
    """Everything that leaves in so many days, in which nobody answers."""
    sent: list[Sent] = []
    for _ in range(days):
        house.clock.advance(timedelta(days=1))
        sent += house.receive()
    return tuple(sent)


def approvers(house: House) -> list[str]:
    """Who approved the one case."""
    return [one.person for one in only_case(house).decisions if one.approved]


def test_a_withdrawal_after_the_approval_stops_all_who_work_on_it(house: House) -> None:
    """The clerk and the requester are told to wait; what the clerk answers meanwhile is kept, and nothing goes on."""
    _, sent = decided(house)
    scanning = to(sent, CLERK)
    sent = write(house, COLLEAGUE, "Re: [AN-2026-000001]", "Por favor retirar la solicitud, el cliente desistió.")
    assert "Mientras no haya respuesta, el caso no avanza" in flat(to(sent, MANAGER))
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
    """The approver is reminded, then whoever is above is asked too, and again; the case is neither filed nor closed."""
    _, sent = decided(house)
    filing = to(answer(house, to(sent, CLERK), CLERK, "Digitalizado"), COORDINATOR)
    question = to(answer(house, filing, COORDINATOR, "Ya no se necesita, retiramos la solicitud"), MANAGER)
    sent = wait(house, 14)

    assert {one for mail in sent for one in mail.recipients} == {address(MANAGER), address(DIRECTOR)}
    first, *more = (mail for mail in sent if address(DIRECTOR) in mail.recipients)
    assert "Diana Marcela Caicedo Lucumí (seccional Cali) pide retirar la solicitud" in flat(first)
    assert "que Martha Lucía Ospina Rendón ya aprobó. ¿Está de acuerdo?" in flat(first)
    assert more
    answer(house, filing, COORDINATOR, "Radicado", attachments=(stamped_memo(annulment()),))
    assert only_case(house).state is State.AWAITING_FILING

    answer(house, question, MANAGER, "Sí, de acuerdo")
    assert only_case(house).state is State.WITHDRAWN


def test_who_was_told_to_wait_is_told_to_go_on(house: House) -> None:
    """After a refused withdrawal the clerk is asked again, and the answer to that very mail counts."""
    _, sent = decided(house)
    sent = answer(house, to(sent, COORDINATOR), COORDINATOR, "El cliente pagó, ya no hay que anularla")
    sent = answer(house, to(sent, MANAGER), MANAGER, "No, el pago es de otra factura")
    again = flat(to(sent, CLERK))
    assert "Por favor confirme" in again
    assert "no aceptó retirar la solicitud: «No, el pago es de otra factura»" in again

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


@pytest.mark.parametrize("words", ["Ya no lo voy a radicar, el cliente pagó", "Cancelen esta anulación, pagaron"])
def test_what_need_not_be_filed_any_more_is_a_withdrawal(house: House, words: str) -> None:
    """Whoever approved is asked first; nobody is to help with the filing."""
    filing = filing_asked(house)
    sent = answer(house, filing, COORDINATOR, words)
    assert "pide retirar la solicitud" in flat(to(sent, MANAGER))
    assert all(address(SAC) not in one.recipients for one in sent)


def test_whoever_does_not_file_hears_how_to_withdraw(house: House) -> None:
    """Where the words may be a withdrawal or a delay, both mails back name the words that would be one."""
    filing = filing_asked(house)
    for words in ("No se radica, el cliente pagó", "El cliente está conforme"):
        assert "responda RETIRO LA SOLICITUD" in flat(to(answer(house, filing, COORDINATOR, words), COORDINATOR))


def filing_asked(house: House) -> Sent:
    """The mail that asks for the filing."""
    asked = to(ask(house, annulment()), MANAGER)
    scanning = to(answer(house, asked, MANAGER, "Aprobado"), CLERK)
    return to(answer(house, scanning, CLERK, "Digitalizado"), COORDINATOR)


def test_a_returned_request_is_withdrawn_without_asking(house: House) -> None:
    """Whoever took their approval back is not asked whether they agree."""
    asked, _ = decided(house)
    question = to(answer(house, asked, MANAGER, "Rechazado"), MANAGER)
    returned = to(answer(house, question, MANAGER, "SÍ"), COORDINATOR)
    answer(house, returned, COORDINATOR, "RETIRO LA SOLICITUD")
    assert only_case(house).state is State.WITHDRAWN


@pytest.mark.parametrize("words", ["Ok", "Listo", "Sí", "De acuerdo, quedo atenta", "Vale, perfecto", "Aprobado"])
def test_a_word_to_the_pause_approves_nothing(house: House, words: str) -> None:
    """What a second approver answers to "do not go on" is no approval; thanks are not even passed on."""
    _, sent = paused(house)
    pause = to(sent, SAC)
    assert "Este correo no hay que responderlo" in flat(pause)
    answer(house, pause, SAC, words)
    assert approvers(house) == [address(MANAGER)]


@pytest.mark.parametrize("words", ["Ok", "Listo, gracias", "De acuerdo, quedo atenta"])
def test_thanks_for_the_pause_are_left_alone(house: House, words: str) -> None:
    """Nobody is written to for an "ok"."""
    _, sent = paused(house)
    assert answer(house, to(sent, SAC), SAC, words) == ()


def test_a_second_approver_decides_on_the_documents_again(house: House) -> None:
    """Once the withdrawal is refused, the whole request comes again; the answer to the old pause still is none."""
    _, sent = paused(house)
    pause = to(sent, SAC)
    sent = answer(house, to(sent, MANAGER), MANAGER, "No")
    again = to(sent, SAC)
    assert "pide su aprobación" in flat(again)
    assert "Vuelvo a pedírselo porque Martha Lucía Ospina Rendón no aceptó retirar la solicitud" in flat(again)
    assert again.mail.attachments

    answer(house, pause, SAC, "Ok")
    assert approvers(house) == [address(MANAGER)]
    answer(house, again, SAC, "Aprobado")
    assert approvers(house) == [address(MANAGER), address(SAC)]


def test_a_question_to_the_pause_is_passed_on(house: House) -> None:
    """Whoever asks why is read by the one who decides, and is not asked for work meanwhile."""
    _, sent = decided(house)
    sent = answer(house, to(sent, COORDINATOR), COORDINATOR, WITHDRAWS)
    sent = answer(house, to(sent, CLERK), CLERK, "¿Por qué se detiene, si ya lo tengo casi listo?")
    assert "casi listo" in flat(to(sent, MANAGER))
    assert "Le pasé su mensaje" in flat(to(sent, CLERK))


def test_a_withdrawal_beside_a_second_thought_is_reminded_of(house: House) -> None:
    """The end of the wait for one question leaves the reminders of the other."""
    asked, sent = decided(house)
    answer(house, asked, MANAGER, "Rechazado, hay un error")
    answer(house, to(sent, COORDINATOR), COORDINATOR, WITHDRAWS)
    wait(house, 14)
    later = wait(house, 7)
    assert {address(MANAGER), address(DIRECTOR)} <= {one for mail in later for one in mail.recipients}
    assert all("¿Está de acuerdo?" in flat(mail) for mail in later)

    answer(house, later[-1], DIRECTOR if address(DIRECTOR) in later[-1].recipients else MANAGER, "Sí")
    assert only_case(house).state is State.WITHDRAWN


def test_a_returned_request_answers_who_wanted_it_back(house: House) -> None:
    """A colleague whose withdrawal is void reads that the request was returned."""
    asked, _ = decided(house)
    change = to(answer(house, asked, MANAGER, "Rechazado, hay un error"), MANAGER)
    write(house, COLLEAGUE, "Re: [AN-2026-000001]", "Por favor retirar la solicitud, el cliente desistió.")
    sent = answer(house, change, MANAGER, "SÍ")
    assert only_case(house).state is State.RETURNED
    assert {address(COLLEAGUE), address(COORDINATOR)} <= set(to(sent, COORDINATOR).recipients)


def with_roster(home: Path, old: str, new: str) -> Path:
    """The example rules with another line in them."""
    rules = home / "rules.yaml"
    text = bundled("mail_rules.yaml").read_text(encoding="utf-8")
    assert old in text
    rules.write_text(text.replace(old, new), encoding="utf-8")
    return rules


def test_a_deputy_may_end_the_wait(tmp_path: Path) -> None:
    """Whoever stands in for the approver today is asked as well; who need not answer any more is told."""
    away = f"{{of: {address(MANAGER)}, to: {address(DIRECTOR)}, from: 2026-03-02, until: 2026-06-30}}"
    rules = with_roster(tmp_path, "deputies:", f"deputies:\n  - {away}")
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY), rules) as house:
        asked = to(ask(house, annulment()), DIRECTOR)
        sent = answer(house, asked, DIRECTOR, "Aprobado")
        assert only_case(house).state is State.AWAITING_DIGITIZATION
        sent = answer(house, to(sent, COORDINATOR), COORDINATOR, WITHDRAWS)
        sent = answer(house, to(sent, DIRECTOR), DIRECTOR, "Sí")
        assert only_case(house).state is State.WITHDRAWN


def test_a_deputy_of_later_is_asked_later(tmp_path: Path) -> None:
    """An approver who goes away during the wait has somebody who answers; she is told that it is answered."""
    away = f"{{of: {address(MANAGER)}, to: {address(OTHER_SAC)}, from: 2026-03-05, until: 2026-06-30}}"
    rules = with_roster(tmp_path, "deputies:", f"deputies:\n  - {away}")
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY), rules) as house:
        _, sent = decided(house)
        answer(house, to(sent, COORDINATOR), COORDINATOR, WITHDRAWS)
        question = to(wait(house, 5), OTHER_SAC)
        assert "También se lo pregunté a Martha Lucía Ospina Rendón. Vale la primera respuesta." in flat(question)
        sent = answer(house, question, OTHER_SAC, "No")
        assert not only_case(house).is_held
        assert "Ya no hay que responder lo que le pregunté" in flat(to(sent, MANAGER))


@pytest.mark.parametrize(
    "words",
    [
        "me equivoqué de caso, no la retiren, sigan",
        "SIGAN CON LA SOLICITUD",
        "PUEDEN SEGUIR",
        "Perdón, era de otro cliente, continúen con la solicitud",
        "Hagan caso omiso del retiro, por favor",
    ],
)
def test_the_branch_may_want_it_after_all(house: House, words: str) -> None:
    """Any coordinator takes the withdrawal back; the case goes on, and all who heard of it are told."""
    _, sent = decided(house)
    answer(house, to(sent, COORDINATOR), COORDINATOR, WITHDRAWS)
    sent = write(house, COLLEAGUE, "Re: [AN-2026-000001]", words)
    assert not only_case(house).is_held
    assert "Ya no hay que responder lo que le pregunté" in flat(to(sent, MANAGER))
    assert "Jairo Andrés Carabalí Ruiz pidió no retirar la solicitud" in flat(to(sent, COORDINATOR))
    assert "ya no se retira, como usted pidió" in flat(to(sent, COLLEAGUE))

    answer(house, to(sent, CLERK), CLERK, "Digitalizado")
    assert only_case(house).state is State.AWAITING_FILING


@pytest.mark.parametrize(
    "words",
    [
        "Sigan con el retiro, por favor",
        "¿Ya respondió Martha?",
        "No he recibido respuesta",
        "No sigan con la solicitud",
    ],
)
def test_a_withdrawal_is_not_taken_back_by_mistake(house: House, words: str) -> None:
    """To urge it, or to ask about it, leaves it pending."""
    _, sent = decided(house)
    mine = to(answer(house, to(sent, COORDINATOR), COORDINATOR, WITHDRAWS), COORDINATOR)
    answer(house, mine, COORDINATOR, words)
    assert only_case(house).withdrawal


def test_documents_wait_for_the_answer_too(house: House) -> None:
    """A colleague's corrected documents change nothing meanwhile; the colleague hears why, and the answer."""
    second, sent = paused(house)
    other = annulment(request=Request.BOTH, cause="02", memo_number="CAL-0999-2026")
    (word,) = write(house, COLLEAGUE, "Re: [AN-2026-000001]", "Adjunto el memorando.", five(other)[0])
    assert "No cambié ningún documento" in flat(word)
    assert only_case(house).round == 1

    sent = answer(house, to(sent, MANAGER), MANAGER, "No")
    assert "no aceptó retirar la solicitud" in flat(to(sent, COLLEAGUE))
    assert second.mail.attachments


@pytest.mark.parametrize(("said", "told"), [("Sí", "retiró la solicitud"), ("No", "no aceptó retirar la solicitud")])
def test_a_colleague_who_insists_hears_the_answer(house: House, said: str, told: str) -> None:
    """Whoever is told to wait is told how it ended."""
    _, sent = decided(house)
    question = to(answer(house, to(sent, COORDINATOR), COORDINATOR, WITHDRAWS), MANAGER)
    write(house, COLLEAGUE, "Re: [AN-2026-000001]", "Por favor retirar la solicitud, el cliente desistió.")
    assert told in flat(to(answer(house, question, MANAGER, said), COLLEAGUE))


@pytest.mark.parametrize("client", ["outlook", "gmail", "iphone"])
def test_the_words_that_we_give_are_understood(house: House, client: str) -> None:
    """Whatever the program quotes below them."""
    _, sent = decided(house)
    asked = to(answer(house, to(sent, COORDINATOR), COORDINATOR, WITHDRAWS), COORDINATOR)
    assert "responda PUEDEN SEGUIR" in flat(asked)
    answer(house, asked, COORDINATOR, "PUEDEN SEGUIR", client=client)
    assert not only_case(house).is_held
