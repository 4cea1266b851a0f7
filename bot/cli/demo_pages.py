"""How the demonstration looks: mails and decisions as a timeline, the register as a table."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from ruamel.yaml import YAML

from bot.cli.demo_words import excerpt, listed, mismatch_told, name_of, told, words, written
from bot.core.company import Company
from bot.core.money import written as money
from bot.core.register import Row
from bot.settings import bundled
from bot.testing.playing import Mismatch, Scene
from bot.testing.prose import long_date, weekday_name
from bot.testing.stories import Story

CLOCK_WIDTH = 5
INDENT = CLOCK_WIDTH + 2


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

    def story(self, number: int, story: Story) -> None:
        """The heading of a story."""
        self._day = date.min
        self._heading(words()["story"].format(number=number, title=story.title))
        self._console.print(Text(words()["client"].format(client=story.facts.client, city=story.facts.city)))

    def scene(self, scene: Scene) -> None:
        """One mail, what was decided on it and why, and the mails that left for it."""
        at = self._company.calendar.local(scene.step.at)
        if at.date() != self._day:
            self._day = at.date()
            self._console.print()
            self._console.print(Text(f"{weekday_name(at)} {long_date(at)}", "bold"))
        said = scene.step.writes or excerpt(scene.mail.text)
        came = words()["said"].format(words=said) if scene.step.answers else f"{written(scene.mail)}: {said}"
        self._mail(f"{at:%H:%M}", scene.step.who, [], came)
        for sentence in told(scene.events, self._company):
            self._console.print(Padding(Text(f"= {sentence}", "green"), (0, 0, 0, INDENT)))
        for _, letters in groupby(scene.letters, key=lambda letter: letter.template):
            same = [letter.sent for letter in letters]
            mail = same[0].mail
            readers = [person for sent in same for person in sent.recipients]
            self._mail("", "", readers, f"{written(mail)}: {excerpt(mail.text)}")

    def register(self, rows: Sequence[Row]) -> None:
        """Some columns of the register."""
        self._heading(words()["register"])
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
        headers = {column["field"]: column["header"] for column in _layout()["columns"]}
        for field in words()["columns"]:
            table.add_column(headers[field], no_wrap=field in ("radicado", "factura"), overflow="fold")
        for row in rows:
            table.add_row(*(Text(self._cell(field, row[field])) for field in words()["columns"]))
        self._console.print(table)

    def places(self, paths: Mapping[str, Path]) -> None:
        """Where everything lies, never wrapped so that it can be copied."""
        self._heading(words()["places"])
        names = words()["place"]
        width = max(len(names[key]) for key in paths)
        for key, path in paths.items():
            self._console.print(Text(f"{names[key]:<{width}}  {path}"), soft_wrap=True)

    def ending(self, count: int, mismatches: Sequence[Mismatch]) -> None:
        """Whether all went as told."""
        self._console.print()
        if not mismatches:
            self._console.print(Text(words()["well"].format(count=count), "bold green"))
            return
        self._console.print(Text(words()["badly"], "bold red"))
        for mismatch in mismatches:
            self._console.print(Text(f"- {mismatch_told(mismatch)}", "red"), soft_wrap=True)

    def _heading(self, text: str) -> None:
        self._console.print()
        self._console.rule(Text(text, "bold"), align="left", style="dim")

    def _mail(self, clock: str, author: str, readers: Iterable[str], text: str) -> None:
        house = words()["house"]
        names = listed(name_of(person, self._company) for person in readers) if readers else house
        head = words()["arrow"].format(author=name_of(author, self._company) if author else house, readers=names)
        line = Text(f"{head}  ", "bold cyan" if author else "bold").append(text, "not bold default")
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=CLOCK_WIDTH)
        grid.add_column()
        grid.add_row(Text(clock), line)
        self._console.print(grid)

    def _cell(self, field: str, value: str) -> str:
        if field == "decidio":
            return name_of(value, self._company) if value else ""
        if field == "valor_factura":
            return money(Decimal(value)) if value else ""
        return value.replace("_", " ")


@cache
def _layout() -> Mapping[str, Any]:
    source = (bundled("templates") / "register.es.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = YAML(typ="safe").load(source)
    return loaded
