"""Somebody of the house whom the roster does not know asks: those to whom doubts go say whether they may."""

from datetime import timedelta

from bot.core.process import State
from bot.testing.documents import stamped_memo
from bot.testing.house import House
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    MANAGER,
    NEWCOMER,
    OTHER_SAC,
    SAC,
    address,
    annulment,
    answer,
    ask,
    inbox,
    only_case,
    outcomes,
    to,
    write,
)


def flat(text: str) -> str:
    """Without line breaks."""
    return " ".join(text.split())


def test_newcomer_is_vouched_for(house: House) -> None:
    """Somebody of the house whom nobody knows is asked about once; a yes lets the request go on."""
    sent = ask(house, annulment(), sender=NEWCOMER)
    question = to(sent, SAC)
    held = to(sent, NEWCOMER)
    assert "falta que Luz Adriana Hincapié Toro u Óscar Fernando Rojas Peña confirme" in " ".join(
        held.mail.text.split()
    )
    assert house.cases() == ()
    assert inbox(house) == 1

    sent = answer(house, question, SAC, "Sí.")
    assert only_case(house).requester == address(NEWCOMER)
    assert to(sent, NEWCOMER)
    asked = " ".join(to(sent, MANAGER).mail.text.split())
    assert "Paola Andrea Rincón (no está en la lista; Luz Adriana Hincapié Toro confirmó que es de la" in asked
    assert "el correo lo envió Paola Andrea Rincón" in asked


def test_newcomer_is_turned_down(house: House) -> None:
    """A no ends it: no case; whoever asked hears it, and so does everybody who was asked about them."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    sent = answer(house, question, OTHER_SAC, "NO")

    assert house.cases() == ()
    assert "no se tramita: Óscar Fernando Rojas Peña respondió que usted no es" in flat(to(sent, NEWCOMER).mail.text)
    assert "respondió que Paola Andrea Rincón no es de la seccional" in flat(to(sent, SAC).mail.text)


def test_a_late_yes_is_told_how_to_go_on(house: House) -> None:
    """The first answer counts; whoever says the opposite later learns it, and the next request is asked about again."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    answer(house, question, OTHER_SAC, "No")
    (told,) = answer(house, question, SAC, "Sí, entró ayer")

    assert told.recipients == (address(SAC),)
    assert "pídale que la envíe otra vez" in flat(told.mail.text)
    house.clock.advance(timedelta(hours=2))
    ask(house, annulment(), sender=NEWCOMER, text="Otra vez, por favor.")
    assert outcomes(house)[-1] == "held"


def test_a_late_no_is_heard_by_whoever_decides(house: House) -> None:
    """That somebody may not be of the branch after all, the approver, whoever vouched and its author read."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    answer(house, question, SAC, "Sí")
    (told,) = answer(house, question, OTHER_SAC, "No, no es de aquí")

    assert set(told.recipients) == {address(SAC), address(OTHER_SAC), address(MANAGER)}
    assert "Antes Luz Adriana Hincapié Toro había respondido que sí" in flat(told.mail.text)
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_an_answer_to_the_second_question_counts(house: House) -> None:
    """Whoever was not understood answers the newer mail, as it says."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    again = to(answer(house, question, SAC, "¿quién es?"), SAC)
    answer(house, again, SAC, "Sí, es de Cali")

    assert only_case(house).requester == address(NEWCOMER)


def test_whoever_waits_is_asked_about_every_day(house: House) -> None:
    """The stranger was told to do nothing, so the question is repeated every business day."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    house.clock.advance(timedelta(days=1))
    again = to(house.receive(), SAC)
    assert "nadie ha contestado" in flat(again.mail.text)
    assert house.receive() == ()

    answer(house, again, OTHER_SAC, "Sí")
    house.clock.advance(timedelta(days=1))
    assert not any("¿Es de la seccional?" in one.mail.subject for one in house.receive())
    assert only_case(house).requester == address(NEWCOMER)
    assert question.mail.subject == again.mail.subject


def test_a_late_yes_to_what_was_decided_is_told_too(house: House) -> None:
    """The mail that tells of a no can be answered as well."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    decided = to(answer(house, question, OTHER_SAC, "No"), SAC)
    (told,) = answer(house, decided, SAC, "Sí, entró ayer")

    assert "pídale que la envíe otra vez" in flat(told.mail.text)


def test_the_same_answer_twice_needs_no_word(house: House) -> None:
    """Whoever agrees with what was answered already gets no mail."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    answer(house, question, SAC, "Sí")

    assert answer(house, question, OTHER_SAC, "Sí, es de Cali") == ()


def test_what_a_coordinator_asked_meanwhile_is_one_case(house: House) -> None:
    """A held request about the same invoice opens no second case, and whoever sent it is told which one it is."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    house.clock.advance(timedelta(hours=2))
    ask(house, annulment())
    (told,) = answer(house, question, SAC, "Sí")

    assert told.recipients == (address(NEWCOMER),)
    assert "Esto ya se tramita en otro caso: AN-2026-000001" in flat(told.mail.text)
    assert only_case(house).requester == address(COORDINATOR)


def test_whoever_files_for_another_reads_the_end(house: House) -> None:
    """A colleague of the branch who files gets a copy of the closing mail."""
    approval = to(ask(house, annulment()), MANAGER)
    forwarded = to(answer(house, approval, MANAGER, "Aprobado"), CLERK)
    filing = to(answer(house, forwarded, CLERK, "Digitalizado"), COORDINATOR)
    (end,) = answer(house, filing, COLLEAGUE, "Radicado 4512 el 4/03/2026", attachments=(stamped_memo(annulment()),))

    assert only_case(house).state is State.CLOSED
    assert set(end.recipients) == {address(COORDINATOR), address(COLLEAGUE)}


def test_whoever_asks_to_reconsider_for_another_gets_a_copy(house: House) -> None:
    """A colleague's wish to look again is acknowledged to them as well."""
    request = to(ask(house, annulment()), MANAGER)
    back = to(answer(house, request, MANAGER, "Rechazado. El motivo no está claro."), COORDINATOR)
    sent = answer(house, back, COLLEAGUE, "Favor reconsiderar: los costos son los del contrato.")

    assert set(to(sent, COORDINATOR).recipients) == {address(COORDINATOR), address(COLLEAGUE)}


def test_one_answer_is_about_all_their_mails(house: House) -> None:
    """Who writes again while they wait is not asked about again, and a yes lets everything go on."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    assert write(house, NEWCOMER, f"RE: {annulment().subject}", "¿En qué va mi solicitud?") == ()

    to(answer(house, question, SAC, "Sí"), MANAGER)
    assert only_case(house).requester == address(NEWCOMER)
    assert set(outcomes(house)) == {"handled"}


def test_one_no_is_about_all_their_mails(house: House) -> None:
    """A no turns all of them down, and is told once."""
    question = to(ask(house, annulment(), sender=NEWCOMER), SAC)
    ask(house, annulment(), sender=NEWCOMER, text="Reenvío, no he tenido respuesta")
    told = answer(house, question, SAC, "No")
    assert [one.recipients for one in told if address(NEWCOMER) in one.recipients] == [(address(NEWCOMER),)]
    house.clock.advance(timedelta(days=2))
    assert house.receive() == ()


def test_a_question_without_files_is_answered_after_the_yes(house: House) -> None:
    """What a released mail lacks is told to its author, though they were written to when it was held."""
    held = write(house, NEWCOMER, f"RE: {annulment().subject}", "¿En qué va mi solicitud?")
    (told,) = answer(house, to(held, SAC), SAC, "Sí")
    assert told.recipients == (address(NEWCOMER),)
    assert outcomes(house) == ["handled", "handled"]


def test_who_waits_with_two_mails_is_asked_about_once_a_day(house: House) -> None:
    """One question a day for a person and a city, however often the service looks."""
    ask(house, annulment(), sender=NEWCOMER)
    ask(house, annulment(2), sender=NEWCOMER)
    house.clock.advance(timedelta(days=1))
    assert [one.recipients for one in house.receive()] == [(address(SAC), address(OTHER_SAC))]
    house.clock.advance(timedelta(hours=1))
    assert house.receive() == ()
