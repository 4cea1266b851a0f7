"""The demonstration itself: plays the stories, shows them as they happen, and compares."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.cli.demo.pages import Pages
from bot.cli.demo.words import words
from bot.testing.clock import FrozenClock
from bot.testing.house import House, open_house
from bot.testing.playing import Mismatch, audit, compare, play
from bot.testing.stories import Story


def tell(told: Sequence[Story], home: Path, console: Console) -> tuple[Mismatch, ...]:
    """Plays the stories in a folder that is made anew, prints them, and returns what went otherwise than told."""
    if home.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True)
    clock = FrozenClock(told[0].steps[0].at)
    with _logged_in(home / "tramita.log"), open_house(home, clock) as house:
        pages = Pages(console, house.app.rules.company)
        pages.opening(home, told)
        mismatches = (*_play_all(told, house, pages, console), *audit(house, len(told)))
        pages.register(house.rows())
        pages.places(_places(house))
        pages.ending(len(told), mismatches)
    return mismatches


def _play_all(told: Sequence[Story], house: House, pages: Pages, console: Console) -> list[Mismatch]:
    """All stories in turn, under a bar that a terminal shows while it waits."""
    mismatches: list[Mismatch] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(words()["telling"], total=sum(len(story.steps) for story in told))
        for number, story in enumerate(told, 1):
            pages.story(number, story)
            scenes = []
            for scene in play(story, house):
                scenes.append(scene)
                pages.scene(scene)
                progress.advance(bar)
            mismatches += compare(story, scenes, house.rows())
    return mismatches


def _places(house: House) -> dict[str, Path]:
    storage = house.home / "storage"
    return {
        "workbook": next(house.register.glob("*.xlsx"), house.register),
        "book": next(house.register.glob("*.json"), house.register),
        "inbox": storage / "maildir" / "anulaciones",
        "sent": storage / "maildir" / "enviados",
        "evidence": storage / "evidence",
        "ledger": storage / "ledger.db",
        "log": house.home / "tramita.log",
    }


@contextmanager
def _logged_in(path: Path) -> Iterator[None]:
    """The log goes to a file, so that the screen is left to the story."""
    before = structlog.get_config()
    with path.open("w", encoding="utf-8") as file:
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.format_exc_info,
                structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
            ],
            logger_factory=structlog.WriteLoggerFactory(file),
        )
        try:
            yield
        finally:
            structlog.configure(**before)
