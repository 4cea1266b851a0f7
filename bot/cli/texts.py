"""What the command prints for people, from ``templates/cli.es.yaml``."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bot.settings import bundled

UNKNOWN = "author"
"""The reason of a mail that is held until somebody says whether its author is of the branch."""

UNPROVED = "author:"
"""How the reason of a mail begins whose author is not proved; what was looked at follows."""

LOOKALIKE = "lookalike:"
"""How the reason of a mail begins that came from a domain that only looks like the company's; both follow."""

VIRUS = "virus:"
"""How the reason of a mail begins in whose files malware was found; which and where follows."""


@cache
def texts() -> Mapping[str, Any]:
    """All of it."""
    source = (bundled("templates") / "cli.es.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = YAML(typ="safe").load(source)
    return loaded


def help_of(command: str) -> str:
    """The help of a command, for example ``case.show``; paragraphs with indented lines keep their lines."""
    paragraphs = str(texts()["help"][command]).strip().split("\n\n")
    return "\n\n".join(f"\b\n{one}" if "\n  " in one else one for one in paragraphs)


def option(name: str) -> str:
    """The help of an option or argument."""
    return str(texts()["options"][name])


def say(key: str, **values: object) -> str:
    """One sentence with its values filled in."""
    return str(texts()["say"][key]).format(**values)


def why(reason: str) -> str:
    """Why a mail is in quarantine in words: its author, its domain, or a virus; else the traceback."""
    from bot.adapters.render_words import load_messages, proof_in_words

    if reason == UNKNOWN:
        return say("author_unknown")
    if reason.startswith(VIRUS):
        return say("virus", found=reason.removeprefix(VIRUS))
    if reason.startswith(LOOKALIKE):
        domain, own = reason.removeprefix(LOOKALIKE).split()
        return say("lookalike", domain=domain, own=own)
    if not reason.startswith(UNPROVED):
        return reason
    messages = load_messages(bundled("templates") / "messages.es.yaml")
    return say("author_not_proved", proof=proof_in_words(reason.removeprefix(UNPROVED), messages))
