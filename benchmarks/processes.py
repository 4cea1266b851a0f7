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
    """

    wall: float
    told: float
    cpu: float
    workers_cpu: float
    memory: int
    memory_together: int


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
    )


class _Peaks(threading.Thread):
    """Looks at the memory of a process and its children until told that it ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.alone = self.together = 0
        self._pid = pid

    def run(self) -> None:
        while not self.ended.wait(LOOK_EVERY):
            alone = _resident(self._pid)
            self.alone = max(self.alone, alone)
            self.together = max(self.together, alone + sum(map(_resident, _children(self._pid))))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


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
