"""While somebody is asked whether a decision or a request is taken back, nothing goes on and nobody is urged."""

from dataclasses import replace

import pytest

from bot.core.deadline import DeadlineKind
from bot.core.events import TurnedReason
from bot.core.intent import Verdict
from bot.core.process import State
from bot.core.request import Question
from tests.core.world import CLERK, COLLEAGUE, DIRECTOR, MANAGER, OTHER_SAC, REQUESTER, SAC, Conversation

REBILL = {"tipo": ("refacturacion",), "factura_original": "FECA-104582"}


def decided() -> Conversation:
    """Approved, and the clerk is scanning."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)
    return talk


@pytest.mark.parametrize("question", [Question.REVERSAL, Question.WITHDRAWAL])
def test_the_clerk_is_not_urged_meanwhile(question: Question) -> None:
    """Reminders of a held case are put off, and come again once it goes on."""
    talk = decided()
    if question is Question.REVERSAL:
        talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER))
    else:
        talk.withdraw()
    talk.pass_time(days=2, hours=9)
    assert talk.now_to(CLERK) == []

    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER, question))
    talk.pass_time(days=4)
    assert "recordatorio" in talk.to(CLERK)


def test_a_withdrawal_never_goes_on_by_itself() -> None:
    """The manager is reminded again and again; after a while management is asked as well, and reminded too."""
    talk = decided()
    talk.withdraw()
    for _ in range(20):
        talk.pass_time(days=1)
    assert talk.case is not None
    assert talk.case.is_held
    assert set(talk.to(DIRECTOR)) == {"pide_retiro"}
    assert len(talk.to(DIRECTOR)) > 1
    assert talk.to(MANAGER).count("pide_retiro") > 3


def test_where_nobody_is_above_those_to_whom_doubts_go_are_asked() -> None:
    """A step that escalates to nobody has somebody else who is asked about the withdrawal all the same."""
    talk = Conversation()
    talk.open(facts=REBILL)
    talk.answer(SAC, Verdict.APPROVE)
    talk.withdraw()
    for _ in range(6):
        talk.pass_time(days=1)
    assert "pide_retiro" in talk.to(OTHER_SAC)


def test_two_questions_hold_until_both_are_answered() -> None:
    """The answer to one takes only its own deadline away."""
    talk = decided()
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER))
    talk.withdraw()
    assert talk.case is not None
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER, Question.REVERSAL))
    kinds = {deadline.kind for deadline in talk.case.deadlines if deadline.step == "aprobacion"}
    assert kinds == {DeadlineKind.WITHDRAWAL}
    talk.answer(CLERK, Verdict.DONE)
    assert talk.case.state is State.AWAITING_DIGITIZATION

    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER, Question.WITHDRAWAL))
    assert talk.case.state is State.AWAITING_FILING


def test_a_reversal_voids_a_withdrawal() -> None:
    """What is returned asks nobody anything any more, and may be withdrawn at once."""
    talk = decided()
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER))
    talk.withdraw()
    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER, Question.REVERSAL))
    assert talk.case is not None
    assert (talk.case.state, talk.case.open_requests) == (State.RETURNED, ())

    talk.withdraw()
    assert talk.case.state is State.WITHDRAWN


def test_whoever_insists_hears_who_is_asked() -> None:
    """Any coordinator of the branch, without a second question to the approver."""
    talk = decided()
    talk.withdraw()
    talk.withdraw(COLLEAGUE)
    assert talk.now_to(COLLEAGUE) == ["retiro_preguntado"]
    assert talk.now_to(MANAGER) == []
    assert talk.last[0].reason is TurnedReason.ASKED_ALREADY  # type: ignore[union-attr]  # it is a Turned


def test_a_withdrawal_goes_to_all_who_still_owe_something() -> None:
    """Who approved is asked; a second approver who has not yet waits with the rest."""
    talk = Conversation()
    talk.open(facts={**REBILL, "tipo": ("anulacion", "refacturacion")})
    talk.answer(MANAGER, Verdict.APPROVE)
    talk.withdraw()
    assert (talk.now_to(SAC), talk.now_to(REQUESTER)) == (["en_pausa"], ["retiro_preguntado"])

    talk.answer(SAC, Verdict.APPROVE)
    assert talk.case is not None
    assert talk.to(CLERK) == []
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER, Question.WITHDRAWAL))
    assert talk.now_to(CLERK) == ["documentos_aprobados"]


def test_nobody_is_reminded_of_a_question_that_an_unclear_word_raised() -> None:
    """It holds nothing, also beside a withdrawal that did."""
    talk = decided()
    talk.answer(MANAGER, Verdict.UNCLEAR, to=talk.asked(MANAGER))
    assert talk.now_to(MANAGER) == ["pide_cambio"]
    talk.withdraw()
    talk.pass_time(days=3)
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER, Question.WITHDRAWAL))
    assert talk.case is not None
    assert {deadline.step for deadline in talk.case.deadlines} == {"digitalizacion"}

    talk.pass_time(days=4)
    assert talk.to(MANAGER).count("pide_cambio") == 1
    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER, Question.REVERSAL))
    assert talk.case.state is State.RETURNED


def test_every_decision_has_its_own_question() -> None:
    """An answer to one never counts for another; a question of old, without its decision, means the last one."""
    talk = decided()
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER))
    first = talk.asked(MANAGER, Question.REVERSAL)
    talk.answer(MANAGER, Verdict.APPROVE, to=first)
    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER))
    second = talk.asked(MANAGER, Question.REVERSAL)

    assert talk.case is not None
    assert (first.decision, second.decision) == (1, 2)
    assert [talk.case.to_reverse(one).approved for one in (first, second)] == [True, False]
    assert talk.case.to_reverse(replace(first, decision=0)) == talk.case.decisions[-1]
    assert f"{replace(first, decision=0).key}/1" == first.key
