"""Sent again: under another subject, with the same documents, too early, or in another case's thread."""

from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing.documents import ROLES, five, stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    MANAGER,
    address,
    annulment,
    answer,
    ask,
    only_case,
    to,
)

RIGHT = annulment().subject
WRONG = RIGHT.replace("ANULADO", "REFACTURADO")
INCOMPLETE = five(annulment())[:-1]


def flat(sent: Sent) -> str:
    """The text of a mail on one line."""
    return " ".join(sent.mail.text.split())


def later(house: House, **changes: object) -> tuple[Sent, ...]:
    """The same request in a mail of its own, an hour after."""
    house.clock.advance(timedelta(hours=1))
    return ask(house, annulment(), **changes)


def mismatched(house: House) -> Sent:
    """What the requester hears of a subject that asks for another thing than the memo."""
    return to(ask(house, annulment(), subject=WRONG), COORDINATOR)


def test_a_wrong_keyword_comes_with_the_word_to_answer(house: House) -> None:
    """The requester reads which keyword goes with the memo, and what to send where the memo is wrong."""
    text = flat(mismatched(house))
    assert "Si el memorando está bien, responda ANULADO; si no, envíe el memorando corregido." in text


@pytest.mark.parametrize(
    "words",
    [
        "ANULADO",
        "Es una anulación",
        "perdón, es anulado, me equivoqué en el asunto",
        "No es REFACTURADO sino ANULADO",
        "No es refacturado, es anulado. Gracias",
        f"Va bien escrito:\n{RIGHT}",
        f"El asunto correcto es: {RIGHT}",
    ],
)
def test_words_that_name_the_right_keyword_correct_the_subject(house: House, words: str) -> None:
    """The approver is asked under the right subject, and the requester reads what the subject says now."""
    sent = answer(house, mismatched(house), COORDINATOR, words)
    case = only_case(house)
    assert (case.state, case.keyword[:3], case.round) == (State.AWAITING_APPROVAL, "ANU", 1)
    assert f"Corregí el asunto: ahora dice {case.subject}." in flat(to(sent, COORDINATOR))
    assert case.subject in to(sent, MANAGER).mail.subject


@pytest.mark.parametrize(
    "words",
    [
        "No es ANULADO",
        "¿Es ANULADO?",
        "El memorando quedó mal, dice anulado",
        "El memorando dice anulado pero es refacturado",
        "Es REFACTURADO",
        "No sé cómo cambiar el asunto",
    ],
)
def test_words_that_do_not_name_it_plainly_change_nothing(house: House, words: str) -> None:
    """The subject stays, and the requester is told once more which word would mend it."""
    sent = answer(house, mismatched(house), COORDINATOR, words)
    assert (only_case(house).state, only_case(house).keyword) == (State.INCOMPLETE, "REFACTURADO")
    assert "responda ANULADO" in flat(to(sent, COORDINATOR))


@pytest.mark.parametrize("attached", [(), five(annulment())])
def test_an_answer_under_the_right_subject_corrects_it(house: House, attached: tuple[object, ...]) -> None:
    """With all documents again or with none."""
    subject = f"RE: [AN-2026-000001] {RIGHT}"
    sent = answer(house, mismatched(house), COORDINATOR, "corregido", subject=subject, attachments=attached)
    assert only_case(house).subject == RIGHT
    assert "anular la factura" in flat(to(sent, MANAGER))


@pytest.mark.parametrize("sender", [COORDINATOR, COLLEAGUE])
@pytest.mark.parametrize("days", [0, 20])
def test_a_new_mail_under_the_right_subject_corrects_it(house: House, sender: str, days: int) -> None:
    """Whoever of the branch sends it, and also after the request was closed without it."""
    mismatched(house)
    house.clock.advance(timedelta(days=days))
    house.receive()
    sent = later(house, sender=sender)
    assert (only_case(house).state, only_case(house).subject) == (State.AWAITING_APPROVAL, RIGHT)
    assert "anular la factura" in flat(to(sent, MANAGER))


def test_a_better_client_leaves_the_pending_approval_as_it_is(house: House) -> None:
    """The doubt about the subject is gone, the approver is not asked again, and the answer to the first mail counts."""
    question = to(ask(house, annulment(), subject="ANULADO-Ferretería El Tornillo-CALI"), MANAGER)
    assert any(code.startswith("subject.") for code in only_case(house).codes)
    (told,) = later(house)
    assert "Corregí el asunto" in flat(told)
    assert "que pedí a Martha Lucía Ospina Rendón" in flat(told)
    assert not any(code.startswith("subject.") for code in only_case(house).codes)

    answer(house, question, MANAGER, "Aprobado")
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_a_worse_subject_or_one_of_another_branch_corrects_nothing(house: House) -> None:
    """A request whose subject fits keeps it."""
    ask(house, annulment())
    (told,) = later(house, subject=WRONG)
    assert only_case(house).subject == RIGHT
    assert "ya la había recibido" in flat(told)
    later(house, subject=RIGHT.replace("CALI", "PASTO"))
    assert only_case(house).subject == RIGHT


def test_a_subject_corrected_with_a_better_document_is_one_correction(house: House) -> None:
    """Both mend the request at once."""
    ask(house, annulment(), subject=WRONG, files=INCOMPLETE)
    later(house)
    assert (only_case(house).state, only_case(house).subject) == (State.AWAITING_APPROVAL, RIGHT)


def test_the_same_incomplete_documents_again_are_told_what_is_missing(house: House) -> None:
    """In a mail of its own, in an answer, and after the request was closed for want of them."""
    first = to(ask(house, annulment(), files=INCOMPLETE), COORDINATOR)
    told = [*later(house, files=INCOMPLETE), *answer(house, first, COORDINATOR, "van", attachments=INCOMPLETE)]
    house.clock.advance(timedelta(days=20))
    house.receive()
    (closed,) = later(house, files=INCOMPLETE)
    assert ["Falta el informe de gestiones" in flat(one) for one in (*told, closed)] == [True] * 3
    assert not any("No hay que enviarla otra vez" in flat(one) for one in (*told, closed))
    assert "el caso se abre de nuevo con el mismo número" in flat(closed)

    sent = later(house)
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert "anular la factura" in flat(to(sent, MANAGER))


@pytest.mark.parametrize("sender", [COORDINATOR, COLLEAGUE])
def test_the_documents_that_were_refused_again_are_told_the_reasons(house: House, sender: str) -> None:
    """And how to present them once more."""
    refused = answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "No procede, falta el contrato")
    again = [*later(house, sender=sender)]
    again += answer(house, to(refused, COORDINATOR), sender, "van otra vez", attachments=five(annulment()))
    for told in map(flat, again):
        assert "falta el contrato" in told
        assert "responda FAVOR RECONSIDERAR y por qué" in told
    assert (len(again), only_case(house).state) == (2, State.RETURNED)


def test_a_request_that_waits_is_told_for_whom(house: House) -> None:
    """Nothing is wanted of the requester, who reads of whom it is."""
    ask(house, annulment())
    (told,) = later(house)
    assert "No hay que enviarla otra vez." in flat(told)
    assert "Falta la aprobación, que pedí a Martha Lucía Ospina Rendón." in flat(told)


@pytest.mark.parametrize("attached", [(), (stamped_memo(annulment()),)])
def test_a_filing_told_before_the_approval_changes_nothing(house: House, attached: tuple[object, ...]) -> None:
    """The requester is told to keep it, and the approver's answer to the pending question counts."""
    sent = ask(house, annulment())
    (told,) = answer(
        house, to(sent, COORDINATOR), COORDINATOR, "Ya lo radiqué con el 4512 el 4/03/2026", attachments=attached
    )
    assert "todavía no está aprobada" in flat(told)
    assert "que pedí a Martha Lucía Ospina Rendón" in flat(told)
    assert {piece.filename for piece in only_case(house).pieces} == {file.filename for file in five(annulment())}

    sent = answer(house, to(sent, MANAGER), MANAGER, "Aprobado")
    filing = answer(house, to(sent, CLERK), CLERK, "Digitalizado")
    text = "Radicado 4512 del 4/03/2026"
    answer(house, to(filing, COORDINATOR), COORDINATOR, text, attachments=(stamped_memo(annulment()),))
    assert only_case(house).state is State.CLOSED


def test_a_stamped_copy_beside_what_was_missing_replaces_no_memo(house: House) -> None:
    """What was missing is taken, the copy is not."""
    sent = ask(house, annulment(), files=INCOMPLETE)
    brought = (stamped_memo(annulment()), five(annulment())[-1])
    sent = answer(
        house, to(sent, COORDINATOR), COORDINATOR, "Ya lo radiqué con el 4512, va la copia", attachments=brought
    )
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert sum("todavía no está aprobada" in flat(one) for one in sent) == 1
    memo = only_case(house).piece(ROLES[0])
    assert memo is not None
    assert memo.filename == INCOMPLETE[0].filename


def test_an_early_filing_of_a_refused_request_hears_the_refusal(house: House) -> None:
    """Whoever files what was not approved reads why it was not."""
    refused = answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "No procede, falta el contrato")
    (told,) = answer(house, to(refused, COORDINATOR), COORDINATOR, "Ya quedó radicado con el 4512 el 4/03/2026")
    assert "falta el contrato" in flat(told)
    assert only_case(house).state is State.RETURNED


@pytest.mark.parametrize("complete", [True, False])
def test_the_documents_of_another_open_case_find_it_from_any_thread(house: House, complete: bool) -> None:
    """They open no third case: they are told whose they are, or complete it."""
    other = annulment(1)
    thread = to(ask(house, annulment()), COORDINATOR)
    house.clock.advance(timedelta(minutes=5))
    ask(house, other, files=five(other) if complete else five(other)[:-1])
    sent = answer(house, thread, COORDINATOR, "Van los de la otra, perdón", attachments=five(other))
    mine, theirs = house.cases()
    assert (mine.round, theirs.round, theirs.state) == (1, 1, State.AWAITING_APPROVAL)
    assert [address(MANAGER) in one.recipients for one in sent] == ([False] if complete else [False, True])
    assert all(one.mail.subject.startswith(f"[{theirs.number}]") for one in sent)
