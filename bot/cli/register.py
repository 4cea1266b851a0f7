"""``register show|export|verify|rebuild``: the book that people keep."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import RULES_FILE, Json, Rules
from bot.cli.printing import complain, print_json, print_table, tell
from bot.cli.texts import help_of, option, say, texts
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.service.ports import Difference

UNUSABLE = 2

app = typer.Typer(no_args_is_help=True)


@app.command("show", help=help_of("register.show"))
def show(*, rules: Rules = RULES_FILE, as_json: Json = False) -> None:
    """Prints the register as the ledger has it."""
    from bot.compose import open_books
    from bot.core.register import row
    from bot.service.register import all_cases

    with open_books(read_settings(rules)) as books:
        lines = [row(case) for case in all_cases(books.ledger)]
        headers, *cells = books.register.table(lines, texts()["register_columns"])
    if as_json:
        print_json(lines)
    elif lines:
        print_table(map(str, headers), (map(_cell, line) for line in cells))
    else:
        typer.echo(say("no_rows"))


@app.command("export", help=help_of("register.export"))
def export(
    path: Annotated[Path, typer.Argument(help=option("path"), metavar="PATH")], *, rules: Rules = RULES_FILE
) -> None:
    """Writes the whole register into one workbook."""
    if path.suffix.lower() != ".xlsx":
        complain(say("not_xlsx", path=path))
        raise typer.Exit(UNUSABLE)
    if not path.absolute().parent.is_dir():
        complain(say("no_folder", folder=path.parent))
        raise typer.Exit(UNUSABLE)

    from bot.compose import open_books
    from bot.service.register import all_cases

    with open_books(read_settings(rules)) as books:
        cases = tuple(all_cases(books.ledger))
        books.register.export(cases, path)
    typer.echo(say("exported", count=len(cases), path=path))


@app.command("verify", help=help_of("register.verify"))
def verify(*, rules: Rules = RULES_FILE, as_json: Json = False) -> None:
    """Names every difference between the files of the register and the ledger."""
    from bot.compose import open_books
    from bot.service.register import all_cases

    with open_books(read_settings(rules)) as books:
        cases = tuple(all_cases(books.ledger))
        differences = tuple(books.register.differences(cases))
    if as_json:
        print_json({"cases": len(cases), "differences": differences})
    else:
        for difference in differences:
            tell(told_difference(difference))
        typer.echo(say("differences" if differences else "verified", count=len(differences) or len(cases)))
    if differences:
        raise typer.Exit(1)


@app.command("rebuild", help=help_of("register.rebuild"))
def rebuild(*, rules: Rules = RULES_FILE) -> None:
    """Makes the files of the register anew."""
    from bot.compose import open_app
    from bot.service import register

    settings = read_settings(rules)
    with open_app(settings) as house:
        count = register.rebuild(house)
    typer.echo(say("rebuilt" if count else "nothing_rebuilt", count=count, folder=settings.register))


def _cell(value: object) -> str:
    from bot.core.money import written

    if isinstance(value, datetime):
        return value.strftime(texts()["moment"])
    if isinstance(value, Decimal):
        return written(value)
    return "" if value is None else str(value)


def told_difference(difference: "Difference") -> str:
    """One place where a file of the register and the ledger disagree, in words."""
    if not difference.case:
        return say("unknown_file", file=difference.file)
    if not difference.field:
        kind = "missing_row" if difference.expected else "unknown_row"
        return say(kind, file=difference.file, case=difference.case)
    return say(
        "difference",
        file=difference.file,
        case=difference.case,
        field=difference.field,
        expected=difference.expected,
        found=difference.found,
    )
