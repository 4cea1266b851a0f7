"""A warm process that does the work of tramita over and over in forks of itself, and has them killed.

What it reads once (rules, words, templates, documents) no fork has to read again; everything that can leave something
behind is opened in the fork itself. Run as ``python -m tests.crash.workshop``: one order as JSON per line in, one
answer per line out.
"""

import gc
import json
import logging
import os
import resource
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

import bot.adapters.register_files
import bot.compose.app
import bot.compose.parts
from bot.adapters.ledger_sql import SqlLedger
from bot.adapters.register_files import RegisterFiles
from bot.adapters.render_jinja import JinjaRenderer
from bot.core.document import Document, Scan
from bot.core.evolve import fold
from bot.core.mail import Attachment
from bot.intake.documents.ocr.setup import OcrSetup
from bot.service.cycle import poll
from bot.settings import read_settings
from bot.testing.clock import FrozenClock
from bot.testing.readers import DoneReading, InlineReaders
from tests.crash.steps import Steps

Answer = dict[str, Any]
SEEN = Scan(engine="blind", confidence=0.0, pages=(1,))


class RememberingReaders(InlineReaders):
    """Reads each file once in the life of the workshop: documents leave nothing behind."""

    def __init__(self, words: Path, workers: int, **_limits: object) -> None:
        super().__init__(words)
        self._read: dict[str, Document] = {}
        self._lighter: dict[bytes, bytes | None] = {}
        self.workers = workers

    def start(self, files: Sequence[Attachment]) -> DoneReading:
        """Reads what was never read."""
        for file in files:
            if _name(file) not in self._read:
                (self._read[_name(file)],) = super().start([file]).result()
        return DoneReading(tuple(self._read[_name(file)] for file in files))

    def lighter(self, content: bytes, media_type: str) -> bytes | None:
        """Makes each copy once."""
        if content not in self._lighter:
            self._lighter[content] = super().lighter(content, media_type)
        return self._lighter[content]

    def close(self) -> None:
        """Stays for the next fork."""


class BlindScans:
    """An engine that makes out nothing, at once, and keeps nothing: every scan goes to the queue of scans."""

    engines = ("blind",)

    def __init__(self, words: Path, folder: Path, setup: OcrSetup, workers: int) -> None:
        del folder, setup, workers
        self._files = InlineReaders(words)

    def kept(self, scan: Document) -> None:
        """Nothing."""

    def begin(self, files: Sequence[Attachment]) -> None:
        """Nothing."""

    def read(self, files: Sequence[Attachment]) -> tuple[tuple[Document, ...], ...]:
        """What the other readers know, seen."""
        return tuple((replace(self._files.start([file]).result()[0], scan=SEEN),) for file in files)

    def forget(self, before: datetime) -> None:
        """Nothing was kept."""

    def close(self) -> None:
        """Nothing is open."""


def _name(file: Attachment) -> str:
    return f"{file.part}/{file.sha256}/{file.filename}"


def once(make: Callable[..., Any]) -> Callable[..., Any]:
    """The first result for ever: a workshop works for one set of rules."""
    made: list[Any] = []

    def remembered(*arguments: Any, **options: Any) -> Any:
        if not made:
            made.append(make(*arguments, **options))
        return made[0]

    return remembered


def cycle(order: Answer) -> Answer:
    """Opens a house, runs one cycle, and closes it."""
    settings = read_settings(Path(order["home"]) / "mail_rules.yaml", order["environment"])
    clock = FrozenClock(datetime.fromisoformat(order["now"]))
    with bot.compose.open_app(settings, clock, order["environment"]) as app:
        bot.compose.make_maildirs(app.rules, settings)
        tally = poll(app)
    return {"killed": False, "troubles": tally.troubles, "handled": tally.handled, "sent": tally.sent}


def inspect(order: Answer) -> Answer:
    """Whether the chain holds, every case is what its events make of it, and the register shows just the cases."""
    settings = read_settings(Path(order["inspect"]) / "mail_rules.yaml", order["environment"])
    rules = bot.compose.app.read_rules(settings, FrozenClock(datetime.fromisoformat(order["now"])))
    with closing(SqlLedger(settings.ledger)) as ledger:
        cases = ledger.cases(None, open_only=False, limit=1000)
        wrong = [case.number for case in cases if fold(None, ledger.events(case.number)) != case]
    layout = settings.templates / "register.es.yaml"
    differences = RegisterFiles(settings.register, layout, rules.company).differences(cases)
    left_over = settings.storage.rglob("*.tmp")
    return {
        "cases": [case.number for case in cases],
        "complaints": [*wrong, *map(repr, differences), *map(str, left_over)],
    }


def in_a_fork(order: Answer) -> Answer:
    """The same in a fork that is killed before the step that the order names."""
    reading, writing = os.pipe()
    gc.freeze()  # a collection in the fork would copy every page of what both share
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(order, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as words:
        said = words.read()
    os.waitpid(child, 0)
    answer: Answer = json.loads(said)
    return answer


def _live(order: Answer, writing: int) -> None:
    def say(words: Answer) -> None:
        os.write(writing, json.dumps(words).encode())

    try:
        if limit := order.get("file_limit"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        Steps(order["fatal"], lambda where: say({"killed": True, **where}), order.get("since", "")).watch()
        say(cycle(order))
    except BaseException as error:  # noqa: BLE001 - whatever it is, whoever asked must hear of it
        say({"killed": False, "troubles": [repr(error)]})
    finally:
        os._exit(0)


def main() -> None:
    """Answers orders until there are no more; one without a ``fatal`` step is done here and so warms what is kept."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    bot.compose.parts.ProcessReaders = once(RememberingReaders)  # type: ignore[assignment,misc]
    bot.compose.parts.ScanReaders = BlindScans  # type: ignore[assignment,misc]
    bot.compose.parts.JinjaRenderer = once(JinjaRenderer)  # type: ignore[assignment,misc]
    bot.compose.app.read_rules = once(bot.compose.read_rules)
    bot.compose.app.read_language = once(bot.compose.read_language)
    bot.adapters.register_files.load_layout = once(bot.adapters.register_files.load_layout)  # type: ignore[attr-defined]
    for line in sys.stdin:
        order = json.loads(line)
        act = inspect if "inspect" in order else in_a_fork if "fatal" in order else cycle
        print(json.dumps(act(order)), flush=True)  # noqa: T201 - what this process is for


if __name__ == "__main__":
    main()
