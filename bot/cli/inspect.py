"""``tramita inspect``: what the bot would make of mails, and why."""

import json
import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.printing import local, printable
from bot.cli.texts import help_of, say, texts
from bot.core.calendar import Calendar
from bot.core.intent import Stage
from bot.settings import bundled, read_settings

DEFAULT_RULES = Path("mail_rules.yaml")

LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""Some readers of lines break them here; in JSON they may as well be escaped."""


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say("no_moment", given=text)) from None
    if moment.tzinfo is None:
        raise typer.BadParameter(say("no_zone", given=text))
    return moment


def _readable(paths: list[str]) -> list[str]:
    for path in paths:
        if path != "-" and not os.access(path, os.R_OK):
            raise typer.BadParameter(say("unreadable_path", path=path))
    return paths


def inspect(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", callback=_readable, help=help_of("inspect.paths"))],
    *,
    rules: Annotated[Path | None, typer.Option(help=help_of("inspect.rules"))] = None,
    now: Annotated[
        datetime | None, typer.Option(parser=_moment, metavar="ISO-8601", help=help_of("inspect.now"))
    ] = None,
    stage: Annotated[Stage, typer.Option(help=help_of("inspect.stage"))] = Stage.APPROVAL,
    as_json: Annotated[bool, typer.Option("--json", help=help_of("inspect.json"))] = False,
    no_ocr: Annotated[bool, typer.Option("--no-ocr", help=help_of("inspect.no_ocr"))] = False,
) -> None:
    """Prints one object or summary a mail, in order, as soon as it is known."""
    from bot.adapters.mail_files import stored_mails
    from bot.compose.dry_run import open_dry_run

    rules = rules or (DEFAULT_RULES if DEFAULT_RULES.exists() else bundled(DEFAULT_RULES.name))
    settings = read_settings(rules)
    settings = replace(settings, ocr=settings.ocr and not no_ocr)
    with open_dry_run(settings, stage, now) as dry_run:
        calendar = dry_run.rules.company.calendar
        for found in dry_run.inspect(stored_mails(paths, sys.stdin.buffer)):
            shown = _line(found) if as_json else printable(_summary(found, calendar))
            sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()


def _line(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False).translate(LINE_ENDS) + "\n"


def _summary(found: dict[str, Any], calendar: Calendar) -> str:
    """A mail for people: who, what it is, what came with it, and what is wrong."""
    words = texts()["inspect"]
    place = found["path"] + (f" ({found['index']})" if found["index"] else "")
    rows = [
        ("from", ", ".join(f"{one['name']} <{one['address']}>".strip() for one in found["from"])),
        ("date", local(datetime.fromisoformat(found["date"]), calendar) if found["date"] else ""),
        ("subject", found["subject"]),
        ("kind", words["kinds"][found["kind"]]),
        ("process", found["process"]),
        ("fields", ", ".join(f"{name}: {text}" for name, text in found["fields"].items())),
        ("verdict", words["verdicts"].get(found["verdict"])),
        ("intent", words["intents"].get(found["intent"])),
        ("new_text", found["new_text"].replace("\n", "\n" + " " * words["indent"]) if found["verdict"] else ""),
        ("authentication", words["authentication"][found["authentication"]["result"]]),
        ("error", found["error"]),
    ]
    lines = [f"  {words['labels'][key]}: {text}" for key, text in rows if text]
    lines += [_document(document, words) for document in found["documents"]]
    lines += [f"  - {words['severities'][one['severity']]}: {one['message']}" for one in found["findings"]]
    return "\n".join([place, *lines, "", ""])


def _document(document: dict[str, Any], words: dict[str, Any]) -> str:
    name = document["filename"] or words["nameless"]
    role = words["inline"] if document["inline"] else (document["role"] or words["no_role"])
    return f"  + {name}: {role.replace('_', ' ')}, {words['text_sources'][document['text_source']]}"
