"""Pictures and scans of a mail that is too large, as lighter copies; the originals stay with the case.

A copy is kept in the evidence like a mail with one part, before the ledger names it. It is the same on every attempt,
and the same for every mail that carries it.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from bot.core.account import Outbound
from bot.core.effects import Enclosure
from bot.intake.documents.sniff import PDF, PICTURE
from bot.intake.transfer import encode_base64
from bot.service.app import App
from bot.service.enclosed import content_of
from bot.service.splitting import room_in

JPEG, JPEG_SUFFIX = "image/jpeg", ".jpg"
ONLY_PART = 0


def lightened(mail: Outbound, limit: int, app: App) -> Outbound:
    """The mail with lighter copies in place of its heaviest documents, until all fit into ``limit`` bytes.

    What cannot be made lighter, or not light enough for any mail, stays as it is; so does a mail with copies already.
    """
    if "lighter" in mail.send.context:
        return mail
    room = room_in(limit)
    size = sum(one.size for one in mail.send.enclosures)
    copies: dict[Enclosure, Enclosure] = {}
    for original in sorted(mail.send.enclosures, key=lambda one: one.size, reverse=True):
        if size <= room:
            break
        copy = _copy(original, room, app)
        if copy:
            copies[original] = copy
            size -= original.size - copy.size
    return _with_copies(mail, copies) if copies else mail


def _copy(original: Enclosure, room: int, app: App) -> Enclosure | None:
    is_picture = original.media_type.startswith(PICTURE)
    if not is_picture and original.media_type != PDF:
        return None
    copy = app.readers.lighter(content_of(original, app), original.media_type)
    if copy is None or len(copy) > room:
        return None
    media_type = JPEG if is_picture else PDF
    name = PurePosixPath(original.filename)
    (digest,) = app.evidence.put([_as_mail(copy, media_type)])
    return Enclosure(
        mail=digest,
        part=ONLY_PART,
        filename=str(name.with_suffix(JPEG_SUFFIX) if is_picture else name),
        media_type=media_type,
        size=len(copy),
    )


def _as_mail(content: bytes, media_type: str) -> bytes:
    head = f"MIME-Version: 1.0\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + encode_base64(content)


def _with_copies(mail: Outbound, copies: Mapping[Enclosure, Enclosure]) -> Outbound:
    enclosures = tuple(copies.get(one, one) for one in mail.send.enclosures)
    named = [copies[one].filename for one in mail.send.enclosures if one in copies]
    return replace(
        mail, send=replace(mail.send, enclosures=enclosures, context={**mail.send.context, "lighter": named})
    )
