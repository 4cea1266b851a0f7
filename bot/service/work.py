"""Receipts to cases: each mail in turn, opened ahead so that documents are read while others are decided."""

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.core.account import Outcome, Receipt
from bot.core.mail import Mail
from bot.errors import ConflictError, FenceError, PermanentError, TransientError
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.handle import handle, open_mail
from bot.service.incoming import Opened
from bot.service.quarantine import quarantined

MAILS_AT_ONCE = 16
LEASE = timedelta(minutes=15)
RETRY_AFTER = timedelta(minutes=1)
CONFLICTS_AT_MOST = 10

log = structlog.get_logger()

Opening = Sequence[tuple[Receipt, Opened | Exception]]


def work(app: App) -> int:
    """Handles some pending mails, oldest first; returns how many were taken up.

    Told to stop, it finishes the mail at hand and gives the others back.

    Raises:
        TransientError: The ledger is away; nothing is lost.
    """
    batch = _open_some(app)
    _handle(batch, app)
    return len(batch)


def work_through(app: App) -> Iterator[int]:
    """Handles all pending mails, and tells after each batch how many it was.

    The documents of the next batch are read while this one is handled, and while the caller does something else.

    Raises:
        TransientError: The ledger is away; nothing is lost.
    """
    ahead: Opening = ()
    while batch := ahead or _open_some(app):
        ahead = _open_some(app)
        _handle(batch, app)
        yield len(batch)


def _open_some(app: App) -> Opening:
    """Some mails, all opened before the first is handled: reading documents needs no order, deciding does."""
    if app.stop.is_set():
        return ()
    leased = app.ledger.claim_receipts(app.owner, app.clock.now(), LEASE, MAILS_AT_ONCE)
    mails: list[tuple[Receipt, Opened | Exception]] = []
    for receipt in leased:
        try:
            mails.append((receipt, open_mail(receipt, app)))
        except Exception as error:  # noqa: BLE001 - whatever one mail does, the others go on
            mails.append((receipt, error))
    return mails


def _handle(batch: Opening, app: App) -> None:
    for receipt, opened in batch:
        if app.stop.is_set():
            app.ledger.postpone(replace(receipt, attempts=receipt.attempts - 1), app.clock.now(), receipt.reason)
        else:
            _attempt(receipt, opened, app)


def _attempt(receipt: Receipt, opened: Opened | Exception, app: App) -> None:
    try:
        if isinstance(opened, TransientError):
            _postpone(receipt, opened, app)
        elif isinstance(opened, Exception):
            _failed(receipt, opened, app)
        else:
            outcome = _until_no_conflict(opened, app)
            log.info("receipt.finished", receipt=receipt.id, outcome=str(outcome))
    except FenceError:
        log.warning("receipt.lost", receipt=receipt.id)
    except TransientError as error:
        _postpone(receipt, error, app)
    except Exception as error:  # noqa: BLE001 - an unexpected error parks one mail, never the service
        _failed(receipt, error, app)


def _postpone(receipt: Receipt, error: TransientError, app: App) -> None:
    """Not the mail's fault: the attempt does not count."""
    app.ledger.postpone(replace(receipt, attempts=receipt.attempts - 1), app.clock.now() + RETRY_AFTER, str(error))


def _until_no_conflict(opened: Opened, app: App) -> Outcome:
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
