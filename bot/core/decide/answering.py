"""Somebody answers a question of ours: whether it counts, and what it does."""

from dataclasses import replace

from bot.core import events as e
from bot.core.case import Case
from bot.core.decide.afterwards import corrects_number, second_thoughts, told_later, turn
from bot.core.decide.alongside import puzzling, signed_in
from bot.core.decide.confirming import confirmed, done, not_done, papers_in, scanned_in_part, values_in
from bot.core.decide.foretelling import part_told, said_besides
from bot.core.decide.papers import mistaken_proofs
from bot.core.decide.remarking import crossed, objected, objects
from bot.core.decide.situation import Situation
from bot.core.decide.steps import RETURNED, and_on, requests_for
from bot.core.decide.undoing import undone
from bot.core.decide.withdrawing import reversal_answered, withdrawal_answered
from bot.core.events import Mistaken, TurnedReason
from bot.core.intent import Answer, Stage, Verdict, Wish
from bot.core.process import Ask, State, Step
from bot.core.request import Question, Request, RequestStatus


def answer(situation: Situation, case: Case, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """An answer counts only with all four bindings: secret, author, own words, same documents."""
    claimed = case.request(intent.carrier) if intent.carrier else None
    request = case.own_request(claimed, intent.person) if claimed else None
    reason = _turned(case, claimed, request, intent)
    if request is not None and (told := told_later(situation, case, request, intent)):
        return told
    if reason is not None and objects(situation, case, intent, reason):
        return (objected(situation, intent),)
    if reason is not None:
        return (turn(situation, case, intent, reason, claimed),)
    assert request is not None  # noqa: S101 - _turned names every way of having none
    if request.status is RequestStatus.ANSWERED:
        return undone(situation, case, request, intent) or second_thoughts(situation, case, request, intent)
    if request.question is Question.WITHDRAWAL:
        return withdrawal_answered(situation, case, request, intent)
    if request.question is Question.REVERSAL:
        return reversal_answered(situation, case, request, intent)
    return (*_step_answered(situation, case, request, intent), *said_besides(situation, case, intent))


def _turned(case: Case, claimed: Request | None, request: Request | None, intent: Answer) -> TurnedReason | None:
    if not intent.proof.passed:
        return TurnedReason.NOT_AUTHENTICATED
    if claimed is None:
        asked = any(r.person == intent.person for r in case.requests)
        return _ended(case) or (TurnedReason.NO_CARRIER if asked else TurnedReason.NOT_ASKED)
    if request is None:
        return _not_theirs(case, intent.person)
    if request.is_open:
        return None if request.documents == case.documents else TurnedReason.OLDER_ROUND
    if ended := _ended(case):
        return ended
    if request.round < case.round and not case.still_counts(request):
        return TurnedReason.OLDER_ROUND
    return TurnedReason.ALREADY_DECIDED if request.status is RequestStatus.VOID else None


def _not_theirs(case: Case, person: str) -> TurnedReason:
    """A mail that asks somebody else was answered; who is asked too gets their own once more."""
    if person == case.requester:
        return TurnedReason.OWN_REQUEST
    return TurnedReason.NO_CARRIER if case.waiting_for(person) else TurnedReason.NOT_ASKED


def _ended(case: Case) -> TurnedReason | None:
    return {State.CLOSED: TurnedReason.CLOSED, State.WITHDRAWN: TurnedReason.WITHDRAWN}.get(case.state)


def _step_answered(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    step = situation.process.step(request.step)
    match step.ask, _meant(case, step, intent):
        case Ask.VALUE, _ if intent.separable and intent.value:
            return done(situation, case, step, intent, values_in(step, intent))
        case Ask.VALUE, _:
            return unclear(situation, case, request, intent)
        case Ask.APPROVE, Verdict.APPROVE | Verdict.DONE:
            return _said_yes(situation, step, case, request, intent)
        case Ask.APPROVE, Verdict.REJECT | Verdict.NOT_DONE:
            return _refused(situation, step, case, intent)
        case Ask.CONFIRM, Verdict.APPROVE | Verdict.DONE:
            return confirmed(situation, case, step, intent)
        case _, verdict if step.stage is Stage.DIGITIZATION:
            told = scanned_in_part(situation, case, step, intent, denied=verdict is not Verdict.UNCLEAR)
            return told or (*papers_in(situation, case, step, intent), *unclear(situation, case, request, intent))
        case _ if _only_attaches(situation, step, intent):
            return _attached(situation, case, step, intent)
        case _, Verdict.REJECT | Verdict.NOT_DONE:
            return not_done(situation, case, step, intent)
        case _:
            return unclear(situation, case, request, intent)


def _meant(case: Case, step: Step, intent: Answer) -> Verdict:
    """What the words say; another number than the one on record says that it is filed, unless the words deny it."""
    if not intent.separable:
        return Verdict.UNCLEAR
    mended = intent.verdict is Verdict.UNCLEAR and corrects_number(case, step, intent)
    return Verdict.DONE if mended else intent.verdict


def _only_attaches(situation: Situation, step: Step, intent: Answer) -> bool:
    return bool(step.expects) and bool(situation.received or situation.broken) and intent.attaches


def _attached(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """What the step expects came without a word: it is kept, and only the words are asked for."""
    if mistaken_proofs(situation, case, step) or not situation.received:
        return confirmed(situation, case, step, intent)
    return part_told(situation, case, step, intent, intent.filing)


def unclear(
    situation: Situation, case: Case, request: Request, intent: Answer, files: tuple[Mistaken, ...] = ()
) -> tuple[e.CaseEvent, ...]:
    """Asked again, at most twice; after that the person's deputy is asked, or those to whom doubts go are told."""
    asked_again = e.AnswerUnclear(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        request=request.key,
        words=intent.text,
        postponed=intent.postpones,
        files=files,
        unseen=Wish.BETTER_COPY in intent.wishes,
    )
    if request.unclear < situation.unclear_answers or request.question is not Question.STEP:
        return (asked_again,)
    return (asked_again, *ask_deputies(situation, case, request, "unclear", intent.mail))


def ask_deputies(
    situation: Situation, case: Case, request: Request, reason: str, mail: str
) -> tuple[e.PersonAsked, ...]:
    """One more request for each deputy in the roster who was not asked yet and is not the requester."""
    asked = {r.person for r in case.open_requests if r.step == request.step}
    deputies = set(situation.company.substitutes(request.person, situation.today)) - asked
    possible = requests_for(situation, case, situation.process.step(request.step))
    fresh = (replace(r, notified=True) for r in possible if r.person in deputies)
    return tuple(e.PersonAsked(at=situation.now, mail=mail, request=r, reason=reason) for r in fresh)


def _said_yes(
    situation: Situation, step: Step, case: Case, request: Request, intent: Answer
) -> tuple[e.CaseEvent, ...]:
    """A yes counts unless something came with it, or was written to its author, that they may not have meant."""
    if files := puzzling(situation, case, intent):
        return unclear(situation, case, request, intent, files)
    if crossed(case, intent):
        return (turn(situation, case, intent, TurnedReason.REMARKED, request),)
    return _approved(situation, step, case, intent)


def _approved(situation: Situation, step: Step, case: Case, intent: Answer) -> tuple[e.CaseEvent, ...]:
    approved = e.Approved(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        step=step.name,
        round=case.round,
        proof=intent.proof.by,
        words=intent.words,
    )
    return and_on(situation, case, *signed_in(situation, case, intent), approved)


def _refused(situation: Situation, step: Step, case: Case, intent: Answer) -> tuple[e.CaseEvent, ...]:
    now, mail = situation.now, intent.mail
    refused = e.Refused(
        at=now,
        by=intent.person,
        mail=mail,
        step=step.name,
        round=case.round,
        proof=intent.proof.by,
        words=intent.text,
    )
    return (refused, e.Returned(at=now, mail=mail, step=step.name), e.Registered(at=now, mail=mail, status=RETURNED))
