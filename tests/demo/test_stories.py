"""The stories of the demonstration, played whole, and what the comparison notices."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.core.register import Row
from bot.testing.clock import FrozenClock
from bot.testing.house import open_house
from bot.testing.playing import Mismatch, Scene, audit, compare, play
from bot.testing.stories import Story, stories

STORIES = stories()
HAPPY, REFUSED = STORIES[0], STORIES[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What stories in one house came to."""

    scenes: Mapping[str, tuple[Scene, ...]]
    rows: tuple[Row, ...]
    wrong: tuple[Mismatch, ...]


def _play(told: Sequence[Story], home: Path) -> Played:
    with open_house(home, FrozenClock(told[0].steps[0].at)) as house:
        scenes = {story.title: tuple(play(story, house)) for story in told}
        return Played(scenes=scenes, rows=house.rows(), wrong=audit(house, len(told)))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """All four, one after the other."""
    return _play(STORIES, tmp_path_factory.mktemp("house"))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_a_story_goes_as_told(story: Story, played: Played) -> None:
    """States, mails, decisions and the register are what the story tells."""
    assert compare(story, played.scenes[story.title], played.rows) == ()


def test_the_books_agree(played: Played) -> None:
    """One row a case, book and workbook as the ledger says, and nothing in quarantine."""
    assert played.wrong == ()


def test_the_happy_path_keeps_the_ceilings() -> None:
    """From request to closed the coordinator gets at most four mails, the manager and the clerk one each."""
    mails = Counter(person.partition("@")[0] for step in HAPPY.steps for _, person in step.sends)
    assert mails["diana.caicedo"] <= 4
    assert (mails["martha.ospina"], mails["yuliana.mosquera"]) == (1, 1)


def test_the_stories_are_of_four_clients_in_the_order_of_time() -> None:
    """Each story has its own client and branch, and begins when the one before has ended."""
    assert len({story.facts.client for story in STORIES}) == len({story.facts.city for story in STORIES}) == 4
    moments = [step.at for story in STORIES for step in story.steps]
    assert moments == sorted(moments)


def _with_first_step(story: Story, **changes: object) -> Story:
    first, *others = story.steps
    return replace(story, steps=(replace(first, **changes), *others))


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (lambda story: _with_first_step(story, state="cerrada"), "state"),
        (lambda story: _with_first_step(story, sends=story.steps[0].sends[:1]), "mails"),
        (lambda story: _with_first_step(story, sends=(*story.steps[0].sends, story.steps[0].sends[0])), "mails"),
        (lambda story: replace(story, decisions=story.decisions[:1]), "decisions"),
        (lambda story: replace(story, decisions=story.decisions[::-1]), "decisions"),
        (lambda story: replace(story, register={"ronda": "1"}), "register.ronda"),
        (lambda story: replace(story, steps=(*story.steps, story.steps[-1])), "steps"),
    ],
)
def test_what_did_not_come_as_told_is_named(broken: Callable[[Story], Story], what: str, played: Played) -> None:
    """Every kind of expectation can fail, and the comparison says which one did."""
    told = broken(REFUSED)
    seen = [replace(one, step=step) for one, step in zip(played.scenes[told.title], told.steps, strict=False)]
    assert [mismatch.what for mismatch in compare(told, seen, played.rows)] == [what]


def test_a_story_ends_where_the_mail_to_be_answered_never_came(tmp_path: Path) -> None:
    """Nobody can answer a mail that did not leave: the story stops, and that is a mismatch."""
    first, second, *_ = HAPPY.steps
    story = replace(HAPPY, steps=(first, replace(second, answers="cerrada")), decisions=(), register={})
    played = _play([story], tmp_path)
    assert [mismatch.what for mismatch in compare(story, played.scenes[story.title], played.rows)] == ["steps"]


def test_a_mail_that_opens_no_case_is_a_mismatch(tmp_path: Path) -> None:
    """A request from somebody outside the roster opens nothing, and the story does not pass for told."""
    story = replace(HAPPY, steps=(replace(HAPPY.steps[0], who="nadie@otra.example"),), decisions=(), register={})
    played = _play([story], tmp_path)
    found = compare(story, played.scenes[story.title], played.rows)
    assert [mismatch.what for mismatch in (*found, *played.wrong)] == ["state", "mails", "cases", "rows"]
