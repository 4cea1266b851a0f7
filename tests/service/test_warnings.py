"""What people write while a request waits to be decided: whoever decides has read it before."""

from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing import replies
from bot.testing.documents import five, stamped_memo
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

MANAGEMENT = "Carlos Alberto Echeverry Duque <carlos.echeverry@empresa.example>"
BOT = "anulaciones@empresa.example"
WAIT = "Buenos días, adjunto los documentos. OJO: no tramitar hasta que yo confirme el valor."


def flat(sent: Sent) -> str:
    """The text in one line."""
    return " ".join(sent.mail.text.split())


@pytest.mark.parametrize(
    ("author", "words"),
    [
        (COORDINATOR, "Doctora Martha, por favor no lo apruebe, está mal el valor"),
        (SAC, "Detengan este caso, el cliente ya pagó"),
        (MANAGEMENT, "No aprobar, lo prohíbo"),
        (CLERK, "Ojo, la carta que trae es de otro cliente"),
    ],
)
def test_words_on_the_approvers_thread_reach_her(house: House, author: str, words: str) -> None:
    """Whoever is not asked decides nothing, but whoever is reads them at once, and their author learns it."""
    question = to(ask(house, annulment()), MANAGER)
    sent = answer(house, question, author, words)

    warned = to(sent, MANAGER)
    assert "por favor léalo antes de decidir" in flat(warned)
    assert words in flat(warned)
    assert "Martha Lucía Ospina Rendón" in flat(to(sent, author))
    answer(house, warned, MANAGER, "Rechazado, entonces")
    assert only_case(house).state is State.RETURNED


def test_whoever_says_to_go_on_is_not_asked_whether_to_stop(house: House) -> None:
    """What stopped nothing is passed on, and so is what goes on with it."""
    mine = to(ask(house, annulment()), COORDINATOR)
    sent = answer(house, mine, COORDINATOR, "No tramiten todavía por favor, el cliente está revisando")
    assert "responda RETIRO LA SOLICITUD" in flat(to(sent, COORDINATOR))

    sent = answer(house, mine, COORDINATOR, "Listo, ya pueden continuar con el trámite")
    assert "ya pueden continuar" in flat(to(sent, MANAGER))
    assert "no está detenido y sigue su trámite" in flat(to(sent, COORDINATOR))
    assert "RETIRO" not in flat(to(sent, COORDINATOR))


def test_words_to_us_reach_the_approver(house: House) -> None:
    """A warning on one's own thread goes to those to whom doubts go, and to whoever decides."""
    sent = answer(house, to(ask(house, annulment()), COORDINATOR), COORDINATOR, "Suspendan esto un momento")

    assert "Suspendan esto un momento" in flat(to(sent, MANAGER))
    assert "Suspendan esto un momento" in flat(to(sent, SAC))
    assert "Óscar Fernando Rojas Peña y Martha Lucía Ospina Rendón" in flat(to(sent, COORDINATOR))


def test_an_approval_that_crossed_a_warning_is_asked_again(house: House) -> None:
    """Written before the warning went out, it does not count yet; the answer to the new mail does."""
    sent = ask(house, annulment())
    written = house.clock.now()
    answer(house, to(sent, COORDINATOR), COORDINATOR, "Esperen, el valor está mal")
    again = to(answer(house, to(sent, MANAGER), MANAGER, "Aprobado", date=written), MANAGER)

    assert only_case(house).state is State.AWAITING_APPROVAL
    assert "Su respuesta se cruzó con algo que escribieron" in flat(again)
    assert "Diana Marcela Caicedo Lucumí escribió el" in flat(again)
    assert "Esperen, el valor está mal" in flat(again)

    answer(house, again, MANAGER, "Aprobado", date=written)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_an_approval_after_a_warning_counts(house: House) -> None:
    """She has read it and decides: a plain yes stays one, on the first mail too."""
    sent = ask(house, annulment())
    answer(house, to(sent, COORDINATOR), COORDINATOR, "Ojo, el memorando tiene mal el valor")
    answer(house, to(sent, MANAGER), MANAGER, "Aprobado")

    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_thanks_on_the_approvers_thread_need_no_word(house: House) -> None:
    """Courtesy goes to nobody."""
    question = to(ask(house, annulment()), MANAGER)
    assert answer(house, question, COORDINATOR, "Muchas gracias") == ()


def test_a_yes_of_somebody_else_reaches_nobody(house: House) -> None:
    """Who is not asked and approves is told so; it is no warning."""
    question = to(ask(house, annulment()), MANAGER)
    (told,) = answer(house, question, COORDINATOR, "Aprobado")
    assert "Nadie decide sobre su propia solicitud" in flat(told)


def test_colleagues_talk_without_us(house: House) -> None:
    """A question to a colleague with us in copy is asked about by nobody; the answer to both is hers already."""
    question = to(ask(house, annulment()), MANAGER)
    house.clock.advance(timedelta(hours=1))
    asked = replies.reply(
        question.raw,
        "Diana, ¿por qué esperó tanto el cliente?",
        sender=MANAGER,
        to=(COORDINATOR,),
        cc=(BOT,),
        date=house.clock.now(),
    )
    assert house.receive(asked) == ()
    house.clock.advance(timedelta(hours=1))
    told = replies.reply(
        asked, "Doctora, cambió el administrador.", sender=COORDINATOR, to=(MANAGER, BOT), date=house.clock.now()
    )
    assert house.receive(told) == ()
    assert only_case(house).remarks[-1].words == "Doctora, cambió el administrador."

    answer(house, question, MANAGER, "Listo, aprobado")
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_who_returned_it_is_asked_what_they_want(house: House) -> None:
    """The question of whoever asked goes to the approver who refused."""
    sent = answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "Rechazado, falta un soporte")
    sent = answer(house, to(sent, COORDINATOR), COORDINATOR, "¿Qué soporte exactamente necesita?")
    assert "¿Qué soporte exactamente necesita?" in flat(to(sent, MANAGER))


def test_who_was_called_to_help_may_answer(house: House) -> None:
    """The words of somebody to whom we escalated reach those who wait and who is waited for."""
    ask(house, annulment())
    called = next(sent for _ in range(8) for sent in _a_day_later(house) if address(MANAGEMENT) in sent.recipients)
    sent = answer(house, called, MANAGEMENT, "Ya hablé con Martha, la revisa hoy")
    assert "Ya hablé con Martha" in flat(to(sent, MANAGER))
    assert "Ya hablé con Martha" in flat(to(sent, OTHER_SAC))


def _a_day_later(house: House) -> tuple[Sent, ...]:
    house.clock.advance(timedelta(days=1))
    return house.receive()


def test_a_request_that_is_to_wait_waits(house: House) -> None:
    """Nobody is asked before whoever asks says that it may go on; then the approver reads both."""
    held = to(ask(house, annulment(), text=WAIT), COORDINATOR)
    assert "no se la pedí a nadie todavía, porque usted pidió esperar" in flat(held)
    assert not only_case(house).requests

    sent = answer(house, held, COORDINATOR, "PUEDEN SEGUIR")
    assert "no tramitar hasta que yo confirme" in flat(to(sent, MANAGER))
    assert "PUEDEN SEGUIR" in flat(to(sent, MANAGER))


def test_the_last_piece_may_ask_to_wait(house: House) -> None:
    """What completes a request says not to go on yet; asked how it goes, its author reads what is awaited."""
    case = annulment()
    lacking = to(ask(house, case, files=five(case)[:4]), COORDINATOR)
    words = "Adjunto el informe, pero no lo tramiten todavía que estoy confirmando el valor"
    held = to(answer(house, lacking, COORDINATOR, words, attachments=five(case)[4:]), COORDINATOR)
    assert "porque usted pidió esperar" in flat(held)
    assert "responda este correo con PUEDEN SEGUIR" in flat(
        to(answer(house, held, COORDINATOR, "¿En qué va?"), COORDINATOR)
    )

    answer(house, held, COORDINATOR, "Listo, ya pueden tramitarla")
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_what_waits_too_long_is_closed_and_opens_again(house: House) -> None:
    """Like any request that nobody completes; its author's word brings it back under its number."""
    ask(house, annulment(), text=WAIT)
    house.clock.advance(timedelta(days=20))
    closed = to(house.receive(), COORDINATOR)
    assert "usted pidió esperar y no escribió que siguiera" in flat(closed)

    answer(house, closed, COORDINATOR, "PUEDEN SEGUIR")
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_words_about_what_is_closed_are_read(house: House) -> None:
    """Nothing is undone, but those to whom doubts go read it, and its author learns who did."""
    case = annulment()
    sent = answer(house, to(ask(house, case), MANAGER), MANAGER, "Aprobado")
    filing = to(answer(house, to(sent, CLERK), CLERK, "Digitalizado"), COORDINATOR)
    answer(house, filing, COORDINATOR, "Radicado 4512 hoy", attachments=(stamped_memo(case),))
    sent = answer(house, filing, COORDINATOR, "Al final el cliente sí paga, hay que reversar la anulación, ¿qué hago?")

    assert only_case(house).state is State.CLOSED
    assert "hay que reversar la anulación" in flat(to(sent, SAC))
    assert "Se lo pasé a Luz Adriana Hincapié Toro" in flat(to(sent, COORDINATOR))
