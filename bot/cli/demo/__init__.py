"""``tramita demo``: four stories on an embedded mailbox, told as they happen, and checked."""

from pathlib import Path

import typer

HOME = Path("storage", "demo")
WIDEST = 120


def demo() -> None:
    """Runs the stories in a fresh folder; exit status 1 if one of them does not end as told."""
    from rich.console import Console

    from bot.cli.demo.stage import tell
    from bot.testing.stories import stories

    console = Console(highlight=False)
    console.width = min(console.width, WIDEST)
    if tell(stories(), HOME, console):
        raise typer.Exit(1)
