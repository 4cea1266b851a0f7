"""What the demonstration says of facts and mails, in the words of ``templates/cli.es.yaml`` and the mails' own."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from textwrap import shorten
from typing import Any

from ruamel.yaml import YAML

from bot.adapters.render_words import figures
from bot.cli.texts import texts
from bot.core.company import Company
from bot.core.events import Event
from bot.core.mail import Mail
from bot.settings import bundled
from bot.testing.playing import Mismatch

EXCERPT = 480
"""Characters of a mail that are shown at most."""


def words() -> Mapping[str, Any]:
    """The part of the command's texts that is about the demonstration."""
    said: Mapping[str, Any] = texts()["demo"]
    return said


def name_of(person: str, company: Company) -> str:
    """A person of the roster by name, anybody else by address."""
    known = company.person(person)
    return known.name if known else person


def listed(names: Iterable[str]) -> str:
    """Names as in a sentence."""
    *others, last = names
    return ", ".join(others) + words()["and"] + last if others else last


def request(mail: Mail) -> str:
    """A mail that opens a case: subject, attachments, first words."""
    return str(words()["request"].format(subject=mail.subject, attached=_attached(mail), text=excerpt(mail.text)))


def answer(text: str, mail: Mail) -> str:
    """What somebody typed above the mail that they answer."""
    return str(words()["answer"].format(text=text, attached=_attached(mail)))


def letter(mail: Mail) -> str:
    """A mail of ours; all of a case have the subject of its request."""
    return str(words()["letter"].format(text=excerpt(mail.text), attached=_attached(mail)))


def excerpt(text: str) -> str:
    """What a mail says first, after its greeting; where that announces a list or a quotation, this too."""
    _, *paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]
    shown = paragraphs[:2] if paragraphs[0].endswith(":") else paragraphs[:1]
    return shorten(" ".join(shown), EXCERPT, placeholder=" …")


def told(events: Iterable[Event]) -> str:
    """What was decided and why, one sentence for each fact that somebody would tell."""
    patterns = ((words()["events"].get(type(event).__name__), event) for event in events)
    return " ".join(pattern.format_map(_shown(event)) for pattern, event in patterns if pattern)


def mismatch_told(mismatch: Mismatch) -> str:
    """What went otherwise than told."""
    said = words()
    when = said["when"]["step"].format(step=mismatch.step) if mismatch.step else said["when"]["end"]
    title = mismatch.title or said["everything"]
    return str(
        said["mismatch"].format(
            title=title, when=when, what=_compared(mismatch.what), expected=mismatch.expected, found=mismatch.found
        )
    )


def _compared(what: str) -> str:
    group, _, field = what.partition(".")
    return str(words()["compared"][group].format(field=field))


def _attached(mail: Mail) -> str:
    count = sum(not attachment.inline for attachment in mail.attachments)
    said = words()["attached"]
    return str(said["one"] if count == 1 else said["many"].format(count=count)) if count else ""


def _shown(event: Event) -> Mapping[str, str]:
    """The fields of an event as people read them."""
    raw = {field.name: getattr(event, field.name) for field in fields(event)}
    shown = {name: str(value) for name, value in raw.items()}
    shown["words"] = " ".join(shown.get("words", "").split()).rstrip(".")
    shown["step"] = _messages()["steps"].get(raw.get("step"), shown.get("step", ""))
    shown["reason"] = words()["reasons"].get(shown.get("reason"), "")
    labels = _messages()["labels"]
    values = ", ".join(
        f"{labels[name].lower()} {figures(value)}" for name, value in raw.get("values", {}).items() if name in labels
    )
    shown["values"] = words()["values"].format(values=values) if values else ""
    return shown


@cache
def _messages() -> Mapping[str, Any]:
    source = (bundled("templates") / "messages.es.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = YAML(typ="safe").load(source)
    return loaded
