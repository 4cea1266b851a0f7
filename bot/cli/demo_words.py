"""What the demonstration says of facts and mails, in the words of ``templates/cli.es.yaml`` and the mails' own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from textwrap import shorten
from typing import Any

from ruamel.yaml import YAML

from bot.cli.texts import texts
from bot.core.company import Company
from bot.core.events import CaseEvent
from bot.core.mail import Mail
from bot.settings import bundled
from bot.testing.playing import Mismatch

EXCERPT = 300
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


def written(mail: Mail) -> str:
    """The subject without the case's tag, and how many files came along."""
    subject = mail.subject.rpartition("] ")[2]
    count = sum(not attachment.inline for attachment in mail.attachments)
    if not count:
        return subject
    said = words()["attached"]
    attached = said["one"] if count == 1 else said["many"].format(count=count)
    return str(words()["written"].format(subject=subject, attached=attached))


def excerpt(text: str) -> str:
    """What a mail says first, after its greeting; where that announces a list or a quotation, this too."""
    _, *paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]
    shown = paragraphs[:2] if paragraphs[0].endswith(":") else paragraphs[:1]
    return shorten(" ".join(shown), EXCERPT, placeholder=" …")


def told(events: Iterable[CaseEvent], company: Company) -> Iterator[str]:
    """What was decided and why, one sentence for each fact that somebody would tell."""
    for event in events:
        pattern = words()["events"].get(type(event).__name__)
        if pattern:
            yield str(pattern.format_map(_shown(event, company)))


def mismatch_told(mismatch: Mismatch) -> str:
    """What went otherwise than told."""
    said = words()
    when = said["when"]["step"].format(step=mismatch.step) if mismatch.step else said["when"]["end"]
    title = mismatch.title or said["everything"]
    return str(
        said["mismatch"].format(
            title=title, when=when, what=mismatch.what, expected=mismatch.expected, found=mismatch.found
        )
    )


def _shown(event: CaseEvent, company: Company) -> Mapping[str, str]:
    """The fields of an event as people read them."""
    raw = {field.name: getattr(event, field.name) for field in fields(event)}
    shown = {name: str(value) for name, value in raw.items()}
    shown["by"] = name_of(event.by, company)
    shown["words"] = " ".join(shown.get("words", "").split()).rstrip(".")
    shown["step"] = _messages()["steps"].get(raw.get("step"), shown.get("step", ""))
    shown["reason"] = words()["reasons"].get(shown.get("reason"), "")
    labels = _messages()["labels"]
    values = ", ".join(f"{labels[name].lower()} {value}" for name, value in raw.get("values", {}).items() if name in labels)
    shown["values"] = words()["values"].format(values=values) if values else ""
    return shown


@cache
def _messages() -> Mapping[str, Any]:
    source = (bundled("templates") / "messages.es.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = YAML(typ="safe").load(source)
    return loaded
