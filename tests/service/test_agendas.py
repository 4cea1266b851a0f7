"""Lists of what waits for somebody, in the morning, and answers that decide several requests at once."""

from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing.documents import File
from bot.testing.house import House, Sent
from tests.service.people import (
    CLERK,
    COORDINATOR,
    MANAGER,
    SAC,
    address,
    annulment,
    answer,
    ask,
    to,
    write,
)

TOMORROW = timedelta(days=1)


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def agenda(house: House, requests: int = 4, person: str = MANAGER) -> Sent:
    """So many requests arrive; the next morning somebody gets a list of them."""
    for number in range(requests):
        ask(house, annulment(number))
    house.clock.advance(TOMORROW)
    house.poll()
    (listed,) = (
        one for one in house.take() if address(person) in one.recipients and "esperan su respuesta" in flat(one)
    )
    return listed


def states(house: House) -> list[State]:
    """Where each case stands, the oldest first."""
    return [case.state for case in house.cases()]


ASKED, SCANS, BACK = State.AWAITING_APPROVAL, State.AWAITING_DIGITIZATION, State.RETURNED


def test_a_list_comes_in_the_morning(house: House) -> None:
    """It names client, invoice, amount and case of each, numbered, the oldest first, and comes once a day."""
    listed = agenda(house, 3)
    text = flat(listed)
    assert "Por favor responda: 3 solicitudes esperan su respuesta." in text
    for number, case in enumerate(house.cases(), 1):
        for told in (f"{number}. {case.client_named}", case.number, str(case.facts["factura_original"])):
            assert told in text
    house.clock.advance(timedelta(hours=1))
    house.poll()
    assert not [one for one in house.take() if "esperan su respuesta" in flat(one)]


def test_one_request_alone_needs_no_list(house: House) -> None:
    """The rules say for how many a list is sent."""
    ask(house, annulment())
    house.clock.advance(TOMORROW)
    house.poll()
    assert not [one for one in house.take() if "esperan su respuesta" in flat(one)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Aprobados todos.", [SCANS, SCANS, SCANS, SCANS]),
        ("Aprobadas todas menos la 3", [SCANS, SCANS, ASKED, SCANS]),
        ("aprobados salvo {third}", [SCANS, SCANS, ASKED, SCANS]),
        ("rechazado el 2 y el 4: falta la carta", [ASKED, BACK, ASKED, BACK]),
        ("Buenos días. Apruebo 1 y 3. Rechazo la 2, falta el acta. Gracias.", [SCANS, BACK, SCANS, ASKED]),
        ("1 ok\n2 ok\n3 no, el valor no coincide\n4 ok", [SCANS, SCANS, BACK, SCANS]),
    ],
)
def test_an_answer_decides_what_it_names(house: House, words: str, expected: list[State]) -> None:
    """What it does not name waits on; the register says the same."""
    listed = agenda(house)
    answer(house, listed, MANAGER, words.format(third=house.cases()[2].number))
    assert states(house) == expected
    assert house.differences() == ()


def test_the_author_gets_one_mail_for_all(house: House) -> None:
    """It tells what was done with each, and no receipts come besides; the branch gets its own mails."""
    listed = agenda(house, 3)
    sent = answer(house, listed, MANAGER, "Aprobados el 1 y el 2. Rechazado el 3: falta la carta firmada.")
    told = flat(to(sent, MANAGER))
    first, second, third = house.cases()
    for case, how in ((first, "aprobada"), (second, "aprobada"), (third, "rechazada")):
        assert f"caso {case.number}: {how}." in told
    returned = [one for one in sent if address(COORDINATOR) in one.recipients and third.number in one.mail.subject]
    assert "falta la carta firmada" in flat(returned[0])
    assert [one.words for one in third.decisions] == ["Rechazado: falta la carta firmada"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Aprobado", "no supe de cuáles solicitudes habla"),
        ("Aprobados todos si llega la carta", "no entendí qué responde de cada solicitud"),
        ("Aprobado el 9", "no supe de cuáles solicitudes habla"),
        ("Aprobados todos. El 2 no.", "leí dos cosas distintas"),
        ("Aprobado el 1; el 2 lo miro mañana", "no entendí qué responde de cada solicitud"),
        ("Aprobados todos. ¿El 2 tiene carta?", "no entendí qué responde"),
    ],
)
def test_what_is_not_certain_decides_nothing(house: House, words: str, told: str) -> None:
    """Not even what is clear in it; the list comes again, and an answer to that counts."""
    listed = agenda(house)
    again = to(answer(house, listed, MANAGER, words), MANAGER)
    assert told in flat(again)
    assert states(house) == [ASKED] * 4
    answer(house, again, MANAGER, "Aprobada la 2")
    assert states(house) == [ASKED, SCANS, ASKED, ASKED]


def test_a_decision_of_a_list_is_undone_with_a_word_and_its_number(house: House) -> None:
    """Answering the mail that tells what was understood."""
    listed = agenda(house, 2)
    told = to(answer(house, listed, MANAGER, "Aprobadas todas"), MANAGER)
    sent = answer(house, told, MANAGER, "DESHACER la 2")
    assert states(house) == [SCANS, ASKED]
    first, second = house.cases()
    again = flat(next(one for one in sent if "Así entendí" in flat(one)))
    assert f"caso {first.number}: ya estaba contestada." in again
    assert f"caso {second.number}: deshecha" in again
    assert any("deshizo su aprobación" in flat(one) for one in sent if address(CLERK) in one.recipients)


def test_only_its_addressee_answers_a_list(house: House) -> None:
    """A colleague who was forwarded it decides nothing, and is told whose it is."""
    listed = agenda(house)
    told = to(answer(house, listed, SAC, "Aprobadas todas"), SAC)
    assert "esa lista es de Martha Lucía Ospina Rendón" in flat(told)
    assert states(house) == [ASKED] * 4


def test_files_belong_to_the_mail_of_their_case(house: House) -> None:
    """Nobody knows for which of several requests a file was meant."""
    listed = agenda(house)
    file = File(filename="carta.txt", media_type="text/plain", content=b"Se adjunta la carta.")
    told = to(answer(house, listed, MANAGER, "Aprobadas todas", attachments=(file,)), MANAGER)
    assert "su respuesta a la lista trae archivos" in flat(told)
    assert states(house) == [ASKED] * 4


def test_a_request_that_was_decided_meanwhile_is_told(house: House) -> None:
    """It does not hinder the others; its own mail says what stands."""
    listed = agenda(house, 2)
    first = house.cases()[0]
    asked = next(one for one in house.sent() if address(MANAGER) in one.recipients and first.number in one.mail.subject)
    answer(house, asked, MANAGER, "Rechazada, falta el acta")
    sent = answer(house, listed, MANAGER, "Aprobadas todas")
    assert states(house)[1] is SCANS
    assert house.cases()[0].standing[0].approved is False
    assert any("no cambió" in flat(one) for one in sent)


def test_thanks_for_a_list_need_no_answer(house: House) -> None:
    """Nor do they decide anything."""
    listed = agenda(house)
    assert answer(house, listed, MANAGER, "Gracias, quedo pendiente") == ()
    assert states(house) == [ASKED] * 4


def test_ok_to_a_list_is_no_thanks(house: House) -> None:
    """To several it is asked about, to one it is a yes."""
    listed = agenda(house, 2)
    again = to(answer(house, listed, MANAGER, "ok"), MANAGER)
    assert "no entendí qué responde de cada solicitud" in flat(again)
    answer(house, again, MANAGER, "Aprobada la 1")
    alone = to(write(house, MANAGER, "PENDIENTES", ""), MANAGER)
    answer(house, alone, MANAGER, "ok")
    assert states(house) == [SCANS, SCANS]


def test_an_answer_without_headers_is_known_by_what_it_quotes(house: House) -> None:
    """Some programs send no references at all; the last line of the list names it."""
    listed = agenda(house, 2)
    quoted = "\n".join(f"> {line}" for line in listed.mail.text.splitlines())
    write(house, MANAGER, f"RE: {listed.mail.subject}", f"Aprobadas todas\n\n{quoted}")
    assert states(house) == [SCANS, SCANS]


def test_the_clerk_answers_for_several_at_once(house: House) -> None:
    """Scans that come by the copier need no file of the clerk."""
    for number in range(2):
        asked = to(ask(house, annulment(number)), MANAGER)
        answer(house, asked, MANAGER, "Aprobado")
    house.clock.advance(TOMORROW)
    house.poll()
    (listed,) = (one for one in house.take() if address(CLERK) in one.recipients and "esperan" in flat(one))
    assert "DIGITALIZADAS TODAS" in flat(listed)
    answer(house, listed, CLERK, "Digitalizadas todas")
    assert states(house) == [State.AWAITING_FILING] * 2
