"""Over the ceiling of a day a mail waits for the next business day: a ceiling stops loops, it loses nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.account import Outbound
from bot.service.app import App
from bot.service.ports import Record

MARK = "put_off"
"""In the context of a mail that was put off: two robots that answer each other would put off more every day."""


def put_off(mail: Outbound, people: Sequence[str], app: App) -> bool:
    """Lets a mail of a case wait for the next business day, for these of its recipients; once.

    Returns:
        False where it does not wait: it was put off before, or a recipient is a stranger.
    """
    known = tuple(person for person in people if app.rules.company.person(person) is not None)
    if not (mail.case and known) or MARK in mail.send.context:
        return False
    now = app.clock.now()
    number = f"{mail.id}.{app.rules.company.calendar.local(now):%Y%m%d}"
    if app.ledger.outbound(number) is None:
        opening = app.rules.company.calendar.next_opening(now)
        send = replace(mail.send, to=known, cc=(), context={**mail.send.context, MARK: True})
        later = Outbound(id=number, case=mail.case, mailbox=mail.mailbox, send=send, created_at=now)
        app.ledger.record(Record(sends=(later,), now=opening))
    return True
