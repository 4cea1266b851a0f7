"""``check``: what is wrong with an installation, and what it would do with the mail that lies there."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import RULES_FILE, Json, Rules
from bot.cli.printing import complain, print_json, tell
from bot.cli.texts import option, say, texts, why
from bot.settings import Settings, read_settings, trouble

if TYPE_CHECKING:
    from bot.cli.looking import Found, MailboxFound
    from bot.cli.proofs import Proofs
    from bot.rules.values import Rules as RulesValue
    from bot.service.preview import Foreseen

TROUBLE, UNUSABLE = 1, 2


def check(
    *,
    rules: Rules = RULES_FILE,
    offline: Annotated[bool, typer.Option("--offline", help=option("offline"))] = False,
    explain: Annotated[bool, typer.Option("--explain", help=option("explain"))] = False,
    as_json: Json = False,
) -> None:
    """Looks at everything and changes nothing."""
    from bot.cli.looking import look

    settings = read_settings(rules)
    found, known = look(settings, offline=offline)
    told = tuple(_explained(known)) if known and explain else ()
    if as_json:
        print_json({**asdict(found), "explained": told})
    else:
        _tell(found, known, settings)
        for sentence in told:
            typer.echo(sentence)
    if found.is_unusable or found.is_in_trouble:
        raise typer.Exit(UNUSABLE if found.is_unusable else TROUBLE)


def _explained(rules: "RulesValue") -> Iterator[str]:
    from bot.compose import system_clock
    from bot.rules.explain import explain
    from bot.rules.wording import sentences

    yield ""
    yield from explain(rules, sentences(), system_clock().now())


def _tell(found: "Found", rules: "RulesValue | None", settings: Settings) -> None:
    for problem in (*found.problems, *found.files):
        complain(str(problem))
    if rules is not None:
        for sentence in _about_rules(found, rules, settings):
            typer.echo(sentence)
    if found.virus_scanner or found.virus_scanner_trouble:
        typer.echo(
            say("virus_scanner", told=found.virus_scanner or found.virus_scanner_trouble),
            err=not found.virus_scanner,
        )
    if found.ledger is not None:
        kind = "ledger_trouble" if found.ledger.trouble else "ledger_fine" if found.ledger.exists else "ledger_new"
        typer.echo(
            say(kind, ledger=found.ledger.address, open=found.ledger.open_cases, error=found.ledger.trouble),
            err=bool(found.ledger.trouble),
        )
        for address in found.ledger.stranded:
            complain(trouble("mailbox_gone", address=address))
    for mailbox in found.mailboxes:
        _tell_mailbox(mailbox)


def _about_rules(found: "Found", rules: "RulesValue", settings: Settings) -> Iterator[str]:
    from bot.rules.wording import sentences

    counts = {
        "processes": len(rules.processes),
        "mailboxes": len(rules.mailboxes),
        "people": len(rules.company.people),
    }
    yield say("rules_fine", file=settings.rules, **counts)
    for lowered in found.guards:
        yield sentences()[f"guard_{lowered.guard}"].format(mailbox=lowered.mailbox, header=lowered.header)
    if not found.files:
        yield say("files_fine")
    yield say("scans_read" if found.engines else "scans_unread", engines=", ".join(found.engines))


def _tell_mailbox(mailbox: "MailboxFound") -> None:
    if mailbox.survey is None:
        complain(say("mailbox_trouble", address=mailbox.address, kind=mailbox.kind, error=mailbox.trouble))
    else:
        seen = mailbox.survey
        typer.echo(say("mailbox", address=mailbox.address, kind=mailbox.kind, waiting=seen.waiting, new=seen.new))
        for mail in seen.mails:
            tell(say("mail", fate=_fate(mail), subject=mail.subject, sender=mail.sender))
        if seen.new > len(seen.mails):
            typer.echo(say("mailbox_more", more=seen.new - len(seen.mails)))
    if mailbox.proofs is not None:
        for sentence in _about_proofs(mailbox.proofs):
            tell(sentence)
    if mailbox.send_trouble:
        complain(say("outgoing_trouble", address=mailbox.address, kind=mailbox.send_kind, error=mailbox.send_trouble))
    else:
        typer.echo(say("outgoing_fine", address=mailbox.address, kind=mailbox.send_kind))


def _about_proofs(proofs: "Proofs") -> Iterator[str]:
    counts = {"expected": proofs.expected, "mails": proofs.mails}
    if proofs.without:
        yield say("proofs_missing", count=proofs.without, **counts)
    for server, count in proofs.others.items():
        yield say("proofs_foreign", count=count, server=server, **counts)


def _fate(mail: "Foreseen") -> str:
    return str(texts()["fates"][mail.fate]).format(case=mail.case, reason=why(mail.reason))
