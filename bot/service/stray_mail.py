"""A mail of a known person that belongs nowhere: they are told what it lacked, and nothing opens.

Either it answers and no case is found that it could answer, or it asks for what only others may ask for.
"""

from bot.core.company import DOUBTS_ROLE
from bot.core.effects import Send
from bot.core.mail import unique
from bot.core.process import Process
from bot.intake.reply import new_text
from bot.intake.verdict import is_courtesy
from bot.service.app import App
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import finished, mails_about
from bot.service.thread import Thread


def may_open(incoming: Incoming, process: Process, app: App) -> bool:
    """Whether the author may open a case: by their role, for whom they stand in today, or because somebody vouched."""
    company = app.rules.company
    today = company.calendar.local(incoming.now).date()
    people = (company.person(one) for one in (incoming.author, *company.principals(incoming.author, today)))
    by_role = any(person and not person.roles.isdisjoint(process.opened_by) for person in people)
    return by_role or bool(incoming.receipt.vouched_by)


def is_stray_answer(incoming: Incoming, thread: Thread, app: App) -> bool:
    """Whether a known person answers in a thread that leads to no case of theirs, or to one that they have no part in.

    Who may ask and answers no case brings a request, unless :func:`answers_without_files` and nothing like it is open.
    """
    subject = incoming.subject
    if app.rules.company.person(incoming.author) is None or not incoming.proof.passed:
        return False
    if subject.process is None:
        return bool(subject.case_numbers)
    if thread.case is not None:
        return not incoming.documents()
    answers = bool(subject.case_numbers) or answers_without_files(incoming)
    return answers and not may_open(incoming, app.process(subject.process), app) and not incoming.documents()


def answers_without_files(incoming: Incoming) -> bool:
    """Whether the prefix of the subject and the empty hands say that a mail answers another one."""
    subject = incoming.subject
    is_answer = subject.is_reply and not subject.is_forward and not subject.problems
    return is_answer and not incoming.documents()


def stray_answer(incoming: Incoming, thread: Thread, app: App) -> Record:
    """Its author is told which number it names, and to answer our own mail; mere thanks need no answer."""
    words, names = new_text(incoming.mail, app.language.forms), app.rules.company.names
    if thread.case and is_courtesy(words.text, app.language.lexicon, names):
        return finished(incoming, reason="stray:thanks")
    process = app.process(incoming.subject.process) if incoming.subject.process else None
    send = Send(
        template="sin_caso",
        to=(incoming.author,),
        context={
            "subject": incoming.mail.subject,
            "requester": incoming.author,
            "numbers": [thread.case.number] if thread.case else list(incoming.subject.case_numbers),
            "exists": thread.case is not None,
            "may_ask": process is not None and may_open(incoming, process, app),
        },
    )
    return finished(incoming, mails_about(incoming, send), reason="stray:case")


def not_theirs(incoming: Incoming, process: Process, app: App) -> Record:
    """Its author is told who asks for that city; those to whom doubts go get a copy."""
    company, fields = app.rules.company, incoming.subject.fields
    branch = company.branch_serving(fields["ciudad"])
    openers = unique(p for role in process.opened_by for p in company.holders(role, branch.name if branch else ""))
    send = Send(
        template="no_puede_pedir",
        to=(incoming.author,),
        cc=tuple(person for person in company.holders(DOUBTS_ROLE, "") if person != incoming.author),
        context={
            "subject": incoming.mail.subject,
            "keyword": incoming.subject.keyword,
            "client": fields["cliente"],
            "city": fields["ciudad"],
            "openers": list(openers),
        },
    )
    return finished(incoming, mails_about(incoming, send), reason="stray:role")
