"""The JSON shapes of ``tramita inspect``: plain values only, every key always there."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.core.document import Document, FieldValue, TextSource
from bot.core.intent import Proof
from bot.core.mail import Address, Attachment, Mail

Json = dict[str, object]

FORWARDED_MAIL = "message/rfc822"
PDF = "application/pdf"

REFUSED = frozenset({"authentication-results:fail", "authentication-results:dmarc"})
"""What a trusted header says of an author who is not who they say."""


def blank(sha256: str) -> Json:
    """The object of a mail of which nothing is known yet."""
    return {
        "path": "",
        "index": 0,
        "sha256": sha256,
        "message_id": None,
        "in_reply_to": None,
        "references": [],
        "from": [],
        "to": [],
        "cc": [],
        "reply_to": [],
        "date": None,
        "subject": "",
        "kind": "unrecognised",
        "process": None,
        "fields": {},
        "text": "",
        "new_text": "",
        "verdict": None,
        "intent": None,
        "documents": [],
        "findings": [],
        "authentication": {"result": "none", "by": None, "domain": None},
        "error": None,
    }


def head(mail: Mail) -> Json:
    """What stands in the headers, and the whole text."""
    return {
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to,
        "references": list(mail.references),
        "from": _addresses(mail.sender),
        "to": _addresses(mail.to),
        "cc": _addresses(mail.cc),
        "reply_to": _addresses(mail.reply_to),
        "date": mail.date.isoformat() if mail.date else None,
        "subject": mail.subject,
        "text": mail.text,
    }


def _addresses(addresses: Iterable[Address]) -> list[Json]:
    return [{"name": address.name, "address": address.email} for address in addresses]


def authentication(proof: Proof) -> Json:
    """``pass`` or ``fail`` only by a header of our own server; everything else has settled nothing."""
    settled = "pass" if proof.passed and proof.domain else "fail" if proof.by in REFUSED else "none"
    return {"result": settled, "by": proof.by or None, "domain": proof.domain or None}


def documents(
    attachments: Sequence[Attachment], read: Sequence[Document], forwarded: Mapping[int, tuple[str, bytes]]
) -> list[Json]:
    """The attachments as a tree: what a forwarded mail or an archive holds are its parts.

    Args:
        attachments: In the order of the mail.
        read: The document of each, followed by those inside it.
        forwarded: Name and bytes of forwarded mails, by the part that holds their headers.
    """
    levels: list[list[Json]] = [[]]
    trees = _trees(read)
    for attachment in attachments:
        found = forwarded.get(attachment.part)
        shown = trees[attachment.part] if found is None else _forwarded(*found)
        del levels[attachment.nesting + (found is None) :]
        levels[-1].append(shown)
        if found is not None:
            levels.append(shown["parts"])  # type: ignore[arg-type] # the list made in _forwarded
    return levels[0]


def _trees(read: Iterable[Document]) -> Mapping[int, Json]:
    """Each file by its part, with what lies in it."""
    shown = {document.address: _document(document) for document in read}
    for (part, member), one in shown.items():
        if member:
            shown[part, member.rpartition("/")[0]]["parts"].append(one)  # type: ignore[attr-defined] # of _document
    return {part: one for (part, member), one in shown.items() if not member}


def _document(document: Document) -> Json:
    fields = {name: value(read.value) for name, read in document.fields.items()}
    if document.media_type == PDF and document.damage is None:
        fields["capa_de_texto"] = document.text_source is TextSource.TEXT
    return {
        "filename": document.filename,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "role": None if document.inline else document.role,
        "text_source": str(document.text_source),
        "pages": document.pages,
        "fields": fields,
        "inline": document.inline,
        "parts": [],
    }


def _forwarded(filename: str, raw: bytes) -> Json:
    """A forwarded mail, which was taken apart and not read as a document."""
    return {
        "filename": filename,
        "media_type": FORWARDED_MAIL,
        "size": len(raw),
        "sha256": hashlib.sha256(raw).hexdigest(),
        "role": None,
        "text_source": str(TextSource.NONE),
        "pages": None,
        "fields": {},
        "inline": False,
        "parts": [],
    }


def value(read: FieldValue) -> object:
    """A value as JSON: money as a decimal string, days as ISO, several marks as a list."""
    if isinstance(read, Decimal):
        return f"{read:f}"
    if isinstance(read, date):
        return read.isoformat()
    return list(read) if isinstance(read, tuple) else read
