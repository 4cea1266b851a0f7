"""Documents and answers of another matter that come in a thread, or under a subject, which is not theirs."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.process import State
from bot.testing.documents import five, stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    MANAGER,
    annulment,
    answer,
    ask,
    only_case,
    to,
    write,
)

HERE, OTHER = annulment(), annulment(2)
FILER = "Nubia Esperanza Rátiva Chacón <nubia.rativa@empresa.example>"


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def scanning(house: House) -> Sent:
    """The case is approved; this mail asks the clerk to scan."""
    return to(answer(house, to(ask(house, HERE), MANAGER), MANAGER, "Aprobado"), CLERK)


def awaiting_filing(house: House) -> Sent:
    """The case is scanned; this mail asks the coordinator to file the memo."""
    return to(answer(house, scanning(house), CLERK, "Digitalizado"), COORDINATOR)


def refused(house: House) -> Sent:
    """The case is returned; this mail says why."""
    return to(answer(house, to(ask(house, HERE), MANAGER), MANAGER, "No procede"), COORDINATOR)


def closed(house: House) -> Sent:
    """The case is closed; this mail says so."""
    filed = answer(house, awaiting_filing(house), COORDINATOR, "Radicado 4512 hoy", attachments=(stamped_memo(HERE),))
    return to(filed, COORDINATOR)


@pytest.mark.parametrize("stage", [refused, awaiting_filing, closed])
@pytest.mark.parametrize("subject", [OTHER.subject, ""])
def test_an_incomplete_set_of_another_client_is_a_case_of_its_own(
    house: House, stage: Callable[[House], Sent], subject: str
) -> None:
    """Whatever became of the thread's case, it stays as it is; the new one is linked and lists what it lacks."""
    thread = stage(house)
    before = only_case(house)
    said = {"subject": subject} if subject else {}
    (told,) = answer(house, thread, COORDINATOR, "Otra anulación", attachments=five(OTHER)[:4], **said)
    untouched, opened = house.cases()
    assert (untouched.state, untouched.pieces, untouched.values) == (before.state, before.pieces, before.values)
    assert (opened.linked, opened.state) == ((before.number,), State.INCOMPLETE)
    assert opened.client.startswith(OTHER.trade_name)
    assert "Falta el informe de gestiones" in flat(told)
    assert f"llegaron en el correo del caso {before.number}, que sigue como estaba" in flat(told)


def test_a_lone_document_of_another_open_case_goes_to_that_one(house: House) -> None:
    """The log that another request lacks completes it, in whatever thread it comes."""
    received = to(ask(house, HERE), COORDINATOR)
    ask(house, OTHER, files=five(OTHER)[:4])
    sent = answer(house, received, COORDINATOR, "Va el informe", attachments=five(OTHER)[4:])
    assert to(sent, MANAGER)
    assert [case.state for case in house.cases()] == [State.AWAITING_APPROVAL, State.AWAITING_APPROVAL]


def test_a_lone_invoice_of_another_client_replaces_nothing(house: House) -> None:
    """Its sender is asked whether it is the wrong file; the right one counts."""
    back = refused(house)
    (told,) = answer(house, back, COORDINATOR, "Va corregida", attachments=(five(OTHER)[1],))
    assert flat(told).startswith("Buen día, Diana: ¿Lo que envió es de otra solicitud?")
    assert OTHER.invoice_number in flat(told)
    assert only_case(house).state is State.RETURNED


def test_a_corrected_number_of_the_same_client_is_a_correction(house: House) -> None:
    """A memo that names another invoice of the same client corrects the case, or is found wrong in it."""
    typed = replace(HERE, invoice_number="FECA-110099")
    received = to(ask(house, HERE, files=(five(typed)[0], *five(HERE)[1:])), COORDINATOR)
    answer(house, received, COORDINATOR, "Va el memo corregido", attachments=(five(HERE)[0],))
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_memo_and_invoice_that_the_other_documents_agree_with_correct_the_case(house: House) -> None:
    """A request that came with the memo and the invoice of another number takes the right ones."""
    mixed = replace(HERE, invoice_number="FECA-110099")
    received = to(ask(house, HERE, files=(*five(mixed)[:2], *five(HERE)[2:])), COORDINATOR)
    answer(house, received, COORDINATOR, "Van corregidos", attachments=five(HERE)[:2])
    assert only_case(house).state is State.AWAITING_APPROVAL


@pytest.mark.parametrize("words", ["Gracias", "Buenas, este no es mío", "Retiro la solicitud"])
def test_an_answer_of_another_branch_opens_no_case(house: House, words: str) -> None:
    """Whoever has no part in a case and answers in its thread is told so, thanks are not answered at all."""
    received = to(ask(house, HERE), COORDINATOR)
    sent = answer(house, received, FILER, words)
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert ["todavía no le he pedido nada del caso AN-2026-000001" in flat(one) for one in sent] == [True] * len(sent)
    assert bool(sent) is (words != "Gracias")


def test_an_answer_without_files_opens_no_case(house: House) -> None:
    """A coordinator who answers some mail of their own, with nothing attached, learns what a request needs."""
    (told,) = write(house, COORDINATOR, "RE: " + HERE.subject, "Va lo que faltaba")
    assert "envíela en un correo nuevo con todos sus documentos" in flat(told)
    assert house.cases() == ()


@pytest.mark.parametrize("prefix", ["", "RE: "])
def test_a_stamped_copy_in_a_mail_of_its_own_opens_no_case(house: House, prefix: str) -> None:
    """A colleague's filing under the old subject gets the request again, whose answer counts."""
    awaiting_filing(house)
    (again,) = write(house, COLLEAGUE, prefix + HERE.subject, "Quedó radicado con el 4512 hoy", stamped_memo(HERE))
    assert "Por favor responda este mismo" in flat(again)
    answer(house, again, COLLEAGUE, "Radicado 4512 hoy", attachments=(stamped_memo(HERE),))
    assert only_case(house).state is State.CLOSED


def test_scans_in_a_mail_of_their_own_get_the_request_again(house: House) -> None:
    """A clerk who writes a new mail under the old subject is not told that she may not ask."""
    scanning(house)
    (again,) = write(house, CLERK, "RE: " + HERE.subject, "Digitalizado", *five(HERE))
    assert "Por favor responda este mismo" in flat(again)
    answer(house, again, CLERK, "Digitalizado")
    assert only_case(house).state is State.AWAITING_FILING


def test_another_request_of_the_client_is_no_answer(house: House) -> None:
    """A new set under the same subject opens a case while the first one waits to be filed."""
    awaiting_filing(house)
    other = replace(HERE, invoice_number="FECA-110077", memo_number="CAL-0277-2026")
    write(house, COORDINATOR, other.subject, "Otra", *five(other))
    assert [case.state for case in house.cases()] == [State.AWAITING_FILING, State.AWAITING_APPROVAL]


def test_two_requests_in_one_mail_are_told_apart(house: House) -> None:
    """The case goes on with one of them; its sender reads that the other one needs a mail of its own, and sends it."""
    sent = ask(house, HERE, files=(*five(HERE), *five(OTHER)))
    told = flat(to(sent, COORDINATOR))
    assert f"de la factura {OTHER.invoice_number}, y esta es la de la factura {HERE.invoice_number}" in told
    assert "por favor envíe la otra en un correo aparte" in told
    assert "indique cuál es el válido" not in told
    assert "Llegó también el memorando de otra solicitud" in flat(to(sent, MANAGER))
    assert "correo aparte" not in flat(to(sent, MANAGER))
    ask(house, OTHER)
    assert [case.state for case in house.cases()] == [State.AWAITING_APPROVAL, State.AWAITING_APPROVAL]
