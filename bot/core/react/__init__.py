"""Who must be told what: ``react(situation, case, events) -> mails``. Pure; wording belongs to the templates."""

from dataclasses import replace

from bot.core import events as e
from bot.core.case import Case
from bot.core.decide.situation import Situation
from bot.core.effects import Send
from bot.core.react.asking import ask, ask_again, ask_question, clarify, remind
from bot.core.react.papers import papers_added
from bot.core.react.receipts import receipt, told_to_stop
from bot.core.react.remarks import asked_beside, commented
from bot.core.react.telling import (
    closed,
    not_yet,
    part_told,
    question_answered,
    returned,
    sent_to_review,
    settled,
    subject_corrected,
    taken_down,
    turned,
    undelivered,
    withdrawn,
)
from bot.core.react.words import finding, requester_mail

__all__ = ["react"]


def react(situation: Situation, case: Case, events: tuple[e.CaseEvent, ...]) -> tuple[Send, ...]:
    """The mails that follow from these events, in order.

    Args:
        situation: The same that was decided in.
        case: The case after the events.
        events: What ``decide`` returned.
    """
    return (
        *_acknowledgement(situation, case, events),
        *(send for event in events for send in _mails(situation, case, event)),
    )


def _acknowledgement(situation: Situation, case: Case, events: tuple[e.CaseEvent, ...]) -> tuple[Send, ...]:
    """One mail to the requester about what came in: what is wrong with it, or what comes next.

    Whoever else of the branch brought it gets a copy.
    What somebody else is asked about is not theirs to mend.
    """
    found = next((event for event in events if isinstance(event, e.Checked)), None)
    corrected = next((event for event in events if isinstance(event, e.SubjectCorrected)), None)
    if found is None:
        return (subject_corrected(case, corrected),) if corrected else _stuck(case, events)
    brought_by = tuple(person for person in (found.by,) if person != case.requester)
    asked_of_others = {code for step in situation.process.steps for code in step.doubts}
    findings = [finding(one) for one in case.findings if one.code not in asked_of_others]
    incomplete = next((event for event in events if isinstance(event, e.FoundIncomplete)), None)
    if incomplete is not None:
        told = {"findings": findings, "due": incomplete.due.isoformat(), "linked": _came_with(events)}
        template = "en_espera" if case.only_waits else "incompleta"
        passed_on = asked_beside(situation, case, events)
        told["passed_to"] = [person for send in passed_on for person in send.to]
        return (replace(requester_mail(case, template, **told), cc=brought_by), *passed_on)
    return (replace(requester_mail(case, "acuse", findings=findings, retitled=corrected is not None), cc=brought_by),)


def _came_with(events: tuple[e.CaseEvent, ...]) -> str:
    """The case in whose thread the documents of a new one came, or ``""``."""
    return next((event.linked for event in events if isinstance(event, e.Opened)), "")


def _stuck(case: Case, events: tuple[e.CaseEvent, ...]) -> tuple[Send, ...]:
    """Whoever asked learns that a case which was under way has nobody to go on with it."""
    review = next((event for event in events if isinstance(event, e.SentToReview)), None)
    return (requester_mail(case, "sin_responsable", reason=review.reason),) if review else ()


def _mails(  # noqa: C901, PLR0911, PLR0912 - one line per kind of event
    situation: Situation, case: Case, event: e.CaseEvent
) -> tuple[Send, ...]:
    match event:
        case e.StepOpened():
            return ask(situation, case, event)
        case e.PersonAsked():
            return ask_again(situation, case, case.request(event.request.key) or event.request, reason=event.reason)
        case e.AnswerUnclear():
            return clarify(situation, case, event)
        case e.DeadlinePassed():
            return remind(situation, case, event)
        case e.QuestionAsked():
            return ask_question(case, event)
        case e.QuestionAnswered():
            return question_answered(situation, case, event)
        case e.Returned():
            return returned(situation, case)
        case e.Approved() | e.Refused():
            return receipt(situation, case, event)
        case e.DecisionUndone():
            return told_to_stop(situation, case, event)
        case e.NotYetDone():
            return not_yet(situation, case, event)
        case e.StepDone():
            return (*settled(situation, case, event), *taken_down(situation, case, event))
        case e.PartTold():
            return part_told(case, event)
        case e.ValuesTold() | e.ValuesCorrected():
            return taken_down(situation, case, event)
        case e.PapersAdded():
            return papers_added(situation, case, event)
        case e.Withdrawn():
            return withdrawn(case, event)
        case e.Closed():
            return closed(situation, case, event)
        case e.Turned():
            return turned(situation, case, event)
        case e.Commented():
            return commented(situation, case, event)
        case e.DeliveryFailed():
            return undelivered(situation, case, event)
        case e.SentToReview():
            return sent_to_review(situation, case, event)
        case _:
            return ()
