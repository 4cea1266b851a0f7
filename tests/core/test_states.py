"""The table of states of the annulment process, row by row: what each event does in each state."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core import events as e
from bot.core.calendar import Term, Unit
from bot.core.company import Company, Deputy
from bot.core.document import Read
from bot.core.events import TurnedReason
from bot.core.evolve import fold
from bot.core.intent import Filing, Verdict, Wish
from bot.core.process import Escalation, State
from bot.core.register import history
from bot.core.request import Question
from tests.company import SUPPORT
from tests.core.world import (
    CLERK,
    COLLEAGUE,
    COMPANY,
    COSTS,
    DEPUTY,
    DIRECTOR,
    MANAGER,
    OTHER_SAC,
    PROCESS,
    REQUESTER,
    SAC,
    STRANGER,
    UNPROVEN,
    WRONG_VALUE,
    Conversation,
    five,
    piece,
)

BOTH = {"tipo": ("anulacion", "refacturacion")}
ANNULMENT_COVERED_BY_DEPUTY = replace(
    COMPANY, deputies=(Deputy(principal=MANAGER, substitute=DEPUTY, first=date(2026, 3, 1), last=date(2026, 3, 20)),)
)


def covered(substitute: str, until: date) -> Company:
    """The company while somebody stands in for the manager."""
    deputy = Deputy(principal=MANAGER, substitute=substitute, first=date(2026, 3, 1), last=until)
    return replace(COMPANY, deputies=(deputy,))


def turned(talk: Conversation) -> TurnedReason | None:
    """Why the last thing changed nothing."""
    return next((event.reason for event in talk.last if isinstance(event, e.Turned)), None)


def test_happy_path_mails() -> None:
    """From request to closed the coordinator gets four mails, the manager one and the clerk one."""
    talk = Conversation()
    talk.until(State.CLOSED)

    assert talk.case is not None
    assert talk.case.state is State.CLOSED
    assert talk.to(REQUESTER) == ["acuse", "documentos_aprobados", "pide_confirmacion.radicacion", "cerrada"]
    assert talk.to(MANAGER) == ["pide_aprobacion.aprobacion"]
    assert talk.to(CLERK) == ["documentos_aprobados"]


def test_fold_is_the_case() -> None:
    """The case is the fold of its events, whatever happened."""
    talk = Conversation()
    talk.open(COSTS, facts=BOTH)
    talk.answer(SAC, Verdict.APPROVE)
    talk.answer(MANAGER, Verdict.REJECT)
    talk.supply(REQUESTER, piece("memorando", "2"))

    assert fold(None, talk.events) == talk.case


def test_incomplete_is_returned_with_everything() -> None:
    """A request with an error asks nobody; its requester gets one mail with all findings."""
    talk = Conversation()
    talk.open(WRONG_VALUE)

    assert talk.case is not None
    assert talk.case.state is State.INCOMPLETE
    assert [send.template for send in talk.sends] == ["incompleta"]
    assert talk.sends[0].context["findings"] == [
        {
            "code": "invoice.value_mismatch",
            "severity": "error",
            "document": "memorando",
            "file": "",
            "place": "",
            "by_reading": False,
            "contested": False,
            "data": {},
        }
    ]


def test_incomplete_completed() -> None:
    """The missing piece completes the same case, which goes to approval in its first round."""
    talk = Conversation()
    talk.open(WRONG_VALUE)
    talk.supply(REQUESTER, piece("memorando", "2"))

    assert talk.case is not None
    assert (talk.case.state, talk.case.round) == (State.AWAITING_APPROVAL, 1)
    assert talk.now_to(MANAGER) == ["pide_aprobacion.aprobacion"]


def test_incomplete_completed_by_a_colleague() -> None:
    """Another coordinator of the branch may complete a request."""
    talk = Conversation()
    talk.open(WRONG_VALUE)
    talk.supply(COLLEAGUE, piece("memorando", "2"))

    assert talk.case is not None
    assert talk.case.state is State.AWAITING_APPROVAL


def test_incomplete_still_wrong() -> None:
    """What is still wrong after a correction goes back in one mail again."""
    talk = Conversation()
    talk.open(WRONG_VALUE)
    talk.supply(REQUESTER, piece("memorando", "2"), findings=(WRONG_VALUE,))

    assert talk.now_to(REQUESTER) == ["incompleta"]


def test_incomplete_silence() -> None:
    """Ten business days of silence close an incomplete request as not continued, and its requester is told."""
    talk = Conversation()
    talk.open(WRONG_VALUE)
    talk.pass_time(days=13)
    assert talk.case is not None
    assert talk.case.state is State.INCOMPLETE

    talk.pass_time(days=2)
    assert talk.case.state is State.CLOSED
    assert (talk.case.outcome, talk.case.register) == ("no_continuada", "No continuada")
    assert talk.now_to(REQUESTER) == ["no_continuada"]


def test_not_continued_opens_again() -> None:
    """A later answer opens a request that was not continued."""
    talk = Conversation()
    talk.open(WRONG_VALUE)
    talk.pass_time(days=15)
    talk.supply(REQUESTER, piece("memorando", "2"))

    assert talk.case is not None
    assert (talk.case.state, talk.case.register) == (State.AWAITING_APPROVAL, "En trámite")
    assert "Reopened" in talk.kinds()


def test_signature_confirmed() -> None:
    """With administrative costs the case waits until the signature is confirmed, then goes to approval."""
    talk = Conversation()
    talk.open(COSTS)
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_SIGNATURE
    assert talk.now_to(SAC) == ["pide_confirmacion.firma"]

    talk.answer(SAC, Verdict.APPROVE)
    assert talk.case.state is State.AWAITING_APPROVAL
    assert talk.now_to(MANAGER) == ["pide_aprobacion.aprobacion"]


def test_who_confirmed_the_signature_is_not_told_to_stop() -> None:
    """A refusal takes nothing back of what they answered; the same documents need no second look of theirs."""
    talk = Conversation()
    talk.open(COSTS)
    talk.answer(SAC, Verdict.APPROVE)
    talk.answer(MANAGER, Verdict.REJECT)
    assert talk.now_to(REQUESTER) == ["devuelta"]
    assert talk.now_to(SAC) == talk.now_to(OTHER_SAC) == []

    talk.supply(REQUESTER, reconsider=True)
    assert talk.now_to(MANAGER) == ["pide_aprobacion.aprobacion"]


def test_settled_doubt_is_not_shown_again() -> None:
    """Once a person confirmed the signature, the approver is not told that somebody must."""
    talk = Conversation()
    talk.open(COSTS)
    assert talk.sends[0].context["findings"] == []

    talk.answer(SAC, Verdict.APPROVE)
    (asked,) = talk.sends
    assert asked.context["findings"] == []
    assert asked.context["values"] == {"firma": SAC}


def test_signature_not_seen() -> None:
    """Without a signature the case keeps waiting and its requester is asked for the signed letter."""
    talk = Conversation()
    talk.open(COSTS)
    talk.answer(SAC, Verdict.REJECT)

    assert talk.case is not None
    assert talk.case.state is State.AWAITING_SIGNATURE
    assert talk.now_to(REQUESTER) == ["no_confirmada.firma"]


def test_a_signature_that_one_denies_and_another_confirms() -> None:
    """The approver reads both answers; the requester is told that nothing is owed, and whoever said no who said yes."""
    talk = Conversation()
    talk.open(COSTS)
    talk.answer(OTHER_SAC, Verdict.REJECT)
    talk.answer(SAC, Verdict.APPROVE)

    assert talk.now_to(OTHER_SAC) == talk.now_to(REQUESTER) == ["confirmada.firma"]
    assert talk.now_to(SAC) == []
    (asked,) = (send for send in talk.sends if MANAGER in send.to)
    assert [one["person"] for one in asked.context["denials"]] == [OTHER_SAC]
    assert [one["person"] for one in asked.context["confirmations"]] == [SAC]


def test_who_changes_a_no_into_a_yes_owes_the_requester_a_word() -> None:
    """The letter that was asked for is not owed any more, whoever finds the signature after all."""
    talk = Conversation()
    talk.open(COSTS)
    talk.answer(SAC, Verdict.REJECT)
    talk.answer(SAC, Verdict.APPROVE)

    assert talk.now_to(REQUESTER) == ["confirmada.firma"]
    assert talk.now_to(SAC) == []


def test_a_signature_that_is_denied_after_it_was_confirmed() -> None:
    """Those to whom doubts go and whoever is deciding hear of it in one mail; nothing changes."""
    talk = Conversation()
    talk.open(COSTS)
    no = talk.asked(OTHER_SAC)
    talk.answer(SAC, Verdict.APPROVE)
    talk.answer(OTHER_SAC, Verdict.REJECT, to=no)

    told = [(send.template, send.to) for send in talk.sends]
    assert told == [("comentario", (SAC, MANAGER)), ("pasado", (OTHER_SAC,))]
    assert talk.case is not None
    assert (talk.case.state, len(talk.case.denials)) == (State.AWAITING_APPROVAL, 1)


def test_denials_are_of_the_documents_that_they_speak_of() -> None:
    """A new letter is seen for the first time by everybody."""
    talk = Conversation()
    talk.open(COSTS)
    talk.answer(SAC, Verdict.REJECT)
    talk.supply(REQUESTER, piece("carta_respuesta", "2"), findings=(COSTS,))
    talk.answer(SAC, Verdict.APPROVE)

    assert talk.case is not None
    assert talk.case.denials == ()
    assert [send.template for send in talk.sends] == ["pide_aprobacion.aprobacion"]


def test_signed_letter_is_shown_again() -> None:
    """A new letter is a change of documents: whoever confirms signatures is asked about the new one."""
    talk = Conversation()
    talk.open(COSTS)
    talk.supply(REQUESTER, piece("carta_respuesta", "firmada"), findings=(COSTS,))

    assert talk.case is not None
    assert (talk.case.state, talk.case.round) == (State.AWAITING_SIGNATURE, 2)
    assert talk.now_to(SAC) == ["pide_confirmacion.firma"]


def test_approved_is_forwarded_and_registered() -> None:
    """A clear yes forwards the documents to coordinator and clerk and enters the client as annulled."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)

    assert talk.case is not None
    assert talk.case.register == "Anulado"
    (forward,) = talk.sends
    assert (forward.to, forward.cc) == ((REQUESTER,), (CLERK,))
    assert [enclosure.filename for enclosure in forward.enclosures] == [f"{p.role}.pdf" for p in five()]


def test_refused_is_returned_with_reasons() -> None:
    """A clear no returns the request to its requester with the reasons."""
    talk = Conversation()
    talk.open()
    talk.answer(MANAGER, Verdict.REJECT)

    assert talk.case is not None
    assert (talk.case.state, talk.case.register) == (State.RETURNED, "Devuelto")
    assert talk.now_to(REQUESTER) == ["devuelta"]
    assert talk.sends[0].context["words"] == "las palabras"


def test_unclear_is_asked_again_twice() -> None:
    """An unclear answer is asked again in one line, at most twice; then those to whom doubts go are told.

    Its author hears once that they will write.
    """
    talk = Conversation()
    talk.open()
    told = []
    for _ in range(4):
        talk.answer(MANAGER, Verdict.UNCLEAR)
        told.append((talk.now_to(MANAGER), talk.now_to(SAC)))

    assert told == [(["aclaracion"], []), (["aclaracion"], []), (["ayuda"], ["duda"]), ([], ["duda"])]
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_APPROVAL


@pytest.mark.parametrize(
    ("nobody", "helper"), [((), OTHER_SAC), ((OTHER_SAC,), DIRECTOR), ((OTHER_SAC, DIRECTOR), SUPPORT)]
)
def test_help_is_asked_of_somebody_else(nobody: tuple[str, ...], helper: str) -> None:
    """Who was not understood is not asked to help themselves: the escalation's role is, or else support."""
    escalated = Escalation(after=Term(count=4, unit=Unit.BUSINESS_DAYS), role="gerencia")
    steps = tuple(replace(one, escalate=escalated) for one in PROCESS.steps)
    people = tuple(one for one in COMPANY.people if one.email not in nobody)
    talk = Conversation(company=replace(COMPANY, people=people), process=replace(PROCESS, steps=steps))
    talk.open(COSTS)
    for _ in range(3):
        talk.answer(SAC, Verdict.UNCLEAR)

    assert [(send.template, send.to) for send in talk.sends] == [("duda", (helper,)), ("ayuda", (SAC,))]


def test_who_alone_could_help_is_asked_again() -> None:
    """Where nobody else holds any helping role, the question itself goes out once more."""
    people = tuple(one for one in COMPANY.people if one.email not in (OTHER_SAC, DIRECTOR, SUPPORT))
    talk = Conversation(company=replace(COMPANY, people=people))
    talk.open(COSTS)
    for _ in range(3):
        talk.answer(SAC, Verdict.UNCLEAR)

    assert [(send.template, send.to) for send in talk.sends] == [("aclaracion", (SAC,))]


def test_unclear_asks_the_deputy() -> None:
    """Where the roster has a deputy, they are asked after the third unclear answer."""
    talk = Conversation()
    talk.open()
    talk.company = ANNULMENT_COVERED_BY_DEPUTY
    for _ in range(3):
        talk.answer(MANAGER, Verdict.UNCLEAR)

    assert talk.now_to(DEPUTY) == ["pide_aprobacion.aprobacion"]


def test_unseparable_words_never_decide() -> None:
    """Words that cannot be told apart from ours are unclear, whatever they say."""
    talk = Conversation()
    talk.open()
    talk.answer(MANAGER, Verdict.APPROVE, separable=False)

    assert talk.kinds() == ["AnswerUnclear"]


def test_changed_documents_void_the_request() -> None:
    """Changed documents begin a new round; an answer to the old request changes nothing and says why."""
    talk = Conversation()
    talk.open()
    old = talk.asked(MANAGER)
    talk.supply(REQUESTER, piece("memorando", "2"))
    assert talk.case is not None
    assert talk.case.round == 2
    assert talk.now_to(MANAGER) == ["pide_aprobacion.aprobacion"]

    talk.answer(MANAGER, Verdict.APPROVE, to=old)
    assert turned(talk) is TurnedReason.OLDER_ROUND
    assert talk.case.state is State.AWAITING_APPROVAL
    assert talk.now_to(MANAGER) == ["sin_efecto"]


def test_what_was_read_in_a_document_is_kept_by_its_event_alone() -> None:
    """The case says where each document lies; its fields are found in its events, and as facts."""
    talk = Conversation()
    talk.open()
    read = {"cliente": Read(value="Agro Insumos", source="AGRO INSUMOS", cell="B11")}
    memo = piece("memorando", "2")
    filled = replace(memo, document=replace(memo.document, fields=read, likeness={"memorando": 1.0}))
    talk.supply(REQUESTER, filled)
    assert talk.case is not None
    assert talk.case.piece("memorando") == memo
    assert [event.pieces for event in talk.events if isinstance(event, e.DocumentsReceived)][-1] == (filled,)


def test_absent_approver() -> None:
    """An out-of-office asks the roster's deputy; either may answer and the first decision counts."""
    talk = Conversation()
    talk.open()
    talk.company = ANNULMENT_COVERED_BY_DEPUTY
    talk.absent(MANAGER)
    assert talk.now_to(DEPUTY) == ["pide_aprobacion.aprobacion"]

    first = talk.asked(MANAGER)
    talk.answer(DEPUTY, Verdict.APPROVE)
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_DIGITIZATION

    talk.answer(MANAGER, Verdict.REJECT, to=first)
    assert turned(talk) is TurnedReason.ALREADY_DECIDED


def test_absence_decides_nothing() -> None:
    """An out-of-office of somebody without a deputy changes nothing."""
    talk = Conversation()
    talk.open()
    before = talk.case
    talk.absent(MANAGER)

    assert before is not None
    assert talk.case is not None
    assert talk.kinds() == ["Absence"]
    assert talk.case.requests == before.requests


def test_deputy_of_today_is_asked_in_place() -> None:
    """While a substitution holds, the deputy gets the mail and the principal may still answer."""
    talk = Conversation(company=ANNULMENT_COVERED_BY_DEPUTY)
    talk.open()
    assert talk.to(MANAGER) == []
    assert talk.to(DEPUTY) == ["pide_aprobacion.aprobacion"]

    talk.answer(MANAGER, Verdict.APPROVE)
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_DIGITIZATION


@pytest.mark.parametrize("reconsider", [True, False])
def test_resubmitted(reconsider: bool) -> None:
    """After a refusal new documents, or a wish to reconsider, begin the next round under the same number."""
    talk = Conversation()
    talk.open()
    talk.answer(MANAGER, Verdict.REJECT)
    talk.supply(REQUESTER, *(() if reconsider else (piece("memorando", "2"),)), reconsider=reconsider)

    assert talk.case is not None
    assert (talk.case.number, talk.case.round) == ("AN-2026-000001", 2)
    assert talk.case.state is State.AWAITING_APPROVAL
    assert talk.case.register == "En trámite"
    (asked,) = (send for send in talk.sends if MANAGER in send.to)
    assert [one["approved"] for one in asked.context["decisions"]] == [False]
    assert asked.context["notes"] == ["adjunto"]


def test_a_plea_belongs_to_its_round() -> None:
    """Words that asked for a second look are not shown again when corrected documents begin a third with their own."""
    talk = Conversation()
    talk.open()
    talk.answer(MANAGER, Verdict.REJECT)
    talk.supply(REQUESTER, reconsider=True, text="son los del contrato")
    talk.answer(MANAGER, Verdict.REJECT)
    talk.supply(REQUESTER, piece("memorando", "2"), text="la factura no está paga")

    (asked,) = (send for send in talk.sends if MANAGER in send.to)
    assert (asked.context["round"], asked.context["notes"]) == (3, ["la factura no está paga"])


def test_a_refusal_taken_back_is_under_way_again() -> None:
    """The register says so while another approval is still awaited."""
    talk = Conversation()
    talk.open(facts=BOTH)
    request = talk.asked(MANAGER)
    talk.answer(MANAGER, Verdict.REJECT)
    talk.answer(MANAGER, Verdict.APPROVE, to=request)
    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER, Question.REVERSAL))

    assert talk.case is not None
    assert (talk.case.state, talk.case.register) == (State.AWAITING_APPROVAL, "En trámite")


@pytest.mark.parametrize(("first", "second"), [(Verdict.REJECT, Verdict.APPROVE), (Verdict.APPROVE, Verdict.REJECT)])
@pytest.mark.parametrize("agreed", [True, False])
def test_opposite_is_confirmed_first(first: Verdict, second: Verdict, agreed: bool) -> None:
    """The opposite of a decision on the old thread is one question to confirm; nothing is reversed in silence."""
    talk = Conversation()
    talk.open()
    request = talk.asked(MANAGER)
    talk.answer(MANAGER, first)
    assert talk.case is not None
    state = talk.case.state

    talk.answer(MANAGER, second, to=request)
    assert talk.case.state is state
    assert talk.now_to(MANAGER) == ["pide_cambio"]

    question = talk.asked(MANAGER, Question.REVERSAL)
    talk.answer(MANAGER, Verdict.APPROVE if agreed else Verdict.REJECT, to=question)
    turned_round = {State.RETURNED: State.AWAITING_DIGITIZATION, State.AWAITING_DIGITIZATION: State.RETURNED}
    assert talk.case.state is (turned_round[state] if agreed else state)


def second_thoughts() -> Conversation:
    """The manager approved, then wrote the opposite and was asked to confirm; then the second approver approved."""
    talk = Conversation()
    talk.open(facts=BOTH)
    request = talk.asked(MANAGER)
    talk.answer(MANAGER, Verdict.APPROVE)
    talk.answer(MANAGER, Verdict.REJECT, to=request)
    talk.answer(SAC, Verdict.APPROVE)
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_APPROVAL
    assert talk.sends == ()
    return talk


def test_a_case_waits_for_whoever_may_change_their_mind() -> None:
    """Nothing is forwarded while a reversal is open; once the decision stands, the case goes on."""
    talk = second_thoughts()
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER, Question.REVERSAL))

    assert talk.case is not None
    assert talk.case.state is State.AWAITING_DIGITIZATION
    assert talk.now_to(CLERK) == ["documentos_aprobados"]
    assert {deadline.step for deadline in talk.case.deadlines} == {"digitalizacion"}


def test_a_reversal_in_time_forwards_nothing() -> None:
    """The clerk never hears of a case whose approval was taken back before the last one came."""
    talk = second_thoughts()
    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER, Question.REVERSAL))

    assert talk.case is not None
    assert (talk.case.state, talk.case.deadlines) == (State.RETURNED, ())
    assert talk.to(CLERK) == []


def test_a_case_does_not_wait_for_ever() -> None:
    """Reminded after two business days, the manager is told after four that the case goes on; a late yes counts."""
    talk = second_thoughts()
    talk.pass_time(days=2, hours=9)
    assert talk.now_to(MANAGER) == ["pide_cambio"]
    assert talk.to(CLERK) == []

    talk.pass_time(days=2)
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_DIGITIZATION
    assert talk.now_to(MANAGER) == ["pide_cambio"]
    assert talk.now_to(CLERK) == ["documentos_aprobados"]
    assert {deadline.step for deadline in talk.case.deadlines} == {"digitalizacion"}

    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER, Question.REVERSAL))
    assert talk.case.state is State.RETURNED


def test_a_refusal_in_doubt_stays_a_refusal() -> None:
    """Where nobody says whether a refusal is taken back, it stands, and nothing goes on."""
    talk = Conversation()
    talk.open()
    request = talk.asked(MANAGER)
    talk.answer(MANAGER, Verdict.REJECT)
    talk.answer(MANAGER, Verdict.APPROVE, to=request)
    talk.pass_time(days=5)

    assert talk.case is not None
    assert (talk.case.state, talk.case.deadlines) == (State.RETURNED, ())


def test_reversal_tells_the_clerk_to_stop() -> None:
    """When an approval is reversed, the clerk who already has the documents is told to stop."""
    talk = Conversation()
    talk.open()
    request = talk.asked(MANAGER)
    talk.answer(MANAGER, Verdict.APPROVE)
    talk.answer(MANAGER, Verdict.REJECT, to=request)
    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER, Question.REVERSAL))

    assert talk.now_to(CLERK) == ["detener"]
    assert talk.now_to(REQUESTER) == ["devuelta"]
    assert talk.case is not None
    assert talk.case.decisions[-1].words == "las palabras\nlas palabras"


def test_reversal_reaches_everybody_who_heard_of_the_approval() -> None:
    """Requester, clerk and those in copy learn which approval is void; a first refusal speaks of none."""
    steps = tuple(replace(s, copy=("gerencia",)) if s.name == "digitalizacion" else s for s in PROCESS.steps)
    talk = Conversation(process=replace(PROCESS, steps=steps))
    talk.open()
    approved_at = talk.now.isoformat()
    request = talk.asked(MANAGER)
    talk.answer(MANAGER, Verdict.APPROVE)
    assert talk.now_to(DIRECTOR) == ["documentos_aprobados"]
    talk.pass_time(hours=1)
    talk.answer(MANAGER, Verdict.REJECT, to=request)
    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER, Question.REVERSAL))
    assert {person for send in talk.sends for person in (*send.to, *send.cc)} == {REQUESTER, CLERK, DIRECTOR}
    assert [send.context["approved_at"] for send in talk.sends] == [approved_at, approved_at]

    refused = Conversation()
    refused.open()
    refused.answer(MANAGER, Verdict.REJECT)
    assert [send.context["approved_at"] for send in refused.sends] == [""]


def test_illegible_scan() -> None:
    """An illegible document is asked of the coordinator; their copy goes to the clerk without a new approval."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)
    talk.answer(CLERK, Verdict.NOT_DONE, wishes=frozenset({Wish.BETTER_COPY}))
    assert talk.now_to(REQUESTER) == ["no_confirmada.digitalizacion"]

    talk.supply(REQUESTER, piece("carta_cliente", "legible"))
    assert talk.now_to(CLERK) == ["reescaneo"]
    assert talk.case is not None
    assert (talk.case.state, talk.case.round) == (State.AWAITING_DIGITIZATION, 1)


def test_clerk_not_done_yet() -> None:
    """A clerk who has not scanned yet troubles nobody."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)
    talk.answer(CLERK, Verdict.NOT_DONE)

    assert talk.sends == ()


def test_why_it_is_not_scanned_is_passed_on() -> None:
    """What a clerk says besides goes to those to whom doubts go, and the clerk reads that it did."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)
    talk.answer(CLERK, Verdict.NOT_DONE, explains=True)

    assert talk.now_to(SAC) == ["comentario"]
    assert talk.now_to(CLERK) == ["sigue_pendiente"]


def test_scans_are_compared() -> None:
    """Scans that lack one of the five keep the step open, and the clerk is asked for the missing one."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)
    talk.answer(CLERK, Verdict.DONE, received=five("scan")[:4])
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_DIGITIZATION
    assert talk.now_to(CLERK) == ["falta.digitalizacion"]
    assert talk.sends[0].context["lacks"] == ["informe_gestiones"]

    talk.answer(CLERK, Verdict.DONE, received=five("scan"))
    assert talk.case.state is State.AWAITING_FILING


def test_scans_of_several_mails_count_together() -> None:
    """What came before counts; whoever denies it without a file in between is told what still lacks."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)
    talk.answer(CLERK, Verdict.UNCLEAR, received=five("scan")[:2])
    talk.answer(CLERK, Verdict.NOT_DONE)
    assert talk.now_to(CLERK) == ["falta.digitalizacion"]
    assert talk.sends[0].context["lacks"] == ["carta_cliente", "carta_respuesta", "informe_gestiones"]
    assert talk.sends[0].context["scans"] == ["memorando.pdf", "factura_original.pdf"]

    talk.answer(CLERK, Verdict.DONE, received=five("scan")[2:])
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_FILING


def test_who_says_again_that_all_is_scanned_is_believed() -> None:
    """Told what lacks, a clerk who brings nothing, or the same once more, says that it is done: it is."""
    for again in ((), five("scan")[:2]):
        talk = Conversation()
        talk.until(State.AWAITING_DIGITIZATION)
        talk.answer(CLERK, Verdict.DONE, received=five("scan")[:2])
        assert talk.now_to(CLERK) == ["falta.digitalizacion"]
        talk.answer(CLERK, Verdict.DONE, received=again)
        assert talk.case is not None
        assert talk.case.state is State.AWAITING_FILING


def test_scans_of_an_earlier_set_do_not_count() -> None:
    """After documents changed, what was scanned before is scanned again."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)
    request = talk.asked(MANAGER)
    talk.answer(CLERK, Verdict.DONE, received=five("scan")[:2])
    talk.answer(MANAGER, Verdict.REJECT, to=request)
    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER, Question.REVERSAL))
    talk.supply(REQUESTER, piece("memorando", "2"))

    assert talk.case is not None
    assert (len(talk.case.papers), talk.case.scans) == (2, ())


def test_filed_without_stamp() -> None:
    """A "radicado" without the stamped copy stays, and the copy is asked for."""
    talk = Conversation()
    talk.until(State.AWAITING_FILING)
    talk.answer(REQUESTER, Verdict.DONE)

    assert talk.case is not None
    assert talk.case.state is State.AWAITING_FILING
    assert talk.now_to(REQUESTER) == ["falta.radicacion"]


def test_filed_with_another_document() -> None:
    """A file of the request is no stamped copy: the case stays, and the copy is asked for."""
    talk = Conversation()
    talk.until(State.AWAITING_FILING)
    talk.answer(REQUESTER, Verdict.DONE, received=(piece("factura_original"),))

    assert talk.case is not None
    assert talk.case.state is State.AWAITING_FILING
    assert talk.now_to(REQUESTER) == ["falta.radicacion"]
    mistaken = {"file": "factura_original.pdf", "role": "factura_original", "other": "", "strange": False}
    assert talk.sends[0].context["mistaken"] == [mistaken]


def test_filing_refused() -> None:
    """A memo that was not accepted is recorded, and those to whom doubts go are told."""
    talk = Conversation()
    talk.until(State.AWAITING_FILING)
    talk.answer(REQUESTER, Verdict.NOT_DONE)

    assert talk.case is not None
    assert talk.case.state is State.AWAITING_FILING
    assert talk.now_to(SAC) == ["no_confirmada.radicacion"]


def test_filed_by_a_colleague_with_number_and_date() -> None:
    """Another coordinator of the branch may file; number and date are kept."""
    talk = Conversation()
    talk.until(State.AWAITING_FILING)
    talk.answer(
        COLLEAGUE,
        Verdict.DONE,
        received=(piece("memorando", "sellado"),),
        filing=Filing(number="2026-00457", day=date(2026, 3, 9)),
    )

    assert talk.case is not None
    assert talk.case.state is State.CLOSED
    assert talk.case.values == {"numero_radicacion": "2026-00457", "fecha_radicacion": "2026-03-09"}


def test_both_kinds_need_both_approvals() -> None:
    """An annulment with rebilling is asked of the manager, then of the SAC coordinator; then filing and number run."""
    talk = Conversation()
    talk.open(facts=BOTH)
    talk.answer(MANAGER, Verdict.APPROVE)
    assert talk.now_to(SAC) == ["pide_aprobacion.refacturacion"]
    talk.answer(SAC, Verdict.APPROVE)
    talk.answer(CLERK, Verdict.DONE)
    assert talk.now_to(SAC) == ["pide_dato.nueva_factura"]
    assert talk.now_to(REQUESTER) == ["pide_confirmacion.radicacion"]

    talk.answer(REQUESTER, Verdict.DONE, received=(piece("memorando", "sellado"),))
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_FILING
    talk.answer(SAC, Verdict.UNCLEAR, value="90117")
    assert talk.case.state is State.CLOSED
    assert talk.case.values["nueva_factura"] == "90117"


def test_a_value_is_read_back_and_can_be_corrected() -> None:
    """By whoever was asked for it; what stood there before stays on record, and whoever told that reads it."""
    talk = Conversation()
    talk.open(facts=BOTH)
    for person in (MANAGER, SAC, CLERK):
        talk.answer(person, Verdict.APPROVE if person != CLERK else Verdict.DONE)
    asked, others = talk.asked(SAC), talk.asked(OTHER_SAC)
    talk.answer(SAC, Verdict.UNCLEAR, to=asked, value="FECA-110099")
    assert talk.now_to(SAC) == ["anotado"]

    talk.answer(OTHER_SAC, Verdict.UNCLEAR, to=others, value="FECA-110101")
    assert talk.now_to(SAC) == talk.now_to(OTHER_SAC) == ["anotado"]
    assert talk.case is not None
    assert talk.case.values["nueva_factura"] == "FECA-110101"

    talk.answer(SAC, Verdict.UNCLEAR, to=asked, value="FECA-110100")
    assert talk.case.values["nueva_factura"] == "FECA-110100"
    assert (talk.now_to(SAC), talk.now_to(OTHER_SAC)) == (["anotado"], [])
    last = history(talk.case)[-1]
    assert (last["decision"], last["palabras"]) == ("corrected", "FECA-110101 → FECA-110100: las palabras")

    talk.answer(REQUESTER, Verdict.DONE, received=(piece("memorando", "sellado"),))
    talk.answer(SAC, Verdict.UNCLEAR, to=asked, value="FECA-110102")
    assert (talk.case.state, talk.case.values["nueva_factura"]) == (State.CLOSED, "FECA-110102")
    assert talk.now_to(SAC) == talk.now_to(OTHER_SAC) == ["anotado"]


def test_either_refusal_returns() -> None:
    """The second approver's refusal returns a request that the first approved."""
    talk = Conversation()
    talk.open(facts=BOTH)
    talk.answer(MANAGER, Verdict.APPROVE)
    talk.answer(SAC, Verdict.REJECT)

    assert talk.case is not None
    assert talk.case.state is State.RETURNED


@pytest.mark.parametrize("person", [REQUESTER, COLLEAGUE])
def test_withdrawn_before_approval(person: str) -> None:
    """A coordinator of the branch withdraws before approval; everybody involved is told."""
    talk = Conversation()
    talk.open()
    talk.withdraw(person)

    assert talk.case is not None
    assert (talk.case.state, talk.case.register) == (State.WITHDRAWN, "Retirado")
    assert talk.now_to(MANAGER) == ["retirada"]
    assert talk.now_to(REQUESTER) == ["retirada"]


@pytest.mark.parametrize("agreed", [True, False])
def test_withdrawn_after_approval(agreed: bool) -> None:
    """After approval a withdrawal is asked of the approver first."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)
    talk.withdraw()
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_DIGITIZATION
    assert talk.now_to(MANAGER) == ["pide_retiro"]

    question = talk.asked(MANAGER, Question.WITHDRAWAL)
    talk.answer(MANAGER, Verdict.APPROVE if agreed else Verdict.REJECT, to=question)
    assert talk.case.state is (State.WITHDRAWN if agreed else State.AWAITING_DIGITIZATION)
    assert talk.now_to(REQUESTER) == ["retirada" if agreed else "retiro_negado"]


def test_withdrawal_by_others_changes_nothing() -> None:
    """Nobody outside the branch withdraws a request."""
    talk = Conversation()
    talk.open()
    talk.withdraw(SAC)

    assert turned(talk) is TurnedReason.NOT_ASKED


@pytest.mark.parametrize(
    ("state", "reason"), [(State.CLOSED, TurnedReason.CLOSED), (State.WITHDRAWN, TurnedReason.WITHDRAWN)]
)
def test_answers_to_what_is_over(state: State, reason: TurnedReason) -> None:
    """An approval of a closed or withdrawn case changes nothing; one mail says why."""
    talk = Conversation()
    if state is State.CLOSED:
        talk.until(State.CLOSED)
    else:
        talk.open()
        talk.withdraw()
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER))

    assert turned(talk) is reason
    assert talk.case is not None
    assert talk.case.state is state
    assert talk.now_to(MANAGER) == ["sin_efecto"]


def test_objection_to_what_is_closed_is_heard() -> None:
    """Who asked for it and those to whom doubts go are told; of an approval they are not."""
    talk = Conversation()
    talk.until(State.CLOSED)
    talk.answer(MANAGER, Verdict.REJECT, to=talk.asked(MANAGER))
    assert talk.now_to(MANAGER) == ["sin_efecto"]
    assert talk.now_to(REQUESTER) == talk.now_to(SAC) == ["comentario"]

    talk.answer(MANAGER, Verdict.APPROVE, to=talk.asked(MANAGER))
    assert talk.now_to(MANAGER) == ["sin_efecto"]
    assert talk.now_to(REQUESTER) == talk.now_to(SAC) == []


def test_approver_is_told_who_saw_the_signature() -> None:
    """Who, when and in what words; after a change of documents nobody has seen it yet."""
    talk = Conversation()
    talk.open(COSTS)
    talk.answer(SAC, Verdict.APPROVE)
    (asked,) = (send for send in talk.sends if MANAGER in send.to)
    (told,) = asked.context["confirmations"]
    assert talk.case is not None
    assert (told["step"], told["person"], told["at"]) == ("firma", SAC, talk.case.updated_at.isoformat())
    assert told["words"] == "las palabras"

    talk.supply(REQUESTER, piece("carta_respuesta", "2"), findings=(COSTS,))
    assert talk.case.confirmations == ()


@pytest.mark.parametrize(
    ("person", "content", "reason"),
    [
        (REQUESTER, "1", TurnedReason.DUPLICATE),
        (COLLEAGUE, "1", TurnedReason.INVOICE_TAKEN),
        (REQUESTER, "2", TurnedReason.INVOICE_TAKEN),
    ],
)
def test_same_invoice_again(person: str, content: str, reason: TurnedReason) -> None:
    """The same invoice again makes no second case; the sender is told which one it is."""
    talk = Conversation()
    talk.open()
    talk.repeat(person, *five(content))

    assert turned(talk) is reason
    assert talk.now_to(person) == ["repetida"]


def test_wrong_person_does_not_decide() -> None:
    """An approval by somebody who was not asked decides nothing, even with the secret of our mail."""
    talk = Conversation()
    talk.open()
    asked = talk.asked(MANAGER)
    for person, reason in [
        (REQUESTER, TurnedReason.OWN_REQUEST),
        (CLERK, TurnedReason.NOT_ASKED),
        (STRANGER, TurnedReason.NOT_ASKED),
    ]:
        talk.answer(person, Verdict.APPROVE, to=asked)
        assert turned(talk) is reason
        assert talk.now_to(person) == ([] if person == STRANGER else ["sin_efecto"])
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_APPROVAL


def test_nobody_approves_their_own_request() -> None:
    """Where the only approver is the requester, the case goes to manual review."""
    talk = Conversation()
    talk.open(person=MANAGER)

    assert talk.case is not None
    assert talk.case.state is State.MANUAL_REVIEW
    assert talk.now_to(SUPPORT) == ["revision"]


def test_without_secret() -> None:
    """An approval without the secret decides nothing; the request goes again to the roster's address."""
    talk = Conversation()
    talk.open()
    talk.answer(MANAGER, Verdict.APPROVE, carrier=False)

    assert turned(talk) is TurnedReason.NO_CARRIER
    assert talk.now_to(MANAGER) == ["pide_aprobacion.aprobacion"]
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_APPROVAL


def test_without_proof() -> None:
    """An approval whose author could not be proved decides nothing."""
    talk = Conversation()
    talk.open()
    talk.answer(MANAGER, Verdict.APPROVE, proof=UNPROVEN)

    assert turned(talk) is TurnedReason.NOT_AUTHENTICATED
    assert talk.case is not None
    assert talk.case.state is State.AWAITING_APPROVAL


def test_reminders_and_escalation() -> None:
    """After two business days the manager is reminded, after four the management is told; reminders go on."""
    talk = Conversation()
    talk.open()
    talk.pass_time(days=1, hours=23)
    assert talk.sends[0].template != "recordatorio"

    talk.pass_time(hours=10)
    assert talk.now_to(MANAGER) == ["recordatorio"]
    talk.pass_time(days=4)
    assert talk.to(DIRECTOR) == ["escalamiento"]
    assert talk.to(MANAGER).count("recordatorio") == 2


def test_escalation_passes_over_whoever_alone_was_asked() -> None:
    """A deputy who is escalated to hears of nobody else's silence; it is tried again, when others were asked."""
    talk = Conversation(company=covered(DIRECTOR, until=date(2026, 3, 6)))
    talk.open()
    talk.pass_time(days=4, hours=10)
    assert "escalamiento" not in talk.to(DIRECTOR)
    assert talk.case is not None
    assert "escalate/aprobacion" in {deadline.key for deadline in talk.case.deadlines}

    for _ in range(6):
        talk.pass_time(days=1)
    assert talk.to(DIRECTOR).count("escalamiento") == 1
    (sent,) = (send for send in talk.mailed if send.template == "escalamiento")
    assert sent.context["waiting"] == [MANAGER]
    assert sent.context["asked_too"] is True


def test_escalation_names_only_those_who_were_mailed() -> None:
    """Whoever is away and was never mailed has not failed to answer."""
    talk = Conversation(company=ANNULMENT_COVERED_BY_DEPUTY)
    talk.open()
    talk.pass_time(days=7)

    (sent,) = (send for send in talk.mailed if send.template == "escalamiento")
    assert sent.to == (DIRECTOR,)
    assert sent.context["waiting"] == [DEPUTY]
    assert sent.context["asked_too"] is False


def test_who_is_back_is_asked_at_the_next_reminder() -> None:
    """When the deputy's dates end, the principal gets the request and the reminders; the deputy may still answer."""
    talk = Conversation(company=covered(DEPUTY, until=date(2026, 3, 3)))
    talk.open()
    talk.pass_time(days=2, hours=10)
    assert talk.now_to(MANAGER) == ["pide_aprobacion.aprobacion"]
    assert talk.now_to(DEPUTY) == []
    talk.pass_time(days=5)
    assert talk.now_to(MANAGER) == ["recordatorio"]
    assert talk.case is not None
    assert [request.person for request in talk.case.requests] == [DEPUTY, MANAGER]

    talk.answer(DEPUTY, Verdict.APPROVE)
    assert talk.case.state is State.AWAITING_DIGITIZATION


def test_a_deputy_reads_for_whom_they_stand_in() -> None:
    """From the first request on; whoever holds the role themselves stands in for nobody."""
    talk = Conversation(company=covered(DEPUTY, until=date(2026, 3, 31)))
    talk.open()
    (sent,) = (send for send in talk.sends if DEPUTY in send.to)
    assert sent.context["instead_of"] == [MANAGER]

    own = Deputy(principal=SAC, substitute=OTHER_SAC, first=date(2026, 3, 1), last=date(2026, 3, 31))
    signing = Conversation(company=replace(COMPANY, deputies=(own,)))
    signing.open(COSTS)
    (asked,) = (send for send in signing.sends if OTHER_SAC in send.to)
    assert asked.context["instead_of"] == []


def test_answered_steps_are_not_reminded() -> None:
    """Whatever is answered has no deadline left."""
    talk = Conversation()
    talk.until(State.AWAITING_DIGITIZATION)

    assert talk.case is not None
    assert {deadline.step for deadline in talk.case.deadlines} == {"digitalizacion"}


def test_nothing_new() -> None:
    """Documents that are on record already change nothing."""
    talk = Conversation()
    talk.open()
    talk.supply(REQUESTER, piece("memorando"))

    assert turned(talk) is TurnedReason.NOTHING_NEW
    assert talk.case is not None
    assert talk.case.round == 1


def test_review_goes_on_by_itself() -> None:
    """A case that nobody could be asked about goes on by itself once the roster has somebody."""
    talk = Conversation()
    talk.open(person=MANAGER)
    told = len(talk.mailed)
    talk.pass_time(days=1, hours=3)
    assert talk.case is not None
    assert talk.case.state is State.MANUAL_REVIEW
    assert len(talk.mailed) == told

    people = (replace(one, roles=frozenset({"jefe_sac"})) if one.email == DEPUTY else one for one in COMPANY.people)
    talk.company = replace(COMPANY, people=tuple(people))
    talk.pass_time(days=1)
    assert talk.case.state is State.AWAITING_APPROVAL
    assert talk.now_to(DEPUTY) == ["pide_aprobacion.aprobacion"]


@pytest.mark.parametrize(
    ("verdict", "template"), [(Verdict.APPROVE, "documentos_aprobados"), (Verdict.REJECT, "devuelta")]
)
def test_roles_in_copy_get_the_outcome(verdict: Verdict, template: str) -> None:
    """Besides the requester, who gets it anyway."""
    steps = tuple(
        replace(s, copy=("gerencia", "coordinador_seccional")) if s.name == "aprobacion" else s for s in PROCESS.steps
    )
    talk = Conversation(process=replace(PROCESS, steps=steps))
    talk.open()
    talk.answer(MANAGER, verdict)
    (sent,) = (send for send in talk.sends if send.template == template)
    assert sent.to == (REQUESTER,)
    assert DIRECTOR in sent.cc
    assert COLLEAGUE not in sent.cc


def test_events_of_former_versions_fold_as_they_did() -> None:
    """A round of before values were dropped keeps them, and one that drops them says which."""
    talk = Conversation()
    talk.until(State.AWAITING_FILING)
    case, at = talk.case, talk.events[-1].at
    told = e.ValuesTold(at=at, mail="", by=REQUESTER, step="radicacion", values={"numero_radicacion": "4512"})
    begun = e.RoundBegun(at=at, mail="", by=REQUESTER, round=2, changed=("memorando",))
    before, now = (fold(case, (told, event)) for event in (begun, replace(begun, dropped=("numero_radicacion",))))

    assert before is not None
    assert before.values == {"numero_radicacion": "4512"}
    assert now is not None
    assert now.values == {}
