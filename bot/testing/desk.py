"""What the checks find in one mail, from its bytes to the findings, without a house around it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.adapters.clock import SystemClock
from bot.checks import run_checks
from bot.compose.language import read_language, read_rules
from bot.core.document import Document, leaves
from bot.core.finding import Finding
from bot.core.intent import Proof
from bot.core.known import Elsewhere
from bot.core.mail import Attachment
from bot.intake.documents.read import read_file
from bot.intake.parse import parse
from bot.rules.values import Rules
from bot.service.app import Language
from bot.service.dossier import sort_out
from bot.service.request_mail import opening
from bot.service.situation import known_at_opening, sent_on
from bot.settings import bundled, read_settings

NOTHING = Elsewhere()

Reader = Callable[[Attachment], tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Desk:
    """The example rules, ready to check requests."""

    rules: Rules
    language: Language

    def findings(
        self, raw: bytes, *, elsewhere: Elsewhere | None = NOTHING, reader: Reader | None = None
    ) -> tuple[Finding, ...]:
        """What is found in a request, worst first after what is wrong with its subject.

        Args:
            raw: The mail.
            elsewhere: What other cases hold; by default nothing. ``None`` where nobody knows.
            reader: How a file is read; by default without engines, so that scans stay pictures.
        """
        mail, company = parse(raw), self.rules.company
        process = self.rules.processes[0]
        read = reader or (lambda file: tuple(read_file(file, self.language.documents)))
        documents = leaves(found for file in mail.attachments for found in read(file))
        subject = self.language.subjects.read(mail.subject)
        intent = opening(subject, mail, Proof(passed=True, by=""), company)
        sent = sent_on(mail, mail.date or SystemClock().now(), company)
        known = known_at_opening(process, company, intent, sent, elsewhere)
        placed = sort_out(documents, process, self.language.documents)
        report = run_checks(process, placed, known, self.language.checks)
        return (*subject.problems, *report.findings)


def open_desk() -> Desk:
    """With the rules and the words of the distribution."""
    settings = read_settings(bundled("mail_rules.yaml"), {"TRAMITA_OCR": "off"})
    rules = read_rules(settings, SystemClock())
    return Desk(rules, read_language(settings, rules))
