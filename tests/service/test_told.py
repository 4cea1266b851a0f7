"""Whole mails whose author used to hear nothing: what became of their words, and who was told."""

import pytest

from bot.core.process import State
from bot.testing.house import House, Sent
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    MANAGER,
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
    """The text of a mail without line breaks."""
    return " ".join(sent.mail.text.split())


@pytest.fixture
def forwarded(house: House) -> Sent:
    """The documents with the clerk, after the approval."""
    return to(answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "Aprobado."), CLERK)


@pytest.fixture
def filing(house: House, forwarded: Sent) -> Sent:
    """The coordinator's request to file the memo."""
    return to(answer(house, forwarded, CLERK, "Digitalizado."), COORDINATOR)


def test_who_could_not_file_hears_who_knows(house: House, filing: Sent) -> None:
    """A memo that was not taken is on record: the coordinator reads to whom it was told, and may answer that mail."""
    sent = answer(house, filing, COORDINATOR, "No me lo recibieron, la encargada está de vacaciones.")
    assert "no ha podido radicar" in flat(to(sent, SAC))
    noted = to(sent, COORDINATOR)
    assert "se lo dije a Luz Adriana Hincapié Toro y Óscar Fernando Rojas Peña" in flat(noted)

    lacking = to(answer(house, noted, COORDINATOR, "Radicado hoy con el No. 2026-00457."), COORDINATOR)
    assert "falta adjuntar" in flat(lacking)


def test_who_withdraws_after_the_approval_hears_who_is_asked(house: House, forwarded: Sent) -> None:
    """A colleague's withdrawal waits for the approver; the colleague learns so, and also that she said no."""
    sent = write(house, COLLEAGUE, "Re: [AN-2026-000001]", "Por favor retirar la solicitud, el cliente desistió.")
    assert "Le pregunté a Martha Lucía Ospina Rendón" in flat(to(sent, COLLEAGUE))
    assert only_case(house).state is State.AWAITING_DIGITIZATION

    sent = answer(house, to(sent, MANAGER), MANAGER, "No")
    assert "no aceptó retirar" in flat(to(sent, COLLEAGUE))
    assert "no aceptó retirar" in flat(to(sent, COORDINATOR))


def test_who_is_not_understood_hears_who_will_write(house: House, forwarded: Sent) -> None:
    """After the third unclear answer the clerk learns who helps; later ones go to those helpers alone."""
    first, second = (to(answer(house, forwarded, CLERK, "Ahí miramos."), CLERK) for _ in range(2))
    assert "No entendí su respuesta" in flat(first)
    assert "No entendí su respuesta" in flat(second)
    sent = answer(house, forwarded, CLERK, "Ahí miramos a ver.")

    assert "Luz Adriana Hincapié Toro u Óscar Fernando Rojas Peña le escribirá" in flat(to(sent, CLERK))
    assert to(sent, SAC)
    (alone,) = answer(house, forwarded, CLERK, "Pues ahí miramos.")
    assert address(CLERK) not in alone.recipients


def test_a_question_about_the_filing_hears_whom_to_ask(house: House, filing: Sent) -> None:
    """A coordinator's question that nobody but people can answer comes back with their addresses."""
    (again,) = answer(house, filing, COORDINATOR, "¿En cuál oficina lo radico?")

    assert again.recipients == (address(COORDINATOR),)
    assert f"escríbale a Luz Adriana Hincapié Toro ({address(SAC)})" in flat(again)
