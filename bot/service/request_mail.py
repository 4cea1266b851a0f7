"""A mail whose subject asks to open a case: held, turned, helped, taken for a case that exists, or opened."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.account import Outcome
from bot.core.case import Case
from bot.core.company import Company
from bot.core.decide.supplying import takes_corrections
from bot.core.decide.withdrawing import speaks_for_branch
from bot.core.effects import Send
from bot.core.finding import Finding, Severity
from bot.core.intent import Open, Proof, Repeat, Supply
from bot.core.mail import Mail
from bot.core.process import Process, State
from bot.core.subject import SubjectReading
from bot.intake.reply import new_text
from bot.intake.verdict import asks_to_wait
from bot.service.app import App
from bot.service.beside import note_of
from bot.service.dossier import Dossier, facts_of, invoice_claim, invoice_of, received, sort_out
from bot.service.held_mail import held_alike, who_is_it
from bot.service.incoming import Incoming, spoken
from bot.service.ports import Record
from bot.service.quarantine import quarantined
from bot.service.recording import decided, finished, mails_about
from bot.service.retitling import retitled
from bot.service.situation import opening_situation, situation_of
from bot.service.stray_mail import answers_without_files, may_open, not_theirs, stray_answer
from bot.service.thread import Thread
from bot.service.under_subject import open_alike


def request(incoming: Incoming, app: App) -> Record:
    """What a mail becomes whose subject has the form of a request."""
    process = app.process(incoming.subject.process or "")
    if not incoming.is_of_the_house(app.rules.company):
        return finished(incoming, outcome=Outcome.NOT_OURS, reason="outsider")
    if not incoming.proof.passed:
        return quarantined(incoming.receipt, incoming.mail, f"author:{incoming.proof.by}", app)
    blocking = tuple(p for p in incoming.subject.problems if p.severity is Severity.ERROR)
    if not may_open(incoming, process, app):
        if blocking:
            return finished(incoming, outcome=Outcome.NOT_OURS, reason="subject")
        known = app.rules.company.person(incoming.author) is not None
        return not_theirs(incoming, process, app) if known else _hold(incoming, app)
    if blocking:
        return help_with_subject(incoming, blocking, app)
    documents = sort_out(incoming.documents(), process, app.language.documents)
    dossier = received(documents, incoming.mail.digest)
    existing = _existing(incoming, process, dossier, app)
    if existing is not None:
        return join(incoming, existing, dossier, app)
    if answers_without_files(incoming):
        return stray_answer(incoming, Thread(), app)
    intent = opening(incoming.subject, incoming.mail, incoming.proof, app.rules.company)
    words, facts = new_text(incoming.mail, app.language.forms).text, facts_of(process, dossier.documents)
    note = note_of(words, facts, app, incoming.mail.subject, incoming.mail.sender[0].name)
    intent = replace(intent, note=note, waits=asks_to_wait(words, app.language.lexicon))
    if incoming.receipt.vouched_by:
        intent = replace(intent, name=incoming.mail.sender[0].name, vouched_by=incoming.receipt.vouched_by)
    return open_new(incoming, process, intent, dossier, app)


def open_new(incoming: Incoming, process: Process, intent: Open, dossier: Dossier, app: App) -> Record:
    """A case under the next number."""
    situation = opening_situation(incoming, process, intent, dossier, app)
    return finished(incoming, decided(app, situation, None, intent))


def _hold(incoming: Incoming, app: App) -> Record:
    """Who is of the house and not in the roster: once, those to whom doubts go are asked, and they hear so."""
    question = who_is_it(incoming.receipt.id, incoming.mail, incoming.subject, app)
    notice = Send(
        template="espera_identidad",
        to=(incoming.author,),
        context={"client": incoming.subject.fields["cliente"], "asked": list(question.to)},
    )
    sends = () if held_alike(incoming.mail, incoming.subject, app) else (question, notice)
    return finished(incoming, mails_about(incoming, *sends), outcome=Outcome.HELD, reason="author")


def help_with_subject(incoming: Incoming, problems: tuple[Finding, ...], app: App) -> Record:
    """A near miss by a known coordinator: one mail with the right form, filled in as far as it is known."""
    branches = app.rules.company.branches_of(incoming.author)
    serves = [city for branch in branches for city in branch.serves]
    send = Send(
        template="asunto",
        to=(incoming.author,),
        context={
            "subject": incoming.mail.subject,
            "problems": [{"code": problem.code, "data": _suggesting(problem.data, serves)} for problem in problems],
            "right_form": problems[0].data.get("right_form", ""),
            "blanks": app.language.subjects.blanks(incoming.subject),
            "serves": serves,
        },
    )
    return finished(incoming, mails_about(incoming, send), reason="subject")


def _suggesting(data: Mapping[str, str], serves: Sequence[str]) -> dict[str, str]:
    """What a problem says, with no city suggested that the author's own branch does not serve."""
    suggested = data.get("suggestion", "").split(", ")
    return {**data, "suggestion": ", ".join(city for city in suggested if city in serves or not serves)}


def opening(subject: SubjectReading, mail: Mail, proof: Proof, company: Company) -> Open:
    """What a subject asks to open; what it does not say is empty, which only a dry run lets pass."""
    city = subject.fields.get("ciudad", "")
    branch = company.branch_serving(city)
    return Open(
        **spoken(mail, proof, mail.text),
        keyword=subject.keyword or "",
        client=subject.fields.get("cliente", ""),
        city=city,
        branch=branch.name if branch else "",
        subject=mail.subject,
    )


def case_about(process: Process, invoice: str, app: App) -> Case | None:
    """The case that is already about an invoice."""
    claim = invoice_claim(process.name, invoice)
    number = app.ledger.holders([claim]).get(claim) if invoice else None
    return app.ledger.case(number) if number else None


def _existing(incoming: Incoming, process: Process, dossier: Dossier, app: App) -> Case | None:
    """The case that is already about this invoice, or the one open request that a lone piece, or no file, fits."""
    invoice = invoice_of(facts_of(process, dossier.documents))
    holder = case_about(process, invoice, app)
    if holder is not None:
        return holder
    alike = open_alike(incoming, process, app)
    if len(alike) == 1 and not incoming.documents():
        return alike[0]
    fitting = [case for case in alike if case.state is State.INCOMPLETE and _may_be_about(case, invoice)]
    return fitting[0] if len(fitting) == 1 else None


def _may_be_about(case: Case, invoice: str) -> bool:
    """Whether an incomplete case can be about an invoice: one of the two does not say which, or both say the same."""
    own = invoice_of(case.facts)
    return not own or not invoice or own == invoice


def join(incoming: Incoming, case: Case, dossier: Dossier, app: App) -> Record:
    """A mail about another case than its thread: a correction where one may come, else its sender is told which."""
    situation = situation_of(incoming, case, dossier, app, title=retitled(incoming, case, app))
    known = {(piece.role, piece.digests) for piece in case.pieces}
    news = any((piece.role, piece.digests) not in known for piece in dossier.received) or situation.title is not None
    spoken = incoming.spoken(new_text(incoming.mail, app.language.forms).text)
    corrects = news and speaks_for_branch(situation, case, incoming.author) and takes_corrections(case)
    if not corrects:
        repeated = Repeat(**spoken, vouched_by=incoming.receipt.vouched_by)
        return finished(incoming, decided(app, situation, case, repeated))
    intent = Supply(**spoken, note=note_of(spoken["text"], situation.facts, app, case.subject))
    return finished(incoming, decided(app, situation, case, intent))
