"""``tramita poll`` with a stopwatch: ``python -m benchmarks.poll mail_rules.yaml``.

Its last line of output is the seconds that the cycle took, without the start of the process.
"""

import os
import sys
import time
from pathlib import Path

from bot.compose import open_app
from bot.service.cycle import poll
from bot.settings import read_settings

with open_app(read_settings(Path(sys.argv[1]), os.environ | {"TRAMITA_OCR": "off"})) as app:
    begin = time.perf_counter()
    tally = poll(app)
    seconds = time.perf_counter() - begin
    if tally.troubles:
        sys.exit(f"troubles: {tally.troubles}")
print(seconds)
