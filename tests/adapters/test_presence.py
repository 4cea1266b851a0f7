"""Who is alive, told by locks that the kernel lets go of."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.adapters.presence import Presence

LIVE = """
import sys
from pathlib import Path
from bot.adapters.presence import Presence
print(Presence(Path(sys.argv[1])).owner, flush=True)
sys.stdin.read()
"""


def test_the_living_are_not_dead(tmp_path: Path) -> None:
    """Neither oneself nor another who is there is told as dead; whoever has ended is, once."""
    one, other = Presence(tmp_path), Presence(tmp_path)
    assert [*one.dead()] == []
    other.close()
    assert [*one.dead()] == [other.owner]
    assert [*one.dead()] == []
    one.close()


def test_a_killed_process_is_dead(tmp_path: Path) -> None:
    """A process is alive until it is killed, and dead at once afterwards."""
    command = (sys.executable, "-c", LIVE, str(tmp_path))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        owner = process.stdout.readline().strip()
        presence = Presence(tmp_path)
        assert [*presence.dead()] == []
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert [*presence.dead()] == [owner]
        presence.close()


def test_other_machines_are_not_judged(tmp_path: Path) -> None:
    """A mark of another machine says nothing here, locked or not."""
    (tmp_path / "elsewhere:1:abcdef01").touch()
    presence = Presence(tmp_path)
    assert [*presence.dead()] == []
    presence.close()
