"""Documents that exceed what one mail may hold go out over numbered mails of one thread, which say so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.account import Outbound
from bot.core.effects import Enclosure

BASE64_OVERHEAD = 1.37
"""Four characters for three bytes, and a line break every 76."""

WORDS = 64 * 1024
"""Bytes kept free for headers and text."""


def room_in(limit: int) -> int:
    """Bytes of documents that a mail within ``limit`` bytes holds."""
    return int((limit - WORDS) / BASE64_OVERHEAD)


def split(mail: Outbound, limit: int) -> tuple[Outbound, ...]:
    """The mails that carry the documents of this one, each within ``limit`` bytes; usually just itself.

    A document that exceeds the limit by itself is left out, and named in the first mail.
    """
    room = room_in(limit)
    fitting = [one for one in mail.send.enclosures if one.size <= room]
    left_out = [one.filename for one in mail.send.enclosures if one.size > room]
    bundles = tuple(_bundles(fitting, room))
    if len(bundles) == 1 and not left_out:
        return (mail,)
    return tuple(
        replace(
            mail,
            id=mail.id if number == 1 else f"{mail.id}.{number}",
            send=replace(
                mail.send,
                enclosures=bundle,
                context={**mail.send.context, "part": number, "parts": len(bundles), "left_out": left_out},
            ),
        )
        for number, bundle in enumerate(bundles, start=1)
    )


def _bundles(enclosures: Sequence[Enclosure], room: int) -> Iterator[tuple[Enclosure, ...]]:
    bundle: list[Enclosure] = []
    for enclosure in enclosures:
        if bundle and sum(one.size for one in bundle) + enclosure.size > room:
            yield tuple(bundle)
            bundle = []
        bundle.append(enclosure)
    yield tuple(bundle)
