"""The answer to "is this person of the branch?": a held mail goes on, or is turned down."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.account import Outcome, Receipt
from bot.core.company import DOUBTS_ROLE
from bot.core.effects import Send
from bot.core.intent import Stage, Verdict
from bot.core.mail import Mail, unique
from bot.core.process import Ask
from bot.core.request import Question
from bot.core.subject import SubjectReading
from bot.intake.parse import parse
from bot.intake.reply import new_text
from bot.intake.verdict import judge
from bot.service.app import App
from bot.service.chronicle import HEAD_OF_A_MAIL
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import finished, mails_about
from bot.service.situation import process_of
from bot.service.thread import Thread, hold_key, texts_sent

HELD_AT_ONCE = 200
"""Held mails that are looked through for those of one person."""


def who_is_it(receipt: int, mail: Mail, subject: SubjectReading, app: App, *, reminded: bool = False) -> Send:
    """The question about a stranger of the house, to those to whom doubts go."""
    return Send(
        template="pide_identidad",
        to=app.rules.company.holders(DOUBTS_ROLE, ""),
        context={
            "person": mail.author or "",
            "name": mail.sender[0].name if mail.sender else "",
            "subject": mail.subject,
            "client": subject.fields["cliente"],
            "city": subject.fields["ciudad"],
            "keyword": subject.keyword,
            "reminded": reminded,
        },
        request=hold_key(receipt),
        alarm=reminded,
    )


def held_alike(mail: Mail, subject: SubjectReading, app: App) -> tuple[int, ...]:
    """The held mails that one answer about a person is about: all of theirs for one city, in order of arrival."""
    held = app.ledger.receipts(Outcome.HELD, HELD_AT_ONCE)
    return tuple(sorted(one.id for one in held if asked_about(*read_again(one, app)) == asked_about(mail, subject)))


def asked_about(mail: Mail, subject: SubjectReading) -> tuple[str | None, str | None]:
    """Whom a question about a held mail is about: its author, for a city."""
    return mail.author, subject.fields.get("ciudad")


def vouch(incoming: Incoming, thread: Thread, held: int, app: App) -> Record:
    """What those to whom doubts go say of a stranger of the house.

    The first clear yes or no counts; one that contradicts it is told what was done. Anything else is asked again.
    """
    receipt = app.ledger.receipt(held)
    asked = app.rules.company.holders(DOUBTS_ROLE, "")
    if receipt is None or incoming.author not in asked or not incoming.proof.passed:
        return finished(incoming, reason="vouch:no_effect")
    words = new_text(incoming.mail, app.language.forms, texts_sent(thread, incoming.author, app))
    said = judge(words.text, Stage.CONFIRMATION, app.language.lexicon).verdict
    verdict = said if words.allows(said) else None
    if receipt.outcome is not Outcome.HELD:
        return _too_late(incoming, receipt, verdict, app)
    if verdict is Verdict.APPROVE:
        released = dict.fromkeys(_about_them(receipt, app), incoming.author)
        return finished(incoming, Record(releases=released, now=incoming.now), reason="vouch:yes")
    if verdict is Verdict.REJECT:
        return _turned_down(incoming, receipt, asked, app)
    again = Send(
        template="aclaracion_identidad",
        to=(incoming.author,),
        context={"words": words.text},
        request=hold_key(held),
    )
    return finished(incoming, mails_about(incoming, again, held=held), reason="vouch:unclear")


def _turned_down(incoming: Incoming, receipt: Receipt, asked: tuple[str, ...], app: App) -> Record:
    """Whoever asked hears it from us, and everybody who was asked knows what was answered."""
    about = _about(receipt, app) | {"by": incoming.author}
    requester = str(about["person"])
    answered = about | {"requester": requester, "asked": list(asked)}
    decided = about | {"decided": "no"}
    mails = mails_about(
        incoming,
        Send(template="identidad_negada", to=(requester,), context=answered),
        Send(template="identidad_decidida", to=asked, context=decided, request=hold_key(receipt.id)),
        held=receipt.id,
    )
    return finished(incoming, replace(mails, drops=_about_them(receipt, app)), reason="vouch:no")


def _about_them(receipt: Receipt, app: App) -> tuple[int, ...]:
    return held_alike(*read_again(receipt, app), app)


def _too_late(incoming: Incoming, receipt: Receipt, verdict: Verdict | None, app: App) -> Record:
    """What an answer is told that contradicts the one before it; agreement and small talk need no word.

    That somebody may not be of the branch after all, those who decide on the case hear as well.
    """
    dropped = receipt.outcome is Outcome.DROPPED
    if verdict not in (Verdict.APPROVE, Verdict.REJECT) or (verdict is Verdict.REJECT) is dropped:
        return finished(incoming, reason="vouch:no_effect")
    about = _about(receipt, app) | {
        "by": incoming.author,
        "decided": "late_yes" if dropped else "late_no",
        "vouched_by": receipt.vouched_by,
        "number": receipt.case,
    }
    people = unique(person for person in (incoming.author, receipt.vouched_by, *_deciding(receipt, app)) if person)
    told = Send(template="identidad_decidida", to=people, context=about)
    return finished(incoming, mails_about(incoming, told), reason="vouch:late")


def _deciding(receipt: Receipt, app: App) -> Iterator[str]:
    """Those who were asked to approve what the mail asked for."""
    case = app.ledger.case(receipt.case) if receipt.case else None
    if case is not None:
        process = process_of(case, app)
        asked = (r for r in case.requests if r.notified and r.question is Question.STEP)
        yield from (r.person for r in asked if process.step(r.step).ask is Ask.APPROVE)


def _about(receipt: Receipt, app: App) -> dict[str, object]:
    """Who wrote the held mail, and about which client."""
    mail, subject = read_again(receipt, app)
    return {
        "person": mail.author or "",
        "name": mail.sender[0].name if mail.sender else "",
        "client": subject.fields.get("cliente", ""),
    }


def read_again(receipt: Receipt, app: App) -> tuple[Mail, SubjectReading]:
    """The headers of a held mail and what its subject says."""
    mail = parse(app.evidence.get(receipt.digest)[:HEAD_OF_A_MAIL], receipt.digest)
    return mail, app.language.subjects.read(mail.subject)
