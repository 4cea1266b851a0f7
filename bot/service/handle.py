"""The only place where a mail is understood: from its receipt to its consequences, in one transaction."""

from bot.core.account import Outcome, Receipt
from bot.core.mail import Mail
from bot.intake.lookalike import imitated
from bot.intake.parse import parse
from bot.intake.unanswerable import unanswerable
from bot.service.app import App
from bot.service.automatic_mail import machine_mail
from bot.service.case_mail import converse, is_party
from bot.service.commands import obey, ordered
from bot.service.held_mail import vouch
from bot.service.incoming import Incoming, Opened, fingerprint, proof_of
from bot.service.list_answer import answer_to_list
from bot.service.ports import Record
from bot.service.quarantine import LOOKALIKE, quarantined
from bot.service.recording import finished
from bot.service.request_mail import request
from bot.service.scans import start_reading
from bot.service.screening import VIRUS, infection
from bot.service.stray_mail import is_stray_answer, stray_answer
from bot.service.thread import Thread, find_thread, own_mail
from bot.service.unannounced import unannounced
from bot.service.under_subject import case_awaiting


def open_mail(receipt: Receipt, app: App) -> Opened:
    """Parses a mail and has its documents read elsewhere, so that the next mail can be opened meanwhile."""
    raw = app.evidence.get(receipt.digest)
    return opened(receipt, raw, parse(raw, receipt.digest), app)


def opened(receipt: Receipt, raw: bytes, mail: Mail, app: App) -> Opened:
    """The mail with its documents on their way through the readers, which get nothing that has malware in it.

    Raises:
        TransientError: The virus scanner is away, and the rules want mails to wait for it; or it hangs on a signature
            whether somebody of the house wrote it, and nobody knows the key now.
        PermanentError: It does not look at a file, and the rules want every file looked at.
    """
    found = infection(mail, app)
    files = () if found else mail.attachments
    return Opened(
        receipt=receipt,
        mail=mail,
        proof=proof_of(mail, raw, app.mailbox_rule(receipt.mailbox), app),
        infection=found,
        reading=start_reading(files, app.readers, app.scans),
    )


def handle(opened: Opened, app: App) -> Outcome:
    """Handles one mail.

    Raises:
        ConflictError: Its case changed meanwhile; handle it again.
        ScansUnreadError: It matters what is in its scans, and there is no time to read them; nothing was done.
        TransientError: The ledger or the evidence is away; nothing was done.
    """
    record = foresee(opened, app)
    app.ledger.record(record)
    return record.outcome


def foresee(opened: Opened, app: App) -> Record:
    """Everything that handling a mail would change; nothing is changed yet."""
    if opened.infection:
        return quarantined(opened.receipt, opened.mail, VIRUS + opened.infection, app)
    return understand(_incoming(opened, app), app)


def understand(incoming: Incoming, app: App) -> Record:
    """The order of work: copies, machines, what has no case, cases, answers, requests, and what is none of ours."""
    copied = app.ledger.seen(incoming.mail.message_id or "", incoming.fingerprint)
    if copied is not None:
        return finished(incoming, outcome=Outcome.COPY, reason=copied.case)
    automatic = unanswerable(incoming.mail, app.language.forms, own_mail(app.own_addresses))
    if automatic is not None:
        return machine_mail(incoming, automatic, app)
    thread = find_thread(incoming.mail, incoming.subject, app)
    if imitation := _imitation(incoming, thread, app):
        return quarantined(incoming.receipt, incoming.mail, imitation, app)
    if (answered := _about_no_case(incoming, thread, app)) is not None:
        return answered
    today = app.rules.company.calendar.local(incoming.now).date()
    if thread.case is not None and is_party(incoming.author, thread.case, thread, app, today):
        return converse(incoming, thread, thread.case, app)
    awaiting = None if thread.case else case_awaiting(incoming, app)
    if awaiting is not None:
        return converse(incoming, Thread(case=awaiting, answered=thread.answered), awaiting, app)
    if is_stray_answer(incoming, thread, app):
        return stray_answer(incoming, thread, app)
    if incoming.subject.process is not None:
        return request(incoming, app)
    return unannounced(incoming, app)


def _about_no_case(incoming: Incoming, thread: Thread, app: App) -> Record | None:
    """An answer to a question about a held mail, or to a list of what waits; or an order."""
    if thread.held is not None:
        return vouch(incoming, thread, thread.held, app)
    if thread.listing is not None:
        return answer_to_list(incoming, thread, thread.listing, app)
    command = ordered(incoming, app)
    return obey(incoming, command, app) if command else None


def _imitation(incoming: Incoming, thread: Thread, app: App) -> str:
    """Why a mail is put aside that wants something of us from a domain that only looks like ours; else ``""``."""
    company = app.rules.company
    if incoming.is_of_the_house(company):
        return ""
    wants = (
        thread.case
        or thread.held is not None
        or thread.listing
        or incoming.subject.process
        or is_stray_answer(incoming, thread, app)
    )
    domain = incoming.author.rpartition("@")[2]
    own = imitated(domain, company.domains) if wants else ""
    return f"{LOOKALIKE}{domain} {own}" if own else ""


def _incoming(opened: Opened, app: App) -> Incoming:
    return Incoming(
        receipt=opened.receipt,
        mail=opened.mail,
        reading=opened.reading,
        proof=opened.proof,
        subject=app.language.subjects.read(opened.mail.subject),
        fingerprint=fingerprint(opened.mail),
        now=app.clock.now(),
    )
