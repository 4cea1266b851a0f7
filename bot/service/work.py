"""Receipts to cases: each mail in turn, opened ahead so that documents are read while others are decided."""

import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import structlog

from bot.core.account import Outcome, Receipt
from bot.core.mail import Mail, unique
from bot.errors import ConflictError, FenceError, PermanentError, TransientError
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.handle import handle, open_mail
from bot.service.incoming import Opened
from bot.service.quarantine import quarantined
from bot.service.trial import suspects, tried_alone
from bot.service.watching import found, missed

MAILS_AT_ONCE = 32
OPENED_AHEAD = 8
"""Mails whose documents are being read, and whose bytes are held, while one is decided."""

LEASE = timedelta(minutes=15)
RETRY_AFTER = timedelta(minutes=1)
CONFLICTS_AT_MOST = 10

log = structlog.get_logger()


def work(app: App) -> int:
    """Handles some pending mails, oldest first; returns how many were taken up.

    Told to stop, it finishes the mail at hand and gives the others back.

    Raises:
        TransientError: The ledger is away, or something else that mails now wait for; nothing is lost.
    """
    leased = app.ledger.claim_receipts(app.owner, app.clock.now(), LEASE, MAILS_AT_ONCE)
    suspected = suspects(leased, app)
    troubles = [
        str(trouble)
        for receipt, opened in _opened([one for one in leased if one not in suspected], app)
        if (trouble := _attempt(receipt, opened, app))
    ]
    alone = (tried_alone(receipt, partial(_open_and_attempt, app), app) for receipt in suspected)
    troubles += filter(None, alone)
    if troubles:
        raise TransientError("; ".join(unique(troubles)))
    return len(leased)


def _open_and_attempt(app: App, receipt: Receipt) -> TransientError | None:
    return _attempt(receipt, _try_to_open(receipt, app), app)


def _opened(leased: Sequence[Receipt], app: App) -> Iterator[tuple[Receipt, Opened | Exception]]:
    """Each in turn, some opened ahead of it: reading documents needs no order, deciding does."""
    ahead: deque[tuple[Receipt, Opened | Exception]] = deque()
    for receipt in leased:
        ahead.append((receipt, _try_to_open(receipt, app)))
        if len(ahead) > OPENED_AHEAD:
            yield ahead.popleft()
    while ahead:
        yield ahead.popleft()


def _try_to_open(receipt: Receipt, app: App) -> Opened | Exception:
    try:
        return open_mail(receipt, app)
    except Exception as error:  # noqa: BLE001 - whatever one mail does, the others go on
        return error


def _attempt(receipt: Receipt, opened: Opened | Exception, app: App) -> TransientError | None:
    """Finishes one mail or gives it back; what it waits for then, if that is not its own fault."""
    if app.stop.is_set():
        app.ledger.postpone(replace(receipt, attempts=receipt.attempts - 1), app.clock.now(), receipt.reason)
        return None
    try:
        outcome = _until_no_conflict(opened, app)
        if receipt.reason:
            found(f"mail:{receipt.id}", app)
        log.info("receipt.finished", receipt=receipt.id, outcome=str(outcome))
    except FenceError:
        log.warning("receipt.lost", receipt=receipt.id)
    except TransientError as error:
        _postpone(receipt, error, app)
        return error
    except Exception as error:  # noqa: BLE001 - an unexpected error parks one mail, never the service
        _failed(receipt, error, app)
    return None


def _postpone(receipt: Receipt, error: TransientError, app: App) -> None:
    """Not the mail's fault: the attempt does not count."""
    log.warning("receipt.postponed", receipt=receipt.id, error=str(error))
    app.ledger.postpone(replace(receipt, attempts=receipt.attempts - 1), app.clock.now() + RETRY_AFTER, str(error))
    missed(f"mail:{receipt.id}", str(error), app)


def _until_no_conflict(opened: Opened | Exception, app: App) -> Outcome:
    if isinstance(opened, Exception):
        raise opened
    for _ in range(CONFLICTS_AT_MOST):
        try:
            return handle(opened, app)
        except ConflictError:
            log.info("receipt.conflict", receipt=opened.receipt.id)
    raise TransientError("another process keeps changing this case; trying again later")


def _failed(receipt: Receipt, error: Exception, app: App) -> None:
    reason = "".join(traceback.format_exception(error))
    log.error("receipt.failed", receipt=receipt.id, attempt=receipt.attempts, error=repr(error))
    if receipt.attempts < app.rules.limits.quarantine_tries:
        app.ledger.postpone(receipt, app.clock.now() + RETRY_AFTER * receipt.attempts, reason)
        return
    app.ledger.record(quarantined(receipt, _parsed(receipt, app), reason, app))


def _parsed(receipt: Receipt, app: App) -> Mail:
    """The mail, or an empty one where its bytes are missing or damaged."""
    try:
        return parse(app.evidence.get(receipt.digest))
    except PermanentError:
        return parse(b"")
