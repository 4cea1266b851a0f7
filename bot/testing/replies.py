"""Answers as mail programs really write them in Spanish; their layouts are in ``data/clients.es.yaml``."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from bot.testing.documents import File
from bot.testing.ink import logo_png
from bot.testing.mails import MailBuilder, fitting
from bot.testing.prose import clock_time, long_date, month_name, weekday_name
from bot.testing.quoting import Flat, Original, quoted, read_original
from bot.testing.words import words

ANSWERED_AFTER = timedelta(minutes=47)
REPLY_PREFIX = re.compile(r"^re:\s*", re.IGNORECASE)
CLIENTS: tuple[str, ...] = tuple(words("clients"))
"""The mail programs known to :func:`reply`."""

LOGO = "image001.png@01DCABF0.4C2E7A10"
FILTERS: Mapping[str, Callable[..., str]] = {
    "weekday": weekday_name,
    "month": month_name,
    "long_date": long_date,
    "hour24": lambda moment: f"{moment:%-H:%M}",
    "hour12": clock_time,
    "hour12_apple": lambda moment: clock_time(moment).replace(" ", "\u202f", 1).replace(" ", "\xa0"),
    "truncate_to": lambda text, length: text[:length],
    "quoted": quoted,
}


def reply(
    to_raw: bytes, text: str, *, client: str = "outlook", signature: str = "", logo: bool = False, **changes: object
) -> bytes:
    """Answer a mail.

    Args:
        to_raw: The mail that is answered; its HTML is quoted, and flattened as the program does.
        text: What the person typed.
        client: One of :data:`CLIENTS`; ``plain`` quotes nothing, ``html_only`` has no text.
        signature: Lines under the text; phones write their own instead.
        logo: Whether a picture stands in the signature (Outlook's HTML).
        changes: Fields of :class:`MailBuilder` that differ. By default the first addressee answers the sender
            alone, 47 minutes later, under the same subject with the program's prefix once.

    Raises:
        KeyError: If the program is not known.
        TypeError: If a change is no field of :class:`MailBuilder`.
    """
    profile = words("clients")[client]
    original = read_original(to_raw, Flat(**profile["flat"]))
    charset = fitting(profile["charset"], text, signature, original.text, original.html, original.subject)
    bodies = _bodies(client, charset, original, text, signature, logo=logo)
    fields: dict[str, Any] = {
        "sender": original.to,
        "to": (original.reply_to,),
        "subject": profile["prefix"] + REPLY_PREFIX.sub("", original.subject),
        "date": original.sent + ANSWERED_AFTER,
        "in_reply_to": original.message_id,
        "references": (*original.references, original.message_id),
        "headers": _headers(profile, original),
        "pictures": (File(filename=LOGO, media_type="image/png", content=logo_png()),) if logo else (),
        "charset": charset,
        "transfer": profile["transfer"],
        "boundary": profile["boundary"],
    }
    mail = MailBuilder(**(fields | bodies | changes))
    return (mail if mail.message_id else replace(mail, message_id=mail.derived(profile["message_id"]))).raw()


def _bodies(
    client: str, charset: str, original: Original, new: str, signature: str, *, logo: bool
) -> dict[str, str | None]:
    profile = words("clients")[client]
    paragraphs = original.html.replace("<p>", profile.get("paragraph", "<p>"))
    shared = {
        "new": new,
        "lines": new.splitlines(),
        "signature": signature,
        "logo": LOGO if logo else "",
        "bom": "\ufeff",
    }
    in_html = replace(original, html=Markup(paragraphs))  # noqa: S704 - our own mail, quoted as it is
    return {
        "text": _rendered(client, "text", shared | {"original": original}),
        "html": _rendered(
            client,
            "html",
            shared | {"original": in_html, "charset": charset, "nbsp": Markup("&nbsp;"), "br": Markup("<br>")},
        ),
    }


def _headers(profile: Mapping[str, Any], original: Original) -> tuple[tuple[str, str], ...]:
    topic = REPLY_PREFIX.sub("", original.subject)
    return tuple((name, value.format(topic=topic)) for name, value in profile["headers"].items())


def _rendered(client: str, kind: str, context: Mapping[str, Any]) -> str | None:
    template = _template(client, kind)
    return None if template is None else template.render(context)


@cache
def _template(client: str, kind: str) -> Template | None:
    source = words("clients")[client].get(kind)
    environment = Environment(
        autoescape=kind == "html",  # noqa: S701 - what is not HTML must not be escaped
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(FILTERS)
    return None if source is None else environment.from_string(source)
