"""The same mails without any product logic: ``python -m benchmarks.floor mail_rules.yaml FOLDER``.

Fetched, kept, parsed, their documents read by the same readers, one row committed for each; then as many mails as the
product sent for them, with the same bytes (the files of FOLDER): kept, sent, and each marked by a commit. The parts
are those of the product; nothing is understood, decided, checked, worded or threaded. Documents of the next batch are
read while the mails of the one before are sent.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from bot.adapters.readers_wire import dump_documents
from bot.compose import open_app
from bot.core.account import Outcome
from bot.intake.parse import parse
from bot.service.app import App
from bot.settings import read_settings

BATCH = 16
RECIPIENTS = ("martha.ospina@empresa.example",)
TABLES = """
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS mails (digest TEXT PRIMARY KEY, data TEXT);
    CREATE TABLE IF NOT EXISTS sent (digest TEXT PRIMARY KEY, done INTEGER);
"""


def run(app: App, database: Path, outgoing: Sequence[Path]) -> int:
    """Everything that lies in the mailbox, in and out; returns how many mails came in."""
    ((address, mailbox),) = app.mailboxes.items()
    keys = mailbox.list("").keys
    share = len(outgoing) // len(keys) * BATCH if keys else 0
    waiting = iter(outgoing)
    with closing(sqlite3.connect(database, isolation_level=None)) as ledger:
        ledger.executescript(TABLES)
        mails = (raw for _, raw in mailbox.read(keys))
        due: list[Path] = []
        while batch := list(islice(mails, BATCH)):
            digests = app.evidence.put(batch)
            readings = [app.readers.start(parse(raw).attachments) for raw in batch]
            _send(app, ledger, address, due)
            for digest, reading in zip(digests, readings, strict=True):
                ledger.execute("INSERT INTO mails VALUES (?, ?)", (digest, dump_documents(reading.result()).decode()))
            due = list(islice(waiting, share))
        _send(app, ledger, address, [*due, *waiting])
    mailbox.settle(Outcome.HANDLED, keys)
    return len(keys)


def _send(app: App, ledger: sqlite3.Connection, sender: str, files: Sequence[Path]) -> None:
    for some in _batches(files):
        raws = [file.read_bytes() for file in some]
        digests = app.evidence.put(raws)
        with ledger:
            ledger.execute("BEGIN")
            ledger.executemany("INSERT OR IGNORE INTO sent VALUES (?, 0)", [(digest,) for digest in digests])
        for digest, raw in zip(digests, raws, strict=True):
            app.outgoing[sender].send(sender, RECIPIENTS, raw)
            ledger.execute("UPDATE sent SET done = 1 WHERE digest = ?", (digest,))


def _batches(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    return (files[start : start + BATCH] for start in range(0, len(files), BATCH))


if __name__ == "__main__":
    settings = read_settings(Path(sys.argv[1]), os.environ | {"TRAMITA_OCR": "off"})
    with open_app(settings) as opened:
        begin = time.perf_counter()
        run(opened, settings.storage / "floor.db", sorted(Path(sys.argv[2]).iterdir()))
        seconds = time.perf_counter() - begin
    print(seconds)
