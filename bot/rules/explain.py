"""The rules told back to people: who may open what, who is asked, when, and which protections are lowered.

The sentences stand in ``templates/explain.es.yaml``; here is only what is filled into them and in which order.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date

from bot.core.calendar import SATURDAY, Term, Unit
from bot.core.company import REQUESTER_ROLE, Branch, Company
from bot.core.money import written
from bot.core.process import Ask, Condition, DocumentRule, Operator, Process, Step
from bot.core.subject import SubjectRule
from bot.rules.values import Rules


def explain(rules: Rules, texts: Mapping[str, str], now: datetime) -> Iterator[str]:
    """The rules as Spanish sentences.

    Args:
        rules: The rules.
        texts: Sentence patterns by name.
        now: Deadlines are counted from here, so that a reader can follow the arithmetic.
    """
    teller = _Teller(company=rules.company, texts=texts, now=now)
    for lowered in rules.lowered_guards:
        yield teller.say(f"guard_{lowered.guard}", mailbox=lowered.mailbox, header=lowered.header)
    yield from teller.roster()
    for mailbox in rules.mailboxes:
        names = teller.listed(mailbox.processes)
        yield teller.say("mailbox", address=mailbox.address, kind=mailbox.kind, processes=names)
    for process in rules.processes:
        yield ""
        yield from teller.process(process)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    company: Company
    texts: Mapping[str, str]
    now: datetime

    def say(self, sentence: str, /, **data: object) -> str:
        return self.texts[sentence].format(**data)

    def listed(self, items: Iterable[str], end: str = "and") -> str:
        *first, last = items
        return self.texts[f"list_{end}"].join([", ".join(first), last] if first else [last])

    def day(self, day: date, form: str = "day") -> str:
        return format_date(day, self.texts[form], locale="es")

    def roster(self) -> Iterator[str]:
        calendar = self.company.calendar
        yield self.say(
            "company",
            name=self.company.name,
            weekdays=self.texts["weekdays_saturday" if calendar.saturday else "weekdays"],
            opens=f"{calendar.opens:%H:%M}",
            closes=f"{calendar.closes:%H:%M}",
            timezone=calendar.timezone,
        )
        yield from map(self._branch, self.company.branches)
        for deputy in self.company.deputies:
            yield self.say(
                "deputy",
                substitute=self.company.name_of(deputy.substitute),
                principal=self.company.name_of(deputy.principal),
                first=self.day(deputy.first, "date"),
                last=self.day(deputy.last, "date"),
            )

    def _branch(self, branch: Branch) -> str:
        return self.say(
            "branch",
            name=branch.name,
            cities=self.listed(branch.serves),
            people=self.listed(map(self.company.name_of, branch.coordinators)),
            billing=self.texts[f"billing_{branch.billing}"],
        )

    def process(self, process: Process) -> Iterator[str]:
        year = self.company.calendar.local(self.now).year
        yield self.say("process", title=process.title, name=process.name, prefix=process.prefix, year=year)
        openers = (self._role(role, "role_of_any_branch") for role in process.opened_by)
        yield self.say("opened_by", roles=self.listed(openers))
        yield self._subject(process.subject)
        yield from self._fits(process.fits)
        yield self.say("documents", documents=self._titles(process.required))
        if process.required != process.documents:
            optional = (rule for rule in process.documents if not rule.required)
            yield self.say("documents_optional", documents=self._titles(optional))
        yield from self._checks(process)
        yield self._deadline("silence", process.silence)
        for number, step in enumerate(process.steps, 1):
            yield " ".join(self._step(number, step))
        yield self.texts["nobody_own"]

    def _titles(self, rules: Iterable[DocumentRule]) -> str:
        return self.listed(f"{rule.title} ({rule.kind})" for rule in rules)

    def _subject(self, subject: SubjectRule) -> str:
        words = [keyword.text for keyword in subject.keywords]
        form = "-".join([words[0], *(field.name for field in subject.fields)])
        return self.say("subject", form=form, keywords=self.listed(words, "or"))

    def _fits(self, fits: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        alike: dict[tuple[str, ...], list[str]] = {}
        for keyword, kinds in fits.items():
            alike.setdefault(kinds, []).append(keyword)
        for kinds, keywords in alike.items():
            readable = (kind.replace("+", self.texts["kinds_together"]) for kind in kinds)
            yield self.say("fits", keywords=self.listed(keywords, "or"), kinds=self.listed(readable, "or"))

    def _checks(self, process: Process) -> Iterator[str]:
        yield self.say("checks", count=len(process.checks))
        changed = [
            f"{check.code} ({self.texts[f'severity_{check.severity}']})" for check in process.checks if check.severity
        ]
        if changed:
            yield self.say("checks_changed", changes=self.listed(changed))

    def _step(self, number: int, step: Step) -> Iterator[str]:
        asks = self.say(f"asks_{step.ask}", who=self._roles(step.who), fields=self.listed(step.fields or ("",)))
        conditions = self.listed(map(self._condition, step.when)) if step.when else ""
        only = self.say("conditions", conditions=conditions) if conditions else ""
        yield self.say("step", number=number, name=step.name, state=step.state, asks=asks, conditions=only)
        for action in step.on_enter:
            yield self.say(f"step_enter_{action.kind}", value=action.value)
        if step.expects:
            yield self.say("step_expects", documents=self.listed(step.expects))
        if step.fields and step.ask is not Ask.VALUE:
            yield self.say("step_fields", fields=self.listed(step.fields))
        if step.ask is Ask.APPROVE:
            yield self.texts["step_refused"]
        if not step.blocks:
            yield self.texts["step_alongside"]
        if step.remind:
            yield self._deadline("step_remind", step.remind)
        if step.escalate:
            yield self._deadline("step_escalate", step.escalate.after, who=self._roles((step.escalate.role,)))

    def _condition(self, condition: Condition) -> str:
        amount = written(condition.amount) if condition.operator is Operator.AT_LEAST else ""
        values = self.listed(condition.values or ("",))
        return self.say(f"condition_{condition.operator}", field=condition.field, values=values, amount=amount)

    def _roles(self, roles: Iterable[str]) -> str:
        return self.listed(map(self._role, roles))

    def _role(self, role: str, of_branch: str = "role_of_branch") -> str:
        if role == REQUESTER_ROLE:
            return self.say(of_branch, role=role)
        names = [person.name for person in self.company.people if role in person.roles]
        return f"{role} ({self.listed(names)})"

    def _deadline(self, name: str, term: Term, **data: str) -> str:
        return self.say(name, term=self._term(term), arithmetic=self._arithmetic(term), **data)

    def _term(self, term: Term) -> str:
        return self.say(f"term_{term.unit}_{'one' if term.count == 1 else 'many'}", count=term.count)

    def _arithmetic(self, term: Term) -> str:
        calendar = self.company.calendar
        start, due = calendar.local(self.now).date(), calendar.due(self.now, term)
        skipped = self._skipped(start, due.date()) if term.unit is Unit.BUSINESS_DAYS else ""
        return self.say(
            "arithmetic", start=self.day(start), due=self.day(due.date()), hour=f"{due:%H:%M}", skipped=skipped
        )

    def _skipped(self, start: date, end: date) -> str:
        calendar = self.company.calendar
        between = [start + timedelta(days=n) for n in range(1, (end - start).days)]
        free = [day for day in between if not calendar.works(day)]
        holidays = [self.say("free_day", day=self.day(day)) for day in free if day.weekday() < SATURDAY]
        weekends = [self.texts["free_weekends"]] if len(holidays) < len(free) else []
        return self.say("skipped", days=self.listed(weekends + holidays, "nor")) if free else ""
