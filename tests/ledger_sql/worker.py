"""What other processes do to a ledger in the tests: ``python -m tests.ledger_sql.worker COMMAND …``."""

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from sqlalchemy import event

from bot.adapters.ledger_sql import SqlLedger
from tests.contracts.ledger import MINUTE, NOW
from tests.ledger_sql.requests import request


def claim(url: str) -> None:
    """Claims mails one by one until none is left, and prints their numbers."""
    ledger = SqlLedger(url)
    print("ready", flush=True)  # noqa: T201 - this is how it talks to the test
    sys.stdin.readline()
    while claimed := ledger.claim_receipts(str(os.getpid()), NOW, MINUTE, 1):
        print(claimed[0].id, flush=True)  # noqa: T201 - as above
    ledger.close()


def crash(folder: str) -> None:
    """In each ledger ``N.db`` of a folder, records a request and is killed at its Nth step, or after the last."""
    for path in sorted(Path(folder).glob("*.db")):
        child = os.fork()
        if not child:
            _record_until(path, int(path.stem))
        os.waitpid(child, 0)


def _record_until(path: Path, fatal: int) -> NoReturn:
    ledger = SqlLedger(f"sqlite:///{path}")
    (receipt,) = ledger.claim_receipts("w", NOW, MINUTE, 1)
    steps = iter(range(1000))

    def step(*_arguments: object) -> None:
        if next(steps) == fatal:
            _die()

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(ledger._store.engine, name, step)
    ledger.record(request(receipt))
    _die()


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    signal.pause()
    raise AssertionError


if __name__ == "__main__":
    {"claim": claim, "crash": crash}[sys.argv[1]](sys.argv[2])
