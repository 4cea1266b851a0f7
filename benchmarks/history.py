"""What a request costs at a ledger that already holds many cases: statements, flushes, bytes and time.

Statements are counted as SQLAlchemy sends them, transaction limits included. Flushes are the calls of ``os.fsync``
plus the commits of SQLite, each of which flushes its log once (WAL, ``synchronous=FULL``; checkpoints, which come
every thousand pages, are left out). Bytes are those handed to the evidence and the way out, and the values bound to
statements that write.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import structlog
from sqlalchemy import event

from benchmarks import place
from bot.adapters.evidence_files import FileEvidence
from bot.adapters.ledger_sql import SqlLedger
from bot.adapters.outgoing.maildir import MaildirOutgoing
from bot.compose import open_app
from bot.service.app import App
from bot.service.cycle import poll
from bot.service.ports import Delivery
from bot.settings import read_settings
from tests.ledger_sql.filling import fill

ROUNDS = 5
MAILS = 16
"""As many as are worked on at once, so that each round takes as many batches."""


@dataclass(slots=True)
class Count:
    """What happened so far."""

    statements: int = 0
    flushes: int = 0
    written: int = 0


def report(files: Sequence[Path], sizes: Iterable[int]) -> None:
    """Prints one line for each size of the ledger."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="tramita-bench-") as name, place.maildir(Path(name) / "home") as here:
            settings = read_settings(here.rules, {"TRAMITA_OCR": "off"})
            ledger = SqlLedger(settings.ledger)
            if size:
                fill(ledger, size)
            ledger.close()
            with open_app(settings) as app:
                print(f"  {size:7,} cases: {_measure(here, app, files)}")


def _measure(here: place.Place, app: App, files: Sequence[Path]) -> str:
    poll(app)
    rounds = [_round(here, app, files[start : start + MAILS]) for start in range(0, ROUNDS * MAILS + MAILS, MAILS)][1:]
    statements, flushes, written = (
        _span(getattr(count, name) / MAILS for count, _ in rounds) for name in ("statements", "flushes", "written")
    )
    cpu = statistics.median(cpu for _, cpu in rounds)
    return f"{statements} statements, {flushes} flushes, {written} bytes written, CPU {cpu:.1f} ms per request"


def _span(values: Iterable[float]) -> str:
    """One number where all rounds agree, else the least and the most."""
    ordered = sorted(values)
    return " to ".join(f"{value:,.2f}" for value in dict.fromkeys((ordered[0], ordered[-1])))


def _round(here: place.Place, app: App, files: Iterable[Path]) -> tuple[Count, float]:
    here.deliver(file.read_bytes() for file in files)
    with _counted(app) as count:
        before = time.process_time()
        poll(app)
        cpu = time.process_time() - before
    return count, cpu / MAILS * 1000


@contextmanager
def _counted(app: App) -> Iterator[Count]:
    count = Count()
    engine = app.ledger._store.engine  # type: ignore[attr-defined]  # noqa: SLF001 - looks under the bonnet
    fsync, put, send = os.fsync, FileEvidence.put, MaildirOutgoing.send

    def flushed(descriptor: int) -> None:
        count.flushes += 1
        fsync(descriptor)

    def kept(self: FileEvidence, raws: Sequence[bytes]) -> tuple[str, ...]:
        count.written += sum(map(len, raws))
        return put(self, raws)

    def left(self: MaildirOutgoing, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        count.written += len(raw)
        return send(self, sender, recipients, raw)

    def sent(_c: object, _cursor: object, statement: str, values: Sequence[Any], _x: object, many: bool) -> None:
        count.statements += 1
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            rows = values if many else [values]
            count.written += sum(len(str(value)) for row in rows for value in row)

    def committed(_connection: object) -> None:
        count.flushes += 1

    listeners = (("before_cursor_execute", sent), ("commit", committed))
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        with (
            mock.patch.object(os, "fsync", flushed),
            mock.patch.object(FileEvidence, "put", kept),
            mock.patch.object(MaildirOutgoing, "send", left),
        ):
            yield count
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)
