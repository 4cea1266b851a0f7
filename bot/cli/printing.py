"""Values as people and as programs read them."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime

import typer

from bot.cli.texts import texts
from bot.core.calendar import Calendar


def print_json(value: object) -> None:
    """Anything made of dataclasses, mappings, lists, moments and amounts, as JSON on standard output."""
    from pydantic_core import to_jsonable_python

    typer.echo(json.dumps(to_jsonable_python(value), ensure_ascii=False, indent=2))


def print_table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Columns side by side, as wide as they need to be; long lines are left to the terminal."""
    lines = [tuple(headers), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def complain(sentence: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"{sentence}\n")


def local(moment: datetime, calendar: Calendar) -> str:
    """A moment as the company's clocks and calendars show it."""
    return calendar.local(moment).strftime(texts()["moment"])
