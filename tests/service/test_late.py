"""Whole mails that come late, from the side, or without what cannot be had."""

from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing.case_facts import CaseFacts, Request
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
    """The text of a mail without line breaks."""
    return " ".join(sent.mail.text.split())


def days_pass(house: House, count: int) -> tuple[Sent, ...]:
    """What leaves by itself in so many days."""
    sent: tuple[Sent, ...] = ()
    for _ in range(count):
        house.clock.advance(timedelta(days=1))
        sent += house.receive()
    return sent


@pytest.fixture
def case() -> CaseFacts:
    """A re-invoicing, which needs the number of the new invoice."""
    return annulment(request=Request.REBILL, cause="02")


@pytest.fixture
def rebilled(house: House, case: CaseFacts) -> tuple[Sent, ...]:
    """What leaves once the documents are scanned: the number is asked of one, the filing of another."""
    sent = ask(house, case, subject=case.subject.replace("ANULADO", "REFACTURADO"))
    forwarded = to(answer(house, to(sent, SAC), SAC, "Aprobado."), CLERK)
    return answer(house, forwarded, CLERK, "Digitalizado.")


def scanning(house: House) -> Sent:
    """The documents of an approved annulment with the clerk."""
    return to(answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "Aprobado."), CLERK)


def test_who_is_awaited_is_never_told_that_it_is_somebody_elses(house: House) -> None:
    """Who is asked to approve and answers a remark that she was shown gets her own request again."""
    signature = to(ask(house, annulment(admin_costs=True, cause="05")), SAC)
    answer(house, signature, SAC, "Sí")
    remark = to(answer(house, signature, OTHER_SAC, "Ojo, esa no es la firma."), MANAGER)
    (again,) = answer(house, remark, MANAGER, "Rechazado entonces, que consigan la firma")

    assert again.recipients == (address(MANAGER),)
    assert "no venía de este correo" in flat(again)
    assert "otra persona" not in flat(again)
    answer(house, again, MANAGER, "Rechazado: que consigan la firma.")
    assert only_case(house).state is State.RETURNED


def test_a_missing_document_is_pursued_with_who_owes_it(house: House) -> None:
    """The clerk is not reminded of what she cannot do; the coordinator is, and then those who may urge them."""
    answer(house, scanning(house), CLERK, "No me llegó la carta del cliente.")
    sent = days_pass(house, 8)

    assert address(CLERK) not in {person for one in sent for person in one.recipients}
    reminded = [one for one in sent if address(COORDINATOR) in one.recipients]
    assert "Por favor envíe de nuevo los documentos" in flat(reminded[0])
    assert "que pedí a Diana Marcela Caicedo Lucumí" in flat(to(sent, SAC))


@pytest.mark.parametrize(
    "words", ["Es la mejor que tengo, así la mandó el cliente.", "No hay otra, el original está así."]
)
def test_the_clerk_hears_that_there_is_no_better_copy(house: House, words: str) -> None:
    """She goes on with what there is, and from then on it is she who is reminded."""
    asked = to(answer(house, scanning(house), CLERK, "La factura no se ve bien."), COORDINATOR)
    heard = to(answer(house, asked, COORDINATOR, words), CLERK)

    assert "por favor siga con los que hay" in flat(heard)
    assert {one.recipients for one in days_pass(house, 2)} == {(address(CLERK),)}
    answer(house, heard, CLERK, "Digitalizado así.")
    assert only_case(house).state is State.AWAITING_FILING


def test_other_words_about_a_missing_document_leave_it_owed(house: House) -> None:
    """The clerk reads them too, and the coordinator still owes the document."""
    asked = to(answer(house, scanning(house), CLERK, "La factura no se ve bien."), COORDINATOR)
    heard = to(answer(house, asked, COORDINATOR, "Se la pedí otra vez al cliente, está de viaje."), CLERK)

    assert "contestó sobre los documentos" in flat(heard)
    assert {one.recipients for one in days_pass(house, 2)} == {(address(COORDINATOR),)}


@pytest.mark.parametrize(
    "words",
    [
        "Radicado 4512 del 4/03/2026, la factura nueva es la FECA-105001",
        "Radicado 4512 hoy. La nueva factura es la FECA-105001.",
    ],
)
def test_a_filing_that_names_the_new_invoice_is_a_filing(
    house: House, case: CaseFacts, rebilled: tuple[Sent, ...], words: str
) -> None:
    """Number and day are on record; those who are asked for the invoice read what was said, and their answer counts."""
    filing = to(rebilled, COORDINATOR)
    sent = answer(house, filing, COORDINATOR, words, attachments=(stamped_memo(case),))

    assert dict(only_case(house).values) == {"numero_radicacion": "4512", "fecha_radicacion": "2026-03-04"}
    assert f"Esto escribió Diana Marcela Caicedo Lucumí: «{words}" in flat(to(sent, SAC))
    answer(house, to(sent, SAC), SAC, "FECA-105001")
    assert only_case(house).state is State.CLOSED


@pytest.mark.parametrize(
    "words",
    [
        "Ya está radicado hoy, pero no me dieron número, solo el sello",
        "Radicado s/n el 4/03/2026",
        "RADICADO el 4/03/2026, sin número",
        "Quedó radicado hoy pero allá no dan número.",
    ],
)
def test_filed_without_a_number_is_filed(house: House, words: str) -> None:
    """Day and copy are on record, nobody is asked for a number, and those to whom doubts go know that there is none."""
    filing = to(answer(house, scanning(house), CLERK, "Digitalizado."), COORDINATOR)
    sent = answer(house, filing, COORDINATOR, words, attachments=(stamped_memo(annulment()),))

    case = only_case(house)
    assert case.state is State.CLOSED
    assert dict(case.values) == {"numero_radicacion": "sin número", "fecha_radicacion": "2026-03-04"}
    assert "No encontré" not in flat(to(sent, COORDINATOR))
    assert "número de radicación: sin número" in flat(to(sent, SAC))


def test_not_taken_without_a_number_is_not_filed(house: House) -> None:
    """Words that deny a number beside a refusal leave the refusal."""
    filing = to(answer(house, scanning(house), CLERK, "Digitalizado."), COORDINATOR)
    sent = answer(house, filing, COORDINATOR, "No me lo recibieron, sin número no radican.")

    assert "no ha podido radicar" in flat(to(sent, SAC))
    assert not only_case(house).values


@pytest.mark.parametrize("who", [SAC, OTHER_SAC])
def test_anybody_who_was_asked_corrects_the_new_invoice(
    house: House, case: CaseFacts, rebilled: tuple[Sent, ...], who: str
) -> None:
    """Even after the end: the former number stays on record and the other one reads the correction."""
    number = to(rebilled, SAC)
    answer(house, number, SAC, "FECA-120044")
    answer(house, to(rebilled, COORDINATOR), COORDINATOR, "Radicado 4512 hoy", attachments=(stamped_memo(case),))
    sent = answer(house, number, who, "Corrijo, es la FECA-120054")

    closed = only_case(house)
    assert closed.values["nueva_factura"] == "FECA-120054"
    assert [one.former for one in closed.corrections] == ["FECA-120044"]
    assert {one.recipients for one in sent} == {(address(SAC),), (address(OTHER_SAC),)}


@pytest.mark.parametrize("words", ["Recibido, gracias", "Ok, ya lo hago", "Listo, apenas los tenga les aviso"])
def test_a_clerk_who_takes_up_the_work_hears_nothing(house: House, words: str) -> None:
    """Thanks and promises are no answer yet, and nobody is written to."""
    assert answer(house, scanning(house), CLERK, words) == ()
    assert only_case(house).state is State.AWAITING_DIGITIZATION
