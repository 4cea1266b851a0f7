"""The documents of a request under a subject that asks for nothing: whoever may ask is told what to write there."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.account import Outcome
from bot.core.document import ASSUMED, FieldValue
from bot.core.finding import Finding, Severity
from bot.core.intent import Stage, Verdict
from bot.core.process import Process
from bot.intake.reply import new_text
from bot.intake.verdict import judge
from bot.service.app import App
from bot.service.dossier import facts_of, keyword_of, sort_out
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import finished
from bot.service.request_mail import help_with_subject
from bot.service.stray_mail import may_open, stray_answer
from bot.service.thread import Thread

RECOGNISED_AT_LEAST = 2
"""Documents of one process that are no coincidence."""


def unannounced(incoming: Incoming, app: App) -> Record:
    """Help for somebody who may open a process and sends its documents, or a filed one; other mail is none of ours."""
    for name in app.mailbox_rule(incoming.receipt.mailbox).processes:
        process = app.process(name)
        if not incoming.proof.passed or not may_open(incoming, process, app):
            continue
        documents = sort_out(incoming.documents(), process, app.language.documents)
        recognised = [document for document in documents if document.role and document.confidence > ASSUMED]
        if len(recognised) >= RECOGNISED_AT_LEAST:
            return _help(incoming, process, facts_of(process, recognised), app)
        if documents and _says_filed(incoming, app):
            return stray_answer(incoming, Thread(), app)
    return finished(incoming, outcome=Outcome.NOT_OURS, reason="subject")


def _says_filed(incoming: Incoming, app: App) -> bool:
    """Whether the words say that a memo is filed, of a case that nobody can tell."""
    words = new_text(incoming.mail, app.language.forms).text
    return judge(words, Stage.FILING, app.language.lexicon).verdict is Verdict.DONE


def _help(incoming: Incoming, process: Process, facts: Mapping[str, FieldValue], app: App) -> Record:
    """The right subject as the documents give it, with blanks for what they do not say."""
    keyword = keyword_of(process, facts) or process.subject.keywords[0].value
    form = f"{keyword}-{facts.get('cliente') or ''}-{facts.get('ciudad') or ''}"
    reading = app.language.subjects.read(form)
    right_form = next((problem.data["right_form"] for problem in reading.problems), "") or str(reading.title)
    keywords = ", ".join(dict.fromkeys(keyword.value for keyword in process.subject.keywords))
    data = {"written": incoming.mail.subject, "suggestion": "", "right_form": right_form, "keywords": keywords}
    lacking = Finding(code="subject.keyword_missing", severity=Severity.ERROR, data=data)
    return help_with_subject(replace(incoming, subject=reading), (lacking,), app)
