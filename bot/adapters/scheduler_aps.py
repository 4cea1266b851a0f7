"""The timer on APScheduler 3: a clock and nothing else.

Its jobs derive from the program at every start, hence the store in memory: a persistent one pickles the paths of
functions and brings jobs back that no longer exist.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
"""A machine that slept calls once when it wakes, however late; a call that is under way is not made again."""


class ApsTimer:
    """The port ``Timer``."""

    def __init__(self) -> None:
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()}, job_defaults=DEFAULTS, timezone="UTC"
        )

    def every(self, span: timedelta, call: Callable[[], object]) -> None:
        """Makes ``call``, which returns at once, be called this often."""
        self._scheduler.add_job(call, "interval", seconds=span.total_seconds())

    def start(self) -> None:
        """Begins to call."""
        self._scheduler.start()

    def close(self) -> None:
        """Calls no more."""
        if self._scheduler.running:
            self._scheduler.shutdown()
