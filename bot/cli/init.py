"""``init``: a folder to begin with."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import RULES_FILE
from bot.cli.printing import complain
from bot.cli.texts import option, say, texts
from bot.settings import bundled, read_settings

EVERY_KEY = Path("docs", "rules.md")
"""Where the first lines of the rules say that each key is explained."""

SCHEMA = Path("docs", "mail_rules.schema.json")
"""Where the first lines of the rules tell an editor to look."""

FOR_US_ONLY = 0o750
"""Rights of the folder with the data: what people wrote is nobody else's business."""


def init(folder: Annotated[Path, typer.Argument(help=option("folder"), metavar="DIR")]) -> None:
    """Puts commented rules, the templates and a place for the data into a folder."""
    if (folder / RULES_FILE).exists():
        complain(say("init_taken", folder=folder))
        raise typer.Exit(2)
    from bot.compose import make_maildirs, read_rules, system_clock
    from bot.rules.schema import schema_text

    storage = folder / "storage"
    storage.mkdir(mode=FOR_US_ONLY, parents=True, exist_ok=True)
    _write(storage / "README.md", texts()["storage_readme"])
    shutil.copytree(bundled("templates"), folder / "templates", dirs_exist_ok=True, copy_function=_copy)
    _copy(str(bundled(str(RULES_FILE))), str(folder / RULES_FILE))
    (folder / SCHEMA).parent.mkdir(exist_ok=True)
    _copy(str(bundled(str(EVERY_KEY))), str(folder / EVERY_KEY))
    _write(folder / SCHEMA, schema_text())
    settings = read_settings(folder / RULES_FILE, {})
    (inbox,) = make_maildirs(read_rules(settings, system_clock()), settings)
    typer.echo(say("init_done", folder=folder, inbox=inbox).rstrip())


def _copy(source: str, target: str) -> None:
    if not Path(target).exists():
        shutil.copy(source, target)


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")
