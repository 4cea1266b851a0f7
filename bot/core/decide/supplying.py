"""Documents come in for a case that exists already."""

from dataclasses import replace

from bot.core import events as e
from bot.core.case import Case, Piece
from bot.core.decide.foretelling import filing_step, foretold
from bot.core.decide.papers import differs_from_approved
from bot.core.decide.remarking import insists, objected
from bot.core.decide.situation import Situation
from bot.core.decide.steps import NOT_CONTINUED, checked, in_progress
from bot.core.decide.withdrawing import speaks_for_branch, turned
from bot.core.events import TurnedReason
from bot.core.evolve import fold
from bot.core.finding import Severity, about_subject
from bot.core.intent import Inquire, Repeat, Supply
from bot.core.process import State

BEFORE_APPROVAL = (State.AWAITING_SIGNATURE, State.AWAITING_APPROVAL, State.RETURNED, State.MANUAL_REVIEW)


def takes_corrections(case: Case) -> bool:
    """Whether nobody has approved the request, and whoever asked may still mend it."""
    open_to_them = case.state is State.INCOMPLETE or case.state in BEFORE_APPROVAL
    return open_to_them or (case.state is State.CLOSED and case.outcome == NOT_CONTINUED)


def supply(situation: Situation, case: Case, intent: Supply) -> tuple[e.CaseEvent, ...]:
    """What new documents, or the wish to look again, make of the case."""
    reason = _may_not(situation, case, intent)
    if reason is not None:
        return (turned(situation, case, intent, reason),)
    changed = _changed(situation, case)
    if case.state in (State.AWAITING_DIGITIZATION, State.AWAITING_FILING):
        return _after_approval(situation, case, intent, changed)
    early = (turned(situation, case, intent, TurnedReason.TOO_EARLY),) if intent.filed is not None else ()
    which = () if early else _which(situation, case, intent)
    title = _title_corrected(situation, intent)
    again = case.state is State.RETURNED and (intent.reconsider or bool(situation.extras))
    contests = intent.contests and case.state is State.INCOMPLETE and rests_on_reading(situation)
    if contests:
        situation = replace(situation, report=situation.report.contested())
    if not changed and not again and not contests:
        extras = _extras(situation, intent)
        if title and case.state in BEFORE_APPROVAL:
            return (*title, _subject_settled(situation, case, intent), *extras, *early)
        if not title:
            useless = turned(situation, case, intent, TurnedReason.NOTHING_NEW)
            nothing_new = objected(situation, intent) if insists(situation, case, intent) else useless
            return (*extras, *early, *which) or (nothing_new,)
    received = e.DocumentsReceived(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        pieces=tuple(piece for piece in situation.received if piece.role in changed),
        extras=situation.extras,
        note=intent.note,
        waits=intent.waits,
    )
    came = (received,) if changed or situation.extras else ()
    said = (e.Contested(at=situation.now, by=intent.person, mail=intent.mail, words=intent.text),) if contests else ()
    happened = (*_begun(situation, case, intent, changed), *title, *came, *said)
    after = fold(case, happened)
    assert after is not None  # noqa: S101 - a fold over a case is a case
    return (*happened, *checked(situation, after, intent.person, intent.mail), *early, *which)


def rests_on_reading(situation: Situation) -> bool:
    """Whether anything is to be mended that may have been misread."""
    return any(one.by_reading and one.severity is Severity.ERROR for one in situation.report.findings)


def repeat(situation: Situation, case: Case, intent: Repeat) -> tuple[e.CaseEvent, ...]:
    """The same invoice again: one case, and the sender is told which."""
    same = intent.person == case.requester and not _changed(situation, case)
    reason = TurnedReason.DUPLICATE if same else TurnedReason.INVOICE_TAKEN
    answered = turned(situation, case, intent, reason)
    return (replace(answered, known=answered.known or bool(intent.vouched_by)),)


def inquire(situation: Situation, case: Case, intent: Inquire) -> tuple[e.CaseEvent, ...]:
    """Whoever asks how it goes is told; whoever is waited for themselves is asked once more."""
    if not intent.proof.passed:
        return (turned(situation, case, intent, TurnedReason.NOT_AUTHENTICATED),)
    waits = bool(case.withdrawal) and not case.waiting_for(intent.person)
    return (turned(situation, case, intent, TurnedReason.WITHDRAWAL_PENDING if waits else TurnedReason.INQUIRED),)


def _may_not(situation: Situation, case: Case, intent: Supply) -> TurnedReason | None:
    if not intent.proof.passed:
        return TurnedReason.NOT_AUTHENTICATED
    if not speaks_for_branch(situation, case, intent.person):
        return TurnedReason.NOT_ASKED
    if case.state is State.WITHDRAWN:
        return TurnedReason.WITHDRAWN
    if case.state is State.CLOSED and case.outcome != NOT_CONTINUED:
        return TurnedReason.CLOSED
    if case.withdrawal and case.state in BEFORE_APPROVAL:
        return TurnedReason.WITHDRAWAL_PENDING
    return None


def _begun(situation: Situation, case: Case, intent: Supply, changed: tuple[str, ...]) -> tuple[e.CaseEvent, ...]:
    """What a correction begins: the case again, or its next round; nothing where it still waits for one."""
    if case.state is State.CLOSED:
        reopened = e.Reopened(at=situation.now, by=intent.person, mail=intent.mail)
        return (reopened, *in_progress(situation, case, intent.mail))
    if case.state in BEFORE_APPROVAL:
        return (_next_round(situation, case, intent, changed), *in_progress(situation, case, intent.mail))
    return ()


def _title_corrected(situation: Situation, intent: Supply) -> tuple[e.SubjectCorrected, ...]:
    title = situation.title
    if title is None:
        return ()
    return (
        e.SubjectCorrected(
            at=situation.now,
            by=intent.person,
            mail=intent.mail,
            keyword=title.keyword,
            city=title.city,
            client=title.client,
            subject=str(title),
        ),
    )


def _subject_settled(situation: Situation, case: Case, intent: Supply) -> e.FindingsSettled:
    """Of documents that nobody changed, the other findings stay as they are, with what people answered about them."""
    mended = about_subject(case.findings) - about_subject(situation.report.findings)
    return e.FindingsSettled(at=situation.now, by=intent.person, mail=intent.mail, codes=tuple(sorted(mended)))


def _changed(situation: Situation, case: Case) -> tuple[str, ...]:
    """Roles whose document is new or other than the one on record."""
    known = {(piece.role, piece.digests) for piece in case.pieces}
    return tuple(piece.role for piece in situation.received if (piece.role, piece.digests) not in known)


def _next_round(situation: Situation, case: Case, intent: Supply, changed: tuple[str, ...]) -> e.RoundBegun:
    return e.RoundBegun(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        round=case.round + 1,
        changed=changed,
        dropped=tuple(case.values) if changed else (),
        words=intent.note or intent.text,
    )


def _which(situation: Situation, case: Case, intent: Supply) -> tuple[e.CaseEvent, ...]:
    """A file that may be any document is put in the place of none; its sender is asked which it is."""
    return (turned(situation, case, intent, TurnedReason.WHICH_DOCUMENT),) if situation.unplaced else ()


def _after_approval(
    situation: Situation, case: Case, intent: Supply, changed: tuple[str, ...]
) -> tuple[e.CaseEvent, ...]:
    """What was filed, or better copies; a document that did not reach whoever handles it is worth sending again."""
    step = filing_step(situation, case) if intent.filed else None
    if step and intent.carrier is None:
        return (turned(situation, case, intent, TurnedReason.NO_CARRIER),)
    if step and (told := foretold(situation, case, step, intent)):
        return told
    useful = tuple(piece for piece in situation.received if piece.role in (*changed, *case.asked_again))
    if differs_from_approved(situation, case, useful):
        return (turned(situation, case, intent, TurnedReason.NOT_AS_APPROVED), *_extras(situation, intent))
    better = _added(situation, intent, e.PaperKind.BETTER_COPY, useful)
    nothing_new = turned(situation, case, intent, TurnedReason.NOTHING_NEW)
    return (*better, *_extras(situation, intent), *_which(situation, case, intent)) or (nothing_new,)


def _extras(situation: Situation, intent: Supply) -> tuple[e.PapersAdded, ...]:
    return _added(situation, intent, e.PaperKind.EXTRA, situation.extras)


def _added(
    situation: Situation, intent: Supply, kind: e.PaperKind, pieces: tuple[Piece, ...]
) -> tuple[e.PapersAdded, ...]:
    if not pieces:
        return ()
    return (
        e.PapersAdded(at=situation.now, by=intent.person, mail=intent.mail, kind=kind, pieces=pieces, note=intent.note),
    )
