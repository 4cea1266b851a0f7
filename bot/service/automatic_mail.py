"""Mails that machines send: they decide nothing and are never answered, but some tell us something."""

from bot.core.account import Outcome
from bot.core.intent import Absent, Undelivered
from bot.intake.absence import absent_until
from bot.intake.bounce import Failure, bounced
from bot.intake.unanswerable import Automatic, AutomaticKind
from bot.service.app import App
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import decided, finished
from bot.service.situation import bare_situation, process_of
from bot.service.stray_mail import may_open
from bot.service.thread import OWN_ID, find_thread, own_mail

_MAY_BRING_A_REQUEST = (AutomaticKind.AUTO_REPLY, AutomaticKind.BULK)


def machine_mail(incoming: Incoming, automatic: Automatic, app: App) -> Record:
    """A delivery report is noted at the mail it is about; an absence asks the deputy; the rest is only recorded.

    A request that a machine seems to send, such as a scanner, is not answered either, but listed for people.
    """
    if automatic.kind in _MAY_BRING_A_REQUEST and _asks(incoming, app):
        return finished(incoming, outcome=Outcome.NOT_OURS, reason="machine")
    record = None
    if automatic.kind is AutomaticKind.BOUNCE:
        record = _undelivered(incoming, app)
    elif automatic.kind is AutomaticKind.AUTO_REPLY:
        record = _absent(incoming, app)
    return finished(incoming, record, outcome=Outcome.AUTOMATIC, reason=automatic.reason)


def _asks(incoming: Incoming, app: App) -> bool:
    """Whether somebody who may ask sends files under the subject of a process."""
    name = incoming.subject.process
    files = any(not part.inline for part in incoming.mail.attachments)
    return name is not None and files and incoming.proof.passed and may_open(incoming, app.process(name), app)


def _undelivered(incoming: Incoming, app: App) -> Record | None:
    bounce = bounced(incoming.mail, app.language.forms, own_mail(app.own_addresses))
    lost = bounce is not None and bounce.failure is Failure.PERMANENT
    match = OWN_ID.match(bounce.message_id) if bounce and lost and bounce.message_id else None
    outbound = app.ledger.outbound(match["id"].lower()) if match else None
    case = app.ledger.case(outbound.case) if outbound and outbound.case else None
    if bounce is None or outbound is None or case is None:
        return None
    recipients = set(bounce.recipients) & {*outbound.send.to, *outbound.send.cc}
    situation = bare_situation(process_of(case, app), app, incoming.now, case.mailbox)
    person = min(recipients, default=outbound.send.to[0])
    return decided(app, situation, case, Undelivered(person=person, effect=outbound.id, mail=incoming.mail.digest))


def _absent(incoming: Incoming, app: App) -> Record | None:
    case = find_thread(incoming.mail, incoming.subject, app).case
    if case is None or not case.waiting_for(incoming.author):
        return None
    situation = bare_situation(process_of(case, app), app, incoming.now, case.mailbox)
    until = absent_until(incoming.mail, app.language.forms, situation.today)
    return decided(app, situation, case, Absent(person=incoming.author, until=until, mail=incoming.mail.digest))
