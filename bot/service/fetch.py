"""Mailbox to evidence and receipt. Interprets nothing: bytes first, then the receipt, both idempotent.

Once a day the whole mailbox is compared with the receipts, so that a mail which the cursor passed by is found after
all: one that the server could not hand out, or that somebody put back under its old number.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.core.account import Arrival
from bot.service.app import App
from bot.service.leasing import leased, reading
from bot.service.outages import found, missed
from bot.service.ports import Mailbox

MAILS_AT_ONCE = 50
BYTES_AT_ONCE = 4 * 1024 * 1024
LEASE = timedelta(minutes=5)

Fetched = tuple[str, bytes]


def fetch(mailbox: Mailbox, app: App) -> int:
    """Takes in what is new in one mailbox; returns how many mails.

    Raises:
        TransientError: The mailbox, the evidence or the ledger is away; what was taken in stays taken in.
        PermanentError: The mailbox refuses us.
    """
    app.ledger.ping()
    with leased(reading(mailbox.address), LEASE, app) as ours:
        return _take_in(mailbox, app) if ours else 0


def _take_in(mailbox: Mailbox, app: App) -> int:
    today = app.rules.company.calendar.local(app.clock.now()).date().isoformat()
    is_compared = app.ledger.cursor(_day(mailbox)) == today
    listing = mailbox.list(app.ledger.cursor(mailbox.address) if is_compared else "")
    unknown = app.ledger.unknown(mailbox.address, listing.keys)
    taken = _receive(unknown, mailbox, app)
    if app.stop.is_set():
        return len(taken)
    unread = [key for key in unknown if key not in taken]
    for key in _unread_before(mailbox, app):
        if key in taken or not (is_compared or key in unread):
            found(_name(key, mailbox), app)
    awaited = [key for key in unread if not missed(_name(key, mailbox), "", app)]
    if not awaited:
        app.ledger.receive(mailbox.address, (), listing.cursor, app.clock.now())
        if not is_compared:
            app.ledger.receive(_day(mailbox), (), today, app.clock.now())
    return len(taken)


def _receive(keys: Sequence[str], mailbox: Mailbox, app: App) -> frozenset[str]:
    """The keys of the mails that were read and taken in."""
    taken: set[str] = set()
    for batch in _batches(mailbox.read(keys)):
        digests = app.evidence.put([raw for _, raw in batch])
        arrivals = [
            Arrival(key=key, digest=digest, size=len(raw)) for (key, raw), digest in zip(batch, digests, strict=True)
        ]
        app.ledger.receive(mailbox.address, arrivals, None, app.clock.now())
        taken.update(key for key, _ in batch)
        if app.stop.is_set():
            break
    return frozenset(taken)


def _unread_before(mailbox: Mailbox, app: App) -> tuple[str, ...]:
    """Keys of mails that were listed but could not be read, as far as is noted."""
    prefix = _name("", mailbox)
    names = (absence.name for absence in app.ledger.absences())
    return tuple(name.removeprefix(prefix) for name in names if name.startswith(prefix))


def _name(key: str, mailbox: Mailbox) -> str:
    return f"unread:{mailbox.address}:{key}"


def _day(mailbox: Mailbox) -> str:
    """Under this name the ledger keeps the day on which the mailbox was last compared as a whole."""
    return f"compared:{mailbox.address}"


def _batches(mails: Iterator[Fetched]) -> Iterator[Sequence[Fetched]]:
    batch: list[Fetched] = []
    size = 0
    for mail in mails:
        batch.append(mail)
        size += len(mail[1])
        if len(batch) == MAILS_AT_ONCE or size >= BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
