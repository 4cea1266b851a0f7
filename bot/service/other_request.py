"""Documents of another request in the thread of a case: they are never put in the place of the case's own."""

from collections.abc import Iterable, Mapping

from bot.checks import another_client, names_client
from bot.core.case import Case
from bot.core.decide.withdrawing import speaks_for_branch
from bot.core.document import Document, FieldValue
from bot.core.identifiers import MEMO_FACT, invoice_key
from bot.core.intent import Elsewhere, Open
from bot.core.process import Process
from bot.core.subject import Title
from bot.service.app import App
from bot.service.beside import note_of
from bot.service.dossier import INVOICE_FACTS, facts_of, invoice_of, keyword_of, received, together
from bot.service.early_filing import without_copies
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import decided, finished
from bot.service.request_mail import case_about, join, open_new
from bot.service.situation import bare_situation, process_of
from bot.service.stray_mail import may_open


def other_request(
    incoming: Incoming, documents: tuple[Document, ...], words: str, case: Case, app: App
) -> Record | None:
    """What becomes of documents of another request: a case of their own, or a question; ``None`` for this one's.

    They go to the case that is about their invoice; where there is none, the memo or a subject that names their client
    opens one. While a stamped copy is awaited, a mere document of another request is told as what came in its place.
    """
    process = process_of(case, app)
    if not incoming.proof.passed or not may_open(incoming, process, app):
        return None
    papers = documents if _is_whole(documents, process) else without_copies(documents, case, process)
    facts = facts_of(process, papers)
    opens = bool(facts.get(MEMO_FACT) or _announced(incoming, facts, app))
    is_proof = any(process.step(request.step).expects for request in case.waiting_for(incoming.author))
    if not _is_apart(papers, facts, case, process, app) or (is_proof and not opens):
        return None
    dossier = received(papers, incoming.mail.digest)
    holder = case_about(process, invoice_of(facts), app)
    if holder is not None:
        return join(incoming, holder, dossier, app)
    if opens:
        return open_new(incoming, process, _opening(incoming, words, facts, case, app), dossier, app)
    return _whose(incoming, words, facts, case, app)


def _is_whole(documents: Iterable[Document], process: Process) -> bool:
    brought = {document.role for document in documents}
    return all(rule.name in brought for rule in process.required)


def _is_apart(
    papers: tuple[Document, ...], facts: Mapping[str, FieldValue], case: Case, process: Process, app: App
) -> bool:
    """Whether papers name no invoice of the case but another one, of another client, or its memo and itself alike.

    A memo or an invoice by itself may be a correction, of the number too, where the client is the same.
    """
    theirs = _invoices(_told(one) for one in papers if one.role)
    if not theirs or not _invoices([case.facts]) or theirs & _invoices([case.facts]):
        return False
    on_record = together(received((), ""), case, app).documents
    if theirs & _invoices(_told(one) for one in on_record):
        return False
    is_agreed = len(theirs) == 1 and all(facts.get(name) for name in INVOICE_FACTS)
    return is_agreed or _is_whole(papers, process) or another_client(case.facts, facts, app.language.checks)


def _told(document: Document) -> Mapping[str, FieldValue]:
    return {name: read.value for name, read in document.fields.items()}


def _invoices(told: Iterable[Mapping[str, FieldValue]]) -> frozenset[str]:
    values = (facts.get(name) for facts in told for name in INVOICE_FACTS)
    return frozenset(invoice_key(str(value)) for value in values if value)


def _announced(incoming: Incoming, facts: Mapping[str, FieldValue], app: App) -> Title | None:
    """The mail's own subject where it names the client of the documents, so that it is not the one of the thread."""
    title, client = incoming.subject.title, str(facts.get("cliente") or "")
    is_theirs = title and client and names_client(title.client, client, app.language.checks.names)
    return title if is_theirs else None


def _whose(incoming: Incoming, words: str, facts: Mapping[str, FieldValue], case: Case, app: App) -> Record | None:
    """The question whether it is the wrong file."""
    situation = bare_situation(process_of(case, app), app, incoming.now, case.mailbox)
    if not speaks_for_branch(situation, case, incoming.author):
        return None
    invoice = next(str(facts[name]) for name in INVOICE_FACTS if facts.get(name))
    asked = Elsewhere(**incoming.spoken(words), number=invoice, documents=True)
    return finished(incoming, decided(app, situation, case, asked))


def _opening(incoming: Incoming, words: str, facts: Mapping[str, FieldValue], case: Case, app: App) -> Open:
    """Under the mail's own subject where that names the client; else under the one that the documents give."""
    client, keyword = str(facts.get("cliente") or case.client), keyword_of(process_of(case, app), facts) or case.keyword
    own = Title(keyword=keyword, client=client, city=case.city)
    announced = _announced(incoming, facts, app)
    title = announced or own
    branch = app.rules.company.branch_serving(title.city)
    return Open(
        **incoming.spoken(incoming.mail.text),
        keyword=title.keyword,
        client=title.client,
        city=title.city,
        branch=branch.name if branch else case.branch,
        subject=incoming.mail.subject if announced else str(own),
        linked=case.number,
        note=note_of(words, facts, app, incoming.mail.subject),
    )
