"""An outbound mail to its bytes: words from the template, thread and secret from the case, files from the evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.account import Outbound
from bot.core.effects import Enclosure
from bot.core.mail import unique
from bot.intake.parse import parts_in_base64
from bot.intake.transfer import encode_base64
from bot.service.app import App
from bot.service.compose_mail import Envelope, File, compose
from bot.service.enclosed import content_of
from bot.service.thread import THREAD_ONLY

REFERENCES_AT_MOST = 12

ALONE = {"part": 1, "parts": 1, "left_out": (), "lighter": ()}
"""What the context says of a mail that had room for everything."""


def render(mail: Outbound, app: App) -> tuple[Outbound, bytes]:
    """The mail with its Message-ID, and its bytes.

    Raises:
        PermanentError: A template is broken, or a document is missing from the evidence.
    """
    secret = app.keyring.sign(mail.case, mail.send.request or THREAD_ONLY)
    identified = replace(mail, message_id=f"{mail.id}.{secret}@{mail.mailbox.rpartition('@')[2]}")
    context = {
        **ALONE,
        **mail.send.context,
        "to": list(mail.send.to),
        "cc": list(mail.send.cc),
        "unauthenticated": app.mailbox_rule(mail.mailbox).authentication.asks_nothing,
        "secret": f"{secret[:2]}-{secret[2:]}",
    }
    words = app.renderer.render(mail.send.template, _process_name(mail, app), context)
    envelope = _envelope(identified, words.subject, secret, app)
    return identified, compose(envelope, words, tuple(_files(mail.send.enclosures, app)))


def _envelope(mail: Outbound, subject: str, secret: str, app: App) -> Envelope:
    rule = app.mailbox_rule(mail.mailbox)
    local, _, domain = mail.mailbox.rpartition("@")
    plus = rule.send.plus_addressing and mail.case
    return Envelope(
        message_id=mail.message_id,
        sender=mail.mailbox,
        sender_name=app.rules.company.name,
        to=tuple(_named(mail.send.to, app)),
        cc=tuple(_named(mail.send.cc, app)),
        reply_to=f"{local}+{mail.case.lower()}.{secret}@{domain}" if plus else "",
        subject=f"[{mail.case}] {subject}" if mail.case else subject,
        references=_references(mail, app),
        date=app.rules.company.calendar.local(app.clock.now()),
    )


def _named(people: Sequence[str], app: App) -> Iterator[tuple[str, str]]:
    for email in people:
        person = app.rules.company.person(email)
        yield (person.name if person else "", email)


def _process_name(mail: Outbound, app: App) -> str:
    prefix = mail.case.partition("-")[0]
    return next((process.name for process in app.rules.processes if process.prefix == prefix), "")


def _references(mail: Outbound, app: App) -> tuple[str, ...]:
    """What the first recipient has seen of the case: their own mails, then ours to them."""
    if not mail.case:
        return ()
    earlier = app.ledger.seen_by(mail.case, mail.send.to[0])
    return unique(one for one in earlier if one != mail.message_id)[-REFERENCES_AT_MOST:]


def _files(enclosures: Sequence[Enclosure], app: App) -> Iterator[File]:
    wanted: dict[str, set[int]] = {}
    for one in enclosures:
        if not one.member:
            wanted.setdefault(one.mail, set()).add(one.part)
    found = {digest: parts_in_base64(app.evidence.get(digest), parts) for digest, parts in wanted.items()}
    for one in enclosures:
        base64 = encode_base64(content_of(one, app)) if one.member else found[one.mail][one.part]
        yield File(filename=one.filename, media_type=one.media_type, base64=base64)
