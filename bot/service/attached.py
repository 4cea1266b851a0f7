"""What somebody attached to a mail: not what their mail program adds, nor copies of what the case has."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from bot.core.case import EXTRA, Case, Piece
from bot.core.document import Document
from bot.core.mail import Attachment
from bot.intake.documents.sniff import TNEF_FILE
from bot.intake.mime import FORWARDED_HEADERS
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.dossier import piece_of
from bot.service.enclosed import content_of
from bot.service.incoming import Incoming
from bot.service.thread import OWN_ID

ACCESSORIES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
        "text/vcard",
        "text/x-vcard",
    }
)
"""Seals and visiting cards, which come with every mail of somebody who has them."""

BODIES = frozenset({"text/plain", "text/html"})
"""The text of a mail, which is a file only where it is attached; other unnamed text is one more form of the body."""


def attached(incoming: Incoming, documents: Iterable[Document], case: Case, app: App) -> tuple[Piece, ...]:
    """Each such file under the name by which its sender knows it; a forwarded mail under its subject."""
    names = {one.part: name for one in incoming.mail.attachments if (name := _name(one))}
    ours = {piece.sha256 for piece in (*case.pieces, *case.papers, *case.extras)}
    found = [one for one in documents if one.part in names and one.sha256 not in ours and one.media_type != TNEF_FILE]
    lighter = _lighter_copies(case, app) if found else frozenset[str]()
    named = (replace(one, filename=one.filename or names[one.part]) for one in found if one.sha256 not in lighter)
    return tuple(piece_of(one.role or EXTRA, one, incoming.mail.digest) for one in named)


def _name(attachment: Attachment) -> str:
    """What people call it, or ``""`` for what nobody attached: a mail of ours comes back as a part of an answer."""
    kind = attachment.declared_type
    if kind == FORWARDED_HEADERS:
        forwarded = parse(attachment.content)
        return "" if OWN_ID.match(forwarded.message_id or "") else forwarded.subject or forwarded.author or kind
    is_form = kind.startswith("text/") and (kind not in BODIES or bool(attachment.nesting))
    if kind in ACCESSORIES or (is_form and not attachment.filename):
        return ""
    return attachment.filename or kind


def _lighter_copies(case: Case, app: App) -> frozenset[str]:
    """Digests of what was made lighter for a mail of ours."""
    mails = (mail.send for mail in app.ledger.correspondence(case.number) if "lighter" in mail.send.context)
    files = (content_of(one, app) for send in mails for one in send.enclosures)
    return frozenset(hashlib.sha256(content).hexdigest() for content in files)
