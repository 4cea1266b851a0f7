"""Who may answer a question, by the roster alone: a dry run knows no case whose one approver was asked."""

from collections.abc import Iterator
from datetime import datetime

from bot.core.company import REQUESTER_ROLE, Company
from bot.core.finding import Finding, Severity
from bot.core.intent import Stage
from bot.core.mail import Mail, unique
from bot.core.process import Process
from bot.rules.values import Rules


def author_not_asked(
    mail: Mail, process: Process | None, rules: Rules, stage: Stage, now: datetime
) -> Iterator[Finding]:
    """A finding where the author of an answer is nobody who could be asked this question."""
    processes = (process,) if process else rules.processes
    author = mail.author or ""
    asked = {email for one in processes for email in _asked(one, rules.company, stage)}
    today = rules.company.calendar.local(now).date()
    deputies = {email for principal in asked for email in rules.company.substitutes(principal, today)}
    if author not in asked | deputies:
        yield Finding(code="author.not_asked", severity=Severity.WARNING, data={"remitente": author})


def _asked(process: Process, company: Company, stage: Stage) -> tuple[str, ...]:
    """Addresses of all those whom some step of this kind may ask."""
    roles = unique(role for step in process.steps if step.stage is stage for role in step.who)
    return unique(email for role in roles for email in _holders(role, company))


def _holders(role: str, company: Company) -> tuple[str, ...]:
    if role != REQUESTER_ROLE:
        return company.holders(role, "")
    return tuple(email for branch in company.branches for email in branch.coordinators)
