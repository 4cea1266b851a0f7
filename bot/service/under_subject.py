"""A mail of its own that names a request that is open already in its subject: its answer, or another request."""

from bot.core.case import Case
from bot.core.identifiers import plain
from bot.core.process import Process, State
from bot.service.app import App
from bot.service.dossier import sort_out
from bot.service.early_filing import without_copies
from bot.service.incoming import Incoming
from bot.service.stray_mail import may_open

_WORDS_AT_MOST = 12
"""Words of a subject among which a client is looked for."""


def open_alike(incoming: Incoming, process: Process, app: App) -> tuple[Case, ...]:
    """The open cases of the client and the branch that a subject names."""
    title = incoming.subject.title
    branch = app.rules.company.branch_serving(title.city) if title else None
    if title is None or branch is None:
        return ()
    numbers = app.ledger.open_like(process.name, branch.name, plain(title.client))
    return tuple(case for number in numbers if (case := app.ledger.case(number)))


def case_awaiting(incoming: Incoming, app: App) -> Case | None:
    """The one open case under this subject that waits for its author, where the mail brings no request of its own."""
    if not incoming.proof.passed:
        return None
    if incoming.subject.process is None:
        alike = _named_in_subject(incoming, app)
    else:
        alike = open_alike(incoming, app.process(incoming.subject.process), app)
    waiting = [case for case in alike if _awaits(case, incoming, app)]
    if len(waiting) != 1 or not _may_be_its_answer(incoming, waiting[0], app.process(waiting[0].process), app):
        return None
    return waiting[0]


def _named_in_subject(incoming: Incoming, app: App) -> tuple[Case, ...]:
    """The open cases of the author's branches whose client a subject of their own names: «radicado La Acacia, Cali»."""
    company, today = app.rules.company, app.rules.company.calendar.local(incoming.now).date()
    branches = [one.name for one in company.branches if company.coordinates(incoming.author, one.name, today)]
    words = plain(incoming.mail.subject).split()[-_WORDS_AT_MOST:] if branches else []
    names = {" ".join(words[first:last]) for last in range(1, len(words) + 1) for first in range(last)}
    found = {
        number
        for process in app.mailbox_rule(incoming.receipt.mailbox).processes
        for branch in branches
        for name in names
        for number in app.ledger.open_like(process, branch, name.strip(" ,.;:-"))
    }
    return tuple(case for number in sorted(found) if (case := app.ledger.case(number)))


def _awaits(case: Case, incoming: Incoming, app: App) -> bool:
    """Whether somebody is asked for something, or their branch will be asked to file."""
    company = app.rules.company
    files = case.state in (State.AWAITING_DIGITIZATION, State.AWAITING_FILING)
    today = company.calendar.local(incoming.now).date()
    return bool(case.waiting_for(incoming.author)) or (
        files and company.coordinates(incoming.author, case.branch, today)
    )


def _may_be_its_answer(incoming: Incoming, case: Case, process: Process, app: App) -> bool:
    """Whether it brings nothing but stamped copies, or answers without a file; who may ask for nothing only answers."""
    if not may_open(incoming, process, app):
        return True
    files = incoming.documents()
    if not files:
        return incoming.subject.is_reply
    documents = sort_out(files, process, app.language.documents)
    rest = without_copies(documents, case, process)
    return rest != documents and not any(one.role for one in rest)
