"""What waits for somebody, as one numbered list: in the morning, and in the answer to an answer to one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.core.account import Outbound, number_of
from bot.core.case import Case
from bot.core.effects import Send
from bot.core.finding import Severity
from bot.core.intent import Stage
from bot.core.process import Ask
from bot.core.react.words import fact
from bot.core.request import Question, Request
from bot.service.app import App
from bot.service.incoming import Incoming
from bot.service.leasing import leased
from bot.service.ports import Record
from bot.service.situation import process_of
from bot.service.thread import id_of_list

LEASE = timedelta(minutes=5)
CASES_AT_ONCE = 500
LISTED_AT_MOST = 50
AMOUNT, INVOICE = "valor_factura", "factura_original"
TURNED_TO_NUMBER = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question that waits for somebody, as a list shows it.

    Attributes:
        number: Its place in the list, from 1; 0 where it is answered only in its own mail.
        case: Number of the case.
        request: Key of the question, which is bound to the documents that were shown with it.
        client: As the documents name it.
        city: Canonical.
        step: What is asked.
        approves: Whether a decision is wanted; else a word that it was scanned, or what stands in its own mail.
        amount: As people write it, or ``""``.
        invoice: Its number, or ``""``.
        warned: Whether its mail told of something to look at.
        asked_at: When, ISO.
    """

    number: int
    case: str
    request: str
    client: str
    city: str
    step: str
    approves: bool
    amount: str
    invoice: str
    warned: bool
    asked_at: str


def send_agendas(app: App) -> int:
    """Once a business day, from opening: a list to everybody for whom several requests wait since the day before.

    Returns:
        How many lists.
    """
    rule, now, calendar = app.rules.agenda, app.clock.now(), app.rules.company.calendar
    if rule is None or not calendar.is_open(now):
        return 0
    with leased("agenda", LEASE, app) as ours:
        return _send(rule.minimum, now, app) if ours else 0


def _send(minimum: int, now: datetime, app: App) -> int:
    calendar = app.rules.company.calendar
    today = calendar.local(now).date()
    opening = datetime.combine(today, calendar.opens, tzinfo=calendar.zone)
    sends: list[Outbound] = []
    for (mailbox, person), waiting in _by_person(open_cases(app), opening).items():
        reference = f"P-{today:%Y}-{today:%m%d}{number_of(f'{mailbox} {person}') % TURNED_TO_NUMBER:06d}"
        requests = {case.number for case, _ in waiting}
        if len(requests) >= minimum and app.ledger.outbound(id_of_list(reference)) is None:
            send = list_mail(person, reference, items(waiting, app), template="pendientes")
            sends.append(outbound(send, reference, mailbox, now))
    if sends:
        app.ledger.record(Record(sends=tuple(sends), now=now))
    return len(sends)


def listed_for(person: str, mailbox: str, app: App) -> tuple[Item, ...]:
    """The lines of a list of all that waits for somebody now in the cases of a mailbox."""
    waiting = _by_person(open_cases(app), app.clock.now() + LEASE).get((mailbox, person), ())
    return items(waiting, app)


def open_cases(app: App) -> Iterator[Case]:
    """All cases that are not over, the newest first."""
    before: Case | None = None
    while cases := app.ledger.cases(None, open_only=True, limit=CASES_AT_ONCE, before=before):
        yield from cases
        before = cases[-1]


Waiting = tuple[Case, Request]


def _by_person(cases: Iterable[Case], until: datetime) -> Mapping[tuple[str, str], Sequence[Waiting]]:
    """The questions that were asked of each person before a moment, oldest first, by the mailbox of their cases."""
    found: dict[tuple[str, str], list[Waiting]] = defaultdict(list)
    for case in cases:
        for request in case.open_requests:
            if request.notified and request.asked_at < until:
                found[case.mailbox, request.person].append((case, request))
    return {key: sorted(waiting, key=_age) for key, waiting in found.items()}


def _age(waiting: Waiting) -> tuple[datetime, str]:
    case, request = waiting
    return request.asked_at, case.number


def items(waiting: Sequence[Waiting], app: App) -> tuple[Item, ...]:
    """The lines of a list: numbered those that can be answered there, each case once; then the others."""
    answerable: dict[str, Waiting] = {}
    for case, request in waiting:
        if may_be_answered_in_list(case, request, app):
            answerable.setdefault(case.number, (case, request))
    here = list(answerable.values())[:LISTED_AT_MOST]
    elsewhere = [one for one in waiting if one not in here]
    return (
        *(_item(number, case, request, app) for number, (case, request) in enumerate(here, 1)),
        *(_item(0, case, request, app) for case, request in elsewhere),
    )


def may_be_answered_in_list(case: Case, request: Request, app: App) -> bool:
    """Whether a word answers it: a decision, or that it was scanned; not a value, nor what one must have seen."""
    if request.question is not Question.STEP or case.withdrawal or case.is_held:
        return False
    step = process_of(case, app).step(request.step)
    return step.ask is Ask.APPROVE or step.stage is Stage.DIGITIZATION


def _item(number: int, case: Case, request: Request, app: App) -> Item:
    amount, invoice = (fact(case.facts.get(name)) for name in (AMOUNT, INVOICE))
    return Item(
        number=number,
        case=case.number,
        request=request.key,
        client=case.client_named,
        city=case.city,
        step=request.step,
        approves=process_of(case, app).step(request.step).ask is Ask.APPROVE,
        amount=str(amount or ""),
        invoice=str(invoice or ""),
        warned=any(one.severity is not Severity.INFO for one in case.findings),
        asked_at=request.asked_at.isoformat(),
    )


def list_mail(person: str, reference: str, listed: Sequence[Item], *, template: str, **more: object) -> Send:
    """A mail that shows a list, whose answer may decide on its entries."""
    context: dict[str, object] = {"items": [asdict(one) for one in listed], "reference": reference, **more}
    return Send(template=template, to=(person,), context=context, request=f"lista/{person}/{reference}")


def outbound(send: Send, reference: str, mailbox: str, now: datetime) -> Outbound:
    """The same on its way, under an id that names the list."""
    return Outbound(id=id_of_list(reference), case="", mailbox=mailbox, send=send, created_at=now)


def answer_with_list(incoming: Incoming, listed: Sequence[Item], app: App, *, template: str, **more: object) -> Record:
    """A mail that shows a list, in answer to one; its id names the mail that it answers."""
    reference = f"P-{app.rules.company.calendar.local(incoming.now):%Y}-9{incoming.receipt.id:09d}"
    send = list_mail(incoming.author, reference, listed, template=template, **more)
    return Record(sends=(outbound(send, reference, incoming.receipt.mailbox, incoming.now),), now=incoming.now)


def listed_in(mail: Outbound) -> tuple[Item, ...]:
    """The list that a mail of ours showed; nothing where it shows none."""
    shown: Any = mail.send.context.get("items", ())
    return tuple(Item(**one) for one in shown)
