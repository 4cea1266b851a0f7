"""``backup``: a copy of the whole installation, proved by looking at it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import RULES_FILE, Rules
from bot.cli.texts import option, say
from bot.cli.verify import prove
from bot.settings import read_settings


def backup(
    folder: Annotated[Path, typer.Argument(help=option("backup_folder"), metavar="DIR")], *, rules: Rules = RULES_FILE
) -> None:
    """Copies everything into a folder, and verifies the copy."""
    from bot.compose.backup import back_up

    copied = back_up(read_settings(rules), folder)
    prove(copied, as_json=False)
    typer.echo(say("backed_up", folder=folder))
