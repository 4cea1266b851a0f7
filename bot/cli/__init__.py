"""The command ``tramita``: one module per group of commands, all put together here.

Exit codes: 0 done; 1 something is wrong that the output names; 2 the arguments, the rules or a setting are unusable.
"""

import sys

import typer

from bot.cli import demo
from bot.cli.inspect import inspect
from bot.cli.texts import help_of
from bot.errors import RulesError, SettingsError, TramitaError

UNUSABLE = 2

app = typer.Typer(
    name="tramita",
    help=help_of("tramita"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo", help=help_of("demo"))(demo.demo)
app.command(name="inspect", help=help_of("inspect"))(inspect)


@app.callback()
def _tramita() -> None:
    """Keeps commands named even where there is only one."""


def main() -> None:
    """Runs one command; trouble is one readable line on stderr, never a traceback."""
    try:
        app()
    except (RulesError, SettingsError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(UNUSABLE)
    except TramitaError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
