"""An outbound mail to its bytes: words from the template, thread and secret from the case, files from the evidence."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.account import Outbound
from bot.core.effects import Enclosure
from bot.core.mail import unique
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.compose_mail import BASE64_OVERHEAD, Envelope, File, compose

THREAD_ONLY = "thread"
"""What the secret of a mail that asks nothing is bound to."""

REFERENCES_AT_MOST = 12


def render(mail: Outbound, app: App) -> Iterator[tuple[Outbound, bytes]]:
    """The mail with its Message-ID, and its bytes; several numbered mails where the documents exceed the limit."""
    bundles = tuple(_bundles(mail.send.enclosures, _room(mail, app)))
    references = _references(mail, app)
    for number, bundle in enumerate(bundles, start=1):
        part = mail if number == 1 else replace(mail, id=f"{mail.id}.{number}")
        numbered = replace(part, send=replace(part.send, enclosures=bundle))
        identified = replace(numbered, message_id=_message_id(numbered, app))
        earlier = references if number == 1 else (*references, _message_id(mail, app))
        yield identified, _bytes(identified, (number, len(bundles)), earlier, app)


def secret_of(mail: Outbound, app: App) -> str:
    """The secret that an answer to this mail must carry."""
    return app.keyring.sign(mail.case, mail.send.request or THREAD_ONLY)


def _message_id(mail: Outbound, app: App) -> str:
    return f"{mail.id}.{secret_of(mail, app)}@{mail.mailbox.rpartition('@')[2]}"


def _room(mail: Outbound, app: App) -> int:
    """Bytes of documents that fit into one mail, by the rules and by what the server says."""
    said = app.outgoing[mail.mailbox].size_limit()
    allowed = [size for size in (app.mailbox_rule(mail.mailbox).send.size_limit, said) if size]
    return int(min(allowed) / BASE64_OVERHEAD) if allowed else sys.maxsize


def _bundles(enclosures: Sequence[Enclosure], room: int) -> Iterator[tuple[Enclosure, ...]]:
    bundle: list[Enclosure] = []
    for enclosure in enclosures:
        if bundle and sum(one.size for one in bundle) + enclosure.size > room:
            yield tuple(bundle)
            bundle = []
        bundle.append(enclosure)
    yield tuple(bundle)


def _bytes(mail: Outbound, part: tuple[int, int], references: Sequence[str], app: App) -> bytes:
    company, send = app.rules.company, mail.send
    rule = app.mailbox_rule(mail.mailbox)
    secret = secret_of(mail, app)
    context = {
        **send.context,
        "part": part[0],
        "parts": part[1],
        "to": list(send.to),
        "cc": list(send.cc),
        "unauthenticated": rule.authentication.authserv_id is None,
        "secret": f"{secret[:2]}-{secret[2:]}",
    }
    words = app.renderer.render(send.template, _process_name(mail, app), context)
    tag = f"[{mail.case}] " if mail.case else ""
    local, _, domain = mail.mailbox.rpartition("@")
    plus = rule.send.plus_addressing and mail.case
    envelope = Envelope(
        message_id=mail.message_id,
        sender=mail.mailbox,
        sender_name=company.name,
        to=[(company.name_of(email) if company.person(email) else "", email) for email in send.to],
        cc=[(company.name_of(email) if company.person(email) else "", email) for email in send.cc],
        reply_to=f"{local}+{mail.case.lower()}.{secret}@{domain}" if plus else "",
        subject=tag + words.subject,
        references=references,
        date=app.rules.company.calendar.local(app.clock.now()),
    )
    return compose(envelope, words, tuple(_files(send.enclosures, app)))


def _process_name(mail: Outbound, app: App) -> str:
    prefix = mail.case.partition("-")[0]
    return next((process.name for process in app.rules.processes if process.prefix == prefix), "")


def _references(mail: Outbound, app: App) -> tuple[str, ...]:
    """What the first recipient has seen of the case: their own mails, then ours to them."""
    if not mail.case:
        return ()
    reader = mail.send.to[0]
    theirs = (message_id for author, message_id, _ in app.ledger.received_from(mail.case) if author == reader)
    ours = (
        one.message_id
        for one in app.ledger.correspondence(mail.case)
        if one.message_id and one.id != mail.id and reader in (*one.send.to, *one.send.cc)
    )
    return unique(one for one in (*theirs, *ours) if one)[-REFERENCES_AT_MOST:]


def _files(enclosures: Sequence[Enclosure], app: App) -> Iterator[File]:
    mails = {digest: parse(app.evidence.get(digest)) for digest in unique(one.mail for one in enclosures)}
    for one in enclosures:
        content = next(a.content for a in mails[one.mail].attachments if a.part == one.part)
        yield File(filename=one.filename, media_type=one.media_type, content=content)
