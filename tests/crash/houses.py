"""Houses that can be copied, run and killed, and what lies in them afterwards."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

from bot.adapters.ledger_sql import SqlLedger
from bot.adapters.register_files import RegisterFiles
from bot.compose import read_rules
from bot.core.evolve import fold
from bot.settings import bundled, read_settings
from bot.testing.clock import FrozenClock

LATER = timedelta(minutes=7)
"""What passes between a kill and the next start: a mail rendered again would bear another time."""

TIME = re.compile(r"T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?|\b\d\d:\d\d(:\d\d(\.\d+)?)?\b")

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

    def run(self, home: Path, now: datetime, environment: Mapping[str, str] = {}, **order: int) -> dict[str, Any]:
        """One cycle in a house; with ``fatal=N`` in a fork that is killed before its step N."""
        assert self.process.stdin
        assert self.process.stdout
        order = {"home": str(home), "now": now.isoformat(), "environment": dict(environment)} | order  # type: ignore[assignment]
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


def new_house(home: Path, rules: str = "") -> Path:
    """An empty house with the example's rules, or with others."""
    home.mkdir()
    (home / "mail_rules.yaml").write_text(rules or bundled("mail_rules.yaml").read_text("utf-8"), "utf-8")
    return home


def copy_of(home: Path, to: Path) -> Path:
    """A house as it stands, in the place of an older copy."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(home, to)
    return to


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    """What the ledger's file holds, whoever left it."""
    path = home / "storage" / "ledger.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        return connection.execute(query).fetchall() if query.split(" FROM ")[1].split()[0] in tables else []


def marked(home: Path) -> set[str]:
    """Message-IDs of mails that the ledger knows to be sent."""
    return {name for (name,) in rows(home, "SELECT message_id FROM outbox WHERE state = 'sent'")}


def ledger(home: Path) -> dict[str, Counter[str]]:
    """Everything in the ledger but the time of day, as far as being killed must not change it."""
    return {
        table: Counter(TIME.sub("", repr(row)) for row in rows(home, f"SELECT {columns} FROM {table}"))  # noqa: S608 - ours
        for table, columns in TABLES.items()
    }


def sent_mails(home: Path) -> dict[str, list[bytes]]:
    """The mails that left the embedded default's house, by Message-ID."""
    return by_id(path.read_bytes() for path in (home / "storage" / "maildir" / "enviados" / "new").glob("*"))


def by_id(raws: Iterator[bytes]) -> dict[str, list[bytes]]:
    """Mails by Message-ID, without angle brackets."""
    found: dict[str, list[bytes]] = {}
    for raw in raws:
        found.setdefault(message_from_bytes(raw)["Message-ID"].strip("<>"), []).append(raw)
    return found


def folders(home: Path) -> dict[str, list[str]]:
    """Base names of the mails in every folder of the embedded default's mailbox."""
    inbox = home / "storage" / "maildir" / "anulaciones"
    found: dict[str, list[str]] = {}
    for path in (*inbox.glob("new/*"), *inbox.glob("cur/*"), *inbox.glob(".*/new/*"), *inbox.glob(".*/cur/*")):
        found.setdefault(path.parent.parent.name, []).append(path.name.partition(":")[0])
    return {folder: sorted(names) for folder, names in found.items()}


@dataclass(slots=True)
class Inspector:
    """Looks whether ledger and register of a house agree with themselves and with each other."""

    home: Path
    _rules: Any = field(init=False)

    def __post_init__(self) -> None:
        settings = read_settings(self.home / "mail_rules.yaml", {})
        self._rules = read_rules(settings, FrozenClock(datetime.fromisoformat("2026-03-04T15:00+00:00")))

    def check(self, home: Path) -> None:
        """The chain holds, every case is what its events make of it, and the register shows just the cases."""
        settings = read_settings(home / "mail_rules.yaml", {})
        layout = settings.templates / "register.es.yaml"
        with closing(SqlLedger(settings.ledger)) as found:
            cases = found.cases(None, open_only=False, limit=1000)
            for case in cases:
                assert fold(None, found.events(case.number)) == case
        register = RegisterFiles(settings.register, layout, self._rules.company)
        assert [*register.differences(cases)] == []
        assert [path.name for path in settings.storage.rglob("*.tmp")] == []
