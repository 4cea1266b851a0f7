"""``case list`` and ``case show``."""

from typing import Annotated

import typer

from bot.cli.options import RULES_FILE, Json, Rules
from bot.cli.printing import complain, local, print_json, print_table, tell
from bot.cli.texts import help_of, option, say, texts
from bot.settings import read_settings

app = typer.Typer(no_args_is_help=True)


@app.command("list", help=help_of("case.list"))
def list_cases(
    *,
    rules: Rules = RULES_FILE,
    open_only: Annotated[bool, typer.Option("--open", help=option("open"))] = False,
    as_json: Json = False,
) -> None:
    """Prints the cases, newest first."""
    from bot.compose import open_books
    from bot.service.register import all_cases

    with open_books(read_settings(rules)) as books:
        cases = all_cases(books.ledger, open_only=open_only)
        if as_json:
            keys = ("number", "process", "state", "client", "city", "branch", "requester", "opened_at", "updated_at")
            print_json([{key: getattr(case, key) for key in keys} for case in cases])
            return
        calendar = books.rules.company.calendar
        rows = [
            (case.number, _state(case.state), case.client, case.city, local(case.opened_at, calendar)) for case in cases
        ]
    if rows:
        print_table(texts()["tables"]["cases"], rows)
    else:
        typer.echo(say("no_cases"))


@app.command("show", help=help_of("case.show"))
def show_case(
    number: Annotated[str, typer.Argument(help=option("number"), metavar="NUMBER")],
    *,
    rules: Rules = RULES_FILE,
    as_json: Json = False,
) -> None:
    """Prints everything on record about one case."""
    from bot.cli.telling import Teller
    from bot.compose import open_books, wording_of
    from bot.service.chronicle import chronicle

    settings = read_settings(rules)
    with open_books(settings) as books:
        found = chronicle(number.upper(), books.ledger, books.evidence)
        if found is None:
            complain(say("no_case", number=number))
            raise typer.Exit(1)
        if as_json:
            events = [{"kind": type(event).__name__, "event": event} for event in found.events]
            print_json({"case": found.case, "events": events, "received": found.received, "sent": found.sent})
            return
        for line in Teller(texts(), wording_of(found.case, books, settings)).tell(found):
            tell(line)


def _state(state: str) -> str:
    return str(texts()["values"]["state"].get(state, state))
