"""Several processes on one ledger, and processes that are killed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.adapters.ledger_sql import SqlLedger
from bot.core.account import Outcome
from bot.errors import FenceError
from tests.contracts.ledger import BOX, COUNTER, FIRST, INVOICE, MINUTE, NOW, opened, take_in
from tests.ledger_sql.requests import request

pytest_plugins = ("tests.servers.postgres",)

OWN_BOX = "procesos@empresa.example"
ROOT = Path(__file__).parents[2]
BEFORE_COMMIT = 17
"""Steps of a record: before and after the begin and each of seven statements, and before the commit."""
STEPS = BEFORE_COMMIT + 3


def _start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger_sql.worker", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_two_processes_never_claim_the_same_mail(kind: str, url: str, request: pytest.FixtureRequest) -> None:
    """Side by side they take all mails, each once."""
    address = url if kind == "sqlite" else request.getfixturevalue("postgres_url")
    ledger = SqlLedger(address)
    keys = [f"{kind}-{number}" for number in range(100)]
    take_in(ledger, *keys, box=OWN_BOX)
    workers = [_start("claim", address) for _ in range(2)]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    claimed = [worker.communicate()[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    waiting = {one.id for one in ledger.receipts(Outcome.PENDING, 999) if one.mailbox == OWN_BOX}
    taken = [int(receipt) for receipt in claimed[0] + claimed[1] if int(receipt) in waiting]
    assert sorted(taken) == sorted(waiting)
    assert len(waiting) == len(keys)
    ledger.close()


def test_the_mail_of_a_dead_process_is_taken_over(url: str) -> None:
    """A process is killed with a mail in its hands: after the lease another has it, and the old fence is refused."""
    ledger = SqlLedger(url)
    take_in(ledger, "1")
    worker = _start("claim", url)
    worker.stdin.write("go\n")
    worker.stdin.flush()
    assert worker.stdout.readline() == "ready\n"
    lost = int(worker.stdout.readline())
    worker.kill()
    worker.communicate()
    before = ledger.receipt(lost)
    assert ledger.claim_receipts("other", NOW + MINUTE / 2, MINUTE, 1) == ()
    (mine,) = ledger.claim_receipts("other", NOW + MINUTE, MINUTE, 1)
    with pytest.raises(FenceError):
        ledger.record(opened(receipt=before))
    ledger.record(opened(receipt=mine))
    ledger.close()


def test_a_killed_record_is_all_or_nothing(url: str, tmp_path: Path) -> None:
    """SIGKILL before and after every statement and before the commit leaves nothing; after it, everything."""
    empty = SqlLedger(url)
    take_in(empty, "1")
    empty.close()
    folder = tmp_path / "killed"
    folder.mkdir()
    for step in range(STEPS):
        shutil.copy(tmp_path / "ledger.db", folder / f"{step:02}.db")
    worker = _start("crash", str(folder))
    worker.communicate()
    assert worker.returncode == 0
    written = [_all_or_nothing(folder / f"{step:02}.db") for step in range(STEPS)]
    assert written == [False] * BEFORE_COMMIT + [True] * (STEPS - BEFORE_COMMIT)


def _all_or_nothing(path: Path) -> bool:
    """Whether a ledger holds the request; it never holds a part of it."""
    ledger = SqlLedger(f"sqlite:///{path}")
    receipt = ledger.receipts(ledger.receipt(1).outcome, 1)[0]
    wanted = request(receipt)
    found = (
        ledger.case(FIRST),
        ledger.events(FIRST),
        [mail.id for mail in ledger.correspondence(FIRST)],
        ledger.holders([INVOICE]),
        ledger.next_number(COUNTER),
        receipt.outcome,
        len(ledger.unsettled(BOX, 9)),
    )
    ledger.close()
    everything = (wanted.case, wanted.events, ["an.1", "an.2"], {INVOICE: FIRST}, 2, Outcome.HANDLED, 1)
    assert found in (everything, (None, (), [], {}, 1, Outcome.PENDING, 0))
    return found == everything
