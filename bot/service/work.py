"""Receipts to cases: each mail in turn, opened ahead so that documents are read while others are decided."""

import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.core.account import Outcome, Queue, Receipt
from bot.core.mail import Mail
from bot.errors import ConflictError, FenceError, PermanentError, TransientError
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.handle import handle, open_mail
from bot.service.incoming import Opened
from bot.service.outages import found, missed
from bot.service.poison_mail import suspects, tried_alone
from bot.service.quarantine import quarantined
from bot.service.scans import KeptScans, ScansUnreadError

MAILS_AT_ONCE = 32
SCANS_AT_ONCE = 4
"""Mails with scans, each of which may take minutes, under one lease."""

OPENED_AHEAD = 8
"""Mails whose documents are being read, and whose bytes are held, while one is decided."""

BYTES_AHEAD = 64 << 20
"""How much of them is held."""

PENDING_LOOKED_AT = 200
LEASE = timedelta(minutes=15)
RETRY_AFTER = timedelta(minutes=1)
CONFLICTS_AT_MOST = 10

log = structlog.get_logger()


def work(app: App) -> int:
    """Handles some pending mails, oldest first; returns how many were taken up.

    What mails have to wait for is noted, and the others go on. A mail whose scans matter and are still to be read goes
    to the queue that :func:`work_with_scans` serves, and so do later mails of its author, so that these keep their
    order. Told to stop, it finishes the mail at hand and gives the others back.

    Raises:
        TransientError: The ledger is away; nothing is lost.
    """
    return _work(replace(app, scans=KeptScans(app.scans)), Queue.MAILS, MAILS_AT_ONCE)


def work_with_scans(app: App) -> int:
    """Handles some of the mails that wait for their scans, which it reads; all else like :func:`work`."""
    return _work(app, Queue.SCANS, SCANS_AT_ONCE)


def _work(app: App, queue: Queue, at_once: int) -> int:
    leased = app.ledger.claim_receipts(app.owner, app.clock.now(), LEASE, at_once, queue)
    suspected = suspects(leased, app)
    for receipt, opened in _opened([one for one in leased if one not in suspected], queue, app):
        _attempt(receipt, opened, queue, app)
    for receipt in suspected:
        tried_alone(receipt, lambda one: _attempt(one, _try_to_open(one, queue, app), queue, app), app)
    if leased:
        _note_patience(app)
    return len(leased)


def _note_patience(app: App) -> None:
    """Mails that wait for something are missed together: one alarm, however many they are."""
    if waits := [one.reason for one in app.ledger.receipts(Outcome.PENDING, PENDING_LOOKED_AT) if one.reason]:
        missed("mails", waits[-1], app)
    elif app.ledger.absences():
        found("mails", app)


def _opened(leased: Sequence[Receipt], queue: Queue, app: App) -> Iterator[tuple[Receipt, Opened | Exception]]:
    """Each in turn, some opened ahead of it: reading documents needs no order, deciding does."""
    ahead: deque[tuple[Receipt, Opened | Exception]] = deque()
    for receipt in leased:
        ahead.append((receipt, _try_to_open(receipt, queue, app)))
        while len(ahead) > OPENED_AHEAD or sum(_size(opened) for _, opened in ahead) > BYTES_AHEAD:
            yield ahead.popleft()
    while ahead:
        yield ahead.popleft()


def _size(opened: Opened | Exception) -> int:
    return opened.mail.size if isinstance(opened, Opened) else 0


def _try_to_open(receipt: Receipt, queue: Queue, app: App) -> Opened | Exception:
    try:
        opened = open_mail(receipt, app)
        if queue is Queue.SCANS:
            opened.reading.begin()
    except Exception as error:  # noqa: BLE001 - whatever one mail does, the others go on
        return error
    return opened


def _attempt(receipt: Receipt, opened: Opened | Exception, queue: Queue, app: App) -> None:
    """Finishes one mail or gives it back."""
    if app.stop.is_set():
        untried = replace(receipt, attempts=receipt.attempts - 1)
        app.ledger.postpone(untried, receipt.received_at, receipt.reason)
        return
    try:
        if queue is Queue.MAILS and app.scans.engines:
            _keep_order(opened, app)
        outcome = _until_no_conflict(opened, app)
        log.info("receipt.finished", receipt=receipt.id, outcome=str(outcome))
    except FenceError:
        log.warning("receipt.lost", receipt=receipt.id)
    except ScansUnreadError:
        _requeue(receipt, opened, app)
    except TransientError as error:
        _postpone(receipt, error, app)
    except Exception as error:  # noqa: BLE001 - an unexpected error parks one mail, never the service
        _failed(receipt, error, app)


def _keep_order(opened: Opened | Exception, app: App) -> None:
    """A mail is not handled before earlier ones of its author.

    Raises:
        ScansUnreadError: Those wait for their scans, or are being handled now.
    """
    if not isinstance(opened, Exception) and opened.mail.author in app.ledger.authors_in(Queue.SCANS):
        raise ScansUnreadError(f"earlier mails of the author of {opened.receipt.id} wait for their scans")


def _requeue(receipt: Receipt, opened: Opened | Exception, app: App) -> None:
    author = "" if isinstance(opened, Exception) else opened.mail.author or ""
    log.info("receipt.scans", receipt=receipt.id)
    app.ledger.requeue(receipt, Queue.SCANS, author)


def _postpone(receipt: Receipt, error: TransientError, app: App) -> None:
    """Not the mail's fault: the attempt does not count."""
    log.warning("receipt.postponed", receipt=receipt.id, error=str(error))
    app.ledger.postpone(replace(receipt, attempts=receipt.attempts - 1), app.clock.now() + RETRY_AFTER, str(error))


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
