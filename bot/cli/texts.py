"""What the command prints for people, from ``templates/cli.es.yaml``."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from bot.settings import bundled


@lru_cache(maxsize=1)
def texts() -> Mapping[str, Any]:
    """All of it."""
    source = (bundled("templates") / "cli.es.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = YAML(typ="safe").load(source)
    return loaded


def help_of(command: str) -> str:
    """The help of a command, for example ``case.show``."""
    return str(texts()["help"][command])


def say(key: str, **values: object) -> str:
    """One sentence with its values filled in."""
    return str(texts()["say"][key]).format(**values)
