"""Words and copies of a filing that come before anybody approved it: they are no correction of the documents."""

from bot.core.case import Case
from bot.core.decide.supplying import takes_corrections
from bot.core.document import Document, TextSource
from bot.core.intent import Stage, Verdict
from bot.core.process import FileKind, Process
from bot.intake.reply import NewText
from bot.intake.verdict import filing, judge_filing
from bot.service.answer_mail import names_of
from bot.service.app import App
from bot.service.dossier import identifiers_of
from bot.service.incoming import Incoming
from bot.service.situation import process_of


def filed_early(incoming: Incoming, documents: tuple[Document, ...], words: NewText, case: Case, app: App) -> bool:
    """Whether a mail says that a request is filed which nobody approved yet, by its number or with a stamped copy."""
    if not words.allows(Verdict.DONE) or not takes_corrections(case):
        return False
    lexicon, own = app.language.lexicon, identifiers_of(case)
    rest = without_copies(documents, case, process_of(case, app))
    copies = rest != documents
    if not copies:
        today = app.rules.company.calendar.local(incoming.now).date()
        if any(one.role for one in rest) or filing(words.text, lexicon, today, own).number is None:
            return False
    return judge_filing(words.text, lexicon, own, names_of(case, app), copy_came=copies).verdict is Verdict.DONE


def without_copies(documents: tuple[Document, ...], case: Case, process: Process) -> tuple[Document, ...]:
    """The documents but for stamped copies: pages of what a filing must bring, which the case has as a workbook."""
    expected = [name for step in process.steps if step.stage is Stage.FILING for name in step.expects]
    workbooks = {rule.name for rule in process.documents if rule.kind is FileKind.XLSX and case.piece(rule.name)}
    stamped = {role for role in workbooks if any(name.startswith(role) for name in expected)}
    return tuple(one for one in documents if one.role not in stamped or one.text_source is TextSource.CELLS)
