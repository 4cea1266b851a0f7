"""Whom a mail was addressed to, besides us."""

from bot.core.mail import unique
from bot.service.app import App
from bot.service.incoming import Incoming


def direct_to(incoming: Incoming, app: App) -> tuple[str, ...]:
    """The people of the roster who got the mail from its author."""
    addressed = unique(one.email for one in (*incoming.mail.to, *incoming.mail.cc))
    return tuple(one for one in addressed if one != incoming.author and app.rules.company.person(one))


def is_aside(incoming: Incoming, app: App) -> bool:
    """Whether a mail is for colleagues, and we only got a copy: who talks to them expects no answer of ours."""
    addressed = {one.email for one in incoming.mail.to} - {incoming.author}
    is_ours = any(_without_plus(one) in app.own_addresses for one in addressed)
    return not is_ours and any(app.rules.company.person(one) for one in addressed)


def _without_plus(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
