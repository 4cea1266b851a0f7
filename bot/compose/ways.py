"""Mailboxes and ways out, from the rules of a mailbox."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bot.adapters.mailbox import open_mailbox
from bot.adapters.maildir import Maildir
from bot.adapters.outgoing import open_outgoing
from bot.rules.values import MailboxRule, MaildirOptions, Rules
from bot.service.ports import Mailbox, Outgoing
from bot.settings import Settings, read_secret


def connect_mailbox(rule: MailboxRule, settings: Settings, environment: Mapping[str, str] = os.environ) -> Mailbox:
    """The mailbox of a kind; the rules' options are the adapter's settings, with secrets and paths made real."""
    options = {"address": rule.address, "folders": rule.folders, **_real(asdict(rule.options), settings, environment)}
    return open_mailbox(rule.kind, options)


def connect_outgoing(rule: MailboxRule, settings: Settings, environment: Mapping[str, str] = os.environ) -> Outgoing:
    """The way out of a mailbox; nothing is opened before its first use."""
    return open_outgoing(rule.send.kind, _real(asdict(rule.send.options), settings, environment))


def make_maildirs(rules: Rules, settings: Settings) -> tuple[Path, ...]:
    """Makes the mailboxes of the rules that are folders of this machine, and returns where they are."""
    options = (mailbox.options for mailbox in rules.mailboxes)
    folders = tuple(_home(settings) / one.path for one in options if isinstance(one, MaildirOptions))
    for folder in folders:
        Maildir(folder).make()
    return folders


def _real(options: Mapping[str, object], settings: Settings, environment: Mapping[str, str]) -> dict[str, object]:
    server = options.get("server")
    flat = {**{k: v for k, v in options.items() if k != "server"}, **(server if isinstance(server, dict) else {})}
    secret = flat.pop("secret", "")
    if secret:
        flat["password"] = read_secret(str(secret), environment)
    for name in ("path", "cafile"):
        if flat.get(name):
            flat[name] = _home(settings) / str(flat[name])
        else:
            flat.pop(name, None)
    return flat


def _home(settings: Settings) -> Path:
    return settings.rules.absolute().parent
