"""Houses that can be copied, run and killed, and what lies in them afterwards."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

LATER = timedelta(minutes=7)
"""What passes between a kill and the next start: a mail rendered again would bear another time."""

TIME = re.compile(r"T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?|\b\d\d:\d\d(:\d\d(\.\d+)?)?\b")

UID = re.compile(r"'(INBOX/)?\d{9,}/\d+'")

TABLES = {
    "cases": "number, version, is_open, booked_version, data",
    "events": "case_number, seq, type, version, payload",
    "claims": "kind, key, case_number",
    "counters": "name, last",
    "receipts": "mailbox, key, digest, outcome, reason, case_number, message_id, author, unsettled, due_at IS NULL",
    "outbox": "id, case_number, send, state, message_id, error, due_at IS NULL",
    "budgets": "case_number, person, day, mails",
    "cursors": "mailbox, cursor",
}
"""What must be the same whether a process was killed or not; attempts, fences and salts are not."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The process of :mod:`tests.crash.workshop`."""

    process: "subprocess.Popen[str]"

    def run(self, home: Path, now: datetime, environment: Mapping[str, str] = {}, **order: int | str) -> dict[str, Any]:
        """One cycle in a house; with ``fatal=N`` in a fork killed before its step N, ``since`` a use case began."""
        return self._ask({"home": str(home), "now": now.isoformat(), "environment": dict(environment)} | order)

    def complaints(self, home: Path, now: datetime, environment: Mapping[str, str] = {}) -> list[str]:
        """What in a house disagrees: chain, cases, register."""
        return list(self._inspect(home, now, environment)["complaints"])

    def cases(self, home: Path, now: datetime, environment: Mapping[str, str] = {}) -> list[str]:
        """Numbers of all cases."""
        return sorted(self._inspect(home, now, environment)["cases"])

    def _inspect(self, home: Path, now: datetime, environment: Mapping[str, str]) -> dict[str, Any]:
        return self._ask({"inspect": str(home), "now": now.isoformat(), "environment": dict(environment)})

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@contextmanager
def workshop() -> Iterator[Workshop]:
    """A workshop until the end of the block."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.crash.workshop"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        yield Workshop(process)
        assert process.stdin
        process.stdin.close()


def new_house(home: Path, rules: str) -> Path:
    """An empty house with these rules."""
    home.mkdir(parents=True)
    (home / "mail_rules.yaml").write_text(rules, "utf-8")
    return home


def copy_of(home: Path, to: Path) -> Path:
    """A house as it stands, in the place of an older copy."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(home, to)
    return to


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    """What the ledger's file holds; looked up in a copy, so that the next start finds what the last one left."""
    with tempfile.TemporaryDirectory(dir=home) as scratch:
        for path in (home / "storage").glob("ledger.db*"):
            shutil.copy(path, scratch)
        with closing(sqlite3.connect(Path(scratch, "ledger.db"))) as connection:
            is_made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
            return connection.execute(query).fetchall() if is_made else []


def marked(home: Path) -> set[str]:
    """Message-IDs of mails that the ledger knows to be sent."""
    return {name for (name,) in rows(home, "SELECT message_id FROM outbox WHERE state = 'sent'")}


def ledger(home: Path) -> dict[str, Counter[str]]:
    """Everything in the ledger but times of day and UIDs, as far as being killed must not change it."""
    return {
        table: Counter(UID.sub("uid", TIME.sub("", repr(row))) for row in rows(home, f"SELECT {columns} FROM {table}"))  # noqa: S608 - ours
        for table, columns in TABLES.items()
    }
