"""A decision is taken back by an answer to the question about that very decision, and by no other words."""

import pytest

from bot.core.process import State
from bot.testing.documents import five, stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import CLERK, COORDINATOR, MANAGER, SAC, address, annulment, answer, ask, only_case, to

UNCLEAR = [
    "Yuliana, dele prioridad",
    "Quedo pendiente de lo que responda la seccional",
    "Favor dejar copia en el archivo",
]


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def decided(house: House, words: str) -> Sent:
    """The approver's request, answered."""
    asked = to(ask(house, annulment()), MANAGER)
    answer(house, asked, MANAGER, words)
    return asked


def question(house: House, mail: Sent, words: str) -> Sent:
    """The question that words to a mail of ours raise."""
    return to(answer(house, mail, MANAGER, words), MANAGER)


def approvals(house: House) -> list[bool]:
    """What was decided, oldest first."""
    return [one.approved for one in only_case(house).decisions]


@pytest.mark.parametrize("words", ["SÍ", "Sí, rechazado"])
def test_a_yes_said_twice_reverses_once(house: House, words: str) -> None:
    """Whoever answers the question of a reversal again repeats what they decided."""
    asked = question(house, decided(house, "Aprobado"), "Rechazado, hay un error")
    answer(house, asked, MANAGER, "SÍ")

    assert "ya se había decidido" in flat(question(house, asked, words))
    assert "ya se había decidido" in flat(question(house, asked, words))
    assert approvals(house) == [True, False]


@pytest.mark.parametrize("words", [*UNCLEAR, "Aprobado"])
def test_a_yes_to_an_older_question_answers_no_newer_one(house: House, words: str) -> None:
    """It was asked about the approval, which is taken back already; the refusal stands."""
    request = decided(house, "Aprobado")
    first = question(house, request, "Rechazado, hay un error")
    answer(house, first, MANAGER, "SÍ")
    question(house, request, words)

    assert answer(house, first, MANAGER, "SÍ")
    assert approvals(house) == [True, False]
    assert only_case(house).state is State.RETURNED


def test_a_no_to_an_answered_question_is_asked_about(house: House) -> None:
    """Whoever took an approval back and then says no may want it again, which only the next answer brings."""
    first = question(house, decided(house, "Aprobado"), "Rechazado, hay un error")
    answer(house, first, MANAGER, "SÍ")
    second = question(house, first, "No")
    assert "Usted ya rechazó" in flat(second)
    assert "queda aprobado" in flat(second)
    assert approvals(house) == [True, False]

    answer(house, second, MANAGER, "SÍ")
    assert approvals(house) == [True, False, True]
    for stale in (first, second):
        answer(house, stale, MANAGER, "SÍ")
        assert approvals(house) == [True, False, True]


def test_a_yes_after_a_no_is_asked_about(house: House) -> None:
    """A decision that was left to stand is taken back by the next question only."""
    first = question(house, decided(house, "Aprobado"), "Rechazado, hay un error")
    answer(house, first, MANAGER, "No")
    second = question(house, first, "Sí")
    assert "se devuelve" in flat(second)
    assert approvals(house) == [True]

    answer(house, second, MANAGER, "Sí")
    assert approvals(house) == [True, False]


@pytest.mark.parametrize(("first", "other"), [("Aprobado", "Rechazado, hay un error"), ("Rechazado", "Aprobado")])
@pytest.mark.parametrize("words", ["Sí, que quede así", "Sí, la decisión es correcta", "Ok, que quede asi"])
def test_a_yes_to_how_things_are_reverses_nothing(house: House, first: str, other: str, words: str) -> None:
    """It is asked again, and a bare yes then counts."""
    asked = question(house, decided(house, first), other)
    again = question(house, asked, words)
    assert "SÍ, para cambiarla, o NO, para dejarla como está" in flat(again)
    assert len(approvals(house)) == 1

    answer(house, again, MANAGER, "Sí")
    assert len(approvals(house)) == 2


@pytest.mark.parametrize("words", UNCLEAR)
def test_a_task_asks_and_holds_nothing(house: House, words: str) -> None:
    """The clerk's answer goes on with the case, and nobody is reminded of the question."""
    request = to(ask(house, annulment()), MANAGER)
    scanning = to(answer(house, request, MANAGER, "Aprobado"), CLERK)
    asked = question(house, request, words)
    assert "Si quiere cambiarla, responda este correo con RECHAZADO; si no, con APROBADO" in flat(asked)
    assert words in flat(asked)
    assert "el caso no avanza" not in flat(asked)
    assert not only_case(house).is_held
    assert {one.step for one in only_case(house).deadlines} == {"digitalizacion"}

    assert to(answer(house, scanning, CLERK, "Digitalizado"), COORDINATOR)
    answer(house, asked, MANAGER, "APROBADO")
    assert approvals(house) == [True]
    assert only_case(house).state is State.AWAITING_FILING


@pytest.mark.parametrize(("first", "word"), [("Aprobado", "RECHAZADO"), ("Rechazado", "APROBADO")])
@pytest.mark.parametrize("words", UNCLEAR)
def test_after_an_unclear_word_only_the_decision_itself_changes_it(
    house: House, first: str, word: str, words: str
) -> None:
    """A bare yes is asked again for the word, whose own words the decision keeps beside those that raised it."""
    asked = question(house, decided(house, first), words)
    again = question(house, asked, "SÍ")
    assert f"responda este correo con {word}, para cambiarla" in flat(again)
    assert len(approvals(house)) == 1

    answer(house, again, MANAGER, word)
    assert approvals(house) == [word == "RECHAZADO", word == "APROBADO"]
    assert only_case(house).decisions[-1].words == f"{words}\n{word}"


def test_the_reasons_beside_the_word_are_kept(house: House) -> None:
    """Whoever gets the request back reads all of the answer."""
    asked = question(house, decided(house, "Aprobado"), "Yuliana, dele prioridad")
    sent = answer(house, asked, MANAGER, "RECHAZADO. El contrato no corresponde.")
    assert "RECHAZADO. El contrato no corresponde." in flat(to(sent, COORDINATOR))


def test_thanks_for_a_question_that_holds_nothing_are_left_alone(house: House) -> None:
    """Nothing waits for another answer."""
    asked = question(house, decided(house, "Aprobado"), "Yuliana, dele prioridad")
    assert answer(house, asked, MANAGER, "Ok, gracias") == ()


def test_the_opposite_said_after_an_unclear_word_holds(house: House) -> None:
    """The question becomes one of yes or no, and the case waits for it."""
    request = to(ask(house, annulment()), MANAGER)
    scanning = to(answer(house, request, MANAGER, "Aprobado"), CLERK)
    question(house, request, "Yuliana, dele prioridad")
    asked = question(house, request, "Rechazado, hay un error")
    assert "Mientras no responda, el caso no avanza" in flat(asked)
    assert answer(house, scanning, CLERK, "Digitalizado") == ()

    answer(house, asked, MANAGER, "Sí")
    assert approvals(house) == [True, False]
    assert only_case(house).decisions[-1].words == "Rechazado, hay un error\nSí"


def test_a_stop_after_a_question_that_was_answered_holds_again(house: House) -> None:
    """Whichever mail of ours it answers."""
    first = question(house, decided(house, "Aprobado"), "Rechazado, hay un error")
    answer(house, first, MANAGER, "No")
    assert not only_case(house).is_held

    assert "el caso no avanza" in flat(question(house, first, "Paren ese caso, hay un error"))
    assert only_case(house).is_held


@pytest.mark.parametrize("words", ["RECHAZADO", "No"])
def test_a_refusal_of_a_closed_case_is_heard(house: House, words: str) -> None:
    """Nothing is taken back any more; those to whom doubts go read what would have taken it back."""
    request = to(ask(house, annulment()), MANAGER)
    scanning = to(answer(house, request, MANAGER, "Aprobado"), CLERK)
    asked = question(house, request, "Yuliana, dele prioridad")
    filing = to(answer(house, scanning, CLERK, "Digitalizado"), COORDINATOR)
    answer(house, filing, COORDINATOR, "Radicado 4512", attachments=(stamped_memo(annulment()),))
    assert only_case(house).state is State.CLOSED

    heard = {person for sent in answer(house, asked, MANAGER, words) for person in sent.recipients}
    assert address(MANAGER) in heard
    assert (address(SAC) in heard) is (words == "RECHAZADO")
    assert approvals(house) == [True]


def test_an_unclear_word_changes_no_question_of_yes_or_no(house: House) -> None:
    """The case goes on waiting for the answer that was asked for."""
    request = decided(house, "Aprobado")
    asked = question(house, request, "Rechazado, hay un error")
    again = question(house, request, "Yuliana, dele prioridad")
    assert "SÍ, para cambiarla" in flat(again)
    assert only_case(house).is_held

    answer(house, asked, MANAGER, "Sí")
    assert approvals(house) == [True, False]


@pytest.mark.parametrize("words", ["Sí, sigan con la anulación", "Sí, aprobado", "Sí, que se anule la factura"])
def test_a_yes_to_going_on_withdraws_nothing(house: House, words: str) -> None:
    """Whoever is asked about a withdrawal is asked again."""
    request = to(ask(house, annulment()), MANAGER)
    sent = answer(house, request, MANAGER, "Aprobado")
    sent = answer(house, to(sent, COORDINATOR), COORDINATOR, "retiramos la solicitud, el cliente pagó")
    again = question(house, to(sent, MANAGER), words)
    assert "No entendí si está de acuerdo" in flat(again)
    assert only_case(house).state is State.AWAITING_DIGITIZATION

    answer(house, again, MANAGER, "Sí, que la retiren")
    assert only_case(house).state is State.WITHDRAWN


def test_better_copies_are_no_matter_for_whoever_reconsiders(house: House) -> None:
    """While an approver is asked whether they take their approval back, only the clerk gets what came for her."""
    asked = to(ask(house, annulment()), MANAGER)
    forwarded = to(answer(house, asked, MANAGER, "Aprobado"), COORDINATOR)
    question(house, asked, "Rechazado, hay un error")
    better = five(annulment(), colour=True)[2]
    sent = answer(house, forwarded, COORDINATOR, "va la carta del cliente más clara", attachments=(better,))

    assert {person for mail in sent for person in mail.recipients} == {address(CLERK)}
