"""Values as people and as programs read them."""

import json
import re
import sys
from collections.abc import Iterable
from datetime import datetime

import typer

from bot.cli.texts import texts
from bot.core.calendar import Calendar

_MOVING_RE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that move a terminal's cursor, or turn the order of letters around (Unicode Standard Annex 9)."""


def printable(text: str) -> str:
    """A text of strangers, as it may be shown on a terminal: it cannot overwrite or disguise what stands there."""
    return _MOVING_RE.sub("\N{REPLACEMENT CHARACTER}", text)


def tell(sentence: str) -> None:
    """Lines on standard output; whatever a mail put into them is made harmless."""
    typer.echo(printable(sentence))


def print_json(value: object) -> None:
    """Anything made of dataclasses, mappings, lists, moments and amounts, as JSON on standard output."""
    from pydantic_core import to_jsonable_python

    typer.echo(json.dumps(to_jsonable_python(value), ensure_ascii=False, indent=2))


def print_table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Columns side by side, as wide as they need to be; long lines are left to the terminal."""
    lines = [tuple(headers), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        tell("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def complain(sentence: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"{printable(sentence)}\n")


def local(moment: datetime, calendar: Calendar) -> str:
    """A moment as the company's clocks and calendars show it."""
    return calendar.local(moment).strftime(texts()["moment"])
