"""Outbox to mail: rendered once, kept as evidence, and those same bytes sent until the server takes them.

Each mailbox has its own loop, so that a server which hangs holds up the mails of its own mailbox only.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.core.account import Outbound
from bot.errors import FenceError, TransientError
from bot.service.app import App
from bot.service.delivery import end, hand_over, note_undelivered
from bot.service.lightening import lightened
from bot.service.outages import found, missed, way_out
from bot.service.rendering import render
from bot.service.retries import held_up, postponed, stuck, untried
from bot.service.splitting import split
from bot.settings import trouble

MAILS_AT_ONCE = 40
RENDERED_AT_ONCE = 8
LEASE = timedelta(minutes=10)

Written = tuple[Outbound, bytes]
"""A mail of ours, and the bytes that are sent."""

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Turn:
    """One turn of a mailbox.

    Attributes:
        until: When it ends, long before its lease: whoever took its mails up then would send them a second time.
        away: What is wrong with the way out, or ``""``.
    """

    until: datetime
    away: str = ""


def dispatch(address: str, app: App) -> int:
    """Sends some waiting mails of one mailbox, oldest first; returns how many were taken up.

    Where its way out is away, that is noted, and its mails wait. Told to stop, or when its turn is over, it finishes
    the mail at hand and gives the others back.

    Raises:
        TransientError: The ledger or the evidence is away; what could go has gone.
    """
    turn = Turn(until=app.clock.now() + LEASE / 2)
    leased = app.ledger.claim_outbox(address, app.owner, app.clock.now(), LEASE, MAILS_AT_ONCE)
    with ThreadPoolExecutor(1, thread_name_prefix="sender") as sender:
        sending: Future[None] | None = None
        for start in range(0, len(leased), RENDERED_AT_ONCE):
            written = _written(leased[start : start + RENDERED_AT_ONCE], turn, app)
            if sending is not None:
                sending.result()
            sending = sender.submit(_send, written, turn, app)
        if sending is not None:
            sending.result()
    if turn.away:
        missed(way_out(address), turn.away, app)
    elif leased and app.ledger.absences():
        found(way_out(address), app)
    return len(leased)


def note_stranded(app: App) -> int:
    """Mails of a mailbox that the rules do not name any more wait for it, and support is told; returns 0."""
    for address in app.ledger.stranded(tuple(app.outgoing)):
        missed(way_out(address), trouble("mailbox_gone", address=address), app)
    return 0


def _send(written: Sequence[Written], turn: Turn, app: App) -> None:
    """Keeps what was rendered, then sends one mail after the other; meanwhile the next ones are rendered."""
    for mail, raw in _kept(written, app):
        try:
            _attempt(mail, raw, turn, app)
        except FenceError:
            log.warning("mail.lost", mail=mail.id)


def _attempt(mail: Outbound, raw: bytes, turn: Turn, app: App) -> None:
    """Sends one mail and marks it; once the server has taken it, no trouble of ours may send it again."""
    if app.stop.is_set() or app.clock.now() > turn.until:
        untried(mail, app)
        return
    if turn.away:
        held_up(mail, app)
        return
    try:
        ended, taken, refused = hand_over(mail, raw, app)
    except TransientError as error:
        turn.away = str(error)
        postponed(mail, error, app)
    except Exception as error:  # noqa: BLE001 - whatever one mail does, the others go on
        stuck(mail, error, app)
    else:
        for person in refused:
            note_undelivered(mail, person, app)
        end(ended, taken, app)


def _written(leased: Sequence[Outbound], turn: Turn, app: App) -> tuple[Written, ...]:
    """Those that can be sent, each with its bytes; what was rendered before stays as it is."""
    return tuple(pair for mail in leased if (pair := _try_to_write(mail, turn, app)))


def _try_to_write(mail: Outbound, turn: Turn, app: App) -> Written | None:
    """The mail and its bytes, unless it has to wait."""
    try:
        if not turn.away:
            return (mail, app.evidence.get(mail.digest)) if mail.digest else render(_within_limit(mail, app), app)
        held_up(mail, app)
    except FenceError:
        log.warning("mail.lost", mail=mail.id)
    except TransientError as error:
        turn.away = str(error)
        postponed(mail, error, app)
    except Exception as error:  # noqa: BLE001 - whatever one mail does, the others go on
        stuck(mail, error, app)
    return None


def _kept(written: Sequence[Written], app: App) -> tuple[Written, ...]:
    """The same, with the bytes of all in the evidence."""
    fresh = [(mail, raw) for mail, raw in written if not mail.digest]
    digests = app.evidence.put([raw for _, raw in fresh])
    kept = [(replace(mail, digest=digest), raw) for (mail, raw), digest in zip(fresh, digests, strict=True)]
    app.ledger.rendered([mail for mail, _ in kept])
    return (*((mail, raw) for mail, raw in written if mail.digest), *kept)


def _within_limit(mail: Outbound, app: App) -> Outbound:
    """The mail itself, or with lighter documents, or the first of those that it had to be split into."""
    said = app.outgoing[mail.mailbox].size_limit()
    limits = [size for size in (app.mailbox_rule(mail.mailbox).send.size_limit, said) if size]
    if not limits or "parts" in mail.send.context:
        return mail
    parts = split(lightened(mail, min(limits), app), min(limits))
    if parts != (mail,):
        app.ledger.split(mail, parts)
    return parts[0]
