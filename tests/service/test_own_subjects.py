"""Stamped copies under a subject of the coordinator's own."""

import pytest

from bot.core.process import State
from bot.testing.documents import stamped_memo
from bot.testing.house import House
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    OUTSIDER,
    address,
    annulment,
    answer,
    ask,
    only_case,
    outcomes,
    to,
    write,
)
from tests.service.test_beside import flat
from tests.service.test_filing import forwarded

COPY = stamped_memo(annulment())
WORDS = "Buenas, va el radicado 5521 de hoy"


@pytest.fixture
def awaited(house: House) -> House:
    """A case that waits for its filing."""
    answer(house, to(forwarded(house, annulment()), CLERK), CLERK, "Digitalizado.")
    return house


@pytest.mark.parametrize("person", [COORDINATOR, COLLEAGUE])
@pytest.mark.parametrize(
    "subject", ["radicado Distribuidora La Acacia", "Memo radicado - Distribuidora La Acacia - Cali"]
)
def test_the_client_in_the_subject_tells_the_case(subject: str, person: str, awaited: House) -> None:
    """Its author gets the question to answer, once more; that answer closes the case."""
    question = to(write(awaited, person, subject, WORDS, COPY), person)
    assert "Por favor radique el memorando original" in flat(question)
    answer(awaited, question, person, "Radicado 5521 hoy", attachments=(COPY,))
    assert only_case(awaited).state is State.CLOSED


def test_a_filing_of_a_case_that_nobody_can_tell_is_answered(awaited: House) -> None:
    """Whoever says that it is filed hears at once which mail to answer."""
    (told,) = write(awaited, COLLEAGUE, "radicado", WORDS, COPY)
    assert told.recipients == (address(COLLEAGUE),)
    assert "no sé de cuál caso habla" in flat(told)
    assert "busque el correo en que le pedí su respuesta" in flat(told)


@pytest.mark.parametrize("subject", ["radicado Distribuidora La Acacia", "radicado"])
def test_an_outsider_is_not_answered(subject: str, awaited: House) -> None:
    """The same from somebody who files nothing is none of ours."""
    assert write(awaited, OUTSIDER, subject, WORDS, COPY) == ()
    assert outcomes(awaited)[-1] == "not_ours"


def test_a_case_that_waits_for_no_filing_is_not_told(house: House) -> None:
    """Before the approval, the client in a subject leads to no case."""
    ask(house, annulment())
    (told,) = write(house, COORDINATOR, "radicado Distribuidora La Acacia", WORDS, COPY)
    assert "no sé de cuál caso habla" in flat(told)
