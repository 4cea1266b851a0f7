"""What pydantic finds wrong, as problems that say in Spanish where and what to write instead."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from bot.errors import Problem
from bot.rules.schema import keys_at
from bot.rules.source import Path, Source
from bot.rules.wording import nearest, wording

_QUOTED = re.compile(r"'([^']*)'")
_CODES = {"union_tag_not_found": "missing"}
_NAMELESS = frozenset({"union_tag_invalid", "union_tag_not_found"})
"""Errors about the key that chooses between forms of a mapping; pydantic names the mapping only."""


def problems_of(error: ValidationError, source: Source) -> Iterator[Problem]:
    """One problem per error, at the place where it was written."""
    for entry in error.errors(include_url=False):
        loc = tuple(part for part in entry["loc"] if part != "[key]")
        written = source.written(loc)
        context = entry.get("ctx", {})
        if entry["type"] in _NAMELESS:
            path: Path = (*written, _QUOTED.sub(r"\1", str(context["discriminator"])))
        elif entry["type"] == "missing":
            path = (*written, loc[-1])
        else:
            path = written
        yield source.problem(path, _code(entry), **_data(entry, path, context))


def _code(entry: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails and its context are open mappings
    code = str(entry["type"])
    return "empty" if entry["input"] is None and code != "missing" else _CODES.get(code, code)


def _data(entry: Any, path: Path, context: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    given = _given(entry, context)
    allowed = _QUOTED.findall(str(context.get("expected", context.get("expected_tags", ""))))
    if entry["type"] == "extra_forbidden":
        allowed = sorted(keys_at(path[:-1]))
        given = key
    return {
        "given": given,
        "allowed": ", ".join(allowed),
        "least": str(context.get("ge", context.get("min_length", ""))),
        "most": str(context.get("le", context.get("max_length", ""))),
        "near": nearest(given, allowed),
        "example": wording().examples.get(key, ""),
    }


def _given(entry: Any, context: Any) -> str:  # noqa: ANN401 - as above
    given = context.get("tag", entry["input"])
    return given if isinstance(given, str) else ""
