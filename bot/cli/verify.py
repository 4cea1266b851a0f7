"""``verify``: whether everything on record still holds together."""

from pathlib import Path

import typer

from bot.cli.options import RULES_FILE, Json, Rules
from bot.cli.printing import print_json, tell
from bot.cli.register import told_difference
from bot.cli.texts import say
from bot.settings import read_settings


def verify(*, rules: Rules = RULES_FILE, as_json: Json = False) -> None:
    """Names every history, case, mail and row that is not what it should be."""
    prove(rules, as_json=as_json)


def prove(rules: Path, *, as_json: bool) -> None:
    """Looks at an installation and prints what is found; ends the command with 1 where anything does not hold."""
    from bot.compose import open_books
    from bot.service.register import all_cases
    from bot.service.verify import verify as verified

    with open_books(read_settings(rules)) as books:
        found = verified(books.ledger, books.evidence)
        differences = tuple(books.register.differences(tuple(all_cases(books.ledger))))
    if as_json:
        print_json({"cases": found.cases, "mails": found.mails, "faults": found.faults, "differences": differences})
    else:
        for fault in found.faults:
            tell(say(f"fault_{fault.kind}", about=fault.about, detail=fault.detail))
        for difference in differences:
            tell(told_difference(difference))
        count = len(found.faults) + len(differences)
        typer.echo(say("all_faults" if count else "all_holds", count=count, cases=found.cases, mails=found.mails))
    if found.faults or differences:
        raise typer.Exit(1)
