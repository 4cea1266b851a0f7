"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.texts import option

RULES_FILE = Path("mail_rules.yaml")

Rules = Annotated[Path, typer.Option("--rules", help=option("rules"), metavar="PATH")]
Json = Annotated[bool, typer.Option("--json", help=option("json"))]
