"""The daily mails to those to whom doubts go: what lies in the mailboxes and is none of ours, and who still waits."""

from datetime import date, datetime, timedelta

from bot.core.account import Outbound, Outcome, Receipt
from bot.core.company import DOUBTS_ROLE
from bot.core.effects import Send
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.held_mail import asked_about, read_again, who_is_it
from bot.service.leasing import leased
from bot.service.ports import Record

MAILS_LISTED = 200
LEASE = timedelta(minutes=5)


def report_foreign_mail(app: App) -> int:
    """Once a business day: lists what came from opening to opening of the office, and asks again about strangers.

    Returns:
        How many mails.
    """
    calendar, now = app.rules.company.calendar, app.clock.now()
    if not calendar.is_open(now):
        return 0
    with leased("report", LEASE, app) as ours:
        return _report(now, app) + _ask_again(now, app) if ours else 0


def _report(now: datetime, app: App) -> int:
    today = app.rules.company.calendar.local(now).date()
    number = f"d-{today:%Y%m%d}.0"
    if app.ledger.outbound(number) is not None:
        return 0
    since, until = _opening_before(app, today), _opening(app, today)
    foreign = app.ledger.receipts(Outcome.NOT_OURS, MAILS_LISTED)
    mails = [one for one in foreign if since <= one.received_at < until]
    if not mails:
        return 0
    send = Send(
        template="ajenos",
        to=app.rules.company.holders(DOUBTS_ROLE, ""),
        context={"mails": [_line(receipt, app) for receipt in reversed(mails)]},
        alarm=True,
    )
    out = Outbound(id=number, case="", mailbox=mails[0].mailbox, send=send, created_at=now)
    app.ledger.record(Record(sends=(out,), now=now))
    return len(mails)


def _ask_again(now: datetime, app: App) -> int:
    """Whoever is held is asked about every business day until somebody answers: they were told to wait."""
    today = app.rules.company.calendar.local(now).date()
    waiting = [one for one in app.ledger.receipts(Outcome.HELD, MAILS_LISTED) if one.received_at < _opening(app, today)]
    waiting.reverse()
    if not waiting or app.ledger.outbound(_again(waiting[0], today)) is not None:
        return 0  # the oldest is always asked about, and the others in the same moment
    people: dict[object, tuple[Receipt, Send]] = {}
    for receipt in waiting:
        mail, subject = read_again(receipt, app)
        question = who_is_it(receipt.id, mail, subject, app, reminded=True)
        people.setdefault(asked_about(mail, subject), (receipt, question))
    sends = tuple(
        Outbound(id=_again(one, today), case="", mailbox=one.mailbox, send=question, created_at=now)
        for one, question in people.values()
        if app.ledger.outbound(_again(one, today)) is None
    )
    app.ledger.record(Record(sends=sends, now=now))
    return len(sends)


def _again(receipt: Receipt, day: date) -> str:
    """The id of the question about a held mail on one day."""
    return f"r-{receipt.id}.{day:%Y%m%d}.0"


def _line(receipt: Receipt, app: App) -> dict[str, object]:
    mail = parse(app.evidence.get(receipt.digest))
    return {
        "from": mail.author or "",
        "subject": mail.subject,
        "at": receipt.received_at.isoformat(),
        "reason": receipt.reason,
        "mailbox": receipt.mailbox,
    }


def _opening(app: App, day: date) -> datetime:
    calendar = app.rules.company.calendar
    return datetime.combine(day, calendar.opens, tzinfo=calendar.zone)


def _opening_before(app: App, day: date) -> datetime:
    """When the office opened on the last business day before this one."""
    day -= timedelta(days=1)
    while not app.rules.company.calendar.works(day):
        day -= timedelta(days=1)
    return _opening(app, day)
