"""Logs on standard error: lines for people on a terminal, JSON for everything that collects them.

They name mails, cases and people by their numbers and addresses. What people wrote, and secrets, never get in.
"""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor

from bot.core.token import PATTERN

HIDDEN = frozenset({"password", "secret", "text", "body", "words"})
VALUE_AT_MOST = 500
"""Characters of a value; longer ones are the bodies of mails that some library put into its error."""


def configure(level: int) -> None:
    """Sets up structlog for this process.

    Args:
        level: Least level that is shown, from :mod:`logging`.
    """
    on_terminal = sys.stderr.isatty()
    output: list[Processor] = (
        [structlog.dev.ConsoleRenderer()]
        if on_terminal
        else [structlog.processors.format_exc_info, guarded, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=not on_terminal),
            guarded,
            *output,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


def guarded(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Takes out what must not be in a log: hidden keys, secrets of cases, and texts beyond any message's length."""
    return {key: _guarded_value(key, value) for key, value in event.items()}


def _guarded_value(key: str, value: object) -> object:
    if key in HIDDEN:
        return "…"
    if not isinstance(value, str):
        return value
    text = PATTERN.sub(r"\1-…", value)
    return text if key == "exception" or len(text) <= VALUE_AT_MOST else f"{text[:VALUE_AT_MOST]}…"
