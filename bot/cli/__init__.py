"""The command ``tramita``: one module per group of commands, all put together here.

Exit codes: 0 done; 1 something is wrong that the output names; 2 the arguments, the rules or a setting are unusable.
What a command needs of the rest of the program is imported inside it, so that ``tramita --help`` answers at once.
"""

import os
import sys
from typing import Annotated

import typer

from bot import __version__
from bot.cli import case, check, demo, init, quarantine, register, service
from bot.cli.backup import backup
from bot.cli.inspect import inspect
from bot.cli.printing import complain
from bot.cli.texts import help_of, option
from bot.cli.verify import verify
from bot.errors import RulesError, SettingsError, TramitaError

TROUBLE, UNUSABLE = 1, 2

OTHERS_RIGHTS = 0o027
"""What is taken from files that are written: of what people wrote, a group may read and nobody else may anything."""

app = typer.Typer(
    name="tramita",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("init", help=help_of("init"))(init.init)
app.command("check", help=help_of("check"))(check.check)
app.command("run", help=help_of("run"))(service.run)
app.command("poll", help=help_of("poll"))(service.poll)
app.command("inspect", help=help_of("inspect"))(inspect)
app.command("verify", help=help_of("verify"))(verify)
app.command("backup", help=help_of("backup"))(backup)
app.command("demo", help=help_of("demo"))(demo.demo)
app.add_typer(case.app, name="case", help=help_of("case"))
app.add_typer(quarantine.app, name="quarantine", help=help_of("quarantine"))
app.add_typer(register.app, name="register", help=help_of("register"))


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tramita {__version__}")
        raise typer.Exit


@app.callback(help=help_of("tramita"))
def tramita(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", help=option("version"), callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """What goes before any command; the rules that ``init`` writes are left for the service's user to read."""
    del version
    if context.invoked_subcommand != "init":
        os.umask(os.umask(OTHERS_RIGHTS) | OTHERS_RIGHTS)


def main() -> None:
    """Runs one command; trouble is one readable line on stderr, never a traceback."""
    try:
        app()
    except (RulesError, SettingsError) as error:
        complain(str(error))
        sys.exit(UNUSABLE)
    except (TramitaError, OSError) as error:
        complain(str(error))
        sys.exit(TROUBLE)
