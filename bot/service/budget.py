"""How many mails about one case anybody gets in a day: whatever loops, nobody's inbox is flooded."""

from bot.core.account import Outbound, number_of
from bot.service.alarms import alarm
from bot.service.app import App
from bot.service.deferral import put_off


def within_budget(mail: Outbound, app: App) -> tuple[str, ...]:
    """The recipients who may still get a mail today; technical alarms are outside the budgets.

    For the others the mail waits where it can, and support is told, once a day for a case and person.
    """
    everybody = (*mail.send.to, *mail.send.cc)
    if mail.send.alarm:
        return everybody
    today = app.rules.company.calendar.local(app.clock.now()).date()
    sent = app.ledger.sent_to(mail.case, everybody, today)
    over = tuple(person for person in everybody if sent.get(person, 0) >= _ceiling(mail, person, app))
    if over:
        waits = put_off(mail, over, app)
        for person in over:
            number = f"limite-{today:%Y%m%d}.{number_of(f'{mail.case} {person}')}"
            alarm(mail, number, {"person": person, "waits": waits}, app, template="limite")
    return tuple(person for person in everybody if person not in over)


def _ceiling(mail: Outbound, person: str, app: App) -> int:
    limits = app.rules.limits
    known = app.rules.company.person(person) is not None or person == mail.send.context.get("requester")
    return limits.mails_per_person if known else limits.mails_per_stranger
