"""What technical support is told about a mail of ours that does not go out as it should."""

from bot.core.account import Outbound
from bot.core.company import SUPPORT_ROLE
from bot.core.effects import Context, Send
from bot.service.app import App
from bot.service.ports import Record


def alarm(mail: Outbound, number: str, told: Context, app: App, *, template: str) -> None:
    """Sends one alarm about this mail; ``number`` is its id, and makes sure that it goes out once."""
    if app.ledger.outbound(number) is not None:
        return
    send = Send(
        template=template,
        to=app.rules.company.holders(SUPPORT_ROLE, ""),
        context={**told, "about": mail.case, "template": mail.send.template},
        alarm=True,
    )
    now = app.clock.now()
    about_it = Outbound(id=number, case="", mailbox=mail.mailbox, send=send, created_at=now)
    app.ledger.record(Record(sends=(about_it,), now=now))
