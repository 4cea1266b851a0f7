"""What a command and its children used: time by the clock and on processors, and memory."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY = 0.1
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
KILOBYTE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Seconds, and bytes of resident memory.

    Attributes:
        wall: From start to end of the process, imports included.
        told: What its last line of output says: how long its work took, without start and end.
        cpu: Of the process itself.
        workers_cpu: Of its children.
        memory: Peak of the process itself.
        memory_together: Peak of the sum over the process and its children, looked at ten times a second; pages
            that they share are counted in each.
        memory_shared_out: The same with each page counted once among all processes that share it (the kernel's
            "proportional set size"), which is what the machine spends; 0 where the kernel does not tell it.
    """

    wall: float
    told: float
    cpu: float
    workers_cpu: float
    memory: int
    memory_together: int
    memory_shared_out: int


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Usage:
    """Runs a command to its end.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, env={**os.environ, **(environment or {})})
        peaks = _Peaks(process.pid)
        peaks.start()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        wall = time.perf_counter() - begin
        peaks.ended.set()
        peaks.join()
        own, children = _seconds(process.pid)
        if process.wait() != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
        output.seek(0)
        told = float(output.read().splitlines()[-1])
    return Usage(
        wall=wall,
        told=told,
        cpu=own,
        workers_cpu=children,
        memory=peaks.alone,
        memory_together=peaks.together,
        memory_shared_out=peaks.shared_out,
    )


class _Peaks(threading.Thread):
    """Looks at the memory of a process and its children until told that it ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.alone = self.together = self.shared_out = 0
        self._pid = pid

    def run(self) -> None:
        while not self.ended.wait(LOOK_EVERY):
            everybody = [self._pid, *_children(self._pid)]
            self.alone = max(self.alone, _resident(self._pid))
            self.together = max(self.together, sum(map(_resident, everybody)))
            self.shared_out = max(self.shared_out, sum(map(_proportional, everybody)))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * KILOBYTE


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def _seconds(pid: int) -> tuple[float, float]:
    """User and system time of an ended process that was not reaped yet, and of the children that it reaped."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system, of_children, in_system = map(int, fields[11:15])
    return (user + system) / TICKS, (of_children + in_system) / TICKS
