"""Mailbox to evidence and receipt. Interprets nothing: bytes first, then the receipt, both idempotent."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.core.account import Arrival
from bot.service.app import App
from bot.service.leasing import leased
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
    with leased(f"mailbox:{mailbox.address}", LEASE, app) as ours:
        return _take_in(mailbox, app) if ours else 0


def _take_in(mailbox: Mailbox, app: App) -> int:
    listing = mailbox.list(app.ledger.cursor(mailbox.address))
    unknown = app.ledger.unknown(mailbox.address, listing.keys)
    taken = 0
    for batch in _batches(mailbox.read(unknown)):
        digests = app.evidence.put([raw for _, raw in batch])
        arrivals = [
            Arrival(key=key, digest=digest, size=len(raw)) for (key, raw), digest in zip(batch, digests, strict=True)
        ]
        app.ledger.receive(mailbox.address, arrivals, None, app.clock.now())
        taken += len(arrivals)
        if app.stop.is_set():
            break
    if taken == len(unknown):
        app.ledger.receive(mailbox.address, (), listing.cursor, app.clock.now())
    return taken


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
