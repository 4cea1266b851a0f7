"""``quarantine list|show|retry|drop``: mails that could not go on by themselves."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import RULES_FILE, Json, Rules
from bot.cli.printing import complain, local, print_json, print_table, tell
from bot.cli.texts import UNPROVED, help_of, option, say, texts, why
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.core.account import Receipt
    from bot.service.ports import Ledger

app = typer.Typer(no_args_is_help=True)
Number = Annotated[int, typer.Argument(help=option("receipt"), metavar="NUMBER")]


@app.command("list", help=help_of("quarantine.list"))
def list_mails(*, rules: Rules = RULES_FILE, as_json: Json = False) -> None:
    """Prints the mails in quarantine, newest first, and those that wait for a word about their author."""
    from bot.compose import open_books
    from bot.service.quarantine import parked

    with open_books(read_settings(rules)) as books:
        mails = parked(books.ledger, books.evidence)
        if as_json:
            print_json(mails)
            return
        calendar = books.rules.company.calendar
        rows = [
            (str(mail.receipt.id), local(mail.receipt.received_at, calendar), mail.sender, mail.subject, why(mail.why))
            for mail in mails
        ]
    if rows:
        print_table(texts()["tables"]["quarantine"], rows)
    else:
        typer.echo(say("no_quarantine"))


@app.command("show", help=help_of("quarantine.show"))
def show_mail(receipt: Number, *, rules: Rules = RULES_FILE, as_json: Json = False) -> None:
    """Prints why a mail is in quarantine, or held, and where its bytes lie."""
    from bot.compose import open_books

    with open_books(read_settings(rules)) as books:
        mail = _parked(receipt, books.ledger, or_held=True)
        path = books.evidence.path(mail.digest)
    if as_json:
        print_json({"receipt": mail, "path": path})
        return
    tell(why(mail.reason.rstrip()))
    if mail.reason.startswith(UNPROVED):
        typer.echo(say("author_cure", receipt=receipt))
    typer.echo(say("raw_mail", path=path))


@app.command("retry", help=help_of("quarantine.retry"))
def retry_mail(receipt: Number, *, rules: Rules = RULES_FILE) -> None:
    """Gives a mail back to be handled."""
    from bot.compose import open_ledger
    from bot.core.account import Outcome

    with open_ledger(read_settings(rules)) as ledger:
        ledger.set_outcome(_parked(receipt, ledger), Outcome.PENDING, "")
    typer.echo(say("retried", receipt=receipt))


@app.command("drop", help=help_of("quarantine.drop"))
def drop_mail(
    receipt: Number,
    *,
    rules: Rules = RULES_FILE,
    yes: Annotated[bool, typer.Option("--yes", help=option("yes"))] = False,
) -> None:
    """Ends a mail without handling it."""
    from bot.compose import open_ledger
    from bot.core.account import Outcome

    with open_ledger(read_settings(rules)) as ledger:
        mail = _parked(receipt, ledger)
        if not yes and not _agreed(say("drop_question", receipt=receipt)):
            typer.echo(say("kept", receipt=receipt))
            raise typer.Exit(1)
        ledger.set_outcome(mail, Outcome.DROPPED, mail.reason)
    typer.echo(say("dropped", receipt=receipt))


def _agreed(question: str) -> bool:
    """Whether somebody says yes; whoever says nothing, or breaks off, does not."""
    from bot.intake.words import fold

    try:
        answer = typer.prompt(question, default="", show_default=False, prompt_suffix=" ")
    except typer.Abort:
        typer.echo()
        return False
    return fold(answer.strip()) in texts()["agreed"]


def _parked(number: int, ledger: "Ledger", *, or_held: bool = False) -> "Receipt":
    from bot.core.account import Outcome

    mail = ledger.receipt(number)
    listed = {Outcome.QUARANTINED, Outcome.HELD} if or_held else {Outcome.QUARANTINED}
    if mail is None or mail.outcome not in listed:
        complain(say("not_quarantined", receipt=number))
        raise typer.Exit(1)
    return mail
