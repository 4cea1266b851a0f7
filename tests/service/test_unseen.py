"""Who decides and could not see the documents gets them again."""

import pytest

from bot.core.process import State
from bot.testing.documents import ROLES
from bot.testing.house import House
from tests.service.people import CLERK, MANAGER, SAC, address, annulment, answer, ask, only_case, to
from tests.service.test_beside import flat

CASE = annulment()


@pytest.mark.parametrize(
    "words",
    [
        "No me llegaron los adjuntos",
        "No puedo abrir los archivos, ¿me los reenvía?",
        "Me reenvías los soportes por favor",
        "El correo llegó sin adjuntos",
        "¿Me puede enviar de nuevo los documentos?",
        "No me cargan los archivos en el celular",
    ],
)
def test_documents_are_sent_again(house: House, words: str) -> None:
    """The whole request comes once more, and an answer to it counts."""
    again = to(answer(house, to(ask(house, CASE), MANAGER), MANAGER, words), MANAGER)
    assert "Aquí van de nuevo los documentos" in flat(again)
    assert len(again.mail.attachments) == len(ROLES)

    to(answer(house, again, MANAGER, "Aprobado"), CLERK)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_who_still_does_not_see_them_is_helped(house: House) -> None:
    """The third time those to whom doubts go are asked to help."""
    asked = to(ask(house, CASE), MANAGER)
    for _ in range(2):
        asked = to(answer(house, asked, MANAGER, "No me llegaron los adjuntos"), MANAGER)
    helped = answer(house, asked, MANAGER, "Sigo sin verlos")
    assert address(SAC) in {person for sent in helped for person in sent.recipients}


def test_a_refusal_for_lack_of_a_document_is_a_refusal(house: House) -> None:
    """A clear decision is no wish to see anything again."""
    answer(house, to(ask(house, CASE), MANAGER), MANAGER, "Rechazado, no llegó la carta del cliente")
    assert only_case(house).state is State.RETURNED
