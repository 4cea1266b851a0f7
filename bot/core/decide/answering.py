"""Somebody answers a question of ours: whether it counts, and what it does."""

from dataclasses import replace

from bot.core import events as e
from bot.core.case import Case, Mistaken, Question, Request, RequestStatus
from bot.core.decide.papers import missing_scans, mistaken_proofs, mistaken_scans, own_scans
from bot.core.decide.situation import Situation
from bot.core.decide.steps import RETURNED, advance, requests_for
from bot.core.decide.withdrawing import reversal_answered, reversal_asked, withdrawal_answered
from bot.core.events import TurnedReason
from bot.core.evolve import fold
from bot.core.identifiers import identifier_key
from bot.core.intent import Answer, Stage, Verdict, Wish
from bot.core.process import Ask, State, Step


def answer(situation: Situation, case: Case, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """An answer counts only with all four bindings: secret, author, own words, same documents."""
    claimed = case.request(intent.carrier) if intent.carrier else None
    request = case.own_request(claimed, intent.person) if claimed else None
    reason = _turned(case, claimed, request, intent)
    if request is not None and (told := _told_later(situation, case, request, intent)):
        return (told,)
    if reason is not None:
        return (_turn(situation, intent, reason, claimed),)
    assert request is not None  # noqa: S101 - _turned names every way of having none
    if request.status is RequestStatus.ANSWERED:
        return _second_thoughts(situation, case, request, intent)
    if request.question is Question.WITHDRAWAL:
        return withdrawal_answered(situation, request, intent)
    if request.question is Question.REVERSAL:
        return reversal_answered(situation, case, request, intent)
    return _step_answered(situation, case, request, intent)


def _turned(case: Case, claimed: Request | None, request: Request | None, intent: Answer) -> TurnedReason | None:
    if not intent.proof.passed:
        return TurnedReason.NOT_AUTHENTICATED
    if claimed is None:
        asked = any(r.person == intent.person for r in case.requests)
        return _ended(case) or (TurnedReason.NO_CARRIER if asked else TurnedReason.NOT_ASKED)
    if request is None:
        return TurnedReason.OWN_REQUEST if intent.person == case.requester else TurnedReason.NOT_ASKED
    if request.is_open:
        return None if request.documents == case.documents else TurnedReason.OLDER_ROUND
    if ended := _ended(case):
        return ended
    if request.round < case.round:
        return TurnedReason.OLDER_ROUND
    return TurnedReason.ALREADY_DECIDED if request.status is RequestStatus.VOID else None


def _ended(case: Case) -> TurnedReason | None:
    return {State.CLOSED: TurnedReason.CLOSED, State.WITHDRAWN: TurnedReason.WITHDRAWN}.get(case.state)


def _told_later(
    situation: Situation, case: Case, request: Request, intent: Answer
) -> e.ValuesTold | e.ValuesCorrected | None:
    """Values of a finished step that whoever was asked gives afterwards; also when the case is closed.

    What lacks is added; what is there is replaced only by whoever told it.
    """
    finished = request.status is not RequestStatus.OPEN and request.step in case.done
    if not finished or request.question is not Question.STEP or not (intent.proof.passed and intent.separable):
        return None
    step, now = situation.process.step(request.step), situation.now
    told = _values(step, intent)
    missing = {name: value for name, value in told.items() if name not in case.values}
    if missing:
        return e.ValuesTold(at=now, by=intent.person, mail=intent.mail, step=step.name, values=missing)
    other = {name: value for name, value in told.items() if not _same(value, case.values[name])}
    if not other or case.teller(step.name) != intent.person or (step.ask is Ask.CONFIRM and not intent.filing.number):
        return None
    return e.ValuesCorrected(
        at=now,
        by=intent.person,
        mail=intent.mail,
        step=step.name,
        values=other,
        former={name: case.values[name] for name in other},
        words=intent.text,
    )


def _same(value: str, other: str) -> bool:
    return identifier_key(value) == identifier_key(other)


def _values(step: Step, intent: Answer) -> dict[str, str]:
    """What the words give of what the step wants: its one value, or number and day of a filing."""
    if step.ask is Ask.VALUE:
        return {step.fields[0]: intent.value} if intent.value else {}
    told = {"numero_radicacion": intent.filing.number, "fecha_radicacion": intent.filing.day}
    return {name: str(told[name]) for name in step.fields if told.get(name)}


def _turn(situation: Situation, intent: Answer, reason: TurnedReason, claimed: Request | None) -> e.Turned:
    return e.Turned(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        reason=reason,
        known=situation.company.person(intent.person) is not None,
        refused=claimed is not None and intent.separable and intent.verdict is Verdict.REJECT,
        request=claimed.key if claimed else "",
        words=intent.words or intent.text,
    )


def _second_thoughts(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """The opposite of a decision on record is one question to confirm; anything else is only kept."""
    step = situation.process.step(request.step)
    decided = next((d for d in reversed(case.decisions) if (d.step, d.round) == (request.step, request.round)), None)
    opposite = Verdict.REJECT if decided and decided.approved else Verdict.APPROVE
    readable = intent.separable and intent.verdict is opposite
    if step.ask is not Ask.APPROVE or decided is None or not readable:
        return (_remark(situation, step, intent),)
    if decided.person != intent.person:
        return (_turn(situation, intent, TurnedReason.ALREADY_DECIDED, request),)
    question = Request(
        question=Question.REVERSAL,
        step=request.step,
        round=case.round,
        person=intent.person,
        documents=case.documents,
        asked_at=situation.now,
    )
    pending = case.request(question.key)
    if pending is not None:
        return (e.Commented(at=situation.now, by=intent.person, mail=intent.mail, words=intent.text),)
    return (reversal_asked(situation, step, question, intent),)


def _remark(situation: Situation, step: Step, intent: Answer) -> e.Commented:
    """A word after the fact; one that denies what was confirmed or told is shown to those to whom doubts go."""
    denies = step.ask is Ask.CONFIRM and intent.separable and intent.verdict in (Verdict.REJECT, Verdict.NOT_DONE)
    return e.Commented(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        courtesy=not denies and not intent.value,
        denies=step.name if denies else "",
        words=intent.text,
    )


def _step_answered(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    step = situation.process.step(request.step)
    verdict = intent.verdict if intent.separable else Verdict.UNCLEAR
    if step.ask is Ask.VALUE and intent.separable and intent.value:
        return _done(situation, case, step, intent, _values(step, intent))
    if verdict in (Verdict.REJECT, Verdict.NOT_DONE):
        if step.ask is Ask.APPROVE:
            return _refused(situation, step, case, intent)
        return _not_done(situation, case, step, intent)
    if verdict in (Verdict.APPROVE, Verdict.DONE) and step.ask is Ask.APPROVE:
        return _approved(situation, step, case, intent)
    if verdict in (Verdict.APPROVE, Verdict.DONE) and step.ask is Ask.CONFIRM:
        return _confirmed(situation, case, step, intent)
    scans = _papers(situation, case, step, intent) if step.stage is Stage.DIGITIZATION else ()
    return (*scans, *unclear(situation, case, request, intent))


def unclear(situation: Situation, case: Case, request: Request, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """Asked again, at most twice; after that the person's deputy is asked, or those to whom doubts go are told."""
    asked_again = e.AnswerUnclear(
        at=situation.now, by=intent.person, mail=intent.mail, request=request.key, words=intent.text
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
    return _and_on(situation, case, approved)


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


def _confirmed(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[e.CaseEvent, ...]:
    mistaken = mistaken_proofs(situation, case, step) if step.expects else ()
    if step.expects and (mistaken or not situation.received):
        return (_not_yet(situation, step, intent, lacks=step.expects, mistaken=mistaken),)
    added = _papers(situation, case, step, intent)
    if lacks := missing_scans(situation, case, step):
        return (*added, _scans_lack(situation, case, step, intent, lacks))
    values = _values(step, intent)
    if step.doubts:
        values[step.name] = intent.person
    return (*added, *_done(situation, case, step, intent, values))


def _not_done(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """What came with the words is kept; whoever began to send scans is told which are there, whatever they say."""
    added = _papers(situation, case, step, intent)
    lacks = () if Wish.BETTER_COPY in intent.wishes else missing_scans(situation, case, step)
    return (*added, _scans_lack(situation, case, step, intent, lacks))


def _scans_lack(situation: Situation, case: Case, step: Step, intent: Answer, lacks: tuple[str, ...]) -> e.NotYetDone:
    mistaken = mistaken_scans(situation, case) if lacks else ()
    return _not_yet(situation, step, intent, lacks=lacks, mistaken=mistaken)


def _papers(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[e.CaseEvent, ...]:
    scanned = step.stage is Stage.DIGITIZATION
    pieces = own_scans(situation, case) if scanned else situation.received
    kind = e.PaperKind.SCAN if scanned else e.PaperKind.PROOF
    added = e.PapersAdded(at=situation.now, by=intent.person, mail=intent.mail, kind=kind, pieces=pieces)
    return (added,) if pieces else ()


def _done(
    situation: Situation, case: Case, step: Step, intent: Answer, values: dict[str, str]
) -> tuple[e.CaseEvent, ...]:
    done = e.StepDone(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        step=step.name,
        values=values,
        proof=intent.proof.by,
        words=intent.words,
    )
    if not step.doubts:
        return _and_on(situation, case, done)
    return _and_on(situation, case, done, e.FindingsSettled(at=situation.now, mail=intent.mail, codes=step.doubts))


def _not_yet(
    situation: Situation, step: Step, intent: Answer, lacks: tuple[str, ...], mistaken: tuple[Mistaken, ...] = ()
) -> e.NotYetDone:
    return e.NotYetDone(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        step=step.name,
        lacks=lacks,
        copy_needed=Wish.BETTER_COPY in intent.wishes,
        mistaken=mistaken,
        words=intent.text,
    )


def _and_on(situation: Situation, case: Case, *events: e.CaseEvent) -> tuple[e.CaseEvent, ...]:
    after = fold(case, events)
    assert after is not None  # noqa: S101 - a fold over a case is a case
    return (*events, *advance(situation, after, events[0].mail))
