"""Whoever was asked to do something, or for a value, says that it is done, or that it is not."""

from dataclasses import replace

from bot.core import events as e
from bot.core.case import Case
from bot.core.decide.foretelling import corrected, filing_values
from bot.core.decide.papers import (
    brings_files,
    brings_new_scans,
    compared_scans,
    missing_scans,
    mistaken_proofs,
    mistaken_scans,
)
from bot.core.decide.situation import Situation
from bot.core.decide.steps import and_on
from bot.core.events import Mistaken
from bot.core.intent import Answer, Stage, Wish
from bot.core.process import Ask, Step


def confirmed(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """It is done, if what came with the answer is what the step wants; else the rest is asked for.

    Who says once more that all is scanned, and brings nothing new, is believed.
    """
    mistaken = mistaken_proofs(situation, case, step) if step.expects else ()
    if step.expects and (mistaken or not (situation.received or case.kept)):
        lacking = _not_yet(situation, step, intent, lacks=step.expects, mistaken=mistaken)
        return (*_told_already(situation, case, step, intent), lacking)
    added = papers_in(situation, case, step, intent)
    lacks = missing_scans(situation, case, step, intent)
    if lacks and (brings_new_scans(situation, case) or not case.scans):
        return (*added, _scans_lack(situation, case, step, intent, lacks))
    values = values_in(step, intent)
    if step.doubts:
        values[step.name] = intent.person
    changed = corrected(situation, case, step, intent, values)
    return (*added, *changed, *done(situation, case, step, intent, values))


def _told_already(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """What the words give counts, though the paper that must come with them lacks."""
    told = values_in(step, intent)
    changed = corrected(situation, case, step, intent, told)
    new = {name: value for name, value in told.items() if name not in case.values}
    if not new:
        return changed
    return (*changed, e.ValuesTold(at=situation.now, by=intent.person, mail=intent.mail, step=step.name, values=new))


def not_done(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """What came with the words is kept."""
    added = papers_in(situation, case, step, intent)
    doubted = tuple(one.document for one in case.findings if one.code in step.doubts and one.document)
    documents = doubted or intent.documents or case.asked_again
    copy_needed = Wish.BETTER_COPY in intent.wishes
    not_yet = _not_yet(situation, step, intent, copy_needed=copy_needed, documents=documents)
    return (*added, replace(not_yet, dropped=tuple(name for name in step.fields if name in case.values)))


def scanned_in_part(
    situation: Situation, case: Case, step: Step, intent: Answer, *, denied: bool
) -> tuple[e.CaseEvent, ...]:
    """What scans tell where the words do not say that all is done; nothing, where they must be asked about.

    A document that did not come is the coordinator's to send; one that only lacks here is asked of whoever began to
    send scans.

    Args:
        situation: What is known.
        case: The case so far.
        step: The step.
        intent: The answer.
        denied: Whether the words say that it is not done.
    """
    added = papers_in(situation, case, step, intent)
    brought = brings_files(situation, case) or (intent.in_part and bool(added))
    if Wish.BETTER_COPY in intent.wishes or (Wish.LACKING in intent.wishes and not (brought or case.scans)):
        documents = intent.documents or tuple(rule.name for rule in situation.process.required)
        return (*added, _not_yet(situation, step, intent, copy_needed=True, documents=documents))
    lacks = missing_scans(situation, case, step, intent)
    told_whole = intent.whole and not denied and bool(brought or case.scans)
    if told_whole and not (lacks and brings_new_scans(situation, case)):
        return (*added, *done(situation, case, step, intent, {}))
    if lacks and (brought or case.scans or denied or intent.attaches):
        return (*added, _scans_lack(situation, case, step, intent, lacks))
    if brought and (intent.attaches or intent.in_part):
        return (*added, *done(situation, case, step, intent, {}))
    if denied and not brought:
        return (_not_yet(situation, step, intent, documents=case.asked_again),)
    return ()


def done(
    situation: Situation, case: Case, step: Step, intent: Answer, values: dict[str, str]
) -> tuple[e.CaseEvent, ...]:
    """The step is finished, and whatever it was to settle is settled."""
    finished = e.StepDone(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        step=step.name,
        values=values,
        proof=intent.proof.by,
        words=intent.words,
    )
    if not step.doubts:
        return and_on(situation, case, finished)
    return and_on(situation, case, finished, e.FindingsSettled(at=situation.now, mail=intent.mail, codes=step.doubts))


def papers_in(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[e.CaseEvent, ...]:
    """What came with an answer is kept with the case: scans where scans were asked for, else what proves the answer."""
    scanned = step.stage is Stage.DIGITIZATION
    pieces = compared_scans(situation, case, in_part=intent.in_part) if scanned else situation.received
    kind = e.PaperKind.SCAN if scanned else e.PaperKind.PROOF
    added = e.PapersAdded(at=situation.now, by=intent.person, mail=intent.mail, kind=kind, pieces=pieces)
    return (added,) if pieces else ()


def values_in(step: Step, intent: Answer) -> dict[str, str]:
    """What the words give of what the step wants: its one value, or number and day of a filing."""
    if step.ask is Ask.VALUE:
        return {step.fields[0]: intent.value} if intent.value else {}
    return filing_values(step, intent.filing)


def _scans_lack(situation: Situation, case: Case, step: Step, intent: Answer, lacks: tuple[str, ...]) -> e.NotYetDone:
    return _not_yet(situation, step, intent, lacks=lacks, mistaken=mistaken_scans(situation, case))


def _not_yet(
    situation: Situation,
    step: Step,
    intent: Answer,
    *,
    lacks: tuple[str, ...] = (),
    mistaken: tuple[Mistaken, ...] = (),
    copy_needed: bool = False,
    documents: tuple[str, ...] = (),
) -> e.NotYetDone:
    return e.NotYetDone(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        step=step.name,
        lacks=lacks,
        copy_needed=copy_needed,
        documents=documents,
        mistaken=mistaken,
        explains=intent.explains,
        words=intent.text,
    )
