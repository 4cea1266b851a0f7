"""Killed at any step and started again, a house on the embedded default ends as if nothing had happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.maildir import Maildir
from tests.crash.houses import (
    LATER,
    Workshop,
    copy_of,
    folders,
    ledger,
    marked,
    new_house,
    sent_mails,
    workshop,
)
from tests.crash.story import STAGES, Stage

LOOPS = {"open", "fetch", "work", "dispatch", "settle", "tick", "register"}


@dataclass(frozen=True, slots=True)
class Told:
    """The story as it goes where nobody is killed: a house before and after each stage."""

    folder: Path
    workshop: Workshop

    def before(self, stage: Stage) -> Path:
        """The house with the stage's mails in its mailbox."""
        return self.folder / f"{stage.name}-before"

    def after(self, stage: Stage) -> Path:
        """The house when the stage is over."""
        return self.folder / f"{stage.name}-after"


@pytest.fixture(scope="session")
def told(fast_folder: Path) -> Iterator[Told]:
    """The whole story, told once."""
    folder = fast_folder / "told"
    folder.mkdir()
    with workshop() as shop:
        story = Told(folder, shop)
        home = new_house(folder / "empty")
        for stage in STAGES:
            home = copy_of(home, story.before(stage))
            inbox = Maildir(home / "storage" / "maildir" / "anulaciones")
            for raw in stage.arrivals(sent_mails(home)):
                inbox.deliver(raw)
            home = copy_of(home, story.after(stage))
            assert shop.run(home, stage.now)["troubles"] == []
        yield story


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_killed_at_every_step(told: Told, stage: Stage) -> None:
    """No mail is lost, nothing is doubled, and only a mail that was taken but not marked goes again, as it was."""
    expected = _end(told.after(stage))
    sent = sent_mails(told.after(stage))
    home, points, killed_in = told.folder / f"{stage.name}-killed", 0, set()
    while (answer := told.workshop.run(copy_of(told.before(stage), home), stage.now, fatal=points + 1))["killed"]:
        points += 1
        killed_in.add(answer["loop"])
        unmarked = sent_mails(home).keys() - marked(home)
        assert told.workshop.run(home, stage.now + LATER)["troubles"] == [], answer

        assert told.workshop.complaints(home, stage.now) == [], answer
        assert _end(home) == expected, answer
        twice = sent_mails(home)
        assert {name: len(raws) for name, raws in twice.items()} == {n: 1 + (n in unmarked) for n in sent}, answer
        assert all(len(set(raws)) == 1 for raws in twice.values()), answer
    assert answer["troubles"] == []
    assert points > 10
    print(stage.name, points, killed_in)


def _end(home: Path) -> object:
    return ledger(home), folders(home)
