"""Killed at any step and started again, a house ends as if nothing had happened.

On the embedded default every step of every stage is a point at which the process is killed. On Dovecot and SMTP, where
a run takes longer, it is every step of the stage in which most happens, in strides.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.crash.houses import LATER, Workshop, copy_of, ledger, marked, new_house, workshop
from tests.crash.offices import Cramped, Embedded, Office, Served, sink
from tests.crash.story import HEAVY, STAGES, Stage
from tests.servers.dovecot import Dovecot

LOOPS = {
    "opening": {"open", "register"},
    "requests": {"open", "fetch", "work", "dispatch", "settle", "register"},
    "answers": {"fetch", "work", "dispatch", "settle", "register"},
    "reminder": {"fetch", "tick", "dispatch", "register"},
    "scans": {"fetch", "work", "dispatch", "settle", "register"},
}
"""The use cases in which a process must have been killed at least once."""

SINCE = dict.fromkeys(("answers", "reminder", "scans"), "fetch")
"""Stages that open a house as the stage of the requests does, so that the steps of that are not taken again."""

STEPS_TO_SPLIT = 36
"""What it takes to keep two lighter copies, split a mail and keep its first part; the steps after it are as ever."""

STRIDE = 4
"""On Dovecot and SMTP a process is killed at one of so many steps."""


@dataclass(frozen=True, slots=True)
class Told:
    """The story as it goes where nobody is killed: a house before and after each stage."""

    folder: Path
    workshop: Workshop
    office: Office
    environment: Mapping[str, str]
    arrived: dict[str, tuple[bytes, ...]] = field(default_factory=dict)
    ends: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    sent: dict[str, frozenset[str]] = field(default_factory=dict)

    def tell(self, stages: tuple[Stage, ...]) -> None:
        """Goes through the stages, and keeps how each began and ended."""
        home, sent = new_house(self.folder / "house", self.office.rules), {}
        for stage in stages:
            self.arrived[stage.name] = stage.arrivals(sent)
            self.office.deliver(home, self.arrived[stage.name])
            copy_of(home, self.folder / stage.name)
            assert self.workshop.run(home, stage.now, self.environment)["troubles"] == []
            self.ends[stage.name] = self.end(home)
            sent |= self.office.sent(home)
            self.sent[stage.name] = frozenset(self.office.sent(home))
        assert all(self.ends[stages[-1].name].values())

    def end(self, home: Path) -> dict[str, Counter[str]]:
        """What must be the same."""
        return ledger(home) | {"folders": Counter(self.office.folders(home))}

    def killed(self, stage: Stage, fatal: int, since: str = "") -> str:
        """Kills a house at one step of a stage, starts it again, and compares; in which loop that was, if any."""
        home = copy_of(self.folder / stage.name, self.folder / "killed")
        self.office.deliver_again(self.arrived[stage.name])
        where = self.workshop.run(home, stage.now, self.environment, fatal=fatal, since=since)
        unmarked = self.office.sent(home).keys() - marked(home) if where["killed"] else set()
        end = self.workshop.run(home, stage.now + LATER, self.environment, fatal=0) if where["killed"] else where

        assert end["troubles"] == [], where
        assert self.workshop.complaints(home, stage.now) == [], where
        assert different(self.ends[stage.name], self.end(home)) == {}, where
        sent = self.office.sent(home)
        assert {n: len(raws) for n, raws in sent.items()} == {n: 1 + (n in unmarked) for n in self.sent[stage.name]}, (
            where
        )
        assert all(len(set(raws)) == 1 for raws in sent.values()), where
        return str(where["loop"]) if where["killed"] else ""


def different(expected: dict[str, Counter[str]], found: dict[str, Counter[str]]) -> dict[str, list[Counter[str]]]:
    """What is missing in each table, and what is too much."""
    pairs = {name: [rows - found[name], found[name] - rows] for name, rows in expected.items()}
    return {name: pair for name, pair in pairs.items() if any(pair)}


@pytest.fixture(scope="session")
def embedded(fast_folder: Path) -> Iterator[Told]:
    """The whole story on the embedded default."""
    with workshop() as shop:
        told = Told(fast_folder / "embedded", shop, Embedded(), {})
        told.tell(STAGES)
        yield told


@pytest.fixture(scope="session")
def cramped(fast_folder: Path) -> Iterator[Told]:
    """A day on which documents are too large for a mail."""
    with workshop() as shop:
        told = Told(fast_folder / "cramped", shop, Cramped(), {})
        told.tell((STAGES[0], HEAVY))
        yield told


@pytest.fixture(scope="session")
def served(fast_folder: Path, full_dovecot: Dovecot) -> Iterator[Told]:
    """The day of the requests on Dovecot and SMTP."""
    with workshop() as shop, sink() as smtp:
        office = Served(full_dovecot, smtp)
        told = Told(fast_folder / "served", shop, office, office.environment)
        told.tell(STAGES[:2])
        yield told


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_killed_at_every_step(embedded: Told, stage: Stage) -> None:
    """No mail is lost, nothing is doubled, and only a mail that was taken but not marked goes again, as it was."""
    loops = set()
    for fatal in count(1):
        if not (loop := embedded.killed(stage, fatal, SINCE.get(stage.name, ""))):
            break
        loops.add(loop)
    assert loops >= LOOPS[stage.name]


def test_the_story_goes_through_both_queues(embedded: Told) -> None:
    """Requests with a scan wait for it, so that the process is killed at each step of that as well."""
    with closing(connect(embedded.folder / "answers" / "storage" / "ledger.db")) as books:
        queues = {queue for (queue,) in books.execute("SELECT queue FROM receipts")}
    assert queues == {"", "scans"}


def test_killed_over_documents_that_are_too_large(cramped: Told) -> None:
    """However far it came in making them lighter and in splitting the mail, all go out, the same on every attempt."""
    assert sorted(one.partition(".k")[0].removeprefix("an-2026-000001.5.") for one in cramped.sent[HEAVY.name]) == [
        "0",
        "1",
        "1.2",
        "1.3",
    ]
    assert "lighter" in repr(cramped.ends[HEAVY.name]["outbox"])
    for fatal in range(1, STEPS_TO_SPLIT + 1):
        assert cramped.killed(HEAVY, fatal, since="dispatch") in {"dispatch", "open"}


@pytest.mark.dovecot
def test_killed_on_real_servers(served: Told) -> None:
    """The same holds where mails come from Dovecot and go to an SMTP server."""
    stage, loops = STAGES[1], set()
    for fatal in count(1, STRIDE):
        if not (loop := served.killed(stage, fatal)):
            break
        loops.add(loop)
    assert loops >= LOOPS[stage.name]
