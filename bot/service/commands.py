"""Orders by mail of those who take part: what waits, how cases are getting on, and what can be written."""

from collections.abc import Iterable, Iterator

from bot.core.case import Case
from bot.core.effects import Send
from bot.core.identifiers import plain
from bot.core.intent import Inquire
from bot.core.mail import unique
from bot.intake.commands import Command, CommandKind, command_in
from bot.intake.reply import new_text
from bot.service.agenda import answer_with_list, listed_for, open_cases
from bot.service.app import App
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import decided, finished, mails_about
from bot.service.situation import bare_situation, process_of

LISTED_AT_MOST = 50


def ordered(incoming: Incoming, app: App) -> Command | None:
    """The order that somebody who takes part gives in a mail of their own, their address proved."""
    company = app.rules.company
    takes_part = company.person(incoming.author) is not None or company.branches_of(incoming.author)
    if incoming.subject.is_reply or incoming.subject.process or not takes_part or not incoming.proof.passed:
        return None
    words = new_text(incoming.mail, app.language.forms)
    names = company.names
    return command_in(incoming.mail.subject, words.text, app.language.lexicon, names) if words.separable else None


def obey(incoming: Incoming, command: Command, app: App) -> Record:
    """What an order does: it tells something, and changes nothing."""
    record = {
        CommandKind.HELP: _help,
        CommandKind.PENDING: _pending,
        CommandKind.STATUS: _status,
    }[command.kind](incoming, command, app)
    return finished(incoming, record, reason=f"command:{command.kind}")


def _help(incoming: Incoming, _: Command, app: App) -> Record:
    person = app.rules.company.person(incoming.author)
    subjects = [process.subject.keywords[0].value for process in app.rules.processes]
    asks = bool(app.rules.company.branches_of(incoming.author))
    context = {"asks": asks, "answers": person is not None, "keywords": subjects}
    return mails_about(incoming, Send(template="instrucciones", to=(incoming.author,), context=context))


def _pending(incoming: Incoming, _: Command, app: App) -> Record:
    """The list of the morning, at any time and however short."""
    waiting = listed_for(incoming.author, incoming.receipt.mailbox, app)
    if not waiting:
        nothing = Send(template="sin_pendientes", to=(incoming.author,))
        return mails_about(incoming, nothing)
    return answer_with_list(incoming, waiting, app, template="pendientes")


def _status(incoming: Incoming, command: Command, app: App) -> Record:
    """How one case is getting on, in its own thread; or a list of those that fit."""
    if command.case:
        case = app.ledger.case(command.case)
        found = [case] if case and _may_see(incoming, case, app) else []
    else:
        found = [case for case in open_cases(app) if _may_see(incoming, case, app) and _fits(case, command.about)]
    if len(found) == 1 and (command.case or command.about):
        (case,) = found
        situation = bare_situation(process_of(case, app), app, incoming.now, case.mailbox)
        return decided(app, situation, case, Inquire(**incoming.spoken("")))
    asked = command.case or command.about.upper()
    context = {"asked": asked, "count": len(found), "cases": list(_lines(found[:LISTED_AT_MOST]))}
    return mails_about(incoming, Send(template="estado", to=(incoming.author,), context=context))


def _may_see(incoming: Incoming, case: Case, app: App) -> bool:
    """Whether a case is of somebody's branch, or of all those who take part at head office."""
    company = app.rules.company
    today = company.calendar.local(incoming.now).date()
    at_head_office = company.person(incoming.author) is not None and not company.branches_of(incoming.author)
    return (
        at_head_office or case.requester == incoming.author or company.coordinates(incoming.author, case.branch, today)
    )


def _fits(case: Case, about: str) -> bool:
    """Whether the client, the invoice or the city is called so."""
    told = (case.client_named, case.client, case.city, str(case.facts.get("factura_original") or ""))
    return any(plain(about) in plain(one) for one in told)


def _lines(cases: Iterable[Case]) -> Iterator[dict[str, object]]:
    for case in cases:
        asked = [request for request in case.open_requests if request.notified]
        yield {
            "case": case.number,
            "client": case.client_named,
            "city": case.city,
            "state": str(case.state),
            "opened_at": case.opened_at.isoformat(),
            "awaits": list(unique(request.step for request in asked)),
            "waiting": list(unique(request.person for request in asked)),
        }
