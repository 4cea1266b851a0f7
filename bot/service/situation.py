"""What is known when something is decided: the process that the case began under, other cases, and the checks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from bot.checks import run_checks
from bot.core.case import Case
from bot.core.company import Company
from bot.core.decide import Situation
from bot.core.document import Document, FieldValue
from bot.core.finding import Report, about_subject
from bot.core.intent import Open
from bot.core.known import Elsewhere, Known
from bot.core.mail import Mail
from bot.core.process import Process, State
from bot.core.subject import Title
from bot.intake.documents.sorting.assign import is_unplaced
from bot.intake.documents.sorting.roles import names_another
from bot.rules.load import load_process
from bot.service.app import App
from bot.service.attached import attached
from bot.service.dossier import Dossier, claims_on, facts_of, names_case, together
from bot.service.incoming import Incoming

NOTHING_RECEIVED = Dossier(documents=(), received=())


def process_of(case: Case, app: App) -> Process:
    """The process as it was when the case opened; the roster is always today's."""
    today = app.process(case.process)
    return today if today.digest == case.rules else _earlier(app.ledger.block(case.rules))


@lru_cache(maxsize=64)
def _earlier(block: str) -> Process:
    return load_process(block)


def bare_situation(process: Process, app: App, now: datetime, mailbox: str) -> Situation:
    """Enough to decide where no documents matter."""
    return Situation(
        process=process,
        company=app.rules.company,
        now=now,
        mailbox=mailbox,
        unclear_answers=app.rules.limits.unclear_answers,
    )


def opening_situation(incoming: Incoming, process: Process, intent: Open, dossier: Dossier, app: App) -> Situation:
    """Everything known when a case opens, the number that it would get included."""
    counter = f"{process.prefix}-{app.rules.company.calendar.local(incoming.now).year}"
    facts = facts_of(process, dossier.documents)
    company = app.rules.company
    sent = sent_on(incoming.mail, incoming.now, company)
    known = known_at_opening(process, company, intent, sent, _elsewhere(process, facts, "", app))
    return replace(
        bare_situation(process, app, incoming.now, incoming.receipt.mailbox),
        number=f"{counter}-{app.ledger.next_number(counter):06d}",
        report=run_checks(process, dossier.documents, known, app.language.checks),
        facts=facts,
        received=dossier.received,
        extras=dossier.extras,
    )


def situation_of(
    incoming: Incoming, case: Case, dossier: Dossier, app: App, *, title: Title | None = None, words: str = ""
) -> Situation:
    """Everything known about a case and what a mail brings to it; its title counts where it fits better."""
    process = process_of(case, app)
    broken = tuple(one.filename for one in dossier.documents if one.damage and one.role is None)
    known = {digest for piece in (*case.pieces, *case.papers, *case.extras) for digest in piece.digests}
    unplaced = tuple(one.filename for one in _unplaced(dossier, app, words) if one.sha256 not in known)
    extras = tuple(one for one in dossier.extras if one.sha256 not in known and one.filename not in unplaced)
    bare = bare_situation(process, app, incoming.now, case.mailbox)
    strange = frozenset(one.sha256 for one in dossier.documents if one.text and not names_case(one, case))
    files = attached(incoming, dossier.documents, case, app)
    situation = replace(bare, extras=extras, broken=broken, unplaced=unplaced, attached=files, strange=strange)
    if not dossier.received and title is None:
        return replace(situation, report=Report(findings=case.findings), facts=case.facts)
    whole = together(dossier, case, app)
    facts = facts_of(process, whole.documents)
    compared = Known(
        process=process,
        company=app.rules.company,
        keyword=case.keyword,
        client=case.client,
        city=case.city,
        branch=case.branch,
        sender=case.requester,
        sender_name=case.requester_name,
        sent_on=sent_on(incoming.mail, incoming.now, app.rules.company),
        elsewhere=_elsewhere(process, facts, case.number, app),
    )
    report = run_checks(process, whole.documents, compared, app.language.checks).beside(case.findings)
    situation = replace(situation, report=report, facts=facts, received=dossier.received)
    if title is None:
        return situation
    compared = replace(compared, keyword=title.keyword, client=title.client, city=title.city)
    better = run_checks(process, whole.documents, compared, app.language.checks).beside(case.findings)
    fits_better = about_subject(better.findings) < about_subject(report.findings)
    return replace(situation, report=better, title=title) if fits_better else situation


def _unplaced(dossier: Dossier, app: App, words: str) -> tuple[Document, ...]:
    """Files of which nobody knows which document they are, and that neither their name nor any word calls another."""
    spoken = app.language.documents
    if names_another(words, spoken):
        return ()
    return tuple(one for one in dossier.documents if is_unplaced(one) and not names_another(one.filename, spoken))


def known_at_opening(
    process: Process, company: Company, intent: Open, sent: date, elsewhere: Elsewhere | None
) -> Known:
    """What the documents of a new request are compared with."""
    return Known(
        process=process,
        company=company,
        keyword=intent.keyword,
        client=intent.client,
        city=intent.city,
        branch=intent.branch,
        sender=intent.person,
        sender_name=intent.name,
        sent_on=sent,
        elsewhere=elsewhere,
    )


def sent_on(mail: Mail, now: datetime, company: Company) -> date:
    """The day of the mail's own date; the day it is handled where it has none or one from the future."""
    moment = mail.date if mail.date and mail.date <= now else now
    return company.calendar.local(moment).date()


def _elsewhere(process: Process, facts: Mapping[str, FieldValue], own: str, app: App) -> Elsewhere:
    """What other cases hold of the invoice and the memo of this one."""
    claims = claims_on(process.name, facts)
    holders = app.ledger.holders(claim for claim in claims if claim.key)
    invoice, memo = (_other(holders.get(claim, own), own, app) for claim in claims)
    annulled = invoice is not None and invoice.state is State.CLOSED
    return Elsewhere(
        invoice_open_case=invoice.number if invoice and not annulled else "",
        invoice_annulled_by=invoice.number if invoice and annulled else "",
        memo_used_by=memo.client if memo else "",
    )


def _other(number: str, own: str, app: App) -> Case | None:
    return None if number == own else app.ledger.case(number)
