"""What is wrong with a mail, as far as nobody needs the ledger to say so."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.checks import run_checks
from bot.core.company import REQUESTER_ROLE, Company
from bot.core.document import Document
from bot.core.finding import Finding, Severity
from bot.core.intent import Stage
from bot.core.mail import unique
from bot.core.process import Process
from bot.rules.values import Rules
from bot.service.app import Language
from bot.service.inspect.draft import Draft
from bot.service.inspect.shapes import REFUSED
from bot.service.request_mail import opening
from bot.service.situation import known_at_opening, sent_on

LEDGER = Finding(code="ledger.not_consulted", severity=Severity.INFO)
"""Checks that compare with other cases were skipped, whether or not the rules list the one that says so."""


def of_author(draft: Draft) -> Iterator[Finding]:
    """A trusted header says that the author is somebody else."""
    if draft.proof.by in REFUSED and not draft.proof.passed:
        who = {"remitente": draft.mail.author or ""}
        yield Finding(code="author.not_proved", severity=Severity.ERROR, data=who)


def of_request(draft: Draft, process: Process, rules: Rules, language: Language, now: datetime) -> Iterator[Finding]:
    """What its subject and its documents lack; a subject that opens nothing does not keep the documents unchecked."""
    yield from draft.subject.problems
    intent = opening(draft.subject, draft.mail, draft.proof, rules.company)
    sent = sent_on(draft.mail, now, rules.company)
    known = known_at_opening(process, rules.company, intent, sent, elsewhere=None)
    documents = tuple(document for document in draft.documents if not document.inline)
    found = run_checks(process, documents, known, language.checks).findings
    yield from found
    if all(one.code != LEDGER.code for one in found):
        yield LEDGER


def of_answer(draft: Draft, rules: Rules, stage: Stage, now: datetime) -> Iterator[Finding]:
    """Who answers, and whether their words are theirs; of an answer by its prefix alone, its subject too."""
    if not (draft.mail.thread_ids or draft.subject.case_numbers):
        yield from draft.subject.problems
    processes = (draft.process,) if draft.process else rules.processes
    if draft.mail.author not in _answerers(processes, rules.company, stage, now):
        yield Finding(code="author.not_asked", severity=Severity.WARNING, data={"remitente": draft.mail.author or ""})
    if not draft.separable:
        yield Finding(code="answer.not_separable", severity=Severity.WARNING)


def of_files(documents: Iterable[Document]) -> Iterator[Finding]:
    """Files that could not be opened."""
    for document in documents:
        if document.damage and not document.inline:
            name = document.filename
            yield Finding(
                code=document.damage,
                severity=Severity.ERROR,
                document=document.role,
                file=name,
                data={"archivo": name},
            )


def _answerers(processes: Iterable[Process], company: Company, stage: Stage, now: datetime) -> frozenset[str]:
    """Addresses of all whom some step of this kind may ask, and of their deputies today."""
    roles = unique(role for process in processes for step in process.steps if step.stage is stage for role in step.who)
    asked = {email for role in roles for email in _holders(role, company)}
    today = company.calendar.local(now).date()
    return frozenset(asked.union(*(company.substitutes(email, today) for email in asked)))


def _holders(role: str, company: Company) -> Iterable[str]:
    """Whoever holds a role in any branch: a dry run knows no case whose branch it could be."""
    if role == REQUESTER_ROLE:
        return (email for branch in company.branches for email in branch.coordinators)
    return company.holders(role, "")
