"""``tramita run``: the service as a real process."""

import ctypes
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.adapters.ledger_sql import SqlLedger
from bot.core.account import Outcome
from bot.testing.facts import facts
from bot.testing.mails import request
from tests.asking import asked
from tests.cli.conftest import ENVIRONMENT, PATIENCE_SECONDS, answers, deliver


@contextmanager
def _service(home: Path, name: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    log = home / f"{name}.log"
    with log.open("w") as err:
        process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-m", "bot", "run"],
            cwd=home,
            env={**ENVIRONMENT, **environment},
            stderr=err,
            text=True,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until(outcome: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while not outcome():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _log(home: Path, name: str) -> str:
    return (home / f"{name}.log").read_text(encoding="utf-8")


def _stop(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    try:
        return process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)  # it tells in its log where each of its threads is
        return process.wait(PATIENCE_SECONDS)


def test_mail_that_comes_while_it_runs_is_answered(home: Path) -> None:
    """And when it is told to stop, it ends with 0, with every lease given back and nothing half done."""
    with _service(home, "one") as service:
        assert _until(lambda: "service.started" in _log(home, "one"))
        deliver(home, request(facts(1)).raw())
        assert _until(lambda: any(b"AN-" in raw for raw in answers(home)))
        deliver(home, request(facts(2)).raw())
        assert _stop(service) == 0, _log(home, "one")
    assert "Traceback" not in _log(home, "one")
    assert facts(1).client not in _log(home, "one")
    ledger = SqlLedger(f"sqlite:///{home / 'storage' / 'ledger.db'}")
    try:
        cases = ledger.cases(None, open_only=False, limit=9)
        waiting = ledger.receipts(Outcome.PENDING, 9)
        assert all(receipt.attempts == 0 for receipt in waiting)
        assert len(ledger.receipts(Outcome.HANDLED, 9)) == len(cases)
        for case in cases:
            assert len(ledger.events(case.number)) == case.version
    finally:
        ledger.close()


def test_a_signal_given_to_another_of_its_threads_stops_it(home: Path) -> None:
    """The system chooses the thread, and the main one may sleep on."""
    with _service(home, "one") as service:
        assert _until(lambda: "service.started" in _log(home, "one"))
        thread = max(int(task.name) for task in Path(f"/proc/{service.pid}/task").iterdir())
        assert thread != service.pid
        assert ctypes.CDLL(None).tgkill(service.pid, thread, signal.SIGTERM) == 0
        assert service.wait(PATIENCE_SECONDS) == 0


def test_a_second_service_waits_for_its_turn(home: Path) -> None:
    """It says so at once, and takes over when the first one ends."""
    with _service(home, "one") as first:
        assert _until(lambda: "service.started" in _log(home, "one"))
        with _service(home, "two") as second:
            assert _until(lambda: "Ya hay otro servicio de tramita en marcha" in _log(home, "two"))
            assert "service.started" not in _log(home, "two")
            assert _stop(first) == 0, _log(home, "one")
            assert _until(lambda: "service.started" in _log(home, "two"))
            assert _stop(second) == 0, _log(home, "two")


def test_systemd_hears_how_it_does(home: Path, tmp_path: Path) -> None:
    """Ready, alive again and again, stopping."""
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(address))
        systemd.settimeout(PATIENCE_SECONDS)
        with _service(home, "one", NOTIFY_SOCKET=str(address), WATCHDOG_USEC="400000") as service:
            heard = [systemd.recv(100)]
            while heard[-3:] != [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]:
                heard.append(systemd.recv(100))
            service.send_signal(signal.SIGTERM)
            while heard[-1] != b"STOPPING=1":
                heard.append(systemd.recv(100))
            assert service.wait(PATIENCE_SECONDS) == 0


def test_it_says_how_it_is_on_this_machine(home: Path) -> None:
    """While it runs, a probe hears that it is well, and when each loop did its work; elsewhere nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with _service(home, "one", TRAMITA_HEALTH=str(port)) as service:
        assert _until(lambda: asked(port, "/healthz") == (200, "ok\n"))
        assert _until(lambda: 'tramita_last_success_timestamp_seconds{loop="work"}' in asked(port, "/metrics")[1])
        assert _stop(service) == 0, _log(home, "one")
    assert asked(port, "/healthz") == (0, "")


def test_nobody_else_may_ask_how_it_is(home: Path) -> None:
    """An address that others reach is refused at the start, and so is what is no port."""
    for given in ("0.0.0.0:9180", "9180x", "127.0.0.1:70000"):
        with _service(home, "one", TRAMITA_HEALTH=given) as service:
            assert service.wait(PATIENCE_SECONDS) == 2
        assert "TRAMITA_HEALTH" in _log(home, "one")
