"""Outbox to mail: rendered once, kept as evidence, and those same bytes sent until the server takes them."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.core.account import Outbound, OutboxState, number_of
from bot.core.company import SUPPORT_ROLE
from bot.core.effects import Send
from bot.core.events import DeliveryFailed
from bot.core.intent import Undelivered
from bot.errors import ConflictError, FenceError, PermanentError, TransientError
from bot.service.app import App
from bot.service.deferral import put_off
from bot.service.lightening import lightened
from bot.service.outages import found, missed
from bot.service.ports import Record
from bot.service.recording import decided
from bot.service.rendering import render
from bot.service.situation import bare_situation, process_of
from bot.service.splitting import split

MAILS_AT_ONCE = 40
RENDERED_AT_ONCE = 8
LEASE = timedelta(minutes=10)
FIRST_RETRY, LAST_RETRY = timedelta(minutes=1), timedelta(hours=2)
BACK_OFF_STEPS = 7

Away = dict[str, str]
"""What is wrong with a way out, by address of its mailbox."""

Written = tuple[Outbound, bytes]
"""A mail of ours, and the bytes that are sent."""

log = structlog.get_logger()


def dispatch(app: App) -> int:
    """Sends some waiting mails, oldest first; returns how many were taken up.

    A way out that is away is noted, its mails wait, and the others go on.

    Told to stop, or long before its lease ends, it finishes the mail at hand and gives the others back: whoever took
    them up then would send them a second time.

    Raises:
        TransientError: The ledger or the evidence is away; what could go has gone.
    """
    until = app.clock.now() + LEASE / 2
    leased = app.ledger.claim_outbox(app.owner, app.clock.now(), LEASE, MAILS_AT_ONCE)
    away: Away = {}
    with ThreadPoolExecutor(1, thread_name_prefix="sender") as sender:
        sending: Future[None] | None = None
        for start in range(0, len(leased), RENDERED_AT_ONCE):
            written = _written(leased[start : start + RENDERED_AT_ONCE], away, app)
            if sending is not None:
                sending.result()
            sending = sender.submit(_send, written, until, away, app)
        if sending is not None:
            sending.result()
    _note_absences(leased, away, app)
    return len(leased)


def _note_absences(leased: Sequence[Outbound], away: Away, app: App) -> None:
    for address, error in away.items():
        missed(f"dispatch:{address}", error, app)
    if app.ledger.absences():
        for address in {mail.mailbox for mail in leased} - away.keys():
            found(f"dispatch:{address}", app)


def _send(written: Sequence[Written], until: datetime, away: Away, app: App) -> None:
    """Keeps what was rendered, then sends one mail after the other; meanwhile the next ones are rendered."""
    for mail, raw in _kept(written, app):
        try:
            if app.stop.is_set() or app.clock.now() > until:
                app.ledger.retry(replace(mail, attempts=mail.attempts - 1), app.clock.now())
            else:
                _attempt(mail, raw, away, app)
        except FenceError:
            log.warning("mail.lost", mail=mail.id)


def _attempt(mail: Outbound, raw: bytes, away: Away, app: App) -> None:
    """Sends one mail and marks it; once the server has taken it, no trouble of ours may send it again."""
    if mail.mailbox in away:
        app.ledger.retry(mail, app.clock.now() + FIRST_RETRY)
        return
    try:
        ended, taken, refused = _hand_over(mail, raw, app)
    except TransientError as error:
        _postpone(mail, error, away, app)
    except Exception as error:  # noqa: BLE001 - whatever one mail does, the others go on
        _stuck(mail, error, app)
    else:
        for person in refused:
            _note_undelivered(mail, person, app)
        _end(ended, taken, app)


def _postpone(mail: Outbound, error: TransientError, away: Away, app: App) -> None:
    """Not the mail's fault: it waits, and so do the others of its mailbox."""
    away[mail.mailbox] = str(error)
    log.warning("mail.postponed", mail=mail.id, error=str(error))
    app.ledger.retry(replace(mail, error=str(error)), app.clock.now() + _back_off(mail))


def _stuck(mail: Outbound, error: Exception, app: App) -> None:
    """A mail that cannot be rendered or read is tried again, then given up with an alarm."""
    log.error("mail.stuck", mail=mail.id, attempt=mail.attempts, error=repr(error), exc_info=error)
    if mail.attempts < app.rules.limits.quarantine_tries:
        app.ledger.retry(replace(mail, error=repr(error)), app.clock.now() + _back_off(mail))
    else:
        _alarm(mail, f"atascado-{number_of(mail.id)}.0", {"error": repr(error), "people": list(mail.send.to)}, app)
        _end(replace(mail, state=OutboxState.UNDELIVERABLE, error=repr(error)), (), app)


def _back_off(mail: Outbound) -> timedelta:
    doublings: int = 2 ** min(mail.attempts, BACK_OFF_STEPS)
    return min(FIRST_RETRY * doublings, LAST_RETRY)


def _written(leased: Sequence[Outbound], away: Away, app: App) -> tuple[Written, ...]:
    """Those that can be sent, each with its bytes; what was rendered before stays as it is."""
    return tuple(pair for mail in leased if (pair := _try_to_write(mail, away, app)))


def _kept(written: Sequence[Written], app: App) -> tuple[Written, ...]:
    """The same, with the bytes of all in the evidence."""
    fresh = [(mail, raw) for mail, raw in written if not mail.digest]
    digests = app.evidence.put([raw for _, raw in fresh])
    kept = [(replace(mail, digest=digest), raw) for (mail, raw), digest in zip(fresh, digests, strict=True)]
    app.ledger.rendered([mail for mail, _ in kept])
    return (*((mail, raw) for mail, raw in written if mail.digest), *kept)


def _try_to_write(mail: Outbound, away: Away, app: App) -> Written | None:
    """The mail and its bytes, unless it has to wait."""
    try:
        if mail.mailbox not in away:
            return (mail, app.evidence.get(mail.digest)) if mail.digest else render(_within_limit(mail, app), app)
        app.ledger.retry(mail, app.clock.now() + FIRST_RETRY)
    except FenceError:
        log.warning("mail.lost", mail=mail.id)
    except TransientError as error:
        _postpone(mail, error, away, app)
    except Exception as error:  # noqa: BLE001 - whatever one mail does, the others go on
        _stuck(mail, error, app)
    return None


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


def _hand_over(mail: Outbound, raw: bytes, app: App) -> tuple[Outbound, Sequence[str], Sequence[str]]:
    """How the mail ended, who gets it, and whom the server refused for good."""
    recipients = _within_budget(mail, app)
    if not recipients:
        return replace(mail, state=OutboxState.SUPPRESSED, error="budget"), (), ()
    try:
        delivery = app.outgoing[mail.mailbox].send(mail.mailbox, recipients, raw)
    except PermanentError as error:
        return replace(mail, state=OutboxState.UNDELIVERABLE, error=str(error)), (), recipients
    sent = replace(mail, state=OutboxState.SENT, sent_at=app.clock.now(), server_id=delivery.server_id)
    return sent, tuple(p for p in recipients if p not in delivery.refused), tuple(delivery.refused)


def _end(mail: Outbound, counted: Sequence[str], app: App) -> None:
    """Marks a mail; tries twice, for a connection may have been cut that can be opened again."""
    day = app.rules.company.calendar.local(app.clock.now()).date()
    try:
        app.ledger.finish(mail, counted, day)
    except TransientError:
        app.ledger.finish(mail, counted, day)
    log.info("mail.ended", mail=mail.id, state=str(mail.state))


def _within_budget(mail: Outbound, app: App) -> tuple[str, ...]:
    """The recipients who may still get a mail today; technical alarms are outside the budgets."""
    everybody = (*mail.send.to, *mail.send.cc)
    if mail.send.alarm:
        return everybody
    today = app.rules.company.calendar.local(app.clock.now()).date()
    sent = app.ledger.sent_to(mail.case, everybody, today)
    within = tuple(person for person in everybody if sent.get(person, 0) < _ceiling(mail, person, app))
    if over := tuple(person for person in everybody if person not in within):
        waits = put_off(mail, over, app)
        for person in over:
            _raise_alarm(mail, person, f"{today:%Y%m%d}", app, waits=waits)
    return within


def _ceiling(mail: Outbound, person: str, app: App) -> int:
    limits = app.rules.limits
    known = app.rules.company.person(person) is not None or person == mail.send.context.get("requester")
    return limits.mails_per_person if known else limits.mails_per_stranger


def _raise_alarm(mail: Outbound, person: str, day: str, app: App, *, waits: bool) -> None:
    """One alarm a day for a case and person."""
    _alarm(mail, f"limite-{day}.{number_of(f'{mail.case} {person}')}", {"person": person, "waits": waits}, app)


def _alarm(mail: Outbound, number: str, told: Mapping[str, object], app: App) -> None:
    """Tells technical support about a mail that does not go out, once: its id makes sure of that."""
    if app.ledger.outbound(number) is not None:
        return
    send = Send(
        template="limite" if "person" in told else "sin_enviar",
        to=app.rules.company.holders(SUPPORT_ROLE, ""),
        context={**told, "about": mail.case, "template": mail.send.template},
        alarm=True,
    )
    now = app.clock.now()
    alarm = Outbound(id=number, case="", mailbox=mail.mailbox, send=send, created_at=now)
    app.ledger.record(Record(sends=(alarm,), now=now))


def _note_undelivered(mail: Outbound, person: str, app: App) -> None:
    """A refused recipient is an event of the case, once per mail and person."""
    case = app.ledger.case(mail.case) if mail.case else None
    if case is None:
        log.error("mail.refused", mail=mail.id)
        return
    known = (event for event in app.ledger.events(case.number) if isinstance(event, DeliveryFailed))
    if any((event.effect, event.person) == (mail.id, person) for event in known):
        return
    situation = bare_situation(process_of(case, app), app, app.clock.now(), case.mailbox)
    record = decided(app, situation, case, Undelivered(person=person, effect=mail.id, mail=""))
    try:
        app.ledger.record(record)
    except ConflictError:
        _note_undelivered(mail, person, app)
