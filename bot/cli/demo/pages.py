"""How the demonstration looks: mails and decisions as a timeline, the register as a table."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from ruamel.yaml import YAML

from bot.cli.demo.words import answer, letter, listed, mismatch_told, name_of, request, told, words
from bot.core.company import Company
from bot.core.money import written as money
from bot.core.register import Row
from bot.settings import bundled
from bot.testing.playing import Mismatch, Scene
from bot.testing.prose import long_date, weekday_name
from bot.testing.stories import Story

INDENT = 7
"""Width of the column of times."""
UNWRAPPED = frozenset({"radicado", "factura", "valor_factura"})
UNBROKEN = "\N{NO-BREAK SPACE}"


class Pages:
    """Writes the stories on a console, scene by scene."""

    def __init__(self, console: Console, company: Company) -> None:
        self._console = console
        self._company = company
        self._day = date.min

    def opening(self, folder: Path, stories: Sequence[Story]) -> None:
        """Where it happens, and when."""
        steps = [step for story in stories for step in story.steps]
        first, last = (long_date(step.at) for step in (steps[0], steps[-1]))
        self._console.print(Text(words()["fresh"].format(folder=folder)))
        self._console.print(Text(words()["clock"].format(first=first, last=last)))
        self._console.print(Text(words()["guard"]))

    def story(self, number: int, story: Story) -> None:
        """The heading of a story."""
        self._day = date.min
        self._heading(words()["story"].format(number=number, title=story.title))
        self._line(words()["client"].format(client=story.facts.client, city=story.facts.city))

    def scene(self, scene: Scene) -> None:
        """One mail, what was decided on it and why, and the mails that left for it."""
        at = self._company.calendar.local(scene.step.at)
        if at.date() != self._day:
            self._day = at.date()
            self._console.print()
            self._line(f"{weekday_name(at)} {long_date(at)}", "bold")
        step, mail = scene.step, scene.mail
        came = answer(step.writes, mail) if step.answers else request(mail)
        self._paragraph(f"{at:%H:%M}", self._arrow(step.who, []), came, "bold cyan")
        if decided := told(scene.events):
            self._paragraph("", "=", decided, "green")
        for _, letters in groupby(scene.letters, key=lambda letter: letter.template):
            same = [one.sent for one in letters]
            readers = [person for sent in same for person in sent.recipients]
            self._paragraph("", self._arrow("", readers), letter(same[0].mail), "bold")

    def register(self, rows: Sequence[Row]) -> None:
        """Some columns of the register."""
        self._heading(words()["register"])
        table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
        headers = {column["field"]: column["header"] for column in _layout()["columns"]}
        for field in words()["columns"]:
            table.add_column(headers[field], no_wrap=field in UNWRAPPED, overflow="fold")
        for row in rows:
            table.add_row(*(Text(_cell(field, row[field])) for field in words()["columns"]))
        self._console.print(table)

    def places(self, paths: Mapping[str, Path]) -> None:
        """Where everything lies, never wrapped so that it can be copied."""
        self._heading(words()["places"])
        names = words()["place"]
        width = max(len(names[key]) for key in paths)
        for key, path in paths.items():
            self._line(f"{names[key]:<{width}}  {path}")

    def ending(self, count: int, mismatches: Sequence[Mismatch]) -> None:
        """Whether all went as told."""
        self._console.print()
        if not mismatches:
            self._line(words()["well"].format(count=count), "bold green")
            return
        self._line(words()["badly"], "bold red")
        for mismatch in mismatches:
            self._line(f"- {mismatch_told(mismatch)}", "red")

    def _line(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style), soft_wrap=True)

    def _heading(self, text: str) -> None:
        self._console.print()
        self._console.rule(Text(text, "bold"), align="left", style="dim")

    def _arrow(self, author: str, readers: Sequence[str]) -> str:
        """Who wrote to whom; nobody stands for the house."""
        house = words()["house"]
        names = listed(name_of(person, self._company) for person in readers) if readers else house
        return str(words()["arrow"].format(author=name_of(author, self._company) if author else house, readers=names))

    def _paragraph(self, clock: str, head: str, body: str, style: str) -> None:
        """Wrapped here, not by rich, which would fill up the lines with spaces."""
        lines = wrap(
            _unbroken(f"{head} {body}"),
            self._console.width,
            initial_indent=f"{clock:<{INDENT}}",
            subsequent_indent=" " * INDENT,
            break_on_hyphens=False,
        )
        text = Text("\n".join(lines))
        text.stylize(style, INDENT, INDENT + len(head))
        self._console.print(text, soft_wrap=True)


def _unbroken(text: str) -> str:
    """No amount is torn from its sign."""
    return text.replace("$ ", f"${UNBROKEN}")


def _cell(field: str, value: str) -> str:
    if field == "valor_factura":
        return _unbroken(money(Decimal(value))) if value else ""
    return str(_layout()["stages"].get(value, value)) if field == "etapa" else value


@cache
def _layout() -> Mapping[str, Any]:
    source = (bundled("templates") / "register.es.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = YAML(typ="safe").load(source)
    return loaded
