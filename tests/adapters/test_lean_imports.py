"""What the service imports, in a process of its own."""

import subprocess
import sys


def test_the_service_does_without_numpy() -> None:
    """Where scans are read it is installed; the service leaves it to the readers, and whoever asks for it gets it."""
    told = "import sys, bot.compose.app; print('numpy' in sys.modules); import numpy; print(numpy.pi > 3)"
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["False", "True"]
